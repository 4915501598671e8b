"""A table of one version a key, and a batch that changes every key, in no order."""

from datetime import date


def prepare(solution, n, rng):
    """Make n versions of n keys of one letter each, and n rows."""
    table = [solution.Version(chr(0x4E00 + number), "a", date(2025, 1, 1), None) for number in range(n)]
    batch = [(version.key, "b") for version in table]
    rng.shuffle(batch)
    return lambda: solution.apply_day(table, date(2025, 1, 2), batch)
