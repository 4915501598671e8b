"""A whole mock interview, annotated."""

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from greenroom.models.parts import CONFIG, CardText, FollowUp, Impact, Kind, Related, Report
from greenroom.models.plans import Phase

Speaker = Literal["interviewer", "candidate", "note", "board"]
ClearPhase = Literal["clarify", "list-and-estimate", "architect", "refine"]
CLEAR_TITLES: dict[str, str] = {
    "clarify": "Clarify",
    "list-and-estimate": "List and Estimate",
    "architect": "Architect",
    "refine": "Refine",
}


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One thing said, drawn or noted in a walkthrough."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    speaker: Speaker
    """`interviewer`, `candidate`, `note` (what the interviewer writes down) or `board` (what is drawn)."""
    text: str
    """The words, in Markdown; for `board` with a figure, its text alternative in plain words."""
    in_mock: str = ""
    """For an interviewer's turn that leans on what the candidate has said: the same in words that lean on nothing, for the mock
    interview, where the candidate is the reader. Markdown."""
    figure: str = ""
    """For `board`: an SVG file in `bank/walkthroughs/figures/`."""


@dataclass(frozen=True, kw_only=True)
class WalkthroughPhase(Phase):
    """A phase with what is said in it."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    clear: ClearPhase
    """The part of CLEAR it belongs to."""
    turns: list[Turn]
    """The conversation in order."""


@dataclass(frozen=True, kw_only=True)
class Check:
    """One question of a self-check after a walkthrough."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    id: str
    """Slug, unique in its walkthrough; keep it when the text changes, for the reader's tick hangs on it."""
    clear: ClearPhase
    """The part of CLEAR it belongs to."""
    check: str
    """A question to answer with yes or no."""


@dataclass(frozen=True, kw_only=True)
class Walkthrough:
    """A whole mock interview, annotated: `bank/walkthroughs/*.yml`, a list of these."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    id: str
    """Slug."""
    title: str
    """What is designed, in a few words."""
    prompt: str
    """The interviewer's question, whole. Markdown."""
    summary: str
    """What the page shows, in one or two sentences."""
    kind: Kind
    """The kind of round."""
    impact: Impact
    """How much reading it pays."""
    topics: list[str]
    """Ids of topics, the main one first."""
    reported: list[Report] = field(default_factory=list)
    """Companies whose interviews it is modelled on."""
    minutes: float
    """Length in minutes; the phases' budgets sum to it."""
    phases: list[WalkthroughPhase]
    """The phases in order."""
    probes: list[FollowUp]
    """Questions an interviewer could have asked on the way, with answers behind a reveal."""
    self_check: list[Check]
    """Questions to hold your own attempt against."""
    corrections: list[str] = field(default_factory=list)
    """What readers may have met elsewhere and why this page says otherwise. Markdown."""
    cards: list[CardText] = field(default_factory=list)
    """Cards beside those derived from the other fields."""
    related: Related = field(default_factory=Related)
    """What else trains it."""
