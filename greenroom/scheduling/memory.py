"""What the reader remembers of a card: a fold of the log by FSRS, under the rules the reader has set.

Memory follows the `fsrs` package with its learning steps and without random fuzz, so the same log gives the same schedule
on every device. Nothing is stored that cannot be computed again.
"""

import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Literal, Self

import fsrs

from greenroom import events as log

Grade = Literal["again", "hard", "good", "easy"]
MemoryState = Literal["learning", "review", "relearning"]
History = tuple[tuple[int, fsrs.Rating], ...]
"""Reviews of one card in order: milliseconds since 1970, and the grade."""

GRADES: dict[Grade, fsrs.Rating] = {
    "again": fsrs.Rating.Again,
    "hard": fsrs.Rating.Hard,
    "good": fsrs.Rating.Good,
    "easy": fsrs.Rating.Easy,
}
STATES: dict[fsrs.State, MemoryState] = {
    fsrs.State.Learning: "learning",
    fsrs.State.Review: "review",
    fsrs.State.Relearning: "relearning",
}
REVIEW = "review"
UNDO = "undo"
VERSION = 1
DAY = 86_400_000
"""Milliseconds of a day."""
RETENTION = 0.9
"""Chance of recall at which a card comes back, unless the reader asks for another."""
LOWEST_RETENTION, HIGHEST_RETENTION = 0.7, 0.97
SPREAD_DAYS = 7
"""Cards that an interview date calls back early are spread over at most so many days before it."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)
_LAST_STEP = 600_000
_BY_NAME = {name: state for state, name in STATES.items()}


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What the reader has set about scheduling."""

    retention: float = RETENTION
    """Chance of recall at which a card comes back, from 0.7 to 0.97."""
    weights: tuple[float, ...] | None = None
    """The 21 parameters of FSRS-6, fitted to the reader; None for the published ones."""
    deadline: int | None = None
    """Start of the day of the interview, in milliseconds since 1970: no card comes later. None without a date."""

    @classmethod
    def read(cls, given: Mapping[str, Any] | None) -> Self:
        """Rules from plain data with any of the fields; raises ValueError for what no scheduler can follow."""
        given = {key: value for key, value in (given or {}).items() if value is not None}
        if strange := given.keys() - {"retention", "weights", "deadline"}:
            raise ValueError(f"rules: no field {min(strange)!r}; use retention, weights and deadline")
        retention = given.get("retention", RETENTION)
        if not isinstance(retention, int | float) or not LOWEST_RETENTION <= retention <= HIGHEST_RETENTION:
            raise ValueError(f"rules: retention {retention!r}; use {LOWEST_RETENTION} to {HIGHEST_RETENTION}")
        deadline = given.get("deadline")
        if deadline is not None and not log.is_time(deadline):
            raise ValueError(f"rules: deadline {deadline!r} is no time; give milliseconds since 1970")
        weights = given.get("weights")
        rules = cls(
            retention=float(retention),
            weights=None if weights is None else tuple(float(weight) for weight in weights),
            deadline=None if deadline is None else int(deadline),
        )
        _scheduler(rules.retention, rules.weights)  # refuses weights out of their bounds
        return rules


@dataclass(frozen=True, kw_only=True)
class Memory:
    """What the log says the reader remembers of one card."""

    state: MemoryState
    """`learning` until it graduates, `relearning` after it was forgotten, else `review`."""
    due: int
    """When it should be seen again, in milliseconds since 1970."""
    last_review: int
    """When it was graded last, in milliseconds since 1970."""
    stability: float
    """Days until the chance of recall falls to 90 %."""
    difficulty: float
    """From 1, easy, to 10."""
    reviews: int
    """How often it was graded."""
    lapses: int
    """How often it was forgotten after it had graduated."""


def histories(events: Iterable[Any], cards: Collection[str] | None = None) -> tuple[dict[str, History], int]:
    """Card -> its reviews in order, without those undone, and how many reviews could not be read.

    `cards` limits it to those cards. An `undo` takes back one review by its id, wherever the two stand in the log.
    """
    kept = list(events)
    undoes = [event for event in kept if isinstance(event, Mapping) and event.get("kind") == UNDO]
    undone = {event.payload.get("event") for event in log.read(undoes, UNDO, VERSION)[0]}
    reviews, skipped = log.read(kept, REVIEW, VERSION)
    found: dict[str, list[tuple[int, fsrs.Rating]]] = defaultdict(list)
    for event in reviews:
        if event.id in undone:
            continue
        card, grade = event.payload.get("card"), event.payload.get("grade")
        if not isinstance(card, str) or not isinstance(grade, str) or grade not in GRADES:
            skipped += 1
        elif cards is None or card in cards:
            found[card].append((event.time, GRADES[grade]))
    return {card: tuple(history) for card, history in found.items()}, skipped


