"""An estimate to practise with new numbers each time."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from greenroom.models.parts import CONFIG, CardText, Kind, Related


@dataclass(frozen=True, kw_only=True)
class DrillVariable:
    """A number of a drill that changes from one variant to the next."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
    id: str
    """Name with `_` for spaces: `{id}` in the prompt, and as it stands in formulas."""
    choices: list[float]
    """Round numbers above 0, in `unit`; a variant takes one of them."""
    unit: str = ""
    """What follows the number in the prompt, such as `bytes`, `%` or `KB`; `$` stands before it."""


@dataclass(frozen=True, kw_only=True)
class DrillStep:
    """One line of a worked solution."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
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

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
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
