from collections import Counter, deque
from collections.abc import Iterable


class Trending:
    def __init__(self, window: int) -> None:
        self._window = window
        self._posts: deque[tuple[int, frozenset[str]]] = deque()

    def add(self, at: int, tags: Iterable[str]) -> None:
        self._expire(at)
        self._posts.append((at, frozenset(tags)))

    def top(self, now: int, k: int) -> list[tuple[str, int]]:
        self._expire(now)
        counts: Counter[str] = Counter()
        for _, used in self._posts:
            for tag in used:
                counts[tag] += 1
        return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:k]

    def _expire(self, now: int) -> None:
        while self._posts and self._posts[0][0] <= now - self._window:
            self._posts.popleft()
