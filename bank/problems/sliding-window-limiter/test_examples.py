"""Shown to the reader: the cases of the statement."""

from solution import SlidingWindowLimiter


class Clock:
    """Milliseconds that pass when a test says so."""

    def __init__(self):
        self.now = 0

    def __call__(self):
        return self.now


def limiter_of(limit, window_ms):
    """A limiter and the clock it looks at."""
    clock = Clock()
    return SlidingWindowLimiter(limit, window_ms, clock), clock


def test_window_slides_over_the_admitted_requests():
    limiter, clock = limiter_of(3, 1_000)
    answers = []
    for clock.now in (0, 400, 900, 950, 1_000, 1_000, 1_400):
        answers.append(limiter.allow("a"))
    assert answers == [True, True, True, False, True, False, True]


def test_retry_after_says_when_a_place_is_free():
    limiter, clock = limiter_of(3, 1_000)
    for clock.now in (0, 400, 900):
        limiter.allow("a")
    clock.now = 950
    assert limiter.retry_after("a") == 50
    clock.now = 1_000
    assert limiter.retry_after("a") == 0
    assert limiter.allow("a") is True
    assert limiter.retry_after("a") == 400


def test_keys_do_not_share_a_limit():
    limiter, _ = limiter_of(1, 1_000)
    assert limiter.allow("a") is True
    assert limiter.allow("b") is True
    assert limiter.allow("a") is False
    assert limiter.active_keys() == 2


def test_silent_keys_are_not_active():
    limiter, clock = limiter_of(3, 1_000)
    for clock.now, key in ((0, "a"), (900, "a"), (950, "b"), (1_400, "a")):
        limiter.allow(key)
    clock.now = 2_000
    assert limiter.active_keys() == 1


def test_unknown_key_may_send_at_once():
    limiter, _ = limiter_of(2, 1_000)
    assert limiter.retry_after("a") == 0
    assert limiter.active_keys() == 0
