from collections.abc import Iterator, Sequence
from typing import NamedTuple

RACK, FAULTY = ("#", "X")
type Place = tuple[int, int]


class Outage(NamedTuple):
    minutes: int
    failing: list[int]
    safe: int


def spread(hall: Sequence[str]) -> Outage:
    found = {(row, at): content for row, line in enumerate(hall) for at, content in enumerate(line)}
    wave = {place for place, content in found.items() if content == FAULTY}
    healthy = {place for place, content in found.items() if content == RACK}
    failed_at = dict.fromkeys(wave, 0)
    stack = list(wave)
    while stack:
        place = stack.pop()
        for near in neighbours(place):
            if near in healthy:
                healthy.remove(near)
                failed_at[near] = failed_at[place] + 1
                stack.append(near)
    last = max(failed_at.values(), default=0)
    failing = [0] * (last + 1)
    for minute in failed_at.values():
        failing[minute] += 1
    return Outage(last, failing, len(healthy))


def neighbours(place: Place) -> Iterator[Place]:
    row, at = place
    yield (row - 1, at)
    yield (row + 1, at)
    yield (row, at - 1)
    yield (row, at + 1)
