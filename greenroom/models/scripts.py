"""A conversation to rehearse, with blanks for the reader’s own facts."""

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from greenroom.models.parts import CONFIG, CardText, Flaw, Kind, Point, Related


@dataclass(frozen=True, kw_only=True)
class Blank:
    """A gap in a script that the reader fills with their own facts; written `{{id}}` in the texts."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    id: str
    """Slug with `_` for spaces, as it stands between the braces."""
    meaning: str
    """What to put there, in a few words."""
    example: str
    """A neutral example."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a script."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    speaker: Literal["interviewer", "candidate"]
    """Who speaks."""
    text: str
    """The words, in Markdown, with blanks as `{{id}}`."""
    beat: str = ""
    """For the candidate: what this line does, in a few words."""


@dataclass(frozen=True, kw_only=True)
class ScriptFollowUp:
    """A question that follows a script, with an answer that has blanks."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    id: str
    """Slug, unique in its script."""
    question: str
    """The question as it is asked."""
    answer: str
    """An answer with blanks as `{{id}}`. Markdown."""
    listens_for: str
    """What the interviewer listens for, in one sentence."""


@dataclass(frozen=True, kw_only=True)
class Script:
    """A conversation to rehearse: `bank/scripts/*.yml`, a list of these."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    id: str
    """Slug."""
    title: str
    """Name of the situation."""
    situation: str
    """When it comes up and how long it should take. Markdown."""
    kind: Kind
    """The kind of round."""
    topics: list[str]
    """Ids of topics, the main one first."""
    seconds: int
    """Target length of the candidate's lines, in seconds."""
    blanks: list[Blank]
    """The gaps; each is used in the texts, and no text uses another."""
    lines: list[Line]
    """The conversation in order."""
    listens_for: list[Point]
    """What the interviewer listens for."""
    pitfalls: list[Flaw]
    """What goes wrong."""
    follow_ups: list[ScriptFollowUp]
    """What is asked next."""
    corrections: list[str] = field(default_factory=list)
    """What readers may have met elsewhere and why this page says otherwise. Markdown."""
    cards: list[CardText] = field(default_factory=list)
    """Cards beside those derived from the other fields."""
    related: Related = field(default_factory=Related)
    """What else trains it."""
