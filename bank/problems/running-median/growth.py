"""A window that is full of values in no order, with an old value leaving for each new one."""


def prepare(solution, n, rng):
    """Fill a window with n / 2 values; the work is n / 2 more, each followed by a look."""
    half = n // 2
    latency = solution.RunningMedian(half)
    values = [rng.randrange(10**6) for _ in range(n)]
    for second in range(half):
        latency.add(second, values[second])

    def run():
        for second in range(half, n):
            latency.add(second, values[second])
            latency.median(second)

    return run
