from __future__ import annotations

from collections.abc import Callable


class SlidingWindowLimiter:
    """Admits at most `limit` requests of each key within any `window_ms` milliseconds."""

    def __init__(self, limit: int, window_ms: int, clock: Callable[[], int]) -> None:
        self._limit = limit
        self._window_ms = window_ms
        self._clock = clock
        self._log: list[tuple[str, int]] = []

    def allow(self, key: str) -> bool:
        now, admitted = self._counting(key)
        if len(admitted) >= self._limit:
            return False
        self._log.append((key, now))
        return True

    def retry_after(self, key: str) -> int:
        now, admitted = self._counting(key)
        return admitted[0] + self._window_ms - now if len(admitted) >= self._limit else 0

    def active_keys(self) -> int:
        self._counting("")
        return len({key for key, _ in self._log})

    def _counting(self, key: str) -> tuple[int, list[int]]:
        now = self._clock()
        self._log = [(each, time) for each, time in self._log if now - time < self._window_ms]
        return now, [time for each, time in self._log if each == key]
