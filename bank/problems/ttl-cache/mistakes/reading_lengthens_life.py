from __future__ import annotations

import heapq
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Entry[V]:
    value: V
    expires: int
    number: int


class TtlCache[K, V]:
    def __init__(self, capacity: int, clock: Callable[[], int]) -> None:
        self._capacity = capacity
        self._clock = clock
        self._entries: OrderedDict[K, Entry[V]] = OrderedDict()
        self._due: list[tuple[int, int, K]] = []
        self._puts = 0
        self._lifetimes: dict[K, int] = {}

    def __len__(self) -> int:
        self._drop_expired()
        return len(self._entries)

    def get(self, key: K, default: V | None = None) -> V | None:
        self._drop_expired()
        entry = self._entries.get(key)
        if entry is None:
            return default
        self.put(key, entry.value, self._lifetimes[key])
        return entry.value

    def put(self, key: K, value: V, ttl_ms: int) -> None:
        now = self._drop_expired()
        self._puts += 1
        self._lifetimes[key] = ttl_ms
        self._entries[key] = Entry(value, now + ttl_ms, self._puts)
        self._entries.move_to_end(key)
        if len(self._entries) > self._capacity:
            self._entries.popitem(last=False)
        heapq.heappush(self._due, (now + ttl_ms, self._puts, key))
        if len(self._due) > 2 * self._capacity:
            self._due = [(entry.expires, entry.number, each) for each, entry in self._entries.items()]
            heapq.heapify(self._due)

    def _drop_expired(self) -> int:
        now = self._clock()
        while self._due and self._due[0][0] <= now:
            _, number, key = heapq.heappop(self._due)
            entry = self._entries.get(key)
            if entry is not None and entry.number == number:
                del self._entries[key]
        return now
