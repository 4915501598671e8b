from collections.abc import Iterable
from typing import NamedTuple


class Report(NamedTuple):
    """What the log of a day says: the errors of each service, and how many lines could be read."""

    errors: list[tuple[str, int]]
    parsed: int
    malformed: int


def parse_line(line: str) -> dict[str, str] | None:
    """Give the fields of a line by key, none for a blank line, and None if the line is malformed."""
    raise NotImplementedError


def count_errors(lines: Iterable[str]) -> Report:
    """Count the errors of each service, the most first, and the lines that could and could not be read."""
    raise NotImplementedError
