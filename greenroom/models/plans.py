"""What runs against a clock or is ticked off: phase plans and checklists."""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from greenroom.models.parts import CONFIG

PlanKind = Literal["interview", "drill"]
ChecklistKind = Literal["plan", "checklist", "measures"]


@dataclass(frozen=True, kw_only=True)
class Phase:
    """A stretch of an interview with a budget of minutes."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
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

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
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
class ChecklistItem:
    """One box to tick."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    id: str
    """Slug, unique in its checklist; keep it when the text changes or moves, for the reader's tick hangs on it."""
    text: str
    """What to do, in one line of Markdown; links start at the root of `docs/`, as in `/plans/coding-45.md`."""
    minutes: float | None = None
    """Time it takes, where it is worth stating."""


@dataclass(frozen=True, kw_only=True)
class ChecklistSection:
    """Boxes under one heading."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
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

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
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
