"""Median of a sliding window: two heaps that meet in the middle, and values that expire where they lie."""

from collections import deque
from heapq import heappop, heappush


class RunningMedian:
    """Median of the values that arrived within the last `window` seconds."""

    def __init__(self, window: int) -> None:
        """Start without values."""
        self._window = window
        # (at, value, number) in order of arrival; numbers make equal values different.
        self._arrivals: deque[tuple[int, int, int]] = deque()
        self._next_number = 0
        # All living values of the low half are below those of the high half. Low is a max-heap, so its pairs are negated.
        # Expired pairs may lie deeper in a heap, but never on top; the counts are of the living.
        self._low: list[tuple[int, int]] = []
        self._high: list[tuple[int, int]] = []
        self._low_count = 0
        self._high_count = 0

    def add(self, at: int, value: int) -> None:
        """Take in a value that arrived at second `at`."""
        self._expire(at)
        number = self._next_number
        self._next_number += 1
        self._arrivals.append((at, value, number))
        if self._is_low(value, number):
            heappush(self._low, (-value, -number))
            self._low_count += 1
        else:
            heappush(self._high, (value, number))
            self._high_count += 1
        self._settle()

    def median(self, now: int) -> float | None:
        """Give the median of the window that ends with second `now`, or None when it is empty."""
        self._expire(now)
        if not self._low:
            return None
        lower = -self._low[0][0]
        if self._low_count > self._high_count:
            return lower
        return (lower + self._high[0][0]) / 2

    def _is_low(self, value: int, number: int) -> bool:
        """Whether a value belongs to the low half: it is at most the living value on top of it."""
        return bool(self._low) and (-value, -number) >= self._low[0]

    def _expire(self, now: int) -> None:
        """Count out what has left the window; it stays in its heap until it comes to the top."""
        while self._arrivals and self._arrivals[0][0] <= now - self._window:
            _, value, number = self._arrivals.popleft()
            if self._is_low(value, number):
                self._low_count -= 1
            else:
                self._high_count -= 1
            self._settle()

    def _settle(self) -> None:
        """Make both tops living values, and the low half as large as the high one or one larger."""
        self._prune()
        if self._low_count > self._high_count + 1:
            minus_value, minus_number = heappop(self._low)
            heappush(self._high, (-minus_value, -minus_number))
            self._low_count -= 1
            self._high_count += 1
        elif self._low_count < self._high_count:
            value, number = heappop(self._high)
            heappush(self._low, (-value, -number))
            self._high_count -= 1
            self._low_count += 1
        self._prune()

    def _prune(self) -> None:
        """Take expired pairs off the tops. Numbers rise with time, so all below the oldest arrival have expired."""
        oldest = self._arrivals[0][2] if self._arrivals else self._next_number
        while self._low and -self._low[0][1] < oldest:
            heappop(self._low)
        while self._high and self._high[0][1] < oldest:
            heappop(self._high)
