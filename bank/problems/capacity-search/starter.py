from collections.abc import Sequence


def workers_needed(catalogues: Sequence[int], seconds_per_document: int, deadline: int) -> int | None:
    """Find the smallest number of workers that embed all catalogues within the deadline.

    catalogues: number of documents of each.
    seconds_per_document: what one worker takes for one document, and so the length of a round.
    deadline: seconds until all must be done.

    Returns 0 when there is nothing to do, and None when no number of workers is enough.
    """
    raise NotImplementedError
