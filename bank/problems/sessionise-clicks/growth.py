"""Clicks of many users in no order, four a user."""


def prepare(solution, n, rng):
    """Make n clicks of n / 4 users within one day."""
    clicks = [(f"u{number // 4:04}", rng.randrange(86_400), f"p{rng.randrange(50)}") for number in range(n)]
    rng.shuffle(clicks)
    return lambda: solution.sessionise(clicks, 1_800)
