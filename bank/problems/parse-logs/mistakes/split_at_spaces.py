from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

SEVERE = {"error", "fatal"}


class Report(NamedTuple):
    errors: list[tuple[str, int]]
    parsed: int
    malformed: int


def parse_line(line: str) -> dict[str, str] | None:
    fields = {}
    for part in line.split():
        key, equals, value = part.partition("=")
        if not key or not equals:
            return None
        fields[key] = value.strip('"')
    return fields


def count_errors(lines: Iterable[str]) -> Report:
    errors: Counter[str] = Counter()
    parsed = malformed = 0
    for line in lines:
        fields = parse_line(line)
        if fields is None:
            malformed += 1
        elif fields:
            parsed += 1
            if fields.get("level", "").lower() in SEVERE:
                errors[fields.get("service") or "unknown"] += 1
    return Report(sorted(errors.items(), key=lambda pair: (-pair[1], pair[0])), parsed, malformed)
