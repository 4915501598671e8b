from collections import deque
from heapq import heappop, heappush


class RunningMedian:
    def __init__(self, window: int) -> None:
        self._window = window
        self._arrivals: deque[tuple[int, int]] = deque()
        self._expired: set[int] = set()
        self._low: list[int] = []
        self._high: list[int] = []
        self._low_count = 0
        self._high_count = 0

    def add(self, at: int, value: int) -> None:
        self._expire(at)
        self._arrivals.append((at, value))
        if self._low and value <= -self._low[0]:
            heappush(self._low, -value)
            self._low_count += 1
        else:
            heappush(self._high, value)
            self._high_count += 1
        self._settle()

    def median(self, now: int) -> float | None:
        self._expire(now)
        if not self._low:
            return None
        if self._low_count > self._high_count or not self._high:
            return -self._low[0]
        return (self._high[0] - self._low[0]) / 2

    def _expire(self, now: int) -> None:
        while self._arrivals and self._arrivals[0][0] <= now - self._window:
            _, value = self._arrivals.popleft()
            self._expired.add(value)
            if self._low and value <= -self._low[0]:
                self._low_count -= 1
            else:
                self._high_count -= 1
            self._settle()

    def _settle(self) -> None:
        self._prune()
        if self._low_count > self._high_count + 1 and self._low:
            heappush(self._high, -heappop(self._low))
            self._low_count -= 1
            self._high_count += 1
        elif self._low_count < self._high_count and self._high:
            heappush(self._low, -heappop(self._high))
            self._high_count -= 1
            self._low_count += 1
        self._prune()

    def _prune(self) -> None:
        while self._low and -self._low[0] in self._expired:
            self._expired.discard(-heappop(self._low))
        while self._high and self._high[0] in self._expired:
            self._expired.discard(heappop(self._high))
