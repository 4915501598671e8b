from collections.abc import Sequence


def best_bookings(offers: Sequence[tuple[int, int, int]], pause: int) -> tuple[int, list[int]]:
    chosen: list[int] = []
    for position in sorted(range(len(offers)), key=lambda each: offers[each][1]):
        start, end, _ = offers[position]
        if all(start >= offers[other][1] + pause or offers[other][0] >= end + pause for other in chosen):
            chosen.append(position)
    chosen.sort(key=lambda each: offers[each])
    return (sum(offers[each][2] for each in chosen), chosen)
