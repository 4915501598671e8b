"""A heap of waiting events and the set of their ids; the watermark makes both forget."""

import heapq


class EventStream:
    """Gives each event of an unordered stream once and in order, as soon as none before it can come any more."""

    def __init__(self, lateness: int) -> None:
        """Start empty; an event may be so many seconds older than the newest."""
        self.too_late = 0
        self.duplicates = 0
        self._lateness = lateness
        self._watermark: int | None = None
        self._waiting: list[tuple[int, str]] = []  # a heap
        self._ids: set[str] = set()

    def __len__(self) -> int:
        """Give the number of events that wait."""
        return len(self._waiting)

    def add(self, event_id: str, time: int) -> list[tuple[int, str]]:
        """Take an event in; give the events that leave, as (time, id) in ascending order."""
        if self._watermark is not None and time < self._watermark:
            self.too_late += 1
            return []
        if event_id in self._ids:
            self.duplicates += 1
            return []
        heapq.heappush(self._waiting, (time, event_id))
        self._ids.add(event_id)
        if self._watermark is None or time - self._lateness > self._watermark:
            self._watermark = time - self._lateness
        left = []
        while self._waiting[0][0] < self._watermark:
            left.append(self._leave())
        return left

    def close(self) -> list[tuple[int, str]]:
        """Give all events that wait, as (time, id) in ascending order."""
        return [self._leave() for _ in range(len(self._waiting))]

    def _leave(self) -> tuple[int, str]:
        """Take out the earliest event; its id is forgotten, since a copy would be too late from now on."""
        event = heapq.heappop(self._waiting)
        self._ids.remove(event[1])
        return event
