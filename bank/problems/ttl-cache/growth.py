"""Entries of any lifetime: about half of those put are alive, and one expires for each that comes."""


class Clock:
    """Milliseconds that pass when somebody says so."""

    def __init__(self):
        self.now = 0

    def __call__(self):
        return self.now


def prepare(solution, n, rng):
    """Make a cache with room for all; the work is to put n entries, a millisecond apart."""
    clock = Clock()
    cache = solution.TtlCache(n, clock)
    lifetimes = [rng.randrange(1, n) for _ in range(n)]

    def put_all():
        for number, ttl in enumerate(lifetimes):
            clock.now += 1
            cache.put(number, number, ttl)

    return put_all
