from __future__ import annotations

from collections import deque
from collections.abc import Callable


class SlidingWindowLimiter:
    def __init__(self, limit: int, window_ms: int, clock: Callable[[], int]) -> None:
        self._limit = limit
        self._window_ms = window_ms
        self._clock = clock
        self._by_key: dict[str, deque[int]] = {}
        self._in_order: deque[tuple[int, str]] = deque()

    def allow(self, key: str) -> bool:
        now = self._trimmed()
        if len(self._by_key.get(key, ())) >= self._limit:
            return False
        self._by_key.setdefault(key, deque()).append(now)
        self._in_order.append((now, key))
        return True

    def retry_after(self, key: str) -> int:
        now = self._trimmed()
        admitted = self._by_key.get(key)
        if admitted is None or len(admitted) < self._limit:
            return 0
        return admitted[-1] + self._window_ms - now

    def active_keys(self) -> int:
        self._trimmed()
        return len(self._by_key)

    def _trimmed(self) -> int:
        now = self._clock()
        while self._in_order and now - self._in_order[0][0] >= self._window_ms:
            _, key = self._in_order.popleft()
            self._by_key[key].popleft()
            if not self._by_key[key]:
                del self._by_key[key]
        return now
