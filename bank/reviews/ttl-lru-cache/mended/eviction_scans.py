"""An LRU cache whose entries live for a fixed time."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any


class TtlCache:
    """Keeps at most `capacity` entries, each for `ttl` seconds after it was put."""

    def __init__(self, capacity: int, ttl: float, clock: Callable[[], float] = time.monotonic) -> None:
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self._capacity = capacity
        self._ttl = ttl
        self._clock = clock
        self._values: OrderedDict[Hashable, Any] = OrderedDict()  # least recently used first
        self._deadlines: OrderedDict[Hashable, float] = OrderedDict()  # earliest deadline first

    def get(self, key: Hashable, default: Any = None) -> Any:
        """Return the live value of the key and make the key the most recently used, or return `default`."""
        now = self._clock()
        if key not in self._values:
            return default
        if self._deadlines[key] <= now:
            self._drop(key)
            return default
        self._values.move_to_end(key)
        self._deadlines[key] = now + self._ttl
        return self._values[key]

    def put(self, key: Hashable, value: Any) -> None:
        """Store a value for `ttl` seconds and make its key the most recently used."""
        now = self._clock()
        if len(self._values) >= self._capacity:
            self._make_room(now)
        self._values[key] = value
        self._values.move_to_end(key)
        self._deadlines[key] = now + self._ttl
        self._deadlines.move_to_end(key)

    def get_or_load(self, key: Hashable, load: Callable[[Hashable], Any]) -> Any:
        """Return the live value of the key, or load it, store it and return it."""
        value = self.get(key)
        if value is None:
            value = load(key)
            self.put(key, value)
        return value

    def __len__(self) -> int:
        """Number of live entries."""
        now = self._clock()
        return sum(deadline > now for deadline in self._deadlines.values())

    def _make_room(self, now: float) -> None:
        """Drop what has expired, or the least recently used entry if nothing has."""
        while self._deadlines:
            key, deadline = next(iter(self._deadlines.items()))
            if deadline > now:
                break
            self._drop(key)
        if len(self._values) >= self._capacity:
            self._drop(next(iter(self._values)))

    def _drop(self, key: Hashable) -> None:
        del self._values[key]
        del self._deadlines[key]
