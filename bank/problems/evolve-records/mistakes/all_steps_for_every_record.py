from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any, NamedTuple


class Rename(NamedTuple):
    old: str
    new: str


class Add(NamedTuple):
    name: str
    default: object


class Widen(NamedTuple):
    name: str
    before: type
    after: type


class Dropped(NamedTuple):
    position: int
    reason: str


type Change = Rename | Add | Widen
type Row = dict[str, Any]


class Unreadable(Exception):
    pass


def evolve(
    records: Iterable[object], steps: Sequence[Sequence[Change]], newest: Mapping[str, type]
) -> tuple[list[Row], list[Dropped]]:
    rows: list[Row] = []
    dead: list[Dropped] = []
    for position, record in enumerate(records):
        try:
            rows.append(upgraded(record, steps, newest))
        except Unreadable as error:
            dead.append(Dropped(position, str(error)))
    return (rows, dead)


def upgraded(record: object, steps: Sequence[Sequence[Change]], newest: Mapping[str, type]) -> Row:
    if not isinstance(record, dict):
        raise Unreadable("no record")
    version = record.get("version")
    if type(version) is not int or version < 1:
        raise Unreadable("no version")
    if version > len(steps) + 1:
        raise Unreadable("newer version")
    row = {name: deepcopy(value) for name, value in record.items() if name != "version"}
    for step in steps:
        for change in step:
            apply(change, row)
    for name, wanted in newest.items():
        take(row, name, wanted)
    if len(row) > len(newest):
        raise Unreadable(f"unknown field: {min(row.keys() - newest.keys())}")
    return row


def apply(change: Change, row: Row) -> None:
    match change:
        case Rename(old, new):
            value = take(row, old)
            del row[old]
            put(row, new, value)
        case Add(name, default):
            put(row, name, deepcopy(default))
        case Widen(name, before, after):
            try:
                row[name] = after(take(row, name, before))
            except (OverflowError, ValueError):
                raise Unreadable(f"wrong type: {name}") from None


def take(row: Row, name: str, wanted: type | None = None) -> Any:
    if name not in row:
        raise Unreadable(f"missing field: {name}")
    if wanted is not None and type(row[name]) is not wanted:
        raise Unreadable(f"wrong type: {name}")
    return row[name]


def put(row: Row, name: str, value: object) -> None:
    if name in row:
        raise Unreadable(f"field exists: {name}")
    row[name] = value
