from post_store import Post, Store

from merging import newest_of


class Timelines:
    """Timelines that push the posts of small accounts and pull those of large ones."""

    def __init__(self, store: Store, limit: int) -> None:
        """An account with more than `limit` followers is large."""
        raise NotImplementedError

    def follow(self, reader: str, author: str) -> None:
        """Let a reader see all posts of an author; a repeat changes nothing."""
        raise NotImplementedError

    def publish(self, author: str, post: Post) -> None:
        """Keep a post (time, id) and push it to the followers of a small author."""
        raise NotImplementedError

    def page(self, reader: str, length: int) -> list[Post]:
        """Give the newest posts of everyone the reader follows, newest first."""
        raise NotImplementedError
