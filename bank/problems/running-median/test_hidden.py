"""Run after the examples: the edge of the window, equal values, values that leave from either half, and a slow definition."""

import random
from statistics import median

import pytest
from solution import RunningMedian


def filled(window, *arrivals):
    """A median that has taken in (at, value) pairs."""
    running = RunningMedian(window)
    for at, value in arrivals:
        running.add(at, value)
    return running


def test_value_is_out_exactly_when_it_is_as_old_as_the_window():
    running = filled(10, (5, 3))
    assert running.median(14) == 3
    assert running.median(15) is None


def test_window_of_one_second_holds_one_second():
    running = filled(1, (5, 3), (5, 8))
    assert running.median(5) == 5.5
    running.add(6, 20)
    assert running.median(6) == 20
    assert running.median(7) is None


def test_values_leave_without_a_new_arrival():
    running = filled(10, (0, 1), (4, 100), (8, 50))
    assert [running.median(now) for now in (9, 10, 13, 14, 17, 18)] == [50, 75, 75, 50, 50, None]


def test_values_leave_at_an_arrival_after_a_long_pause():
    running = filled(10, (0, 1), (1, 2), (2, 3))
    running.add(500, 9)
    assert running.median(500) == 9
    running.add(505, 11)
    assert running.median(505) == 10


def test_many_values_leave_at_once():
    running = filled(10, *[(0, value) for value in range(100)], (5, 1_000), (6, 2_000), (7, 3_000))
    assert running.median(9) == 51
    assert running.median(10) == 2_000


@pytest.mark.parametrize("values", [(1, 2, 3, 4, 5, 6, 7, 8), (8, 7, 6, 5, 4, 3, 2, 1), (4, 5, 3, 6, 2, 7, 1, 8)])
def test_order_of_arrival_does_not_matter(values):
    running = RunningMedian(100)
    for count, value in enumerate(values, start=1):
        running.add(count, value)
        assert running.median(count) == median(values[:count])


@pytest.mark.parametrize(("old", "expected"), [((1, 2, 3), 11.5), ((20, 21, 22), 11.5), ((1, 22, 2), 11.5)])
def test_old_values_may_leave_from_either_half(old, expected):
    running = filled(10, *[(0, value) for value in old], *[(5, value) for value in (10, 11, 12, 13)])
    running.median(5)
    assert running.median(10) == expected


def test_one_of_several_equal_values_leaves():
    running = filled(10, (0, 5), (1, 5), (2, 5), (3, 9), (4, 9))
    assert running.median(4) == 5
    assert running.median(10) == 7
    assert running.median(11) == 9
    assert running.median(12) == 9


def test_equal_values_that_left_together_do_not_come_back():
    running = filled(10, (0, 1), (0, 1), (5, 3), (5, 4), (5, 5))
    assert running.median(10) == 4
    running.add(12, 6)
    assert [running.median(now) for now in (14, 15, 21, 22)] == [4.5, 6, 6, None]


def test_value_that_left_may_come_again():
    running = RunningMedian(3)
    for at, value in enumerate([8, 1, 1, 8, 8, 1, 1, 1, 8]):
        running.add(at, value)
        assert running.median(at) == median([8, 1, 1, 8, 8, 1, 1, 1, 8][max(0, at - 2) : at + 1]), at


def test_halves_and_large_values_are_exact():
    assert filled(10, (0, 10**9), (0, 10**9 - 1)).median(0) == 999_999_999.5
    assert filled(10, (0, 0), (0, 1)).median(0) == 0.5
    assert filled(10, (0, 0)).median(0) == 0


def test_asking_changes_no_later_answer():
    rng = random.Random(4)
    asked, silent = RunningMedian(7), RunningMedian(7)
    for at in range(80):
        value = rng.randrange(10)
        asked.add(at, value)
        silent.add(at, value)
        assert asked.median(at) == asked.median(at)
    assert asked.median(80) == silent.median(80)


def test_two_medians_share_nothing():
    one, other = filled(10, (0, 1)), filled(10, (0, 5))
    one.add(1, 3)
    assert (one.median(1), other.median(1)) == (2, 5)


@pytest.mark.parametrize("step", [1, -1])
def test_values_that_only_rise_or_fall_are_followed(step):
    running = RunningMedian(5)
    for at in range(1_000):
        running.add(at, 2_000 + step * at)
    assert running.median(999) == 2_000 + step * 997


def test_thousands_of_values_in_the_window():
    rng = random.Random(71)
    running, values = RunningMedian(1_000), [rng.randrange(10**9) for _ in range(4_000)]
    for at, value in enumerate(values):
        running.add(at, value)
        if at % 500 == 499:
            assert running.median(at) == median(values[max(0, at - 999) : at + 1])


@pytest.mark.parametrize("top", [3, 50])
def test_agrees_with_sorting_the_window_each_time(top):
    rng = random.Random(top)
    for _ in range(25):
        window, now = rng.randrange(1, 12), 0
        running, arrivals = RunningMedian(window), []
        for _ in range(60):
            now += rng.choice([0, 0, 1, 1, 2, 5])
            if rng.random() < 0.7:
                value = rng.randrange(top)
                arrivals.append((now, value))
                running.add(now, value)
            else:
                inside = [value for at, value in arrivals if now - window < at <= now]
                assert running.median(now) == (median(inside) if inside else None), (window, now, arrivals)
