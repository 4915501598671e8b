"""A dependency that fails all the time, under a threshold just out of reach: the window holds half of the failures."""


class Clock:
    """Milliseconds that pass when somebody says so."""

    def __init__(self):
        self.now = 0

    def __call__(self):
        return self.now


def prepare(solution, n, rng):
    """Make a closed breaker; the work is n failures, two milliseconds apart on average."""
    clock = Clock()
    breaker = solution.CircuitBreaker(threshold=n, window_ms=n, open_ms=1_000, probes=1, clock=clock)
    steps = [rng.choice([1, 2, 3]) for _ in range(n)]

    def fail():
        for step in steps:
            clock.now += step
            breaker.report(breaker.acquire(), False)

    return fail
