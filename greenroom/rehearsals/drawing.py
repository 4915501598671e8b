"""Drawing a mock interview by chance: what pays most, what went badly and what has never been sat comes more often.

A weight is a product of three numbers that a reader can be told: how much preparing it pays, how weak the log shows the
reader to be, and how long ago it was sat. Chance comes from a seed, so a draw can be repeated.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean
from typing import Any

from greenroom import events as log
from greenroom.rehearsals.reading import HIGHEST, LOWEST, mean_ratings

IMPACT_WEIGHTS = {"critical": 4.0, "high": 3.0, "medium": 2.0, "bonus": 1.0}
DAY_MS = 86_400_000
RESTED_DAYS = 14
"""A mock sat this long ago is as good as new; before, it comes more seldom."""
CARD_REVIEWS = 3
"""Fewer reviews of an entry's cards say nothing about it."""
RECENT_REVIEWS_MS = 30 * DAY_MS


def draw(
    mocks: Sequence[Mapping[str, Any]],
    events: Iterable[Any],
    seed: int,
    now: int,
    kinds: Sequence[str] = (),
    count: int = 1,
) -> list[dict[str, Any]]:
    """Up to `count` different mocks as `{"id", "why"}`, the first drawn first; none where nothing fits.

    `mocks` are rows of the site's list (`id`, `kind`, `impact`); without `kinds` every kind will do. `now` is in milliseconds
    since 1970. Of `events`, the kinds mock, debrief, attempt and review count.
    """
    known = _Known(events, now)
    fitting = [each for each in mocks if not kinds or each["kind"] in kinds]
    chance = random.Random(seed)  # noqa: S311 - a draw to practise with, no secret
    drawn: list[dict[str, Any]] = []
    while fitting and len(drawn) < count:
        weighed = [known.weight(each) for each in fitting]
        place = chance.choices(range(len(fitting)), [weight for weight, _ in weighed])[0]
        drawn.append({"id": fitting[place]["id"], "why": weighed[place][1]})
        del fitting[place]
    return drawn


class _Known:
    """What the log says about mocks, kinds of round and entries."""

    def __init__(self, events: Iterable[Any], now: int) -> None:
        self.now = now
        every = list(events)
        ratings = mean_ratings(every)
        self.sat: dict[str, int] = {}
        self.rated: dict[str, float] = {}
        by_kind: dict[str, list[float]] = defaultdict(list)
        for event in log.read(every, "mock", 1)[0]:
            name, kind = event.payload.get("mock"), event.payload.get("kind")
            if not isinstance(name, str) or not isinstance(kind, str):
                continue
            self.sat[name] = event.time
            session = event.payload.get("session")
            mean = ratings.get(session) if isinstance(session, str) else None
            if mean is not None:
                self.rated[name] = mean
                by_kind[kind].append(mean)
        self.kinds = {kind: fmean(means[-3:]) for kind, means in by_kind.items()}
        self.solved = {
            event.payload.get("problem"): event.payload.get("verdict") == "accepted"
            for event in log.read(every, "attempt", 1)[0]
        }
        self.forgotten = _forgotten(every, now)

    def weight(self, mock: Mapping[str, Any]) -> tuple[float, list[str]]:
        """How often a mock should come, beside the others, and the reasons worth telling."""
        why = [f"{mock['impact']} impact"]
        weight = IMPACT_WEIGHTS.get(mock["impact"], 1.0)
        name, kind = mock["id"], mock["kind"]
        if name in self.sat:
            days = max(0.0, (self.now - self.sat[name]) / DAY_MS)
            weight *= max(0.05, min(1.0, days / RESTED_DAYS))
            why.append(f"sat {_days(days)}")
        else:
            why.append("not sat yet")
        mean = self.rated.get(name, self.kinds.get(kind))
        if mean is not None:
            weight *= 1 + _weakness(mean)
            if name in self.rated:
                why.append(f"you rated it {mean:.1f} of {HIGHEST}")
            elif mean < (LOWEST + HIGHEST) / 2:
                why.append(f"this kind of round is at {mean:.1f} of {HIGHEST}")
        problem = name.removeprefix("problem/")
        if name.startswith("problem/") and problem in self.solved:
            weight *= 0.5 if self.solved[problem] else 2.0
            why.append("you have solved it" if self.solved[problem] else "your last attempt failed")
        share = self.forgotten.get(name)
        if share:
            weight *= 1 + share
            why.append(f"{share:.0%} of its cards' reviews forgotten")
        return weight, why


def _weakness(mean: float) -> float:
    """1 for the lowest mean of self-ratings, 0 for the best."""
    return max(0.0, min(1.0, (HIGHEST - mean) / (HIGHEST - LOWEST)))


def _days(days: float) -> str:
    whole = int(days)
    return "today" if whole == 0 else "yesterday" if whole == 1 else f"{whole} days ago"


def _forgotten(events: Sequence[Any], now: int) -> dict[str, float]:
    """Share of the last month's reviews graded "again", for each entry (`kind/id`) with enough of them."""
    counts: dict[str, list[bool]] = defaultdict(list)
    for event in log.read(events, "review", 1)[0]:
        card = event.payload.get("card")
        if event.time >= now - RECENT_REVIEWS_MS and isinstance(card, str):
            counts["/".join(card.split("/")[:2])].append(event.payload.get("grade") == "again")
    return {entry: sum(grades) / len(grades) for entry, grades in counts.items() if len(grades) >= CARD_REVIEWS}
