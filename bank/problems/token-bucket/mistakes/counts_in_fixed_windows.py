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
        self.latest = clock()
        self.used: dict[tuple[str, int, int], int] = {}

    def windows(self, key: str) -> list[tuple[str, int, int]]:
        self.latest = max(self.latest, self.clock())
        return [(key, i, self.latest // limit.period_ns) for i, limit in enumerate(self.limits)]

    def allow(self, key: str, cost: int = 1) -> bool:
        if cost < 1:
            raise ValueError("cost must be at least 1")
        windows = self.windows(key)
        for window, limit in zip(windows, self.limits):
            if self.used.get(window, 0) + cost > limit.capacity:
                return False
        for window in windows:
            self.used[window] = self.used.get(window, 0) + cost
        return True

    def retry_after(self, key: str, cost: int = 1) -> int | None:
        if cost < 1:
            raise ValueError("cost must be at least 1")
        waits = [0]
        for window, limit in zip(self.windows(key), self.limits):
            if cost > limit.capacity:
                return None
            if self.used.get(window, 0) + cost > limit.capacity:
                waits.append((window[2] + 1) * limit.period_ns - self.latest)
        return max(waits)
