"""A tree of random shape, written and read again."""


def prepare(solution, n, rng):
    """Make n nodes with values of eight characters, each put at a free place chosen at random."""
    root = solution.Node("question")
    free = [(root, "left"), (root, "right")]
    for _ in range(n - 1):
        at = rng.randrange(len(free))
        parent, side = free[at]
        node = solution.Node("question")
        setattr(parent, side, node)
        free[at] = (node, "left")
        free.append((node, "right"))
    return lambda: solution.from_text(solution.to_text(root))
