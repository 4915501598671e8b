"""One long line of short fields."""


def prepare(solution, n, rng):
    """Make a line of n fields of the same length."""
    line = " ".join(f"k={rng.randrange(10)}" for _ in range(n))
    return lambda: solution.parse_line(line)
