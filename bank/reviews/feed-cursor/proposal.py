"""Pages of a feed, newest posts first, continued by a cursor."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Set
from dataclasses import dataclass
from typing import Protocol

MOST_PER_PAGE = 100

Place = tuple[float, int]  # time and id of a post: its place in the feed


@dataclass(frozen=True)
class Post:
    """A post; created_at is in seconds since 1970."""

    id: int
    created_at: float
    author: str
    text: str = ""


@dataclass(frozen=True)
class Page:
    """Posts to show, and the cursor for the page after them, or None after the last page."""

    posts: list[Post]
    next_cursor: str | None


class Store(Protocol):
    """Keeps posts in an index by time and id."""

    def before(self, place: Place | None, count: int) -> list[Post]:
        """Up to `count` posts whose place is lower, highest first; the highest of all for None."""


def encode(post: Post) -> str:
    """Write the place of a post as a cursor."""
    return urlsafe_b64encode(f"{post.created_at:.3f}:{post.id}".encode()).decode()


def decode(cursor: str) -> Place:
    """Read the place from a cursor. Raises ValueError if it is not one."""
    created_at, post_id = urlsafe_b64decode(cursor).decode().split(":")
    return float(created_at), int(post_id)


class Feed:
    """The feed as one reader sees it."""

    def __init__(self, store: Store, blocked: Set[str] = frozenset()) -> None:
        self._store = store
        self._blocked = blocked

    def page(self, limit: int = 20, cursor: str | None = None) -> Page:
        """Return the first page, or the page after a cursor."""
        limit = max(1, min(limit, MOST_PER_PAGE))
        place = None if cursor is None else decode(cursor)
        posts = self._visible(place, limit)
        if len(posts) < limit:
            return Page(posts, None)
        return Page(posts, encode(posts[-1]))

    def _visible(self, place: Place | None, count: int) -> list[Post]:
        """Up to `count` posts after a place whose authors the reader has not blocked."""
        posts = self._store.before(place, count)
        return [post for post in posts if post.author not in self._blocked]
