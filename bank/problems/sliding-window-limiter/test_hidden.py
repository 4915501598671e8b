"""Run after the examples: the window's edges, refusals, many keys, and a slow definition to compare with."""

import random

import pytest
from solution import SlidingWindowLimiter


class Clock:
    """Milliseconds that pass when a test says so."""

    def __init__(self):
        self.now = 7_000

    def __call__(self):
        return self.now


def limiter_of(limit, window_ms):
    """A limiter and the clock it looks at."""
    clock = Clock()
    return SlidingWindowLimiter(limit, window_ms, clock), clock


def taken(limiter, key, requests):
    """How many of so many requests in a row are admitted."""
    return [limiter.allow(key) for _ in range(requests)].count(True)


def test_request_counts_one_millisecond_less_than_the_window():
    limiter, clock = limiter_of(1, 1_000)
    assert limiter.allow("a") is True
    clock.now += 999
    assert limiter.allow("a") is False
    assert limiter.retry_after("a") == 1
    clock.now += 1
    assert limiter.allow("a") is True


def test_requests_at_the_same_time_all_count():
    limiter, _ = limiter_of(4, 1_000)
    assert taken(limiter, "a", 10) == 4


def test_refused_requests_do_not_count():
    limiter, clock = limiter_of(1, 100)
    admitted = []
    for _ in range(300):
        admitted.append(limiter.allow("a"))
        clock.now += 1
    assert admitted.count(True) == 3


def test_no_double_burst_around_a_full_window():
    limiter, clock = limiter_of(10, 1_000)
    clock.now = 7_900
    assert taken(limiter, "a", 20) == 10
    clock.now = 8_100
    assert taken(limiter, "a", 20) == 0
    clock.now = 8_900
    assert taken(limiter, "a", 20) == 10


def test_places_become_free_one_by_one():
    limiter, clock = limiter_of(3, 1_000)
    for clock.now in (7_000, 7_300, 7_600):
        limiter.allow("a")
    free = []
    for clock.now in (8_000, 8_300, 8_600):
        free.append(taken(limiter, "a", 5))
    assert free == [1, 1, 1]


def test_whole_limit_is_free_after_a_silent_window():
    limiter, clock = limiter_of(5, 1_000)
    assert taken(limiter, "a", 9) == 5
    clock.now += 1_000
    assert taken(limiter, "a", 9) == 5


def test_nothing_is_saved_up_in_a_long_silence():
    limiter, clock = limiter_of(5, 1_000)
    clock.now += 3_600_000
    assert taken(limiter, "a", 50) == 5


@pytest.mark.parametrize("asked", ["retry_after", "active_keys"])
def test_asking_records_nothing(asked):
    limiter, _ = limiter_of(2, 1_000)
    for _ in range(5):
        limiter.retry_after("a") if asked == "retry_after" else limiter.active_keys()
    assert limiter.active_keys() == 0
    assert taken(limiter, "a", 5) == 2


def test_waiting_as_told_is_enough_and_one_less_is_not():
    limiter, clock = limiter_of(2, 1_000)
    for step in (0, 250, 1, 500, 749, 10):
        clock.now += step
        limiter.allow("a")
    wait = limiter.retry_after("a")
    assert wait > 1
    clock.now += wait - 1
    assert limiter.allow("a") is False
    clock.now += 1
    assert limiter.allow("a") is True


def test_refused_key_stays_active_until_its_admissions_have_left():
    limiter, clock = limiter_of(1, 1_000)
    limiter.allow("a")
    clock.now += 600
    limiter.allow("a")
    clock.now += 399
    assert limiter.active_keys() == 1
    clock.now += 1
    assert limiter.active_keys() == 0


def test_key_seen_once_is_not_kept_while_others_go_on():
    limiter, clock = limiter_of(2, 50)
    for number in range(2_000):
        assert limiter.allow(f"visitor-{number}") is True
        clock.now += 1
    # The clock has moved on after the last visitor: 49 of them are less than 50 ms old.
    assert limiter.active_keys() == 49


def test_window_of_one_millisecond_limits_each_instant():
    limiter, clock = limiter_of(2, 1)
    assert taken(limiter, "a", 5) == 2
    clock.now += 1
    assert taken(limiter, "a", 5) == 2


def test_agrees_with_counting_the_whole_log():
    rng = random.Random(1_000)
    for _ in range(20):
        limit, window_ms = rng.randrange(1, 5), rng.randrange(1, 40)
        limiter, clock = limiter_of(limit, window_ms)
        log = []
        for _ in range(80):
            clock.now += rng.choice([0, 0, 1, 3, 11])
            key = rng.choice("abc")
            counting = [t for k, t in log if k == key and t <= clock.now < t + window_ms]
            wait = 0 if len(counting) < limit else min(counting) + window_ms - clock.now
            active = {k for k, t in log if clock.now < t + window_ms}
            assert limiter.retry_after(key) == wait
            assert limiter.active_keys() == len(active)
            assert limiter.allow(key) is (len(counting) < limit)
            if len(counting) < limit:
                log.append((key, clock.now))


def test_large_limit_is_kept_exactly():
    limiter, clock = limiter_of(800, 1_000)
    assert taken(limiter, "a", 1_000) == 800
    clock.now += 999
    assert limiter.allow("a") is False
    clock.now += 1
    assert taken(limiter, "a", 1_000) == 800
