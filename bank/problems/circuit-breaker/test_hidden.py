"""Run after the examples: late reports, the edges of both times, and a slow definition to compare with."""

import random

from solution import CircuitBreaker


class Clock:
    """Milliseconds that pass when a test says so."""

    def __init__(self):
        self.now = 40_000

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


def test_successes_do_not_clear_the_failures():
    breaker, clock = breaker_of()
    for _ in range(3):
        clock.now += 100
        fail(breaker)
        for _ in range(5):
            ticket = breaker.acquire()
            if ticket is not None:
                breaker.report(ticket, True)
    assert breaker.state() == "open"


def test_failure_counts_one_millisecond_less_than_the_window():
    for age, state in ((999, "open"), (1_000, "closed")):
        breaker, clock = breaker_of(threshold=2)
        fail(breaker)
        clock.now += age
        fail(breaker)
        assert breaker.state() == state, age


def test_failure_counts_from_its_report_not_from_its_ticket():
    breaker, clock = breaker_of(threshold=2)
    slow_call = breaker.acquire()
    clock.now += 3_000
    breaker.report(slow_call, False)
    clock.now += 500
    fail(breaker)
    assert breaker.state() == "open"


def test_seldom_failures_never_open_it():
    breaker, clock = breaker_of(threshold=2)
    for _ in range(50):
        fail(breaker)
        clock.now += 1_000
    assert breaker.state() == "closed"


def test_threshold_of_one_opens_at_the_first_failure():
    breaker, _ = breaker_of(threshold=1)
    fail(breaker)
    assert breaker.acquire() is None


def test_probes_are_counted_until_the_state_changes():
    breaker, clock = breaker_of(probes=3)
    fail(breaker, 3)
    clock.now += 5_000
    breaker.report(breaker.acquire(), True)
    breaker.report(breaker.acquire(), True)
    last = breaker.acquire()
    # Two have succeeded and one is on its way: no place is left, however long it takes.
    clock.now += 60_000
    assert breaker.acquire() is None
    breaker.report(last, True)
    assert breaker.state() == "closed"


def test_looking_at_the_state_uses_up_no_probe():
    breaker, clock = breaker_of(probes=1)
    fail(breaker, 3)
    clock.now += 5_000
    assert [breaker.state() for _ in range(5)] == ["half-open"] * 5
    assert breaker.acquire() is not None


def test_refused_calls_do_not_keep_it_open():
    breaker, clock = breaker_of()
    fail(breaker, 3)
    for _ in range(50):
        assert breaker.acquire() is None
        clock.now += 100
    assert breaker.state() == "half-open"


def test_late_failure_of_the_closed_period_does_not_fail_the_probes():
    breaker, clock = breaker_of(probes=1)
    late = breaker.acquire()
    fail(breaker, 3)
    clock.now += 5_000
    probe = breaker.acquire()
    breaker.report(late, False)
    assert breaker.state() == "half-open"
    breaker.report(probe, True)
    assert breaker.state() == "closed"


def test_late_success_of_the_closed_period_is_no_probe():
    breaker, clock = breaker_of(probes=1)
    late = breaker.acquire()
    fail(breaker, 3)
    clock.now += 5_000
    assert breaker.acquire() is not None
    breaker.report(late, True)
    assert breaker.state() == "half-open"


def test_late_failure_does_not_prolong_the_open_time():
    breaker, clock = breaker_of()
    late = breaker.acquire()
    fail(breaker, 3)
    clock.now += 4_000
    breaker.report(late, False)
    clock.now += 1_000
    assert breaker.state() == "half-open"


def test_probe_of_an_earlier_half_open_period_is_ignored():
    breaker, clock = breaker_of(probes=2)
    fail(breaker, 3)
    clock.now += 5_000
    first, second = breaker.acquire(), breaker.acquire()
    breaker.report(first, False)
    clock.now += 5_000
    third, fourth = breaker.acquire(), breaker.acquire()
    breaker.report(second, False)
    assert breaker.state() == "half-open"
    breaker.report(third, True)
    breaker.report(fourth, True)
    assert breaker.state() == "closed"


def test_late_failure_does_not_count_once_it_has_closed_again():
    breaker, clock = breaker_of(threshold=2, probes=1)
    late = breaker.acquire()
    fail(breaker, 2)
    clock.now += 5_000
    breaker.report(breaker.acquire(), True)
    breaker.report(late, False)
    fail(breaker)
    assert breaker.state() == "closed"


def test_closing_forgets_the_failures_from_before():
    breaker, clock = breaker_of(threshold=3, window_ms=60_000, open_ms=100, probes=1)
    fail(breaker, 3)
    clock.now += 100
    breaker.report(breaker.acquire(), True)
    fail(breaker, 2)
    assert breaker.state() == "closed"
    fail(breaker)
    assert breaker.state() == "open"


def test_open_time_runs_out_although_nobody_looks():
    breaker, clock = breaker_of(probes=1)
    fail(breaker, 3)
    clock.now += 3_600_000
    # Half-open since an hour less five seconds; the failed probe opens it from now on.
    fail(breaker)
    clock.now += 4_999
    assert breaker.acquire() is None
    clock.now += 1
    assert breaker.acquire() is not None


class Rules:
    """The statement word by word: all failures are kept, and periods are counted."""

    def __init__(self, threshold, window_ms, open_ms, probes):
        self.threshold, self.window_ms, self.open_ms, self.probes = threshold, window_ms, open_ms, probes
        self.periods = [("closed", 0)]
        self.failures, self.out, self.succeeded = [], 0, 0

    def change(self, state, now):
        self.periods.append((state, now))
        self.failures, self.out, self.succeeded = [], 0, 0

    def state(self, now):
        state, since = self.periods[-1]
        if state == "open" and now >= since + self.open_ms:
            self.change("half-open", now)
        return self.periods[-1][0]

    def admits(self, now):
        state = self.state(now)
        if state == "half-open" and self.out < self.probes:
            self.out += 1
            return True
        return state == "closed"

    def report(self, period, ok, now):
        if period != len(self.periods):
            return
        if self.periods[-1][0] == "closed" and not ok:
            self.failures.append(now)
            if sum(t <= now < t + self.window_ms for t in self.failures) >= self.threshold:
                self.change("open", now)
        elif self.periods[-1][0] == "half-open":
            self.succeeded += ok
            if not ok or self.succeeded == self.probes:
                self.change("closed" if ok else "open", now)


def test_agrees_with_the_rules_taken_word_by_word():
    rng = random.Random(503)
    for number in range(25):
        sizes = {"threshold": rng.randrange(1, 5), "window_ms": rng.randrange(1, 60)}
        sizes |= {"open_ms": rng.randrange(1, 40), "probes": rng.randrange(1, 4)}
        breaker, clock = breaker_of(**sizes)
        rules = Rules(**sizes)
        under_way = []
        for step in range(150):
            clock.now += rng.choice([0, 1, 1, 4, 15])
            place = f"sequence {number}, step {step}"
            assert breaker.state() == rules.state(clock.now), place
            if under_way and rng.random() < 0.5:
                ticket, period = under_way.pop(rng.randrange(len(under_way)))
                ok = rng.random() < 0.5
                breaker.report(ticket, ok)
                rules.report(period, ok, clock.now)
            else:
                ticket = breaker.acquire()
                assert (ticket is not None) == rules.admits(clock.now), place
                if ticket is not None:
                    under_way.append((ticket, len(rules.periods)))
