from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """A bucket of `capacity` tokens that gains `refill` tokens evenly over every `period_ns` nanoseconds."""

    capacity: int
    refill: int
    period_ns: int


class RateLimiter:
    def __init__(self, limits: Sequence[Limit], clock: Callable[[], int]) -> None:
        self.limits = list(limits)
        self.clock = clock
        self.levels: dict[str, list[int]] = {}  # in 1/period_ns of a token
        self.updated: dict[str, int] = {}
        self.latest = clock()

    def refill(self, key: str) -> list[int]:
        self.latest = max(self.latest, self.clock())
        if key not in self.levels:
            self.levels[key] = [limit.capacity * limit.period_ns for limit in self.limits]
            self.updated[key] = self.latest
        elapsed = self.latest - self.updated[key]
        self.updated[key] = self.latest
        levels = self.levels[key]
        for i, limit in enumerate(self.limits):
            levels[i] = levels[i] + elapsed * limit.refill
        return levels

    def allow(self, key: str, cost: int = 1) -> bool:
        if cost < 1:
            raise ValueError("cost must be at least 1")
        levels = self.refill(key)
        for i, limit in enumerate(self.limits):
            if levels[i] < cost * limit.period_ns:
                return False
        for i, limit in enumerate(self.limits):
            levels[i] -= cost * limit.period_ns
        return True

    def retry_after(self, key: str, cost: int = 1) -> int | None:
        if cost < 1:
            raise ValueError("cost must be at least 1")
        levels = self.refill(key)
        waits = []
        for i, limit in enumerate(self.limits):
            if cost > limit.capacity:
                return None
            missing = max(0, cost * limit.period_ns - levels[i])
            waits.append(-(-missing // limit.refill))
        return max(waits)
