"""Flashcards: sets of them, and the card that the build derives."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from greenroom.models.parts import CONFIG, CardText, Kind, Related


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
