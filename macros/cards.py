"""Flashcards by rule: what every entry teaches, as questions with one answer.

The id of a card is made from ids alone, never from its text, so that a reader's reviews survive an edit.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from greenroom.models.decks import Card, Deck
from greenroom.models.drills import Drill
from greenroom.models.parts import CardText, FollowUp
from greenroom.models.problems import Problem
from greenroom.models.questions import Question
from greenroom.models.reviews import Review
from greenroom.models.scripts import Script
from greenroom.models.traces import Trace
from greenroom.models.walkthroughs import Walkthrough
from macros.bank import Bank, Entry
from macros.checks import CARD_PREFIXES
from macros.markup import Renderer, as_markdown

VERSION = 1
"""Version of the deck format that the flashcards read."""

type Side = tuple[str, str, str]
"""Rule or card id, front, back."""


def derive(bank: Bank) -> dict[str, list[Card]]:
    """The cards of every entry by its key, such as `question/design-messaging`, in the order of the bank."""
    return {entry.key: list(_cards(entry)) for entry in bank.practised()}


def of_deck(bank: Bank, deck: Entry[Deck], derived: Mapping[str, list[Card]]) -> list[Card]:
    """The cards of a deck: its own first, then those of each entry it selects."""
    own = _made(deck, _written(deck.model.cards), tuple(deck.model.topics))
    chosen = [card for entry in selected(bank, deck.model) for card in derived[entry.key]]
    return [*own, *chosen]


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
            }
            for card in cards
        ],
    }


def _cards(entry: Entry[Any]) -> Iterator[Card]:
    match entry.model:
        case Question() as question:
            sides = _of_question(question)
        case Problem() as problem:
            sides = _of_problem(problem)
        case Review() as review:
            sides = _of_review(review)
        case Walkthrough() as walkthrough:
            sides = _follow_ups(walkthrough.title, walkthrough.probes, "probes")
        case Script() as script:
            sides = _of_script(script)
        case Drill() | Trace():
            sides = iter(())
    yield from _made(entry, (*sides, *_written(entry.model.cards)), tuple(entry.model.topics))


def _made(entry: Entry[object], sides: Iterable[Side], topics: tuple[str, ...]) -> Iterator[Card]:
    for rule, front, back in sides:
        yield Card(id=f"{entry.key}/{rule}", front=front, back=back, page=entry.url, topics=topics)


def _titled(title: str, front: str) -> str:
    return f"**{as_markdown(title)}**\n\n{front}"


def _of_question(question: Question) -> Iterator[Side]:
    yield "testing", _titled(question.title, "What does the interviewer want to find out?"), question.testing
    yield from _follow_ups(question.title, question.follow_ups, "follow_ups")


def _of_problem(problem: Problem) -> Iterator[Side]:
    if (cost := problem.complexity) is not None:
        back = f"Time `{cost.time}`, space `{cost.space}`.\n\n{cost.because}"
        yield "complexity", _titled(problem.title, "What does the reference solution cost in time and in space?"), back
    for mistake in problem.mistakes:
        front = _titled(problem.title, f"What is wrong with this? {as_markdown(mistake.title)}.")
        yield CARD_PREFIXES["mistakes"] + mistake.id, front, mistake.reason
    yield from _follow_ups(problem.title, problem.follow_ups, "follow_ups")


def _of_review(review: Review) -> Iterator[Side]:
    for defect in review.defects:
        front = _titled(
            review.title, f"Found in an assistant’s proposal: {as_markdown(defect.title)}. What is wrong with it?"
        )
        yield CARD_PREFIXES["defects"] + defect.id, front, f"{defect.reason}\n\n{defect.mend}"
    yield from _follow_ups(review.title, review.follow_ups, "follow_ups")


def _of_script(script: Script) -> Iterator[Side]:
    for each in script.follow_ups:
        front = _titled(script.title, f"“{as_markdown(each.question)}” What does the interviewer listen for?")
        yield CARD_PREFIXES["follow_ups"] + each.id, front, as_markdown(each.listens_for)


def _follow_ups(title: str, follow_ups: Iterable[FollowUp], listed: str) -> Iterator[Side]:
    for each in follow_ups:
        yield CARD_PREFIXES[listed] + each.id, _titled(title, as_markdown(each.question)), each.direction


def _written(cards: Iterable[CardText]) -> Iterator[Side]:
    for card in cards:
        yield CARD_PREFIXES["cards"] + card.id, card.front, card.back
