from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable


class TtlCache[K, V]:
    def __init__(self, capacity: int, clock: Callable[[], int]) -> None:
        self._capacity = capacity
        self._clock = clock
        self._entries: OrderedDict[K, tuple[V, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: K, default: V | None = None) -> V | None:
        if key not in self._entries:
            return default
        value, expires = self._entries[key]
        if expires <= self._clock():
            del self._entries[key]
            return default
        self._entries.move_to_end(key)
        return value

    def put(self, key: K, value: V, ttl_ms: int) -> None:
        self._entries[key] = (value, self._clock() + ttl_ms)
        self._entries.move_to_end(key)
        if len(self._entries) > self._capacity:
            self._entries.popitem(last=False)
