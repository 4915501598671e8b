"""Run after the examples: the cap, the draws, the deadline to the moment, and what is raised."""

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

    def __init__(self, *outcomes, call_seconds=0.0, oversleep=0.0):
        self.outcomes = list(outcomes)
        self.call_seconds = call_seconds
        self.oversleep = oversleep
        self.now = 100.0
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
        self.now += seconds + self.oversleep

    def run(self, policy, rng=None):
        """The helper's result on this bench."""
        return call_with_retry(self.call, policy, clock=lambda: self.now, sleep=self.sleep, rng=rng or Fixed(0.5))


def failures(count, **options):
    """So many transient errors."""
    return [TransientError(f"failure {number}", **options) for number in range(count)]


def test_first_success_costs_no_wait_and_no_draw():
    rng = random.Random(7)
    before = rng.getstate()
    bench = Bench("ok")
    assert bench.run(Policy(max_attempts=5, base=1, cap=8, deadline=30), rng) == "ok"
    assert bench.waits == []
    assert rng.getstate() == before


@pytest.mark.parametrize("result", [None, 0, False, ""])
def test_result_is_given_back_whatever_it_is(result):
    bench = Bench(*failures(1), result, "wrong")
    assert bench.run(Policy(max_attempts=5, base=1, cap=8, deadline=30)) == result
    assert len(bench.starts) == 2


def test_ceiling_doubles_up_to_the_cap():
    bench = Bench(*failures(6), "ok")
    bench.run(Policy(max_attempts=9, base=2, cap=10, deadline=1_000), Fixed(1.0))
    assert bench.waits == [2, 4, 8, 10, 10, 10]


def test_base_above_the_cap_is_capped_too():
    bench = Bench(*failures(2), "ok")
    bench.run(Policy(max_attempts=9, base=20, cap=5, deadline=1_000), Fixed(1.0))
    assert bench.waits == [5, 5]


def test_waits_are_drawn_anew_from_zero_to_the_ceiling():
    bench = Bench(*failures(5), "ok")
    bench.run(Policy(max_attempts=9, base=1, cap=8, deadline=1_000), random.Random(42))
    mirror = random.Random(42)
    assert bench.waits == [mirror.uniform(0, ceiling) for ceiling in (1, 2, 4, 8, 8)]


def test_two_clients_with_chances_of_their_own_do_not_wait_alike():
    benches = [Bench(*failures(4), "ok") for _ in range(2)]
    for seed, bench in enumerate(benches):
        bench.run(Policy(max_attempts=9, base=1, cap=8, deadline=1_000), random.Random(seed))
    assert all(one != other for one, other in zip(benches[0].waits, benches[1].waits, strict=True))


def test_wish_of_the_server_may_exceed_the_cap():
    bench = Bench(TransientError("busy", retry_after=60), "ok")
    bench.run(Policy(max_attempts=9, base=1, cap=8, deadline=1_000), Fixed(1.0))
    assert bench.waits == [61]


def test_wish_of_the_server_does_not_hold_up_the_doubling():
    bench = Bench(*failures(2, retry_after=3), *failures(1), "ok")
    bench.run(Policy(max_attempts=9, base=1, cap=8, deadline=1_000), Fixed(1.0))
    assert bench.waits == [4, 5, 4]


def test_wish_of_zero_seconds_leaves_the_jitter():
    bench = Bench(TransientError("busy", retry_after=0), "ok")
    bench.run(Policy(max_attempts=9, base=1, cap=8, deadline=1_000))
    assert bench.waits == [0.5]


def test_wish_beyond_the_deadline_ends_the_retries_at_once():
    bench = Bench(TransientError("busy", retry_after=600), "ok")
    with pytest.raises(TransientError, match="busy"):
        bench.run(Policy(max_attempts=9, base=1, cap=8, deadline=30))
    assert bench.now == 100


@pytest.mark.parametrize(("deadline", "attempts"), [(2.5, 2), (2.5625, 3)])
def test_no_attempt_starts_at_the_deadline_itself(deadline, attempts):
    # Waits of 0.5 and 1.0 and calls of half a second: the third attempt would start 2.5 seconds in.
    bench = Bench(*failures(9), call_seconds=0.5)
    with pytest.raises(TransientError):
        bench.run(Policy(max_attempts=3, base=1, cap=8, deadline=deadline))
    assert len(bench.starts) == attempts


def test_time_of_the_calls_counts_towards_the_deadline():
    bench = Bench(*failures(9), call_seconds=20)
    with pytest.raises(TransientError, match="failure 1"):
        bench.run(Policy(max_attempts=9, base=1, cap=8, deadline=30))
    assert len(bench.starts) == 2


def test_sleep_that_takes_too_long_starts_no_attempt_after_the_deadline():
    bench = Bench(*failures(9), oversleep=10)
    with pytest.raises(TransientError, match="failure 1"):
        bench.run(Policy(max_attempts=9, base=1, cap=8, deadline=15))
    assert bench.starts == [100, 110.5]


def test_result_that_comes_after_the_deadline_is_kept():
    bench = Bench("late", call_seconds=500)
    assert bench.run(Policy(max_attempts=9, base=1, cap=8, deadline=30)) == "late"


def test_last_error_itself_is_raised():
    errors = failures(3)
    bench = Bench(*errors)
    with pytest.raises(TransientError) as raised:
        bench.run(Policy(max_attempts=3, base=1, cap=8, deadline=30))
    assert raised.value is errors[2]


def test_no_sleep_after_the_last_attempt():
    bench = Bench(*failures(3))
    with pytest.raises(TransientError):
        bench.run(Policy(max_attempts=3, base=1, cap=8, deadline=1_000))
    assert len(bench.waits) == 2


def test_single_attempt_never_waits():
    bench = Bench(*failures(1))
    with pytest.raises(TransientError):
        bench.run(Policy(max_attempts=1, base=1, cap=8, deadline=1_000))
    assert bench.waits == []


def test_kinds_of_transient_errors_are_tried_again():
    class OverloadError(TransientError):
        pass

    bench = Bench(OverloadError("full"), "ok")
    assert bench.run(Policy(max_attempts=2, base=1, cap=8, deadline=30)) == "ok"


def test_error_after_a_transient_one_still_leaves_at_once():
    bench = Bench(*failures(1), KeyError("gone"), "ok")
    with pytest.raises(KeyError):
        bench.run(Policy(max_attempts=9, base=1, cap=8, deadline=30))
    assert len(bench.starts) == 2


def test_interrupt_goes_through():
    bench = Bench(KeyboardInterrupt(), "ok")
    with pytest.raises(KeyboardInterrupt):
        bench.run(Policy(max_attempts=9, base=1, cap=8, deadline=30))


def test_thousands_of_attempts_stay_within_the_numbers():
    # 2 ** 1999 is beyond every float; the ceiling is 8 all the same.
    bench = Bench(*failures(2_000), "ok")
    try:
        result = bench.run(Policy(max_attempts=5_000, base=1.0, cap=8.0, deadline=1e9))
    except OverflowError:
        result = "overflow"
    assert result == "ok"
    assert bench.waits[-1] == 4.0
