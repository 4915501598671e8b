"""One busy key under a limit it never reaches, and a window that holds half of its requests."""


class Clock:
    """Milliseconds that pass when somebody says so."""

    def __init__(self):
        self.now = 0

    def __call__(self):
        return self.now


def prepare(solution, n, rng):
    """Make a limiter; the work is n requests of one key, two milliseconds apart on average."""
    clock = Clock()
    limiter = solution.SlidingWindowLimiter(n, n, clock)
    steps = [rng.choice([1, 2, 3]) for _ in range(n)]

    def ask():
        for step in steps:
            clock.now += step
            limiter.allow("a")

    return ask
