"""The scheduler of the flashcards: folds the log of reviews into what the reader remembers and what comes next.

Memory follows FSRS as the `fsrs` package computes it, with its default weights, desired retention and learning steps
and without random fuzz, so the same log gives the same schedule on every device. Nothing is stored: state is a fold of
the whole log.

Three decisions a reader sees. A card with an interval of days is due from the start of its day, not from the minute of
the last review. A learning card that comes back within 20 minutes is shown early when nothing else is left. New cards
are limited per day and deck; the limit counts the cards first seen that day.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Literal

import fsrs

from greenroom import events as log

Grade = Literal["again", "hard", "good", "easy"]
MemoryState = Literal["learning", "review", "relearning"]
History = tuple[tuple[int, fsrs.Rating], ...]

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
KIND = "review"
VERSION = 1
NEW_LIMIT = 20
"""New cards a day and deck, unless the reader asks for more."""
LEARN_AHEAD = 20 * 60_000
"""A learning card due within these milliseconds is shown early when nothing else is left."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)
_SCHEDULER = fsrs.Scheduler(enable_fuzzing=False)


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


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What is left today, and what is done."""

    learning: int
    """Cards being learned or relearned that come back today."""
    due: int
    """Known cards whose day has come."""
    new: int
    """New cards that today's limit still lets in."""
    reviewed_today: int
    """Reviews since the day began."""


@dataclass(frozen=True, kw_only=True)
class Session:
    """Where a deck stands at a given moment."""

    queue: list[str]
    """Ids of cards to show, in order."""
    counts: Counts
    """What is left today, and what is done."""
    cards: dict[str, Memory]
    """Memory of every card of the deck that has been graded."""
    previews: dict[str, dict[str, dict[str, Any]]]
    """Card -> grade -> the interval it would give; see `preview`."""
    next_due: int | None
    """When the first card outside the queue comes, in milliseconds since 1970; None when there is none."""
    held_back: int
    """New cards that wait for another day's limit."""
    skipped: int
    """Reviews in the log that could not be read."""


def session(
    cards: Sequence[str],
    events: Iterable[Any],
    now: int,
    day_start: int,
    day_end: int,
    new_limit: int = NEW_LIMIT,
    shown: str = "",
    previews: int = 6,
    ahead_since: int | None = None,
) -> dict[str, Any]:
    """The queue of a deck and all a page shows beside it, as the fields of Session.

    `cards` are the deck's ids in its order, `events` the reader's log, all times milliseconds since 1970. `day_start`
    and `day_end` bound the reader's day, which only the page knows. Intervals are previewed for the first `previews`
    cards and for the one `shown`. With `ahead_since`, known cards last seen before it follow although they are not due,
    soonest first. Raises ValueError where times or the limit make no sense; bad events are skipped and counted.
    """
    if not (log.is_time(now) and log.is_time(day_start) and log.is_time(day_end) and day_start <= now < day_end):
        raise ValueError(f"now {now}: not within the day {day_start} to {day_end}; give milliseconds since 1970")
    if new_limit < 0:
        raise ValueError(f"new_limit {new_limit}: below 0; give the number of new cards a day")
    order = {card: place for place, card in enumerate(dict.fromkeys(cards))}
    histories, skipped = _histories(order, events)
    memory = {card: _fold(histories[card]) for card in order if card in histories}

    unseen = [card for card in order if card not in memory]
    introduced = sum(day_start <= history[0][0] < day_end for history in histories.values())
    new = unseen[: max(0, new_limit - introduced)]
    learning = [card for card, known in memory.items() if known.state != "review" and known.due < day_end]
    due = [card for card, known in memory.items() if _is_due(known, now, day_start, day_end)]
    learning.sort(key=lambda card: (memory[card].due, order[card]))
    due.sort(key=lambda card: (-_overdue(memory[card], now), order[card]))

    queue = [card for card in learning if memory[card].due <= now] + due + new
    queue += [card for card in learning if now < memory[card].due <= now + LEARN_AHEAD >= memory[card].last_review]
    queue = list(dict.fromkeys(queue))
    waiting = sorted(memory.keys() - set(queue), key=lambda card: (memory[card].due, order[card]))
    if ahead_since is not None:
        ahead = [card for card in waiting if memory[card].last_review < ahead_since]
        queue += ahead
        waiting = [card for card in waiting if card not in set(ahead)]

    held_back = len(unseen) - len(new)
    comes = [memory[card].due for card in waiting[:1]] + ([day_end] if held_back else [])
    asked = dict.fromkeys([*queue[:previews], *([shown] if shown in order else [])])
    return asdict(
        Session(
            queue=queue,
            counts=Counts(
                learning=len(learning),
                due=len(due),
                new=len(new),
                reviewed_today=sum(
                    day_start <= time < day_end for history in histories.values() for time, _ in history
                ),
            ),
            cards=memory,
            previews={card: _previews(histories.get(card, ()), now) for card in asked},
            next_due=min(comes, default=None),
            held_back=held_back,
            skipped=skipped,
        )
    )


