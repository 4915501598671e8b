from collections.abc import Callable, Iterator, Sequence
from heapq import heapify, heappop, heappush
Post = tuple[int, int]
Feed = Callable[[Post | None], Iterator[Post]]


def timeline_page(feeds: Sequence[Feed], length: int, cursor: Post | None=None) -> tuple[list[Post], Post | None]:
    streams = [feed(cursor) for feed in feeds]
    heads: list[tuple[int, int, int]] = []
    for number, stream in enumerate(streams):
        for time, post_id in stream:
            heads.append((-time, -post_id, number))
            break
    heapify(heads)
    page: list[Post] = []
    while heads and len(page) < length:
        time, post_id, number = heappop(heads)
        post = (-time, -post_id)
        page.append(post)
        if len(page) < length:
            following = next(streams[number], None)
            if following is not None:
                heappush(heads, (-following[0], -following[1], number))
    return (page, page[-1] if len(page) == length else None)
