"""One busy entity: what a label costs to look up shows."""


def prepare(solution, n, rng):
    """Make n values and n labels of one entity, in no order."""
    values = [("busy", rng.randrange(10 * n), at) for at in range(n)]
    labels = [("busy", rng.randrange(10 * n), True) for _ in range(n)]
    return lambda: solution.join_as_of(labels, values, 10 * n)
