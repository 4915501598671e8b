from collections import deque
from heapq import heappop, heappush


class RunningMedian:
    def __init__(self, window: int) -> None:
        self._window = window
        self._arrivals: deque[tuple[int, int, int]] = deque()
        self._next_number = 0
        self._low: list[tuple[int, int]] = []
        self._high: list[tuple[int, int]] = []
        self._low_count = 0
        self._high_count = 0

    def add(self, at: int, value: int) -> None:
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
        self._expire(now)
        if not self._low:
            return None
        lower = -self._low[0][0]
        if self._low_count > self._high_count:
            return lower
        return (lower + self._high[0][0]) / 2

    def _is_low(self, value: int, number: int) -> bool:
        return bool(self._low) and (-value, -number) >= self._low[0]

    def _expire(self, now: int) -> None:
        while self._arrivals and self._arrivals[0][0] < now - self._window:
            _, value, number = self._arrivals.popleft()
            if self._is_low(value, number):
                self._low_count -= 1
            else:
                self._high_count -= 1
            self._settle()

    def _settle(self) -> None:
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
        oldest = self._arrivals[0][2] if self._arrivals else self._next_number
        while self._low and -self._low[0][1] < oldest:
            heappop(self._low)
        while self._high and self._high[0][1] < oldest:
            heappop(self._high)
