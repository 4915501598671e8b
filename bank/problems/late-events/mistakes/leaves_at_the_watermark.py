import heapq


class EventStream:
    def __init__(self, lateness: int) -> None:
        self.too_late = 0
        self.duplicates = 0
        self._lateness = lateness
        self._watermark: int | None = None
        self._waiting: list[tuple[int, str]] = []
        self._ids: set[str] = set()

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, event_id: str, time: int) -> list[tuple[int, str]]:
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
        while self._waiting and self._waiting[0][0] <= self._watermark:
            left.append(self._leave())
        return left

    def close(self) -> list[tuple[int, str]]:
        return [self._leave() for _ in range(len(self._waiting))]

    def _leave(self) -> tuple[int, str]:
        event = heapq.heappop(self._waiting)
        self._ids.remove(event[1])
        return event
