from bisect import bisect_right
from collections.abc import Sequence


def best_bookings(offers: Sequence[tuple[int, int, int]], pause: int) -> tuple[int, list[int]]:
    order = sorted(range(len(offers)), key=lambda position: offers[position][1])
    ends = [offers[position][1] for position in order]
    best = [0]
    fitting = []
    for number, position in enumerate(order):
        start, _, price = offers[position]
        fitting.append(bisect_right(ends, start - pause, hi=number))
        best.append(max(best[number], best[fitting[number]] + price))
    chosen = []
    number = len(order)
    while number:
        if best[number] == best[number - 1]:
            number -= 1
        else:
            chosen.append(number - 1)
            number = fitting[number - 1]
    return (best[-1], chosen[::-1])
