"""Seven catalogues of one document and a large one: the average says little, and the answer lies high up."""


def prepare(solution, n, rng):
    """Make eight catalogues, the largest of n documents, and time for two rounds more than catalogues."""
    sizes = [1] * 7 + [n]
    rng.shuffle(sizes)
    return lambda: solution.workers_needed(sizes, 10, 100)
