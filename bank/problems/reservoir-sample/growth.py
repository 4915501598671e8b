"""A stream of n items with a reservoir for half of them."""


def prepare(solution, n, rng):
    """Make a reservoir of n / 2 places; the work is to see n items and to look once."""
    reservoir = solution.Reservoir(n // 2, rng)

    def see():
        for item in range(n):
            reservoir.add(item)
        return reservoir.sample()

    return see
