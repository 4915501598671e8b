"""A coding problem: its folder in `bank/problems/`."""

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from greenroom.models.parts import CONFIG, CardText, FollowUp, Impact, Kind, Related, Report

Difficulty = Literal["easy", "medium", "hard"]
Language = Literal["python", "sql"]
GrowthClass = Literal["1", "log n", "n", "n log n", "n^2", "n^3", "2^n"]


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """A way of solving that problems share: `bank/patterns.yml`, a list of these."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    id: str
    """Slug used in a problem's `pattern`."""
    title: str
    """The name a reader sees."""
    sign: str
    """What in a statement points to it, in one sentence."""
    idea: str
    """What one does then, in one sentence."""


@dataclass(frozen=True, kw_only=True)
class Complexity:
    """The cost of the reference solution."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    time: str
    """Time, such as `O(n log n)`."""
    space: str
    """Extra space, such as `O(n)`."""
    letters: str = ""
    """What the letters stand for, in one sentence of Markdown. It stands on the fronts of the cards that ask for the cost; without
    it the answer cannot be typed."""
    because: str
    """Why, in Markdown, one to three sentences."""


@dataclass(frozen=True, kw_only=True)
class Growth:
    """What the growth of the reader's code is held against, on the inputs that `growth.py` makes."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    target: GrowthClass
    """How the work of the reference solution grows with `n`."""
    n: str
    """What `n` counts, in a few words, such as `requests in the log`."""


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """A wrong solution people really write; the tests must catch it."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    id: str
    """Slug: the code is in `mistakes/<id with _ for ->.py` (or `.sql`)."""
    title: str
    """The mistake in a few words."""
    reason: str
    """Why it is wrong, in Markdown, one to three sentences."""
    caught_by: list[str]
    """Names of tests that fail on it, such as `test_window_is_half_open`; others may fail too."""


@dataclass(frozen=True, kw_only=True)
class SlowSolution:
    """A solution that is right and too slow; the growth verdict must say so."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    id: str
    """Slug: the code is in `slow/<id with _ for ->.py`."""
    title: str
    """What makes it slow, in a few words."""
    reason: str
    """Why it costs more, in Markdown, one to three sentences."""
    grows: GrowthClass
    """How its work grows with `n`."""


@dataclass(frozen=True, kw_only=True)
class Clarification:
    """A question worth asking the interviewer before the first line of code."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    id: str
    """Slug, unique in its problem."""
    question: str
    """The question as one would ask it."""
    answer: str
    """What the interviewer says, in Markdown, with what it changes in the code."""


@dataclass(frozen=True, kw_only=True)
class SourceFile:
    """A Python file beside `solution.py`; it lies in `files/` and the code imports it by its stem."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    name: str
    """File name, such as `clock.py`."""
    purpose: str
    """What it holds, in one sentence."""
    given: bool = True
    """Given files are read only. The others start as in `files/` and are the reader's to change; theirs as the reference
    solution has it lies in `solution_files/`."""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """A coding problem: the folder `bank/problems/<id>/`, described by its `problem.yml`.

    Beside it lie `statement.md`, `starter.py`, `solution.py`, `test_examples.py` (shown to the reader), `test_hidden.py`
    (run after them), `mistakes/*.py`, and where they are named `growth.py`, `slow/*.py` and `files/*.py`. A problem in SQL
    has `schema.sql`, `starter.sql`, `solution.sql` and `mistakes/*.sql` instead; its tests are Python.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    title: str
    """Name of the problem."""
    summary: str
    """What is to be written, in one sentence."""
    kind: Kind = "coding"
    """The kind of round it is asked in."""
    language: Language = "python"
    """What the reader writes."""
    difficulty: Difficulty
    """How hard it is for an engineer who has practised."""
    impact: Impact
    """How much preparing it pays."""
    origin: str = ""
    """Where an imported exercise comes from, with its licence. Without it the fields marked * are required."""
    pattern: str = ""
    """* Id of the pattern that solves it."""
    topics: list[str]
    """Ids of topics, the main one first."""
    reported: list[Report] = field(default_factory=list)
    """Companies the problem was reported from."""
    requires: list[str] = field(default_factory=list)
    """Names that the reader's `solution.py` must define, such as `busiest_window`; none for SQL."""
    files: list[SourceFile] = field(default_factory=list)
    """Files beside the solution."""
    minutes: int
    """Minutes an interview gives for it."""
    plan: str = "coding-45"
    """Id of the phase plan its timer starts with."""
    test_seconds: float = 2.0
    """Seconds one test may take."""
    complexity: Complexity | None = None
    """* Cost of the reference solution."""
    growth: Growth | None = None
    """Target for the growth of the code; needs `growth.py`."""
    clarify: list[Clarification] = field(default_factory=list)
    """* Questions worth asking before coding; at least three."""
    hints: list[str] = field(default_factory=list)
    """* Hints from nudge to outline, in Markdown; exactly three."""
    approach: str
    """Walk through the solution: the idea, why it is right, what it costs. Markdown."""
    mistakes: list[Mistake] = field(default_factory=list)
    """* Wrong solutions that the tests catch; at least four."""
    slow: list[SlowSolution] = field(default_factory=list)
    """Right solutions that cost more than the target."""
    follow_ups: list[FollowUp] = field(default_factory=list)
    """* What an interviewer asks after the code runs."""
    corrections: list[str] = field(default_factory=list)
    """What readers may have met elsewhere and why this page says otherwise. Markdown."""
    cards: list[CardText] = field(default_factory=list)
    """Cards beside those derived from the other fields."""
    related: Related = field(default_factory=Related)
    """What else trains it."""
