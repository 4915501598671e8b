"""Merging lists of posts that are in order already."""

from collections.abc import Sequence
from heapq import merge

Post = tuple[int, int]


def newest_of(lists: Sequence[Sequence[Post]], length: int) -> list[Post]:
    """Give the newest posts of all lists together, newest first, each once.

    lists: posts (time, id), each list newest first.
    length: most posts to give.
    """
    page: list[Post] = []
    for post in merge(*lists, reverse=True):
        if len(page) == length:
            break
        # Copies of one post come one after the other.
        if not page or page[-1] != post:
            page.append(post)
    return page
