"""What will be known on the day of the interview: if the reader stops now, and if he goes on at the rate he has set.

Going on is played through, day by day, by the scheduler itself: each card that comes due is graded "good", and so are the
new cards that the daily limit lets in, twice on their first day, as the learning steps have it. It is a plan that is kept, not
a promise: forgotten cards, which in practice come back and cost time, are not in it.
"""

import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from typing import Any

import fsrs

from greenroom.figures.reading import Calendar
from greenroom.scheduling.memory import Memory, Rules, after, before_deadline, fold, retrievability

MOST_PLAYED = 6_000
"""Cards that are played through; of more, so many drawn by their ids stand for all."""
INTERVIEW_AT = 6 * 3_600_000
"""When on its day the interview is taken to be: milliseconds after the day begins at four, so at ten."""
STEP_MS = 600_000
"""Time between the two looks at a new card on its first day."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The days until the interview, and how they are spent."""

    now: int
    calendar: Calendar
    rules: Rules
    deadline: int
    new_limit: int
    introduced: int
    """New cards seen today already."""
    waiting: frozenset[str]
    """Cards that are buried: not before tomorrow."""
    told: dict[tuple[float, ...], Memory] = field(default_factory=dict)
    """What good reviews have given: new cards of one day fare alike but for the day the interview calls them back on."""

    @property
    def days(self) -> int:
        """Days to study on, today included; 0 on the day of the interview."""
        return self.calendar.from_today(self.deadline)

    @property
    def at(self) -> int:
        """The moment that figures are given for."""
        return max(self.now, self.deadline + INTERVIEW_AT)

    def moment(self, day: int) -> int:
        """When the reader studies, `day` days from today: at the time of day it is now."""
        starts, today = self.calendar.starts, self.calendar.today
        start = starts[today + day]
        return min(start + self.now - starts[today], starts[today + day + 1] - 1)

    def first_day(self, place: int) -> int:
        """The day on which the new card at `place` of the queue is reached; it may lie past the interview."""
        left_today = max(0, self.new_limit - self.introduced)
        if place < left_today:
            return 0
        return 1 + (place - left_today) // self.new_limit if self.new_limit else self.days


def foresee(
    topics: Mapping[str, Sequence[str]], memory: Mapping[str, Memory], unseen: Sequence[str], plan: Plan
) -> dict[str, Any]:
    """The figures of the interview day; see `remembering.memory`. `unseen` are the new cards in the order they come."""
    order = [*memory, *unseen]
    played = sorted(order, key=lambda card: (zlib.crc32(card.encode()), card))[:MOST_PLAYED]
    places = {card: place for place, card in enumerate(unseen)}
    stop = {card: retrievability(known, plan.at, plan.rules.weights) for card, known in memory.items()}
    go_on: dict[str, float] = {}
    work: dict[int, int] = defaultdict(int)
    for card in played:
        if card in memory:
            chance, days = _played(memory[card], card, plan)
        else:
            chance, days = _introduced(plan.first_day(places[card]), card, plan)
        go_on[card] = chance
        for day in days:
            work[day] += 1
    scale = len(order) / len(played) if played else 1.0
    reached = sum(plan.first_day(place) < plan.days for place in places.values())
    groups = {"": order, **_by_topic(order, topics)}
    rows = [
        {
            "topic": topic,
            "cards": len(cards),
            "stop": _mean([stop.get(card, 0.0) for card in cards]),
            "go_on": _going_on(cards, stop, go_on),
        }
        for topic, cards in groups.items()
    ]
    return {
        "date": plan.deadline,
        "at": plan.at,
        "days": plan.days,
        "all": rows[0],
        "topics": rows[1:],
        "work": [round(work[day] * scale) for day in range(plan.days)],
        "new": len(unseen),
        "reached": reached,
        "rate": rate_for_all(len(unseen), plan.days, plan.introduced),
        "played": len(played),
        "of": len(order),
    }


def rate_for_all(unseen: int, days: int, introduced: int) -> int | None:
    """The fewest new cards a day that reach `unseen` cards in `days` days, of which today has had `introduced` already.

    None where no rate does, because no day is left.
    """
    if unseen == 0:
        return 0
    if days <= 0:
        return None
    # Of a rate r, today gives max(0, r - introduced) cards and each other day r: enough when one of these two bounds is met.
    with_today = ceil((unseen + introduced) / days)
    return min(with_today, ceil(unseen / (days - 1))) if days > 1 else with_today


def _played(known: Memory, card: str, plan: Plan, start: int = 0) -> tuple[float, list[int]]:
    """Chance of recall at the interview when every due date is kept from day `start` on, and the day of each review."""
    seen: list[int] = []
    day = start + (card in plan.waiting and start == 0)
    while (day := max(day, plan.calendar.from_today(known.due))) < plan.days:
        time = max(plan.moment(day), known.last_review)
        while True:
            known = _good(known, time, card, plan)
            seen.append(day)
            if known.state == "review":
                break
            time += STEP_MS
        day += 1
    return retrievability(known, plan.at, plan.rules.weights), seen


def _introduced(first: int, card: str, plan: Plan) -> tuple[float, list[int]]:
    """The same for a card that is seen for the first time on day `first`."""
    if first >= plan.days:
        return 0.0, []
    time = plan.moment(first)
    known = _good(fold(((time, fsrs.Rating.Good),), plan.rules, card), time + STEP_MS, card, plan)
    chance, days = _played(known, card, plan, first + 1)
    return chance, [first, first, *days]


def _good(known: Memory, time: int, card: str, plan: Plan) -> Memory:
    """Memory after a review graded "good"."""
    # While a card is learned, its last due date tells the step; later the due date has no part in what follows.
    step = 0 if known.state == "review" else known.due
    state = {"learning": 0.0, "relearning": 1.0, "review": 2.0}[known.state]
    key = (state, step, known.last_review, known.stability, known.difficulty, time)
    if key not in plan.told:
        plan.told[key] = after(known, time, fsrs.Rating.Good, replace(plan.rules, deadline=None))
    return before_deadline(plan.told[key], plan.rules.deadline, card)


def _by_topic(cards: Sequence[str], topics: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for card in cards:
        for topic in topics.get(card, ()):
            found[topic].append(card)
    return dict(sorted(found.items()))


def _going_on(cards: Sequence[str], stop: Mapping[str, float], go_on: Mapping[str, float]) -> float | None:
    """Mean chance of all these cards, where some were played through: what those gain, on top of where all would stop."""
    gains = [go_on[card] - stop.get(card, 0.0) for card in cards if card in go_on]
    if not gains:
        return None
    return min(1.0, sum(stop.get(card, 0.0) for card in cards) / len(cards) + sum(gains) / len(gains))


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
