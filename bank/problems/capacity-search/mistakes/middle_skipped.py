from collections.abc import Sequence


def rounds_needed(catalogues: Sequence[int], workers: int) -> int:
    return sum((-(-size // workers) for size in catalogues))


def workers_needed(catalogues: Sequence[int], seconds_per_document: int, deadline: int) -> int | None:
    rounds_allowed = deadline // seconds_per_document
    waiting = [size for size in catalogues if size]
    if not waiting:
        return 0
    if len(waiting) > rounds_allowed:
        return None
    low, high = (1, max(waiting))
    while low < high:
        middle = (low + high) // 2
        if rounds_needed(waiting, middle) <= rounds_allowed:
            high = middle - 1
        else:
            low = middle + 1
    return low
