"""A full cache under random hits, with a new key after every hit that pushes an old one out."""


def prepare(solution, n, rng):
    """Make a cache of n / 2 entries, filled; the work is n calls."""
    capacity = n // 2
    cache = solution.LruCache(capacity)
    for number in range(capacity):
        cache.put(number, number)
    hits = [rng.randrange(capacity) for _ in range(n // 2)]

    def use():
        for number, hit in enumerate(hits):
            cache.get(hit)
            cache.put(capacity + number, number)

    return use
