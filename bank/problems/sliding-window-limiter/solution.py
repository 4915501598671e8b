"""Sliding-window limiter: an exact log of the admitted requests, trimmed as time goes on."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable


class SlidingWindowLimiter:
    """Admits at most `limit` requests of each key within any `window_ms` milliseconds."""

    def __init__(self, limit: int, window_ms: int, clock: Callable[[], int]) -> None:
        """Keep the limit, the length of the window and the clock, which gives milliseconds."""
        self._limit = limit
        self._window_ms = window_ms
        self._clock = clock
        # The same admissions twice: by key for the count, and all in order of time, so that silent keys are found.
        self._by_key: dict[str, deque[int]] = {}
        self._in_order: deque[tuple[int, str]] = deque()

    def allow(self, key: str) -> bool:
        """Admit and record a request now, or give False and record nothing."""
        now = self._trimmed()
        if len(self._by_key.get(key, ())) >= self._limit:
            return False
        self._by_key.setdefault(key, deque()).append(now)
        self._in_order.append((now, key))
        return True

    def retry_after(self, key: str) -> int:
        """Give the milliseconds until `allow` would say yes, 0 for now; record nothing."""
        now = self._trimmed()
        admitted = self._by_key.get(key)
        if admitted is None or len(admitted) < self._limit:
            return 0
        # A place is free again when the oldest admission leaves the window.
        return admitted[0] + self._window_ms - now

    def active_keys(self) -> int:
        """Give the number of keys with an admission in the current window."""
        self._trimmed()
        return len(self._by_key)

    def _trimmed(self) -> int:
        """Drop the admissions that have left the window, and give the time."""
        now = self._clock()
        while self._in_order and now - self._in_order[0][0] >= self._window_ms:
            _, key = self._in_order.popleft()
            # Per key the admissions are in order of time too, so the oldest one is at the front.
            self._by_key[key].popleft()
            if not self._by_key[key]:
                del self._by_key[key]
        return now
