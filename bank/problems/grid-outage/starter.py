from collections.abc import Sequence
from typing import NamedTuple


class Outage(NamedTuple):
    """How a fault spreads: its length, the racks that fail in each minute, and those that never do."""

    minutes: int
    failing: list[int]
    safe: int


def spread(hall: Sequence[str]) -> Outage:
    """Say how a fault spreads through a hall of racks.

    hall: a line of characters for each row: "#" is a healthy rack, "X" a faulty one, "." an empty place.

    Returns the minutes until the last rack fails, the number of racks that fail in each minute from 0 on, and the number
    that are never reached.
    """
    raise NotImplementedError
