"""Two seconds of traffic: half of the messages share a window, and the rest push them out again."""


def prepare(solution, n, rng):
    """Make n messages within two seconds, shuffled; the work is one call."""
    times = [2_000 * number // n for number in range(n)]
    rng.shuffle(times)
    return lambda: solution.busiest_window(times, n)
