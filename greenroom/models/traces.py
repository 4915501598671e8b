"""A short program whose run the reader predicts."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from greenroom.models.parts import CONFIG, CardText, Kind, Point, Related


@dataclass(frozen=True, kw_only=True)
class Trace:
    """A short program to step through in the head: `bank/traces/*.yml`, a list of these."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    id: str
    """Slug."""
    title: str
    """What the program shows, in a few words that do not give its result away."""
    summary: str
    """What the drill trains, in one sentence."""
    kind: Kind = "coding"
    """The kind of round it is met in."""
    topics: list[str]
    """Ids of topics, the main one first."""
    code: str
    """The program as a `|` block: 8 to 25 lines of at most 68 characters that define something and call it. It reads no
    input and ends by itself; its run gives at least 6 questions."""
    teaches: str
    """What the run shows and why it comes out so, read afterwards. Markdown, one or two paragraphs."""
    pitfalls: list[Point]
    """What goes wrong here in interviews, and how to see it in time."""
    cards: list[CardText] = field(default_factory=list)
    """Cards of the drill."""
    related: Related = field(default_factory=Related)
    """What else trains it."""
