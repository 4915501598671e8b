"""What entries of every kind are put together from."""

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

Kind = Literal["coding", "system-design", "ml-system-design", "behavioural", "ai-assisted", "depth"]
Impact = Literal["critical", "high", "medium", "bonus"]
KIND_TITLES: dict[str, str] = {
    "coding": "Coding",
    "system-design": "System design",
    "ml-system-design": "ML system design",
    "behavioural": "Behavioural",
    "ai-assisted": "AI-assisted",
    "depth": "Technical depth",
}

# Read by pydantic at build: unknown fields are errors, and the text under a field is its description.
CONFIG: dict[str, Any] = {"extra": "forbid", "use_attribute_docstrings": True, "str_strip_whitespace": True}


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A subject that entries share, such as rate limiting."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    id: str
    """Slug used in `topics` lists and in URLs."""
    title: str
    """The name a reader sees."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """Where a question was reported from: a fact of the sources, with its year."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    company: str
    """Name of the company as it writes it."""
    year: int
    """Year of the report."""
    note: str = ""
    """What was reported, in one sentence."""


@dataclass(frozen=True, kw_only=True)
class Point:
    """One item of a list that has a name and a reason, such as a red flag."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    point: str
    """The item in two to eight words."""
    detail: str
    """Why it matters or how it shows, in a sentence or two of Markdown."""


@dataclass(frozen=True, kw_only=True)
class Flaw(Point):
    """What goes wrong in an answer, with a card of its own where it has an id."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    id: str = ""
    """Slug, unique in its list. With it the flaw gives a card that asks for `detail`, so give one only where that is a reason."""


@dataclass(frozen=True, kw_only=True)
class Beat:
    """One step of an answer that can be spoken."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    beat: str
    """What this step does, in a few words."""
    say: str
    """What to say, in Markdown, short enough to say aloud."""


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """A question the interviewer may ask next, and where a good answer goes."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    id: str
    """Slug, unique in its entry; the id of its card is made from it, so keep it when the text changes."""
    question: str
    """The question as it is asked."""
    in_mock: str = ""
    """The question in a mock interview, where the story is the reader's own, if it leans on the sample answer."""
    direction: str
    """Direction of a good answer, in Markdown, two to four sentences."""


@dataclass(frozen=True, kw_only=True)
class CardText:
    """A flashcard written by hand: one fact, one answer. It has `front` and `back`, or else `cloze`."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    id: str
    """Slug, unique in its entry; keep it when the text changes, for the reader's reviews hang on it."""
    front: str = ""
    """The question, in Markdown."""
    back: str = ""
    """The answer, in Markdown: one answer, short."""
    answer: str = ""
    """What a reader may type in place of thinking it, as the back says it: a fact, a number with its unit. Others that count
    as well stand after `;`."""
    reverse: bool = False
    """Gives a second card from the back to the front; for a back that is a short term."""
    cloze: str = ""
    """A sentence with blanks as `{{c1::words}}` or `{{c1::words::hint}}`, in Markdown; each number gives one card."""


@dataclass(frozen=True, kw_only=True)
class Related:
    """Entries that train the same thing, by id."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    questions: list[str] = field(default_factory=list)
    """Ids of questions."""
    problems: list[str] = field(default_factory=list)
    """Ids of problems."""
    reviews: list[str] = field(default_factory=list)
    """Ids of assistant reviews."""
    walkthroughs: list[str] = field(default_factory=list)
    """Ids of walkthroughs."""
    scripts: list[str] = field(default_factory=list)
    """Ids of scripts."""
    drills: list[str] = field(default_factory=list)
    """Ids of estimation drills."""
    traces: list[str] = field(default_factory=list)
    """Ids of trace drills."""
