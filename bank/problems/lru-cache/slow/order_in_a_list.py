class LruCache[K, V]:
    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._values: dict[K, V] = {}
        self._order: list[K] = []

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: K, default: V | None = None) -> V | None:
        if key not in self._values:
            return default
        self._order.remove(key)
        self._order.append(key)
        return self._values[key]

    def peek(self, key: K, default: V | None = None) -> V | None:
        return self._values.get(key, default)

    def put(self, key: K, value: V) -> tuple[K, V] | None:
        if key in self._values:
            self._order.remove(key)
        self._order.append(key)
        self._values[key] = value
        if len(self._order) <= self._capacity:
            return None
        oldest = self._order.pop(0)
        return oldest, self._values.pop(oldest)

    def remove(self, key: K) -> bool:
        if key not in self._values:
            return False
        self._order.remove(key)
        del self._values[key]
        return True

    def keys(self) -> list[K]:
        return self._order[::-1]
