"""Hybrid fan-out: small accounts pay when they write, readers of large accounts pay when they read."""

from collections import defaultdict

from post_store import Post, Store

from merging import newest_of


class Timelines:
    """Timelines that push the posts of small accounts and pull those of large ones."""

    def __init__(self, store: Store, limit: int) -> None:
        """An account with more than `limit` followers is large."""
        self._store = store
        self._limit = limit
        self._followers: dict[str, set[str]] = defaultdict(set)
        self._follows: dict[str, set[str]] = defaultdict(set)

    def _large(self, author: str) -> bool:
        return len(self._followers[author]) > self._limit

    def follow(self, reader: str, author: str) -> None:
        """Let a reader see all posts of an author; a repeat changes nothing."""
        if reader in self._followers[author]:
            return
        self._followers[author].add(reader)
        self._follows[reader].add(author)
        # Asked after the follow: whoever makes an account large reads its own list from now on.
        if not self._large(author):
            for post in self._store.posts_of(author):
                self._store.push(reader, post)

    def publish(self, author: str, post: Post) -> None:
        """Keep a post (time, id) and push it to the followers of a small author."""
        self._store.add_post(author, post)
        if not self._large(author):
            for reader in self._followers[author]:
                self._store.push(reader, post)

    def page(self, reader: str, length: int) -> list[Post]:
        """Give the newest posts of everyone the reader follows, newest first."""
        lists = [self._store.pushed_to(reader, length)]
        for author in self._follows[reader]:
            if self._large(author):
                lists.append(self._store.posts_of(author, length))
        return newest_of(lists, length)
