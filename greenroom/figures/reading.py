"""The log as the figures need it: the reviews that count, each on its day."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self

from greenroom import events as log
from greenroom.scheduling.memory import DAY, GRADES, REVIEW, UNDO, VERSION, Grade, History

LONGEST_MS = 60_000
"""Most of one review that counts as time spent, in milliseconds: what is longer is a reader who was called away."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Review:
    """One review that counts."""

    time: int
    """Milliseconds since 1970."""
    card: str
    grade: Grade
    shown_ms: int
    """Time on the card in milliseconds, at most LONGEST_MS; 0 where the log does not say."""


def reviews(events: Iterable[Any]) -> tuple[list[Review], int]:
    """The reviews in order of time, without those undone, and how many could not be read."""
    kept = list(events)
    undone = {event.payload.get("event") for event in log.read(kept, UNDO, VERSION)[0]}
    read, skipped = log.read(kept, REVIEW, VERSION)
    found = []
    for event in read:
        if event.id in undone:
            continue
        card, grade = event.payload.get("card"), event.payload.get("grade")
        if not isinstance(card, str) or not isinstance(grade, str) or grade not in GRADES:
            skipped += 1
            continue
        found.append(Review(time=event.time, card=card, grade=grade, shown_ms=_spent(event.payload.get("shown_ms"))))
    return found, skipped


def _spent(shown: Any) -> int:
    counts = isinstance(shown, int | float) and not isinstance(shown, bool) and shown > 0
    return int(min(shown, LONGEST_MS)) if counts else 0


def histories(found: Iterable[Review]) -> dict[str, History]:
    """Card -> its reviews in order."""
    by_card: dict[str, list[Any]] = defaultdict(list)
    for review in found:
        by_card[review.card].append((review.time, GRADES[review.grade]))
    return {card: tuple(history) for card, history in by_card.items()}


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """The reader's days. Only the page knows them: a day has 23 or 25 hours when the clocks change."""

    starts: Sequence[int]
    """Starts of days in order, in milliseconds since 1970; the last one ends the day before it."""
    today: int
    """Index of the day that holds the moment asked about."""

    @classmethod
    def of(cls, days: Sequence[Any], now: int) -> Self:
        """The calendar of these starts of days; raises ValueError where they are not in order or do not hold `now`."""
        if not all(map(log.is_time, days)) or any(a >= b for a, b in pairwise(days)):
            raise ValueError("days: not in order; give the starts of days in milliseconds since 1970")
        if not days or not log.is_time(now) or not days[0] <= now < days[-1]:
            raise ValueError(f"now {now}: not within the days given; give the start of today and of the days around it")
        return cls(starts=days, today=bisect_right(days, now) - 1)

    def index(self, time: float) -> int:
        """The day that holds a moment: 0 is the first given. Days before it and after the last are counted as 24 hours."""
        first, last = self.starts[0], self.starts[-1]
        if time < first:
            return int((time - first) // DAY)
        if time >= last:
            return len(self.starts) - 1 + int((time - last) // DAY)
        return bisect_right(self.starts, time) - 1

    def from_today(self, time: float) -> int:
        """The same, counted from today: 0 is today, 1 tomorrow."""
        return self.index(time) - self.today
