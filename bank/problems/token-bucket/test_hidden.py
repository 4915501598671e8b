"""Run after the examples: exactness, several limits at once, and clocks that step back."""

import pytest
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


@pytest.mark.parametrize("limits", [((5, 1, HOUR), (1, 1, SECOND)), ((1, 1, SECOND), (5, 1, HOUR))])
def test_refused_request_takes_nothing_from_any_bucket(limits):
    limiter, clock = limiter_of(*limits)
    allowed = []
    for _ in range(6):
        allowed.append(taken(limiter, "a", 10))
        clock.now += SECOND
    # The bucket of the hour holds five tokens; the refusals of the other one must not have emptied it.
    assert allowed == [1, 1, 1, 1, 1, 0]


def test_fractions_add_up_exactly():
    # A tenth of a token each millisecond: ten of them are one token, not 0.9999999999999999.
    limiter, clock = limiter_of((1, 100, SECOND))
    assert limiter.allow("a") is True
    answers = []
    for _ in range(10):
        clock.now += SECOND // 1000
        answers.append(limiter.allow("a"))
    assert answers == [False] * 9 + [True]


def test_frequent_questions_do_not_slow_the_refill():
    limiter, clock = limiter_of((2, 3, SECOND))
    taken(limiter, "a", 2)
    allowed = 0
    for _ in range(2000):
        clock.now += SECOND // 1000
        allowed += limiter.allow("a")
    assert allowed == 6


def test_retry_after_is_exact_to_the_nanosecond():
    limiter, clock = limiter_of((1, 3, SECOND))
    limiter.allow("a")
    wait = limiter.retry_after("a")
    assert wait == 333_333_334
    clock.now += wait - 1
    assert limiter.allow("a") is False
    assert limiter.retry_after("a") == 1
    clock.now += 1
    assert limiter.retry_after("a") == 0
    assert limiter.allow("a") is True


def test_retry_after_waits_for_the_slowest_bucket():
    limiter, clock = limiter_of((4, 1, SECOND), (4, 1, MINUTE))
    assert limiter.allow("a", 4) is True
    assert limiter.retry_after("a", 2) == 2 * MINUTE
    clock.now += 2 * MINUTE
    assert limiter.allow("a", 2) is True


def test_retry_after_takes_nothing():
    limiter, _ = limiter_of((3, 1, SECOND))
    assert [limiter.retry_after("a", 2) for _ in range(5)] == [0] * 5
    assert taken(limiter, "a", 5) == 3


def test_idle_bucket_holds_no_more_than_its_capacity():
    limiter, clock = limiter_of((3, 1, SECOND))
    taken(limiter, "a", 3)
    clock.now += HOUR
    assert taken(limiter, "a", 10) == 3


def test_no_second_burst_where_a_new_second_begins():
    limiter, clock = limiter_of((10, 10, SECOND))
    clock.now += 9 * SECOND // 10
    assert taken(limiter, "a", 20) == 10
    clock.now += SECOND // 10
    assert taken(limiter, "a", 20) == 1


def test_clock_that_steps_back_gives_no_tokens():
    limiter, clock = limiter_of((1, 1, SECOND))
    clock.now = 10 * SECOND
    assert limiter.allow("a") is True
    clock.now = 4 * SECOND
    assert limiter.allow("a") is False
    assert limiter.retry_after("a") == SECOND
    clock.now = 10 * SECOND
    assert limiter.allow("a") is False
    clock.now = 11 * SECOND
    assert limiter.allow("a") is True


def test_clock_that_steps_back_takes_no_tokens():
    limiter, clock = limiter_of((5, 1, SECOND))
    limiter.allow("a", 2)
    clock.now -= 3 * SECOND
    assert taken(limiter, "a", 10) == 3


def test_key_first_seen_late_starts_full():
    limiter, clock = limiter_of((3, 1, HOUR))
    taken(limiter, "a", 3)
    clock.now += SECOND
    assert taken(limiter, "b", 5) == 3
    assert taken(limiter, "a", 5) == 0


def test_large_costs_draw_on_minute_and_day():
    limiter, clock = limiter_of((90_000, 90_000, MINUTE), (200_000, 200_000, 24 * HOUR))
    assert limiter.allow("a", 60_000) is True
    assert limiter.allow("a", 60_000) is False
    assert limiter.retry_after("a", 60_000) == 20 * SECOND
    clock.now += 20 * SECOND
    assert limiter.allow("a", 60_000) is True
    clock.now += MINUTE
    assert limiter.allow("a", 90_000) is False
    assert limiter.allow("a", 80_000) is True


@pytest.mark.parametrize("cost", [0, -1])
def test_cost_below_one_is_an_error_and_changes_nothing(cost):
    limiter, _ = limiter_of((2, 1, SECOND))
    limiter.allow("a")
    with pytest.raises(ValueError):
        limiter.allow("a", cost)
    with pytest.raises(ValueError):
        limiter.retry_after("a", cost)
    assert taken(limiter, "a", 5) == 1


def test_reading_before_the_latest_one_counts_as_the_latest_for_every_key():
    limiter, clock = limiter_of((1, 1, SECOND))
    clock.now = 10 * SECOND
    limiter.allow("a")
    clock.now = 4 * SECOND
    assert limiter.allow("b") is True
    clock.now = 10 * SECOND
    # Between the readings at 4 and 10 no time has gone by: 10 was the latest already.
    assert limiter.allow("b") is False
    clock.now = 11 * SECOND
    assert limiter.allow("b") is True


def test_long_waits_are_exact_to_the_nanosecond():
    # 86,399,999,999,999,999 nanoseconds: a float has too few digits for it.
    limiter, clock = limiter_of((1_000, 1, 24 * HOUR))
    assert limiter.allow("a", 1_000) is True
    clock.now += 1
    assert limiter.retry_after("a", 1_000) == 1_000 * 24 * HOUR - 1
