from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple


class Version(NamedTuple):
    key: str
    value: str
    valid_from: date
    valid_to: date | None


def apply_day(table: Sequence[Version], day: date, batch: Iterable[tuple[str, str | None]]) -> list[Version]:
    wanted = dict(batch)
    by_key: dict[str, list[Version]] = {key: [] for key in wanted}
    for version in table:
        by_key.setdefault(version.key, []).append(version)
    result: list[Version] = []
    for key in sorted(by_key):
        versions = by_key[key]
        result += with_value(versions, key, day, wanted[key]) if key in wanted else versions
    return result


def with_value(versions: list[Version], key: str, day: date, value: str | None) -> list[Version]:
    before = [version for version in versions if version.valid_from <= day]
    after = [version for version in versions if version.valid_from > day]
    start, end = (day, after[0].valid_from if after else None)
    if before and (before[-1].valid_to is None or day < before[-1].valid_to):
        holding = before[-1]
        if holding.value == value:
            return versions
        end = holding.valid_to
        before[-1:] = [holding._replace(valid_to=day)] if holding.valid_from < day else []
    elif value is None:
        return versions
    if value is None:
        return before + after
    return [*before, Version(key, value, start, end), *after]
