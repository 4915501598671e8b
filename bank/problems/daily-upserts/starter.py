from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple


class Version(NamedTuple):
    """What a key was worth from one day up to another, which is not included; None is still open."""

    key: str
    value: str
    valid_from: date
    valid_to: date | None


def apply_day(table: Sequence[Version], day: date, batch: Iterable[tuple[str, str | None]]) -> list[Version]:
    """Apply the batch of one day to the history of all keys.

    table: versions by key and then by valid_from.
    day: the day the batch is about; it may have been applied before, and later days too.
    batch: key and value, or key and None for a deletion, in the order in which the rows were written.

    Returns the new table in the same order.
    """
    raise NotImplementedError
