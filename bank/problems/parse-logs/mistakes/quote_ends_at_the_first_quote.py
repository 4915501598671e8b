import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

FIELD = re.compile(
    r"""
    ([A-Za-z0-9_.]+) = (?:
        "([^"]*)"
        | ([^ "=]*)
    ) (?: [ ]+ | $ )
    """,
    re.VERBOSE,
)
ESCAPED = re.compile(r"\\(.)")
SEVERE = {"error", "fatal"}


class Report(NamedTuple):
    errors: list[tuple[str, int]]
    parsed: int
    malformed: int


def parse_line(line: str) -> dict[str, str] | None:
    fields: dict[str, str] = {}
    line = line.strip(" \r\n")
    at = 0
    while at < len(line):
        field = FIELD.match(line, at)
        if field is None:
            return None
        key, quoted, bare = field.groups()
        fields[key] = bare if quoted is None else ESCAPED.sub(r"\1", quoted)
        at = field.end()
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
