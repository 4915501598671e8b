from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple


class Rename(NamedTuple):
    """A field got another name."""

    old: str
    new: str


class Add(NamedTuple):
    """A field was added; older records get the default."""

    name: str
    default: object


class Widen(NamedTuple):
    """A field got a wider type."""

    name: str
    before: type
    after: type


class Dropped(NamedTuple):
    """A record that could not be read: its place in the input, and why."""

    position: int
    reason: str


type Change = Rename | Add | Widen
type Row = dict[str, Any]


def evolve(
    records: Iterable[object], steps: Sequence[Sequence[Change]], newest: Mapping[str, type]
) -> tuple[list[Row], list[Dropped]]:
    """Bring records of several schema versions to the newest.

    records: what the log held, good and bad.
    steps: the first leads from version 1 to 2, and so on; the changes of a step come in order.
    newest: type of each field in the newest version.

    Returns the readable rows, without their version, and the unreadable ones with the reason, both in the order of the input.
    """
    raise NotImplementedError
