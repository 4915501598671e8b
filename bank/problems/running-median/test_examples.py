"""Shown to the reader: the cases of the statement."""

from solution import RunningMedian


def test_median_follows_the_window():
    latency = RunningMedian(60)
    latency.add(0, 120)
    latency.add(10, 4000)
    assert latency.median(10) == 2060
    latency.add(20, 130)
    assert [latency.median(now) for now in (20, 59, 60, 70, 80)] == [130, 130, 2065, 130, None]


def test_median_of_nothing_is_none():
    assert RunningMedian(5).median(3) is None


def test_even_number_of_values_gives_the_mean_of_two():
    latency = RunningMedian(100)
    for value in (1, 4, 10, 2):
        latency.add(0, value)
    assert latency.median(0) == 3
    latency.add(0, 3)
    assert latency.median(0) == 3
    latency.add(1, 4)
    assert latency.median(1) == 3.5


def test_equal_values_all_count():
    latency = RunningMedian(10)
    for value in (7, 7, 7, 1, 9):
        latency.add(2, value)
    assert latency.median(2) == 7