def fold(history: History, rules: Rules, card: str = "") -> Memory:
    """Memory of a card after these reviews. Raises ValueError for no reviews: then there is no memory.

    With an interview date, `card` settles which of the last days before it calls the card back.
    """
    return before_deadline(_fold(history, rules.retention, rules.weights), rules.deadline, card)


def after(known: Memory, time: int, rating: fsrs.Rating, rules: Rules, card: str = "") -> Memory:
    """Memory after one more review, at `time` in milliseconds since 1970: what `fold` gives for the longer history."""
    step = None
    if known.state != "review":
        # The last learning step, of 10 minutes, is the second; relearning has the one.
        step = int(known.state == "learning" and known.due - known.last_review >= _LAST_STEP)
    kept = fsrs.Card(
        card_id=0,
        state=_BY_NAME[known.state],
        step=step,
        stability=known.stability,
        difficulty=known.difficulty,
        due=_EPOCH,
        last_review=_EPOCH + known.last_review * _MS,
    )
    forgot = known.state == "review" and rating == fsrs.Rating.Again
    seen, _ = _scheduler(rules.retention, rules.weights).review_card(kept, rating, _EPOCH + time * _MS)
    return before_deadline(_memory(seen, time, known.reviews + 1, known.lapses + forgot), rules.deadline, card)


def before_deadline(known: Memory, deadline: int | None, card: str) -> Memory:
    """The same memory with a date no later than the interview.

    A card that would come back on the day or later comes on one of the last days before it, which one is drawn from its
    name, so that they do not all come on the last. They take at most a third of the time left, and a week. One that was
    reviewed within that week is known well enough for the day: it comes on its morning.
    """
    if deadline is None or known.due < deadline or known.last_review >= deadline or known.state != "review":
        return known
    left = (deadline - known.last_review) / DAY
    if left <= SPREAD_DAYS:
        return replace(known, due=deadline)
    days = min(SPREAD_DAYS, int(left / 3))
    return replace(known, due=deadline - DAY * (1 + zlib.crc32(card.encode()) % days))


def retrievability(known: Memory, now: float, weights: Sequence[float] | None = None) -> float:
    """Chance, 0 to 1, that a card is recalled at `now`, milliseconds since 1970; FSRS-6's power curve, days not rounded."""
    decay = -(weights or fsrs.scheduler.DEFAULT_PARAMETERS)[20]
    factor = 0.9 ** (1 / decay) - 1
    return float((1 + factor * max(0.0, now - known.last_review) / DAY / known.stability) ** decay)


@lru_cache(maxsize=16)
def _scheduler(retention: float, weights: tuple[float, ...] | None) -> fsrs.Scheduler:
    parameters = fsrs.scheduler.DEFAULT_PARAMETERS if weights is None else weights
    return fsrs.Scheduler(parameters, desired_retention=retention, enable_fuzzing=False)


@lru_cache(maxsize=4096)
def _fold(history: History, retention: float, weights: tuple[float, ...] | None) -> Memory:
    scheduler = _scheduler(retention, weights)
    # Without an id or a due date fsrs would read the clock and sleep.
    card = fsrs.Card(card_id=0, due=_EPOCH)
    lapses = time = 0
    for time, rating in history:
        lapses += card.state == fsrs.State.Review and rating == fsrs.Rating.Again
        card, _ = scheduler.review_card(card, rating, _EPOCH + time * _MS)
    return _memory(card, time, len(history), lapses)


def _memory(card: fsrs.Card, last_review: int, reviews: int, lapses: int) -> Memory:
    if card.stability is None or card.difficulty is None:
        raise ValueError("history: empty; a card that was never graded has no memory")
    return Memory(
        state=STATES[card.state],
        due=(card.due - _EPOCH) // _MS,
        last_review=last_review,
        stability=card.stability,
        difficulty=card.difficulty,
        reviews=reviews,
        lapses=lapses,
    )
