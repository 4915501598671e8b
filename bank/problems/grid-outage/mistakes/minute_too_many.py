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
    failing = [len(wave)]
    while wave := {near for place in wave for near in neighbours(place) if near in healthy}:
        healthy -= wave
        failing.append(len(wave))
    return Outage(len(failing), failing, len(healthy))


def neighbours(place: Place) -> Iterator[Place]:
    row, at = place
    yield (row - 1, at)
    yield (row + 1, at)
    yield (row, at - 1)
    yield (row, at + 1)
