"""The schema of the bank, told once.

Standard-library dataclasses describe every kind of entry. The build validates YAML against them (`macros/bank.py`), the
authors' reference page and the editor's JSON Schema are written from them, and the engine reads the same shapes as JSON.
The text under a field is its only documentation. "Markdown" in it means that the text is rendered; other texts are plain.
"""

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

Kind = Literal["coding", "system-design", "ml-system-design", "behavioural", "ai-assisted", "depth"]
Impact = Literal["critical", "high", "medium", "bonus"]
Difficulty = Literal["easy", "medium", "hard"]
Speaker = Literal["interviewer", "candidate", "note", "board"]
ClearPhase = Literal["clarify", "list-and-estimate", "architect", "refine"]
PlanKind = Literal["interview", "drill"]
ChecklistKind = Literal["plan", "checklist", "measures"]

KIND_TITLES: dict[str, str] = {
    "coding": "Coding",
    "system-design": "System design",
    "ml-system-design": "ML system design",
    "behavioural": "Behavioural",
    "ai-assisted": "AI-assisted",
    "depth": "Technical depth",
}
CLEAR_TITLES: dict[str, str] = {
    "clarify": "Clarify",
    "list-and-estimate": "List and Estimate",
    "architect": "Architect",
    "refine": "Refine",
}

# Read by pydantic at build: unknown fields are errors, and the text under a field is its description.
_CONFIG: dict[str, Any] = {"extra": "forbid", "use_attribute_docstrings": True, "str_strip_whitespace": True}


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A subject that entries share, such as rate limiting."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
    id: str
    """Slug used in `topics` lists and in URLs."""
    title: str
    """The name a reader sees."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """Where a question was reported from: a fact of the sources, with its year."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
    company: str
    """Name of the company as it writes it."""
    year: int
    """Year of the report."""
    note: str = ""
    """What was reported, in one sentence."""


@dataclass(frozen=True, kw_only=True)
class Point:
    """One item of a list that has a name and a reason, such as a red flag."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
    point: str
    """The item in two to eight words."""
    detail: str
    """Why it matters or how it shows, in a sentence or two of Markdown."""


@dataclass(frozen=True, kw_only=True)
class Beat:
    """One step of an answer that can be spoken."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
    beat: str
    """What this step does, in a few words."""
    say: str
    """What to say, in Markdown, short enough to say aloud."""


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """A question the interviewer may ask next, and where a good answer goes."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
    id: str
    """Slug, unique in its entry; the id of its card is made from it, so keep it when the text changes."""
    question: str
    """The question as it is asked."""
    direction: str
    """Direction of a good answer, in Markdown, two to four sentences."""


@dataclass(frozen=True, kw_only=True)
class CardText:
    """A flashcard written by hand: one fact, one answer."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
    id: str
    """Slug, unique in its entry; keep it when the text changes, for the reader's reviews hang on it."""
    front: str
    """The question, in Markdown."""
    back: str
    """The answer, in Markdown: one answer, short."""


@dataclass(frozen=True, kw_only=True)
class Related:
    """Entries that train the same thing, by id."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
    questions: list[str] = field(default_factory=list)
    """Ids of questions."""
    problems: list[str] = field(default_factory=list)
    """Ids of problems."""
    walkthroughs: list[str] = field(default_factory=list)
    """Ids of walkthroughs."""
    scripts: list[str] = field(default_factory=list)
    """Ids of scripts."""
    drills: list[str] = field(default_factory=list)
    """Ids of estimation drills."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question an interviewer asks: `bank/questions/*.yml`, a list of these."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
    id: str
    """Slug: the page's address and the stem of the ids of its cards."""
    title: str
    """The question in a few words, without a full stop."""
    prompt: str
    """What the interviewer says, whole. Markdown."""
    kind: Kind
    """The kind of round it is asked in."""
    impact: Impact
    """How much preparing it pays."""
    probability: int | None = None
    """Chance in percent that it is asked, where a source reports one."""
    topics: list[str]
    """Ids of topics, the main one first."""
    reported: list[Report] = field(default_factory=list)
    """Companies the question was reported from."""
    testing: str
    """What the interviewer wants to find out. Markdown, two to four sentences."""
    great: list[Point]
    """What a great answer shows."""
    red_flags: list[Point]
    """What costs the offer."""
    answer: list[Beat]
    """An outline one could speak, step by step."""
    follow_ups: list[FollowUp]
    """What is asked next."""
    preparation: str
    """What to do before the interview. Markdown."""
    practice_prompt: str
    """A prompt to paste into any assistant that makes it play the interviewer. Plain text."""
    corrections: list[str] = field(default_factory=list)
    """What readers may have met elsewhere and why this page says otherwise, one sentence or two each. Markdown."""
    cards: list[CardText] = field(default_factory=list)
    """Cards beside those derived from the other fields."""
    related: Related = field(default_factory=Related)
    """What else trains it."""


