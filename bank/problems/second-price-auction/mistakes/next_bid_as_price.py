from collections.abc import Sequence


def run_auction(bids: Sequence[tuple[str, int, int]], slots: int, reserve: int) -> list[tuple[str, int]]:
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
            _, next_arrival = ranking[place + 1]
            price = bids[next_arrival][1]
        winners.append((advertiser, price))
    return winners
