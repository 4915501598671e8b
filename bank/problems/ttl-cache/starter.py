from __future__ import annotations

from collections.abc import Callable


class TtlCache[K, V]:
    """Keeps at most `capacity` entries, each until its time is up; the one used longest ago leaves when it is full."""

    def __init__(self, capacity: int, clock: Callable[[], int]) -> None:
        """Start empty; the clock gives milliseconds."""
        self.capacity = capacity
        self.clock = clock

    def __len__(self) -> int:
        """Give the number of living entries."""
        raise NotImplementedError

    def get(self, key: K, default: V | None = None) -> V | None:
        """Give the value of a living entry and count that as use, or give the default."""
        raise NotImplementedError

    def put(self, key: K, value: V, ttl_ms: int) -> None:
        """Set the value of a key for `ttl_ms` milliseconds from now, which counts as use."""
        raise NotImplementedError
