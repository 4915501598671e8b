"""k-way merge: a heap holds the first unread post of each feed."""

from collections.abc import Callable, Iterator, Sequence
from heapq import heapify, heappop, heappush

Post = tuple[int, int]
Feed = Callable[[Post | None], Iterator[Post]]


def timeline_page(feeds: Sequence[Feed], length: int, cursor: Post | None = None) -> tuple[list[Post], Post | None]:
    """Merge feeds into one page, newest post first.

    feeds: each gives an iterator over its posts (time, id) after a cursor, newest first.
    length: most posts of the page, at least 1.
    cursor: last post of the page before, or None for the first page.

    Returns the page and the cursor of the next one, None when nothing is left.
    """
    streams = [feed(cursor) for feed in feeds]
    heads: list[tuple[int, int, int]] = []
    for number, stream in enumerate(streams):
        for time, post_id in stream:
            # Turned signs: the heap gives the smallest, which then is the newest.
            heads.append((-time, -post_id, number))
            break
    heapify(heads)
    page: list[Post] = []
    while heads and len(page) < length:
        time, post_id, number = heappop(heads)
        post = (-time, -post_id)
        # Copies of a shared post leave the heap one after the other.
        if not page or page[-1] != post:
            page.append(post)
        if len(page) < length:
            following = next(streams[number], None)
            if following is not None:
                heappush(heads, (-following[0], -following[1], number))
    return page, page[-1] if len(page) == length else None
