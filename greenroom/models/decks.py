"""Flashcards: sets of them, and the card that the build derives."""

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from greenroom.models.parts import CONFIG, CardText, Kind, Related

CardKind = Literal["plain", "typed", "aloud", "code"]


@dataclass(frozen=True, kw_only=True)
class Deck:
    """A set of cards: `bank/decks/*.yml`, a list of these.

    A deck takes the cards of every entry that matches one of its selectors; an empty selector list selects nothing.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = CONFIG
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
    every: bool = False
    """Take every card there is: those of all entries, and those that other decks have of their own."""
    cards: list[CardText] = field(default_factory=list)
    """Cards of the deck's own."""


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
    kind: CardKind = "plain"
    """How it is answered: in thought, by typing `answer`, aloud within `seconds`, or by solving `problem`."""
    answer: str = ""
    """What is typed, for `typed`; others that count as well stand after `;`."""
    seconds: int = 0
    """Length of the spoken answer in seconds, for `aloud`."""
    problem: str = ""
    """Id of the problem to solve, for `code`."""
