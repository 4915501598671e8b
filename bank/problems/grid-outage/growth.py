"""One long row with a fault in its middle: half as many minutes as racks."""


def prepare(solution, n, rng):
    """Make a row of n racks."""
    hall = ["#" * (n // 2) + "X" + "#" * (n - n // 2 - 1)]
    return lambda: solution.spread(hall)
