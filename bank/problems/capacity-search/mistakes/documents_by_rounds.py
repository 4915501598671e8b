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
    return -(-sum(waiting) // rounds_allowed)
