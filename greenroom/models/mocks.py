"""What a mock interview is judged by, and what interrupts it."""

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from greenroom.models.parts import CONFIG, Kind
from greenroom.models.problems import Language
from greenroom.models.walkthroughs import ClearPhase

InterjectionForm = Literal["curveball", "redirect"]
Moment = Literal["early", "middle", "late", "any"]


@dataclass(frozen=True, kw_only=True)
class Practise:
    """Where a criterion is trained."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    title: str
    """What a reader will do there, in a few words."""
    page: str
    """Its page from the root of `docs/`, as in `/lessons/take-the-hint.md`."""


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One thing that is rated after a mock interview, from 1 to 4."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    id: str
    """Slug, unique in its rubric; keep it when the text changes, for the reader's ratings hang on it."""
    title: str
    """What is rated, in a few words."""
    question: str
    """What to ask oneself before choosing a level. Plain text."""
    clear: ClearPhase | None = None
    """The part of CLEAR it belongs to, for a design round."""
    levels: list[str]
    """Four anchors: 1 not yet, 2 nearly, 3 solid, 4 strong. Each says what was done or heard. Plain text."""
    practise: Practise
    """The page to go to when it is the weakest."""


@dataclass(frozen=True, kw_only=True)
class Rubric:
    """What a kind of round is rated by: `bank/rubrics.yml`, a list of these, one for each kind."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    id: Kind
    """The kind of round."""
    title: str
    """Its name, as the debrief shows it."""
    criteria: list[Criterion]
    """Five to seven; one has the id `redirects` and rates how a hint or an objection was taken."""


@dataclass(frozen=True, kw_only=True)
class Interjection:
    """What an interviewer throws in: `bank/interjections.yml`, a list of these."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    id: str
    """Slug. A mock whose own follow-ups or probes have this id leaves it out."""
    form: InterjectionForm
    """`curveball` for a constraint that changes, `redirect` for a nudge that does not say where to."""
    kinds: list[Kind]
    """The kinds of round it fits."""
    topics: list[str] = field(default_factory=list)
    """Ids of topics: only for entries that have one of them. Without any, for all entries of its kinds."""
    not_topics: list[str] = field(default_factory=list)
    """Ids of topics: never for entries that have one of them."""
    not_for: list[str] = field(default_factory=list)
    """Entries whose task says it already, or where it makes no sense, such as `problem/lru-cache`."""
    language: Language | None = None
    """Only for coding rounds in this language."""
    minutes: int = 0
    """Length in minutes of the shortest round it fits."""
    when: Moment
    """The part of the round it falls into; `any`, for a redirect only, leaves that to the room."""
    says: str
    """What the interviewer says. Markdown."""
    direction: str
    """What a good reaction does; for a redirect, what it steers to and how to take it. Markdown, two or three sentences."""
    question: str = ""
    """Id of the question that works it out."""
