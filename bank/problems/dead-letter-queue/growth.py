"""One message for each of n keys: some fail once, and all are handled in the end."""


def prepare(solution, n, rng):
    """Make a queue with n messages; the work is to receive and settle all of them."""
    queue = solution.KeyedQueue(max_attempts=3, lease_ms=1_000, clock=lambda: 0)
    keys = [f"k{number}" for number in range(n)]
    rng.shuffle(keys)
    for key in keys:
        queue.send(key, "changed")

    def handle_all():
        for number in range(n + n // 4):
            delivery = queue.receive()
            if number % 5 == 0:
                queue.fail(delivery)
            else:
                queue.ack(delivery)

    return handle_all
