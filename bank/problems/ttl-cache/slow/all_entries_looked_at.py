from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Entry[V]:
    value: V
    expires: int


class TtlCache[K, V]:
    def __init__(self, capacity: int, clock: Callable[[], int]) -> None:
        self._capacity = capacity
        self._clock = clock
        self._entries: OrderedDict[K, Entry[V]] = OrderedDict()

    def __len__(self) -> int:
        self._drop_expired()
        return len(self._entries)

    def get(self, key: K, default: V | None = None) -> V | None:
        self._drop_expired()
        entry = self._entries.get(key)
        if entry is None:
            return default
        self._entries.move_to_end(key)
        return entry.value

    def put(self, key: K, value: V, ttl_ms: int) -> None:
        now = self._drop_expired()
        self._entries[key] = Entry(value, now + ttl_ms)
        self._entries.move_to_end(key)
        if len(self._entries) > self._capacity:
            self._entries.popitem(last=False)

    def _drop_expired(self) -> int:
        now = self._clock()
        for key in [each for each, entry in self._entries.items() if entry.expires <= now]:
            del self._entries[key]
        return now
