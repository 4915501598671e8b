from __future__ import annotations


class Entry[K, V]:
    __slots__ = ("after", "before", "key", "value")
    key: K
    value: V
    before: Entry[K, V]
    after: Entry[K, V]


class LruCache[K, V]:
    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._entries: dict[K, Entry[K, V]] = {}
        self._ring: Entry[K, V] = Entry()
        self._ring.before = self._ring.after = self._ring

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: K, default: V | None = None) -> V | None:
        entry = self._entries.get(key)
        if entry is None:
            return default
        self._unlink(entry)
        self._link_newest(entry)
        return entry.value

    def peek(self, key: K, default: V | None = None) -> V | None:
        entry = self._entries.get(key)
        return default if entry is None else entry.value

    def put(self, key: K, value: V) -> tuple[K, V] | None:
        entry = self._entries.get(key)
        if entry is None:
            entry = self._entries[key] = Entry()
            entry.key = key
            self._link_newest(entry)
        entry.value = value
        if len(self._entries) <= self._capacity:
            return None
        oldest = self._ring.before
        self.remove(oldest.key)
        return (oldest.key, oldest.value)

    def remove(self, key: K) -> bool:
        entry = self._entries.pop(key, None)
        if entry is None:
            return False
        self._unlink(entry)
        return True

    def keys(self) -> list[K]:
        found = []
        entry = self._ring.after
        while entry is not self._ring:
            found.append(entry.key)
            entry = entry.after
        return found

    def _unlink(self, entry: Entry[K, V]) -> None:
        entry.before.after = entry.after
        entry.after.before = entry.before

    def _link_newest(self, entry: Entry[K, V]) -> None:
        entry.before = self._ring
        entry.after = self._ring.after
        entry.after.before = entry
        self._ring.after = entry
