"""Offers that all overlap, in no order: none ends before another starts."""


def prepare(solution, n, rng):
    """Make n offers around one minute."""
    offers = [(rng.randrange(n), 2 * n + rng.randrange(n), rng.randrange(1, 100)) for _ in range(n)]
    return lambda: solution.best_bookings(offers, 0)
