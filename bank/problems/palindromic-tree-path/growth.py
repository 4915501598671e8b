"""A chain in which every path is a palindrome, so that no pair of ends is given up early."""


def prepare(solution, n, rng):
    """Make a chain of n equal letters; the work is one call."""
    root = None
    for _ in range(n):
        side = rng.random() < 0.5
        root = solution.Node("a", root, None) if side else solution.Node("a", None, root)
    return lambda: solution.longest_palindromic_path(root)
