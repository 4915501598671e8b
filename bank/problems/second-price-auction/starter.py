from collections.abc import Sequence


def run_auction(bids: Sequence[tuple[str, int, int]], slots: int, reserve: int) -> list[tuple[str, int]]:
    """Fill ad slots and price them.

    bids: (advertiser, cents for a click, clicks per 10,000 views) in order of arrival.
    slots: number of places; reserve: the least price for a click, in cents.

    Returns (advertiser, price in cents), first slot first.
    """
    raise NotImplementedError