@dataclass(frozen=True, kw_only=True)
class Complexity:
    """The cost of the reference solution."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
    time: str
    """Time, such as `O(n log n)`, with the letters explained in `because`."""
    space: str
    """Extra space, such as `O(n)`."""
    because: str
    """Why, in Markdown, one to three sentences."""


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """A wrong solution people really write; the tests must catch it."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
    id: str
    """Slug: the code is in `mistakes/<id with _ for ->.py`."""
    title: str
    """The mistake in a few words."""
    reason: str
    """Why it is wrong, in Markdown, one to three sentences."""
    caught_by: list[str]
    """Names of tests that fail on it, such as `test_window_is_half_open`; others may fail too."""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """A coding problem: the folder `bank/problems/<id>/`, described by its `problem.yml`.

    Beside it lie `statement.md`, `starter.py`, `solution.py`, `test_examples.py` (shown to the reader), `test_hidden.py`
    (run after them) and `mistakes/*.py`.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
    title: str
    """Name of the problem."""
    summary: str
    """What is to be written, in one sentence."""
    kind: Kind = "coding"
    """The kind of round it is asked in."""
    difficulty: Difficulty
    """How hard it is for an engineer who has practised."""
    impact: Impact
    """How much preparing it pays."""
    topics: list[str]
    """Ids of topics, the main one first."""
    reported: list[Report] = field(default_factory=list)
    """Companies the problem was reported from."""
    requires: list[str]
    """Names that the reader's `solution.py` must define, such as `busiest_window`."""
    minutes: int
    """Minutes an interview gives for it."""
    plan: str = "coding-45"
    """Id of the phase plan its timer starts with."""
    test_seconds: float = 2.0
    """Seconds one test may take."""
    complexity: Complexity
    """Cost of the reference solution."""
    hints: list[str]
    """Hints from nudge to outline, in Markdown; exactly three."""
    approach: str
    """Walk through the solution: the idea, why it is right, what it costs. Markdown."""
    mistakes: list[Mistake]
    """Wrong solutions that the tests catch; at least four."""
    follow_ups: list[FollowUp]
    """What an interviewer asks after the code runs."""
    corrections: list[str] = field(default_factory=list)
    """What readers may have met elsewhere and why this page says otherwise. Markdown."""
    cards: list[CardText] = field(default_factory=list)
    """Cards beside those derived from the other fields."""
    related: Related = field(default_factory=Related)
    """What else trains it."""


@dataclass(frozen=True, kw_only=True)
class Phase:
    """A stretch of an interview with a budget of minutes."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
    id: str
    """Slug, unique in its plan or walkthrough."""
    title: str
    """Name of the phase."""
    minutes: float
    """Budget in minutes, more than 0."""
    purpose: str
    """What must be done when the phase ends, in one sentence."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Phases to run a timer against: `bank/plans/*.yml`, a list of these."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
    id: str
    """Slug."""
    title: str
    """Name of the plan."""
    kind: PlanKind
    """`interview` for a whole round, `drill` for a part of one."""
    minutes: float
    """Length in minutes; the phases' budgets sum to it."""
    phases: list[Phase]
    """The phases in order."""
    source: str = ""
    """Where the budget comes from, or that it is a proposal of ours."""


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One thing said, drawn or noted in a walkthrough."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
    speaker: Speaker
    """`interviewer`, `candidate`, `note` (what the interviewer writes down) or `board` (what is drawn)."""
    text: str
    """The words, in Markdown; for `board` with a figure, its text alternative in plain words."""
    figure: str = ""
    """For `board`: an SVG file in `bank/walkthroughs/figures/`."""


@dataclass(frozen=True, kw_only=True)
class WalkthroughPhase(Phase):
    """A phase with what is said in it."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
    clear: ClearPhase
    """The part of CLEAR it belongs to."""
    turns: list[Turn]
    """The conversation in order."""


@dataclass(frozen=True, kw_only=True)
class Check:
    """One question of a self-check after a walkthrough."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
    id: str
    """Slug, unique in its walkthrough; keep it when the text changes, for the reader's tick hangs on it."""
    clear: ClearPhase
    """The part of CLEAR it belongs to."""
    check: str
    """A question to answer with yes or no."""


@dataclass(frozen=True, kw_only=True)
class Walkthrough:
    """A whole mock interview, annotated: `bank/walkthroughs/*.yml`, a list of these."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
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


@dataclass(frozen=True, kw_only=True)
class Blank:
    """A gap in a script that the reader fills with their own facts; written `{{id}}` in the texts."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
    id: str
    """Slug with `_` for spaces, as it stands between the braces."""
    meaning: str
    """What to put there, in a few words."""
    example: str
    """A neutral example."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a script."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
    speaker: Literal["interviewer", "candidate"]
    """Who speaks."""
    text: str
    """The words, in Markdown, with blanks as `{{id}}`."""
    beat: str = ""
    """For the candidate: what this line does, in a few words."""


@dataclass(frozen=True, kw_only=True)
class ScriptFollowUp:
    """A question that follows a script, with an answer that has blanks."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
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

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
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
    pitfalls: list[Point]
    """What goes wrong."""
    follow_ups: list[ScriptFollowUp]
    """What is asked next."""
    corrections: list[str] = field(default_factory=list)
    """What readers may have met elsewhere and why this page says otherwise. Markdown."""
    cards: list[CardText] = field(default_factory=list)
    """Cards beside those derived from the other fields."""
    related: Related = field(default_factory=Related)
    """What else trains it."""


