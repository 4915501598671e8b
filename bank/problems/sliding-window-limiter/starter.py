from __future__ import annotations

from collections.abc import Callable


class SlidingWindowLimiter:
    """Admits at most `limit` requests of each key within any `window_ms` milliseconds."""

    def __init__(self, limit: int, window_ms: int, clock: Callable[[], int]) -> None:
        """Keep the limit, the length of the window and the clock, which gives milliseconds."""
        self.limit = limit
        self.window_ms = window_ms
        self.clock = clock

    def allow(self, key: str) -> bool:
        """Admit and record a request now, or give False and record nothing."""
        raise NotImplementedError

    def retry_after(self, key: str) -> int:
        """Give the milliseconds until `allow` would say yes, 0 for now; record nothing."""
        raise NotImplementedError

    def active_keys(self) -> int:
        """Give the number of keys with an admission in the current window."""
        raise NotImplementedError
