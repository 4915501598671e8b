"""Lists of n numbers with a window of a quarter of them."""


def prepare(solution, n, rng):
    numbers = [rng.randrange(1_000) for _ in range(n)]
    return lambda: solution.moving_sum(numbers, n // 4)