@dataclass(frozen=True, kw_only=True)
class DrillVariable:
    """A number of a drill that changes from one variant to the next."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
    id: str
    """Name with `_` for spaces: `{id}` in the prompt, and as it stands in formulas."""
    choices: list[float]
    """Round numbers above 0, in `unit`; a variant takes one of them."""
    unit: str = ""
    """What follows the number in the prompt, such as `bytes`, `%` or `KB`; `$` stands before it."""


@dataclass(frozen=True, kw_only=True)
class DrillStep:
    """One line of a worked solution."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
    id: str
    """Name with `_` for spaces, for the formulas of later steps."""
    text: str
    """What is worked out and why, in a sentence or two of Markdown."""
    formula: str
    """Numbers, variables and earlier steps with `+ - * / **` and parentheses, such as `users * posts / 86400`."""
    unit: str
    """Unit of the result, such as `posts/s` or `TB`; that of the answer is one that answers can be read in."""


@dataclass(frozen=True, kw_only=True)
class Drill:
    """An estimate to practise with new numbers each time: `bank/drills/*.yml`, a list of these."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
    id: str
    """Slug."""
    title: str
    """What is estimated, in a few words."""
    summary: str
    """What the drill trains, in one sentence without numbers of a variant."""
    kind: Kind = "system-design"
    """The kind of round it is asked in."""
    topics: list[str]
    """Ids of topics, the main one first."""
    prompt: str
    """The task with variables as `{id}`. Markdown; it says in which unit the answer is wanted."""
    variables: list[DrillVariable]
    """The numbers that change; together they give at least 24 variants."""
    steps: list[DrillStep]
    """The worked solution in order."""
    answer: str
    """Id of the step whose result is asked for."""
    tolerance: float
    """An answer is right within this factor either way: 2 accepts half to double."""
    tolerance_because: str
    """Why this factor: what rounding costs here. Markdown, one or two sentences."""
    so_what: str
    """What the number decides in a design, in Markdown, one to three sentences."""
    corrections: list[str] = field(default_factory=list)
    """What readers may have met elsewhere and why this page says otherwise. Markdown."""
    cards: list[CardText] = field(default_factory=list)
    """Cards of the drill."""
    related: Related = field(default_factory=Related)
    """What else trains it."""


@dataclass(frozen=True, kw_only=True)
class Deck:
    """A set of cards: `bank/decks/*.yml`, a list of these.

    A deck takes the cards of every entry that matches one of its selectors; an empty selector list selects nothing.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
    id: str
    """Slug."""
    title: str
    """Name of the deck."""
    description: str
    """What it trains, in one sentence."""
    kinds: list[Kind] = field(default_factory=list)
    """Take the cards of entries of these kinds."""
    topics: list[str] = field(default_factory=list)
    """Take the cards of entries with one of these topics."""
    entries: Related = field(default_factory=Related)
    """Take the cards of these entries."""
    cards: list[CardText] = field(default_factory=list)
    """Cards of the deck's own."""


@dataclass(frozen=True, kw_only=True)
class ChecklistItem:
    """One box to tick."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
    id: str
    """Slug, unique in its checklist; keep it when the text changes or moves, for the reader's tick hangs on it."""
    text: str
    """What to do, in one line of Markdown; links start at the root of `docs/`, as in `/plans/coding-45.md`."""
    minutes: float | None = None
    """Time it takes, where it is worth stating."""


@dataclass(frozen=True, kw_only=True)
class ChecklistSection:
    """Boxes under one heading."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
    id: str
    """Slug, unique in its checklist."""
    title: str
    """The heading, without its minutes."""
    part: str = ""
    """A heading above this one, the same for all sections of a part, such as a week."""
    goal: str = ""
    """What the section is for, in Markdown, between the heading and its boxes."""
    minutes: float | None = None
    """Budget of the section; where every item states minutes, theirs sum to it."""
    items: list[ChecklistItem]
    """The boxes in order."""


@dataclass(frozen=True, kw_only=True)
class Checklist:
    """A study plan, a checklist or measures with boxes that are remembered: `bank/checklists/*.yml`, a list of these."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
    id: str
    """Slug; the reader's ticks hang on it."""
    title: str
    """Its name, as its page is called."""
    summary: str
    """What it goes through, in a few words."""
    kind: ChecklistKind
    """`plan` for steps to work through, `checklist` for points not to forget, `measures` for goals to check."""
    minutes: float | None = None
    """Length in minutes, where it has one; the minutes of the sections sum to it."""
    sections: list[ChecklistSection]
    """The sections in order."""


@dataclass(frozen=True, kw_only=True)
class Card:
    """A flashcard as the build derives it and the browser shows it."""

    id: str
    """`<kind of entry>/<entry id>/<rule or card id>`: stable when the text is edited."""
    front: str
    """The question, in Markdown."""
    back: str
    """The answer, in Markdown."""
    page: str
    """Address of the page it comes from, relative to the site's root."""
    topics: tuple[str, ...]
    """Ids of topics."""
