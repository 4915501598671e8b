"""As many bins as half the scores, all different: what a score costs to place then shows."""


def prepare(solution, n, rng):
    """Make samples of n different scores each."""
    reference = rng.sample(range(10 * n), n)
    current = rng.sample(range(10 * n), n)
    return lambda: solution.stability_index(reference, current, bins=n // 2)
