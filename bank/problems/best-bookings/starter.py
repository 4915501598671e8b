from collections.abc import Sequence


def best_bookings(offers: Sequence[tuple[int, int, int]], pause: int) -> tuple[int, list[int]]:
    """Choose offers for one screen so that they bring the largest revenue.

    offers: start, end and price of each; the screen is taken from start up to end.
    pause: the least time between the end of one booking and the start of the next.

    Returns the revenue and the positions of the chosen offers, in order of start.
    """
    raise NotImplementedError
