"""A drill spoken aloud against the clock."""

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from greenroom.models.parts import CONFIG, Kind, Point

Doing = Literal["speak", "silence", "read", "listen", "write"]
SpokenSource = Literal["drills", "problems", "questions", "follow-ups"]
SpokenCompare = Literal["testing", "great", "answer"]
SpokenBasis = Literal["evidence", "advice"]


@dataclass(frozen=True, kw_only=True)
class SpokenStep:
    """One stretch of a spoken drill; the next begins by itself when its time is up."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    id: str
    """Slug, unique in its drill."""
    title: str
    """What is done, in two to five words."""
    seconds: int
    """Its length, 3 or more."""
    until: int | None = None
    """Where the bell is to come as a surprise: the length is drawn between `seconds` and this, and the clock counts up."""
    says: str
    """What the reader sees and hears when it begins, in a sentence or two of Markdown. `{own}` stands for the line the reader
    typed, `{then}` for that part of the prompt."""
    does: Doing = "speak"
    """`speak`; `silence` (thinking without a sound); `read` (the prompt read aloud, its rate taken from the clock); `listen`
    (to the recording, where there is one); `write`. Speaking, silence and reading are recorded if the reader asks for it."""
    hides: bool = False
    """Whether the prompt is out of sight meanwhile."""


@dataclass(frozen=True, kw_only=True)
class SpokenPrompt:
    """What a round of a spoken drill is about."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    id: str
    """Slug, unique in its drill; keep it when the text changes, for the reader's history hangs on it."""
    text: str
    """What the reader answers, reads or speaks about, in Markdown."""
    then: str = ""
    """A second part that a step brings in with `{then}`, such as an interviewer's nudge."""
    points: list[Point] = field(default_factory=list)
    """What to compare with afterwards."""
    see: str = ""
    """Where the whole answer stands, as `kind/id` of an entry with a page."""


@dataclass(frozen=True, kw_only=True)
class SpokenDraw:
    """A rule that takes prompts from elsewhere in the bank, the most important first."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    take: SpokenSource
    """`drills` (estimates, two variants of each), `problems` (with their clarifying questions), `questions` or `follow-ups`."""
    kinds: list[Kind] = field(default_factory=list)
    """Kinds of round; all where none is named."""
    topics: list[str] = field(default_factory=list)
    """Ids of topics, of which one must be there; all where none is named."""
    without: list[str] = field(default_factory=list)
    """Ids of topics that must not be there."""
    compare: SpokenCompare = "great"
    """What of a question is shown afterwards: what it tests, what a great answer shows, or the outline of one."""
    limit: int | None = None
    """At most so many."""


@dataclass(frozen=True, kw_only=True)
class SpokenCheck:
    """One question to answer with yes or no after the drill; it is passed when all are."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    id: str
    """Slug, unique in its drill; keep it when the text changes, for the reader's history hangs on it."""
    check: str
    """What must be true, in a sentence of Markdown."""


@dataclass(frozen=True, kw_only=True)
class SpokenDrill:
    """A drill of 1 to 10 minutes, spoken aloud: `bank/spoken/*.yml`, a list of these. Its page is `docs/rehearse/ID.md`."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    id: str
    """Slug."""
    title: str
    """What is trained, in a few words."""
    summary: str
    """What the reader does, in one sentence."""
    lesson: str
    """The page it comes from, as a path in `docs/` such as `lessons/slow-down.md`."""
    lesson_title: str
    """What that page is called in a link."""
    asks: str = ""
    """What the reader types before it begins, as the label of a field; it is kept on the device."""
    example: str = ""
    """What could be typed there."""
    rounds: int = 1
    """How often the steps are gone through, each time with another prompt."""
    steps: list[SpokenStep]
    """The stretches of a round in order."""
    draw: list[SpokenDraw] = field(default_factory=list)
    """Rules that take prompts from the bank."""
    prompts: list[SpokenPrompt] = field(default_factory=list)
    """Prompts of its own; they come with those of `draw` in an order drawn by a seed."""
    checks: list[SpokenCheck]
    """What the reader asks themselves afterwards."""
    basis: SpokenBasis
    """Whether `why` is `evidence` with its source, or `advice`."""
    why: str
    """Why it is worth the minutes, in Markdown, one to three sentences."""
