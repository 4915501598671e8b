import random

from solution import busiest_window


def by_counting_every_window(timestamps: list[int], limit: int) -> tuple[int, int | None]:
    """The definition itself, for small inputs."""
    counts = {start: sum(start <= time < start + 1000 for time in timestamps) for start in timestamps}
    over = [start for start, count in counts.items() if count > limit]
    return max(counts.values(), default=0), min(over, default=None)


def test_one_message_is_a_window_of_its_own() -> None:
    assert busiest_window([42], 1) == (1, None)


def test_limit_zero_forbids_every_message() -> None:
    assert busiest_window([7_000, 20_000], 0) == (1, 7_000)


def test_limit_zero_without_messages_is_kept() -> None:
    assert busiest_window([], 0) == (0, None)


def test_messages_at_the_same_time_all_count() -> None:
    assert busiest_window([10, 10, 10], 2) == (3, 10)


def test_messages_999_ms_apart_share_a_window() -> None:
    assert busiest_window([3_001, 4_000], 1) == (2, 3_001)


def test_messages_1000_ms_apart_share_no_window() -> None:
    assert busiest_window([3_000, 4_000, 5_000], 1) == (1, None)


def test_window_may_cross_a_full_second() -> None:
    assert busiest_window([1_800, 1_900, 2_100, 2_200], 3) == (4, 1_800)


def test_window_over_the_limit_may_start_at_zero() -> None:
    assert busiest_window([0, 1, 2, 8_000, 8_001, 8_002], 2) == (3, 0)


def test_start_of_the_window_is_reported_not_the_message_that_broke_the_limit() -> None:
    assert busiest_window([500, 900, 1_300, 1_400], 3) == (4, 500)


def test_window_over_the_limit_may_come_late() -> None:
    assert busiest_window([0, 400, 800, 10_000, 10_010, 10_020, 10_030], 3) == (4, 10_000)


def test_the_given_list_is_left_as_it_was() -> None:
    times = [900, 100, 500]
    busiest_window(times, 1)
    assert times == [900, 100, 500]


def test_agrees_with_counting_every_window() -> None:
    rng = random.Random(1_000)
    for _ in range(60):
        times = [rng.randrange(4_000) for _ in range(rng.randrange(20))]
        limit = rng.randrange(6)
        assert busiest_window(times, limit) == by_counting_every_window(times, limit), (times, limit)


def test_a_long_burst_is_counted_quickly() -> None:
    times = list(range(40_000, 0, -1))
    assert busiest_window(times, 1_000) == (1_000, None)


def test_forty_thousand_messages_in_one_second_are_counted_quickly() -> None:
    times = [7_000 + number // 40 for number in range(40_000)]
    assert busiest_window(times, 39_999) == (40_000, 7_000)


def test_times_may_lie_far_apart() -> None:
    assert busiest_window([10**13, 0, 10**13 - 1], 1) == (2, 10**13 - 1)
