"""Shown to the reader: the cases of the statement."""

import random

import pytest
from solution import Policy, TransientError, call_with_retry


class Fixed(random.Random):
    """Chance that always falls the same way."""

    def __init__(self, value):
        super().__init__(0)
        self.value = value

    def random(self):
        return self.value


class Bench:
    """A service whose calls end as listed, and a clock that only sleeps and slow calls move."""

    def __init__(self, *outcomes, call_seconds=0.0):
        self.outcomes = list(outcomes)
        self.call_seconds = call_seconds
        self.now = 0.0
        self.starts = []
        self.waits = []

    def call(self):
        self.starts.append(self.now)
        self.now += self.call_seconds
        assert self.outcomes, "one call too many"
        outcome = self.outcomes.pop(0)
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    def sleep(self, seconds):
        self.waits.append(seconds)
        self.now += seconds

    def run(self, policy, rng=None):
        """The helper's result on this bench."""
        return call_with_retry(self.call, policy, clock=lambda: self.now, sleep=self.sleep, rng=rng or Fixed(0.5))


def failures(count, **options):
    """So many transient errors."""
    return [TransientError(f"failure {number}", **options) for number in range(count)]


def test_waits_grow_until_the_call_succeeds():
    bench = Bench(*failures(3), "ok")
    assert bench.run(Policy(max_attempts=5, base=1, cap=8, deadline=30)) == "ok"
    assert bench.waits == [0.5, 1.0, 2.0]
    assert bench.starts == [0, 0.5, 1.5, 3.5]


def test_wait_that_would_reach_the_deadline_is_not_begun():
    bench = Bench(*failures(3), "ok")
    with pytest.raises(TransientError, match="failure 2"):
        bench.run(Policy(max_attempts=5, base=1, cap=8, deadline=3))
    assert bench.starts == [0, 0.5, 1.5]
    assert bench.now == 1.5


def test_server_that_asks_for_time_gets_it_and_the_jitter():
    bench = Bench(TransientError("busy", retry_after=4), *failures(2), "ok")
    assert bench.run(Policy(max_attempts=5, base=1, cap=8, deadline=30)) == "ok"
    assert bench.waits == [4.5, 1.0, 2.0]


def test_other_errors_leave_at_once():
    bench = Bench(ValueError("no such model"), "ok")
    with pytest.raises(ValueError, match="no such model"):
        bench.run(Policy(max_attempts=5, base=1, cap=8, deadline=30))
    assert len(bench.starts) == 1
    assert bench.waits == []


def test_attempts_are_counted_with_the_first():
    bench = Bench(*failures(9), "ok")
    with pytest.raises(TransientError, match="failure 2"):
        bench.run(Policy(max_attempts=3, base=1, cap=8, deadline=30))
    assert len(bench.starts) == 3
