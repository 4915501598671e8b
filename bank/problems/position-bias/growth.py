"""A log with an item for every four impressions, at ten positions."""


def prepare(solution, n, rng):
    """Make n impressions of n / 4 items; every second one is clicked."""
    propensities = [1 / position for position in range(1, 11)]
    log = [(f"item-{number % (n // 4):05d}", rng.randrange(1, 11), number % 2 == 0) for number in range(n)]
    rng.shuffle(log)
    return lambda: solution.debiased_rates(log, propensities, 8.0)
