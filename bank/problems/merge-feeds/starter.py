from collections.abc import Callable, Iterator, Sequence

Post = tuple[int, int]
Feed = Callable[[Post | None], Iterator[Post]]


def timeline_page(feeds: Sequence[Feed], length: int, cursor: Post | None = None) -> tuple[list[Post], Post | None]:
    """Merge feeds into one page, newest post first.

    feeds: each gives an iterator over its posts (time, id) after a cursor, newest first.
    length: most posts of the page, at least 1.
    cursor: last post of the page before, or None for the first page.

    Returns the page and the cursor of the next one, None when nothing is left.
    """
    raise NotImplementedError
