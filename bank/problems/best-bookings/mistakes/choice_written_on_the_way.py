from bisect import bisect_right
from collections.abc import Sequence


def best_bookings(offers: Sequence[tuple[int, int, int]], pause: int) -> tuple[int, list[int]]:
    order = sorted(range(len(offers)), key=lambda position: offers[position][1])
    ends = [offers[position][1] for position in order]
    best = [0]
    chosen = []
    for number, position in enumerate(order):
        start, _, price = offers[position]
        taken = best[bisect_right(ends, start - pause, hi=number)] + price
        if taken > best[number]:
            chosen.append(position)
        best.append(max(best[number], taken))
    return (best[-1], chosen)
