from collections.abc import Iterable


class Trending:
    """Counts the hashtags of the posts of the last `window` seconds."""

    def __init__(self, window: int) -> None:
        """Start without posts."""
        self.window = window

    def add(self, at: int, tags: Iterable[str]) -> None:
        """Take in a post of second `at`; a tag counts once for it."""
        raise NotImplementedError

    def top(self, now: int, k: int) -> list[tuple[str, int]]:
        """Give the k tags used by most posts of the window, with the number of posts; equal ones in alphabetical order."""
        raise NotImplementedError
