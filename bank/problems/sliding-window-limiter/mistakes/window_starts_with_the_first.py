from __future__ import annotations

from collections.abc import Callable


class SlidingWindowLimiter:
    def __init__(self, limit: int, window_ms: int, clock: Callable[[], int]) -> None:
        self._limit = limit
        self._window_ms = window_ms
        self._clock = clock
        self._windows: dict[str, list[int]] = {}

    def allow(self, key: str) -> bool:
        now = self._trimmed()
        window = self._windows.setdefault(key, [now, 0])
        if window[1] >= self._limit:
            return False
        window[1] += 1
        return True

    def retry_after(self, key: str) -> int:
        now = self._trimmed()
        start, count = self._windows.get(key, (now, 0))
        return start + self._window_ms - now if count >= self._limit else 0

    def active_keys(self) -> int:
        self._trimmed()
        return len(self._windows)

    def _trimmed(self) -> int:
        now = self._clock()
        for key, (start, _) in list(self._windows.items()):
            if now - start >= self._window_ms:
                del self._windows[key]
        return now
