"""Smallest capacity: what w workers manage, w + 1 manage too, so the answer can be found by halving."""

from collections.abc import Sequence


def rounds_needed(catalogues: Sequence[int], workers: int) -> int:
    """Give the number of rounds in which so many workers embed all catalogues, one catalogue after the other."""
    # -(-a // b) is a / b rounded up, without a float in between.
    return sum(-(-size // workers) for size in catalogues)


def workers_needed(catalogues: Sequence[int], seconds_per_document: int, deadline: int) -> int | None:
    """Find the smallest number of workers that embed all catalogues within the deadline.

    catalogues: number of documents of each.
    seconds_per_document: what one worker takes for one document, and so the length of a round.
    deadline: seconds until all must be done.

    Returns 0 when there is nothing to do, and None when no number of workers is enough.
    """
    rounds_allowed = deadline // seconds_per_document
    waiting = [size for size in catalogues if size]
    if not waiting:
        return 0
    if len(waiting) > rounds_allowed:
        # Each catalogue takes a round at least, however many workers there are.
        return None
    # The answer lies in low..high at all times; with a worker for each document every catalogue takes one round.
    low, high = 1, max(waiting)
    while low < high:
        middle = (low + high) // 2
        if rounds_needed(waiting, middle) <= rounds_allowed:
            high = middle
        else:
            low = middle + 1
    return low
