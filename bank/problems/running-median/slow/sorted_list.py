from bisect import bisect_left, insort
from collections import deque


class RunningMedian:
    def __init__(self, window: int) -> None:
        self._window = window
        self._arrivals: deque[tuple[int, int]] = deque()
        self._ordered: list[int] = []

    def add(self, at: int, value: int) -> None:
        self._expire(at)
        self._arrivals.append((at, value))
        insort(self._ordered, value)

    def median(self, now: int) -> float | None:
        self._expire(now)
        if not self._ordered:
            return None
        middle, odd = divmod(len(self._ordered), 2)
        if odd:
            return self._ordered[middle]
        return (self._ordered[middle - 1] + self._ordered[middle]) / 2

    def _expire(self, now: int) -> None:
        while self._arrivals and self._arrivals[0][0] <= now - self._window:
            _, value = self._arrivals.popleft()
            del self._ordered[bisect_left(self._ordered, value)]
