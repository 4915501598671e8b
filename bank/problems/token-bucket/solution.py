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
class Buckets:
    """The buckets of one key, as they stood at `at_ns`; one level for each limit."""

    levels: list[int]
    at_ns: int


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
        self._buckets: dict[str, Buckets] = {}

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
        for index, need in enumerate(needs):
            levels[index] -= need
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
        """Give the levels of a key's buckets, brought up to the latest time; the list is the stored one."""
        self._latest_ns = max(self._latest_ns, self._clock())
        buckets = self._buckets.get(key)
        if buckets is None:
            full = [limit.capacity * limit.period_ns for limit in self._limits]
            buckets = self._buckets[key] = Buckets(full, self._latest_ns)
        elapsed = self._latest_ns - buckets.at_ns
        if elapsed:
            for index, limit in enumerate(self._limits):
                filled = buckets.levels[index] + elapsed * limit.refill
                buckets.levels[index] = min(limit.capacity * limit.period_ns, filled)
            buckets.at_ns = self._latest_ns
        return buckets.levels
