"""Shown to the reader: the cases of the statement."""

from solution import CircuitBreaker


class Clock:
    """Milliseconds that pass when a test says so."""

    def __init__(self):
        self.now = 0

    def __call__(self):
        return self.now


def breaker_of(threshold=3, window_ms=1_000, open_ms=5_000, probes=2):
    """A breaker and the clock it looks at."""
    clock = Clock()
    options = {"threshold": threshold, "window_ms": window_ms, "open_ms": open_ms, "probes": probes}
    return CircuitBreaker(**options, clock=clock), clock


def fail(breaker, times=1):
    """Make so many calls that are reported as failures at once."""
    for _ in range(times):
        breaker.report(breaker.acquire(), False)


def test_failures_within_the_window_open_it():
    breaker, clock = breaker_of()
    states = []
    for clock.now in (0, 600, 1_100, 1_200):
        fail(breaker)
        states.append(breaker.state())
    assert states == ["closed", "closed", "closed", "open"]


def test_open_breaker_refuses_until_its_time_is_over():
    breaker, clock = breaker_of()
    fail(breaker, 3)
    assert breaker.acquire() is None
    clock.now = 4_999
    assert breaker.acquire() is None
    clock.now = 5_000
    assert breaker.state() == "half-open"
    assert breaker.acquire() is not None


def test_successful_probes_close_it():
    breaker, clock = breaker_of()
    fail(breaker, 3)
    clock.now = 5_000
    probes = [breaker.acquire() for _ in range(3)]
    assert [probe is None for probe in probes] == [False, False, True]
    breaker.report(probes[0], True)
    assert breaker.state() == "half-open"
    breaker.report(probes[1], True)
    assert breaker.state() == "closed"


def test_failed_probe_opens_it_again():
    breaker, clock = breaker_of()
    fail(breaker, 3)
    clock.now = 5_700
    fail(breaker)
    assert breaker.state() == "open"
    clock.now = 10_699
    assert breaker.acquire() is None
    clock.now = 10_700
    assert breaker.acquire() is not None


def test_healthy_dependency_is_never_refused():
    breaker, clock = breaker_of(threshold=1)
    for clock.now in range(0, 20_000, 100):
        breaker.report(breaker.acquire(), True)
    assert breaker.state() == "closed"
