"""A stream of payments, each answered at once, of which half are still remembered at the end."""


class Clock:
    """Milliseconds that pass when somebody says so."""

    def __init__(self):
        self.now = 0

    def __call__(self):
        return self.now


def prepare(solution, n, rng):
    """Make a store; the work is n payments with keys of their own, a millisecond apart."""
    clock = Clock()
    store = solution.IdempotencyStore(lease_ms=10, keep_ms=n // 2, clock=clock)
    amounts = [rng.randrange(100, 1_000) for _ in range(n)]

    def pay():
        for number, amount in enumerate(amounts):
            clock.now += 1
            decision = store.begin("c", f"k{number}", {"amount": amount})
            store.complete("c", f"k{number}", decision.token, "paid")

    return pay
