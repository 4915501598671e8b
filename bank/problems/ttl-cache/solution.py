"""Bounded cache with lifetimes: an order by use for eviction, a heap by expiry for what must leave first."""

from __future__ import annotations

import heapq
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Entry[V]:
    """A value, the time at which it expires, and the number of the `put` that brought it."""

    value: V
    expires: int
    number: int


class TtlCache[K, V]:
    """Keeps at most `capacity` entries, each until its time is up; the one used longest ago leaves when it is full."""

    def __init__(self, capacity: int, clock: Callable[[], int]) -> None:
        """Start empty; the clock gives milliseconds."""
        self._capacity = capacity
        self._clock = clock
        self._entries: OrderedDict[K, Entry[V]] = OrderedDict()  # the one used longest ago first
        # The number of the put settles equal times, so that keys are never compared, and tells a stale item.
        self._due: list[tuple[int, int, K]] = []
        self._puts = 0

    def __len__(self) -> int:
        """Give the number of living entries."""
        self._drop_expired()
        return len(self._entries)

    def get(self, key: K, default: V | None = None) -> V | None:
        """Give the value of a living entry and count that as use, or give the default."""
        self._drop_expired()
        entry = self._entries.get(key)
        if entry is None:
            return default
        self._entries.move_to_end(key)
        return entry.value

    def put(self, key: K, value: V, ttl_ms: int) -> None:
        """Set the value of a key for `ttl_ms` milliseconds from now, which counts as use."""
        now = self._drop_expired()
        self._puts += 1
        self._entries[key] = Entry(value, now + ttl_ms, self._puts)
        self._entries.move_to_end(key)
        if len(self._entries) > self._capacity:
            self._entries.popitem(last=False)
        heapq.heappush(self._due, (now + ttl_ms, self._puts, key))
        if len(self._due) > 2 * self._capacity:
            # Replaced and evicted entries leave stale items behind; this bounds them, at a constant cost a put.
            self._due = [(entry.expires, entry.number, each) for each, entry in self._entries.items()]
            heapq.heapify(self._due)

    def _drop_expired(self) -> int:
        """Forget what has expired, and give the time."""
        now = self._clock()
        while self._due and self._due[0][0] <= now:
            _, number, key = heapq.heappop(self._due)
            entry = self._entries.get(key)
            # The key may have been put again since, or have left; then this item speaks of an entry that is gone.
            if entry is not None and entry.number == number:
                del self._entries[key]
        return now