def preview(card: str, events: Iterable[Any], now: int) -> dict[str, dict[str, Any]]:
    """What each grade would give a card at `now`: grade -> `{"seconds", "text", "words"}`.

    `text` is for a button, such as "10 min"; `words` for a screen reader, such as "10 minutes". It is exactly what the
    fold gives once that review is in the log. Raises ValueError for a time no clock could show.
    """
    if not log.is_time(now):
        raise ValueError(f"now {now}: no time; give milliseconds since 1970")
    histories, _ = _histories({card: 0}, events)
    return _previews(histories.get(card, ()), now)


def interval(seconds: float) -> dict[str, Any]:
    """A length of time as `{"seconds", "text", "words"}`, rounded to what a reader can use."""
    for size, below, short, long in (
        (60, 60, "min", "minute"),
        (3600, 24, "h", "hour"),
        (86_400, 30, "d", "day"),
    ):
        count = max(1, int(seconds / size + 0.5))
        if count < below:
            return {"seconds": int(seconds), "text": f"{count} {short}", "words": _plural(str(count), long)}
    months, years = seconds / 86_400 / 30.4375, seconds / 86_400 / 365.25
    figure, short, long = (f"{years:.1f}", "y", "year") if years >= 1 else (f"{months:.1f}", "mo", "month")
    figure = figure.removesuffix(".0")
    return {"seconds": int(seconds), "text": f"{figure} {short}", "words": _plural(figure, long)}


def _plural(figure: str, unit: str) -> str:
    return f"{figure} {unit}" if figure == "1" else f"{figure} {unit}s"


def _histories(cards: Mapping[str, int], events: Iterable[Any]) -> tuple[dict[str, History], int]:
    """Card -> its reviews in order, for the cards asked for; and how many reviews could not be read."""
    reviews, skipped = log.read(events, KIND, VERSION)
    found: dict[str, list[tuple[int, fsrs.Rating]]] = defaultdict(list)
    for event in reviews:
        card, grade = event.payload.get("card"), event.payload.get("grade")
        if not isinstance(card, str) or not isinstance(grade, str) or grade not in GRADES:
            skipped += 1
        elif card in cards:
            found[card].append((event.time, GRADES[grade]))
    return {card: tuple(history) for card, history in found.items()}, skipped


@lru_cache(maxsize=4096)
def _fold(history: History) -> Memory:
    """Memory after these reviews. Cached, since of a whole log one card changes at a time."""
    # Without an id or a due date fsrs would read the clock and sleep.
    card = fsrs.Card(card_id=0, due=_EPOCH)
    lapses = 0
    for time, rating in history:
        lapses += card.state == fsrs.State.Review and rating == fsrs.Rating.Again
        card, _ = _SCHEDULER.review_card(card, rating, _EPOCH + time * _MS)
    if card.stability is None or card.difficulty is None:
        raise ValueError("history: empty; a card that was never graded has no memory")
    return Memory(
        state=STATES[card.state],
        due=(card.due - _EPOCH) // _MS,
        last_review=history[-1][0],
        stability=card.stability,
        difficulty=card.difficulty,
        reviews=len(history),
        lapses=lapses,
    )


def _previews(history: History, now: int) -> dict[str, dict[str, Any]]:
    # A review made now goes before any the log dates later, after a clock was set back: there the fold will put it.
    place = sum(time <= now for time, _ in history)
    after = {grade: _fold((*history[:place], (now, rating), *history[place:])) for grade, rating in GRADES.items()}
    return {grade: interval((known.due - now) / 1000) for grade, known in after.items()}


def _is_due(known: Memory, now: int, day_start: int, day_end: int) -> bool:
    """Whether a card's day has come. One already seen today waits for its minute, so no long day shows it twice."""
    return known.state == "review" and (known.due <= now or (known.due < day_end and known.last_review < day_start))


def _overdue(known: Memory, now: int) -> float:
    """How far recall has faded: time since the last review in units of stability."""
    return (now - known.last_review) / 86_400_000 / known.stability
