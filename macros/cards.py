"""Flashcards by rule: what every entry teaches, as questions with one answer.

The id of a card is made from ids alone, never from its text, so that a reader's reviews survive an edit.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from greenroom.models.decks import Card, Deck
from macros import card_rules
from macros.bank import Bank, Entry
from macros.markup import Renderer

VERSION = 1
"""Version of the deck format that the flashcards read."""


def derive(bank: Bank) -> dict[str, list[Card]]:
    """The cards of every entry by its key, such as `question/design-messaging`, in the order of the bank."""
    return {entry.key: list(_cards(bank, entry)) for entry in bank.practised()}


def written(entry: Entry[Any]) -> Iterator[str]:
    """Ids of the cards that the author of an entry wrote."""
    for side in card_rules.written(entry.model.cards):
        yield f"{entry.key}/{side.rule}"


def of_deck(bank: Bank, deck: Entry[Deck], derived: Mapping[str, list[Card]]) -> list[Card]:
    """The cards of a deck: its own first, then those of each entry it selects; of a deck of everything, all there are."""
    if deck.model.every:
        return [
            *of_its_own(deck),
            *(card for card in everything(bank, derived) if not card.id.startswith(f"{deck.key}/")),
        ]
    chosen = [card for entry in selected(bank, deck.model) for card in derived[entry.key]]
    return [*of_its_own(deck), *chosen]


def of_its_own(deck: Entry[Deck]) -> Iterator[Card]:
    """The cards that are written in a deck itself."""
    return _made(deck, card_rules.written(deck.model.cards), tuple(deck.model.topics))


def everything(bank: Bank, derived: Mapping[str, list[Card]]) -> Iterator[Card]:
    """Every card there is: those of the entries, then those that decks have of their own."""
    for cards in derived.values():
        yield from cards
    for deck in bank.decks.values():
        yield from of_its_own(deck)


def as_list(bank: Bank, derived: Mapping[str, list[Card]]) -> dict[str, object]:
    """Every card there is without its texts, as the browser reads it.

    `topics` holds the id and title of each topic, `cards` the places of its topics in that list by the id of a card.
    """
    places = {topic: place for place, topic in enumerate(bank.topics)}
    return {
        "version": VERSION,
        "topics": [[topic, bank.topic_title(topic)] for topic in places],
        "cards": {card.id: [places[topic] for topic in card.topics] for card in everything(bank, derived)},
    }


def selected(bank: Bank, deck: Deck) -> list[Entry[Any]]:
    """The entries that match one of a deck's selectors."""
    ids = {
        "question": deck.entries.questions,
        "problem": deck.entries.problems,
        "review": deck.entries.reviews,
        "walkthrough": deck.entries.walkthroughs,
        "script": deck.entries.scripts,
        "drill": deck.entries.drills,
        "trace": deck.entries.traces,
    }
    return [
        entry
        for entry in bank.practised()
        if entry.model.kind in deck.kinds
        or not set(entry.model.topics).isdisjoint(deck.topics)
        or entry.id in ids[entry.kind]
    ]


def as_data(name: str, title: str, cards: Iterable[Card], renderer: Renderer) -> dict[str, object]:
    """A deck as the browser reads it: plain data, the texts rendered."""
    return {
        "version": VERSION,
        "id": name,
        "title": title,
        "cards": [
            {
                "id": card.id,
                "front_html": renderer.html(card.front),
                "back_html": renderer.html(card.back),
                "page": card.page,
                "topics": list(card.topics),
                **_kind(card),
            }
            for card in cards
        ],
    }


def _kind(card: Card) -> dict[str, object]:
    """What a card that is not plain says beside its sides."""
    if card.kind == "plain":
        return {}
    values = {"answer": card.answer, "seconds": card.seconds, "problem": card.problem}
    return {"kind": card.kind, **{key: value for key, value in values.items() if value}}


def _cards(bank: Bank, entry: Entry[Any]) -> Iterator[Card]:
    folder = bank.folders.get(entry.id) if entry.kind == "problem" else None
    solution = folder.solution if folder else ""
    yield from _made(entry, card_rules.sides(entry.model, entry.id, solution), tuple(entry.model.topics))


def _made(entry: Entry[Any], sides: Iterable[card_rules.Side], topics: tuple[str, ...]) -> Iterator[Card]:
    for side in sides:
        yield Card(
            id=f"{entry.key}/{side.rule}",
            front=side.front,
            back=side.back,
            page=entry.url,
            topics=topics,
            kind=side.kind,
            answer=side.answer,
            seconds=side.seconds,
            problem=side.problem,
        )
