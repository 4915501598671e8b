"""Shown to the reader: the cases of the statement."""

from solution import Limit, RateLimiter

SECOND = 1_000_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE


class Clock:
    """Nanoseconds that pass when a test says so."""

    def __init__(self):
        self.now = 5 * SECOND

    def __call__(self):
        return self.now


def limiter_of(*limits):
    """A limiter and the clock it looks at."""
    clock = Clock()
    return RateLimiter([Limit(*limit) for limit in limits], clock), clock


def taken(limiter, key, requests):
    """How many of so many requests in a row are allowed."""
    return [limiter.allow(key) for _ in range(requests)].count(True)


def test_full_bucket_allows_a_burst_and_then_refuses():
    limiter, _ = limiter_of((2, 1, SECOND))
    assert [limiter.allow("a") for _ in range(3)] == [True, True, False]


def test_bucket_refills_with_time():
    limiter, clock = limiter_of((2, 1, SECOND))
    taken(limiter, "a", 2)
    assert limiter.retry_after("a") == SECOND
    clock.now += SECOND // 2
    assert limiter.allow("a") is False
    assert limiter.retry_after("a") == SECOND // 2
    clock.now += SECOND // 2
    assert limiter.allow("a") is True
    assert limiter.allow("a") is False


def test_keys_do_not_share_tokens():
    limiter, _ = limiter_of((2, 1, SECOND))
    assert taken(limiter, "a", 5) == 2
    assert taken(limiter, "b", 5) == 2


def test_every_limit_must_agree():
    limiter, clock = limiter_of((2, 2, SECOND), (3, 3, MINUTE))
    assert [limiter.allow("a") for _ in range(3)] == [True, True, False]
    clock.now += SECOND
    assert [limiter.allow("a") for _ in range(2)] == [True, False]
    assert limiter.retry_after("a") == 19 * SECOND


def test_cost_above_a_capacity_never_fits():
    limiter, _ = limiter_of((10, 10, SECOND), (2, 1, SECOND))
    assert limiter.allow("a", 3) is False
    assert limiter.retry_after("a", 3) is None
    assert limiter.allow("a", 2) is True
