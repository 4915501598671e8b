"""Trending tags: counts that go up when a post arrives and down when it leaves, and a heap for the first k."""

from collections import deque
from collections.abc import Iterable
from heapq import nsmallest


class Trending:
    """Counts the hashtags of the posts of the last `window` seconds."""

    def __init__(self, window: int) -> None:
        """Start without posts."""
        self._window = window
        self._posts: deque[tuple[int, frozenset[str]]] = deque()
        self._counts: dict[str, int] = {}

    def add(self, at: int, tags: Iterable[str]) -> None:
        """Take in a post of second `at`; a tag counts once for it."""
        self._expire(at)
        used = frozenset(tags)
        self._posts.append((at, used))
        for tag in used:
            self._counts[tag] = self._counts.get(tag, 0) + 1

    def top(self, now: int, k: int) -> list[tuple[str, int]]:
        """Give the k tags used by most posts of the window, with the number of posts; equal ones in alphabetical order."""
        self._expire(now)
        # The count is negated: more posts first, but the tags themselves in rising order.
        return nsmallest(k, self._counts.items(), key=lambda entry: (-entry[1], entry[0]))

    def _expire(self, now: int) -> None:
        """Count out the posts that have left the window, and forget tags that no post uses."""
        while self._posts and self._posts[0][0] <= now - self._window:
            _, used = self._posts.popleft()
            for tag in used:
                self._counts[tag] -= 1
                if not self._counts[tag]:
                    del self._counts[tag]
