from collections import deque
from collections.abc import Iterable
from heapq import nlargest


class Trending:
    def __init__(self, window: int) -> None:
        self._window = window
        self._posts: deque[tuple[int, frozenset[str]]] = deque()
        self._counts: dict[str, int] = {}

    def add(self, at: int, tags: Iterable[str]) -> None:
        self._expire(at)
        used = frozenset(tags)
        self._posts.append((at, used))
        for tag in used:
            self._counts[tag] = self._counts.get(tag, 0) + 1

    def top(self, now: int, k: int) -> list[tuple[str, int]]:
        self._expire(now)
        return nlargest(k, self._counts.items(), key=lambda entry: entry[1])

    def _expire(self, now: int) -> None:
        while self._posts and self._posts[0][0] <= now - self._window:
            _, used = self._posts.popleft()
            for tag in used:
                self._counts[tag] -= 1
                if not self._counts[tag]:
                    del self._counts[tag]
