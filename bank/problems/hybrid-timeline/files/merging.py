from collections.abc import Sequence

Post = tuple[int, int]


def newest_of(lists: Sequence[Sequence[Post]], length: int) -> list[Post]:
    """Give the newest posts of all lists together, newest first, each once.

    lists: posts (time, id), each list newest first.
    length: most posts to give.
    """
    raise NotImplementedError
