"""One busy key under two limits that both refill between its requests, so that every request is allowed."""

SECOND = 1_000_000_000


class Clock:
    """Nanoseconds that pass when somebody says so."""

    def __init__(self):
        self.now = 0

    def __call__(self):
        return self.now


def prepare(solution, n, rng):
    """Make a limiter; the work is n requests of one key, half a second apart on average."""
    clock = Clock()
    limits = [solution.Limit(5, 5, SECOND), solution.Limit(600, 600, 60 * SECOND)]
    limiter = solution.RateLimiter(limits, clock)
    steps = [SECOND // 4 + rng.randrange(SECOND // 2) for _ in range(n)]

    def ask():
        for step in steps:
            clock.now += step
            limiter.allow("a")

    return ask
