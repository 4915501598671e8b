from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """A bucket of `capacity` tokens that gains `refill` tokens evenly over every `period_ns` nanoseconds."""

    capacity: int
    refill: int
    period_ns: int


@dataclass
class History:
    """What one key was granted, and when; the key was first seen at `since_ns`."""

    since_ns: int
    grants: list[tuple[int, int]]


class RateLimiter:
    """Says for each key whether a request fits under all limits; refused requests cost nothing.

    Levels are whole numbers in units of 1/period_ns of a token. In this unit a bucket gains exactly `refill` each
    nanosecond, so no fraction is ever rounded and nothing drifts, however often a bucket is asked.
    """

    def __init__(self, limits: Sequence[Limit], clock: Callable[[], int]) -> None:
        """Keep the limits and the clock, which gives nanoseconds."""
        self._limits = tuple(limits)
        self._clock = clock
        self._latest_ns = clock()
        self._histories: dict[str, History] = {}

    def allow(self, key: str, cost: int = 1) -> bool:
        """Take `cost` tokens from every bucket of the key, or give False and take none.

        Raises:
            ValueError: The cost is below 1.
        """
        needs = self._needs(cost)
        levels = self._levels(key)
        # Look at all buckets before the first is touched: a refusal must leave no trace.
        if any(level < need for level, need in zip(levels, needs, strict=True)):
            return False
        self._histories[key].grants.append((self._latest_ns, cost))
        return True

    def retry_after(self, key: str, cost: int = 1) -> int | None:
        """Give the nanoseconds until `allow` would say yes, 0 for now, None for never.

        Raises:
            ValueError: The cost is below 1.
        """
        needs = self._needs(cost)
        if any(cost > limit.capacity for limit in self._limits):
            return None
        levels = self._levels(key)
        # A bucket needs (need - level) / refill nanoseconds, rounded up: -(x // y) is the ceiling of -x / y.
        waits = (
            -((level - need) // limit.refill) if level < need else 0
            for limit, level, need in zip(self._limits, levels, needs, strict=True)
        )
        # All buckets must be ready, so the slowest decides.
        return max(waits, default=0)

    def _needs(self, cost: int) -> list[int]:
        """Give the cost in the unit of each bucket; raise ValueError for a cost below 1."""
        if cost < 1:
            # A negative cost would put tokens in.
            raise ValueError(f"cost is {cost}; it must be at least 1")
        return [cost * limit.period_ns for limit in self._limits]

    def _levels(self, key: str) -> list[int]:
        """Give the levels of a key's buckets at the latest time, by replaying its grants from the first one on."""
        self._latest_ns = max(self._latest_ns, self._clock())
        history = self._histories.setdefault(key, History(self._latest_ns, []))
        levels = [limit.capacity * limit.period_ns for limit in self._limits]
        then = history.since_ns
        for now, cost in [*history.grants, (self._latest_ns, 0)]:
            for index, limit in enumerate(self._limits):
                filled = levels[index] + (now - then) * limit.refill
                levels[index] = min(limit.capacity * limit.period_ns, filled) - cost * limit.period_ns
            then = now
        return levels
