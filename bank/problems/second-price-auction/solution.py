"""Generalised second price: rank by bid times quality, pay the least bid that keeps the rank."""

from collections.abc import Sequence


def run_auction(bids: Sequence[tuple[str, int, int]], slots: int, reserve: int) -> list[tuple[str, int]]:
    """Fill ad slots and price them.

    bids: (advertiser, cents for a click, clicks per 10,000 views) in order of arrival.
    slots: number of places; reserve: the least price for a click, in cents.

    Returns (advertiser, price in cents), first slot first.
    """
    # advertiser -> (minus score, arrival): the smaller one ranks first.
    best: dict[str, tuple[int, int]] = {}
    for arrival, (advertiser, bid, quality) in enumerate(bids):
        if bid < reserve or not quality:
            continue
        rank = (-bid * quality, arrival)
        if advertiser not in best or rank < best[advertiser]:
            best[advertiser] = rank
    ranking = sorted(best.values())
    winners = []
    for place, (_, arrival) in enumerate(ranking[:slots]):
        advertiser, _, quality = bids[arrival]
        price = reserve
        if place + 1 < len(ranking):
            minus_score, next_arrival = ranking[place + 1]
            # The score to reach: an equal one is enough for the earlier of the two.
            needed = -minus_score if arrival < next_arrival else -minus_score + 1
            price = max(reserve, -(-needed // quality))
        winners.append((advertiser, price))
    return winners
