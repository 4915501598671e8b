"""Least recently used: a dictionary finds an entry, a doubly linked list keeps the order of use."""

from __future__ import annotations


class Entry[K, V]:
    """A link of the list; the ring's own link has neither key nor value."""

    __slots__ = ("after", "before", "key", "value")

    key: K
    value: V
    before: Entry[K, V]
    after: Entry[K, V]


class LruCache[K, V]:
    """Keeps at most `capacity` entries and forgets the one that was not used for the longest time."""

    def __init__(self, capacity: int) -> None:
        """Start empty; a cache of capacity 0 keeps nothing."""
        self._capacity = capacity
        self._entries: dict[K, Entry[K, V]] = {}
        # One link closes the list to a ring, so that no entry lacks a neighbour: after it stands the newest, before it
        # the oldest.
        self._ring: Entry[K, V] = Entry()
        self._ring.before = self._ring.after = self._ring

    def __len__(self) -> int:
        """Give the number of entries."""
        return len(self._entries)

    def get(self, key: K, default: V | None = None) -> V | None:
        """Give the value of a key and count that as use, or give the default."""
        entry = self._entries.get(key)
        if entry is None:
            return default
        self._unlink(entry)
        self._link_newest(entry)
        return entry.value

    def peek(self, key: K, default: V | None = None) -> V | None:
        """Give the value of a key without counting it as use, or give the default."""
        entry = self._entries.get(key)
        return default if entry is None else entry.value

    def put(self, key: K, value: V) -> tuple[K, V] | None:
        """Set the value of a key, which counts as use; give the key and value that had to leave, or None."""
        entry = self._entries.get(key)
        if entry is None:
            entry = self._entries[key] = Entry()
            entry.key = key
        else:
            self._unlink(entry)
        entry.value = value
        self._link_newest(entry)
        if len(self._entries) <= self._capacity:
            return None
        oldest = self._ring.before
        self.remove(oldest.key)
        return oldest.key, oldest.value

    def remove(self, key: K) -> bool:
        """Forget a key; tell whether it was there."""
        entry = self._entries.pop(key, None)
        if entry is None:
            return False
        self._unlink(entry)
        return True

    def keys(self) -> list[K]:
        """Give the keys, the one used last first."""
        found = []
        entry = self._ring.after
        while entry is not self._ring:
            found.append(entry.key)
            entry = entry.after
        return found

    def _unlink(self, entry: Entry[K, V]) -> None:
        """Take an entry out of the order; its neighbours become each other's."""
        entry.before.after = entry.after
        entry.after.before = entry.before

    def _link_newest(self, entry: Entry[K, V]) -> None:
        """Put an entry at the newest end of the order."""
        entry.before = self._ring
        entry.after = self._ring.after
        entry.after.before = entry
        self._ring.after = entry
