"""Where posts and pushed lists lie. It counts reads and writes as a database would bill them."""

from bisect import insort

Post = tuple[int, int]


class Store:
    """Posts by author, and lists of posts pushed to readers."""

    def __init__(self) -> None:
        self.reads = 0
        self.writes = 0
        self._posts: dict[str, list[Post]] = {}
        self._pushed: dict[str, list[Post]] = {}

    def add_post(self, author: str, post: Post) -> None:
        """Keep a post with its author; this is not counted."""
        insort(self._posts.setdefault(author, []), post)

    def posts_of(self, author: str, count: int | None = None) -> list[Post]:
        """Give an author's newest posts, newest first, or all; one read."""
        self.reads += 1
        return self._posts.get(author, [])[::-1][:count]

    def push(self, reader: str, post: Post) -> None:
        """Put a post into a reader's list; one write."""
        self.writes += 1
        insort(self._pushed.setdefault(reader, []), post)

    def pushed_to(self, reader: str, count: int) -> list[Post]:
        """Give the newest posts of a reader's list, newest first; one read."""
        self.reads += 1
        return self._pushed.get(reader, [])[::-1][:count]
