"""A review of what an assistant proposed: its folder in `bank/reviews/`."""

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from greenroom.models.parts import CONFIG, CardText, FollowUp, Impact, Kind, Related
from greenroom.models.problems import Difficulty

Family = Literal["wrong-result", "edge-case", "contract", "order", "cost", "resource", "security", "explanation"]
FAMILY_TITLES: dict[str, str] = {
    "wrong-result": "Wrong result",
    "edge-case": "Edge case missed",
    "contract": "Contract broken",
    "order": "Concurrency or order",
    "cost": "Too costly",
    "resource": "Resource leaked",
    "security": "Security",
    "explanation": "Misleading explanation",
}


@dataclass(frozen=True, kw_only=True)
class Defect:
    """A flaw that was planted in a proposal or in its explanation."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    id: str
    """Slug: the proposal with this one defect mended is in `mended/<id with _ for ->.py`. Keep it when the text changes."""
    title: str
    """The defect in a few words."""
    family: Family
    """What kind of flaw it is."""
    also: list[Family] = field(default_factory=list)
    """Other families that a reader may fairly call it."""
    lines: list[int] = field(default_factory=list)
    """First and last line in `proposal.py`, from 1; at most 8 lines. A defect has `lines`, a `statement` or both."""
    statement: int | None = None
    """Number of the statement of the explanation, from 1, that misleads."""
    reason: str
    """Why it is wrong and whom it would hurt, in Markdown, one to three sentences."""
    mend: str
    """What mends it, in Markdown, one or two sentences."""
    caught_by: list[str] = field(default_factory=list)
    """Names of the hidden tests that fail until it is mended, and for no other defect; none for a flaw of the explanation alone."""


@dataclass(frozen=True, kw_only=True)
class SoundPlace:
    """A place that looks wrong and is right: whoever marks it raised a false alarm."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    lines: list[int] = field(default_factory=list)
    """First and last line in `proposal.py`, from 1."""
    statement: int | None = None
    """Number of a statement of the explanation, from 1, instead of lines."""
    title: str
    """What looks wrong, in a few words."""
    why: str
    """Why it is right, in Markdown, one to three sentences."""


@dataclass(frozen=True, kw_only=True)
class Review:
    """An assistant's proposal to review: the folder `bank/reviews/<id>/`, described by its `review.yml`.

    Beside it lie `proposal.py` with the planted defects, `solution.py` (all of them mended), `mended/*.py` (the proposal with
    one defect mended), `test_examples.py` (shown to the reader, and passed by the proposal) and `test_hidden.py`.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    title: str
    """Name of the review."""
    summary: str
    """What the assistant was to write, in one sentence."""
    kind: Kind = "ai-assisted"
    """The kind of round it trains for."""
    difficulty: Difficulty
    """How hard the defects are to find for an engineer who has practised."""
    impact: Impact
    """How much preparing it pays."""
    topics: list[str]
    """Ids of topics, the main one first."""
    requires: list[str]
    """Names that the code must define, such as `HashRing`."""
    minutes: int
    """Minutes for reading, marking and mending."""
    plan: str = "ai-assisted-60"
    """Id of the phase plan its timer starts with."""
    test_seconds: float = 2.0
    """Seconds one test may take."""
    request: str
    """What was asked of the assistant: the whole contract, in Markdown. Every hidden test follows from it."""
    explanation: list[str]
    """What the assistant says of its code, in its voice: one statement an item, in Markdown, three to eight of them."""
    defects: list[Defect]
    """The planted flaws, in the order of their lines; at least three."""
    sound: list[SoundPlace]
    """Places that look wrong and are right; at least one."""
    follow_ups: list[FollowUp]
    """What an interviewer asks once the code is mended."""
    cards: list[CardText] = field(default_factory=list)
    """Cards beside those derived from defects and follow-ups."""
    related: Related = field(default_factory=Related)
    """What else trains it."""
