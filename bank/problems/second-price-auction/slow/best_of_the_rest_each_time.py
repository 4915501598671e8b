from collections.abc import Sequence


def run_auction(bids: Sequence[tuple[str, int, int]], slots: int, reserve: int) -> list[tuple[str, int]]:
    best: dict[str, tuple[int, int]] = {}
    for arrival, (advertiser, bid, quality) in enumerate(bids):
        if bid < reserve or not quality:
            continue
        rank = (-bid * quality, arrival)
        if advertiser not in best or rank < best[advertiser]:
            best[advertiser] = rank
    waiting = list(best.values())
    ranking: list[tuple[int, int]] = []
    while waiting and len(ranking) <= slots:
        first = min(waiting)
        waiting.remove(first)
        ranking.append(first)
    winners = []
    for place, (_, arrival) in enumerate(ranking[:slots]):
        advertiser, _, quality = bids[arrival]
        price = reserve
        if place + 1 < len(ranking):
            minus_score, next_arrival = ranking[place + 1]
            needed = -minus_score if arrival < next_arrival else -minus_score + 1
            price = max(reserve, -(-needed // quality))
        winners.append((advertiser, price))
    return winners
