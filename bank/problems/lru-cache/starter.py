class LruCache[K, V]:
    """Keeps at most `capacity` entries and forgets the one that was not used for the longest time."""

    def __init__(self, capacity: int) -> None:
        """Start empty; a cache of capacity 0 keeps nothing."""
        self.capacity = capacity

    def __len__(self) -> int:
        """Give the number of entries."""
        raise NotImplementedError

    def get(self, key: K, default: V | None = None) -> V | None:
        """Give the value of a key and count that as use, or give the default."""
        raise NotImplementedError

    def peek(self, key: K, default: V | None = None) -> V | None:
        """Give the value of a key without counting it as use, or give the default."""
        raise NotImplementedError

    def put(self, key: K, value: V) -> tuple[K, V] | None:
        """Set the value of a key, which counts as use; give the key and value that had to leave, or None."""
        raise NotImplementedError

    def remove(self, key: K) -> bool:
        """Forget a key; tell whether it was there."""
        raise NotImplementedError

    def keys(self) -> list[K]:
        """Give the keys, the one used last first."""
        raise NotImplementedError
