from solution import busiest_window


def test_window_is_half_open() -> None:
    assert busiest_window([0, 200, 999, 1000, 1500], 3) == (3, None)


def test_times_may_come_in_any_order() -> None:
    assert busiest_window([5100, 4000, 4900, 4950, 5050], 3) == (4, 4900)


def test_first_window_over_the_limit_need_not_be_the_busiest() -> None:
    assert busiest_window([0, 100, 200, 5000, 5001, 5002, 5003], 2) == (4, 0)


def test_no_messages_have_no_busy_window() -> None:
    assert busiest_window([], 5) == (0, None)


def test_reaching_the_limit_is_allowed() -> None:
    assert busiest_window([100, 300, 500], 3) == (3, None)
