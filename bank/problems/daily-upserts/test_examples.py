"""Shown to the reader: the cases of the statement."""

from datetime import date

from solution import Version, apply_day


def june(number):
    return date(2025, 6, number)


FIRST = [("ada", "free"), ("bo", "pro")]
TABLE = [
    Version("ada", "free", june(2), june(5)),
    Version("ada", "pro", june(5), None),
    Version("bo", "pro", june(2), june(5)),
]


def test_days_in_order_build_the_history():
    table = apply_day([], june(2), FIRST)
    assert table == [Version("ada", "free", june(2), None), Version("bo", "pro", june(2), None)]
    assert apply_day(table, june(5), [("ada", "pro"), ("bo", None)]) == TABLE


def test_running_any_day_again_changes_nothing():
    assert apply_day(TABLE, june(5), [("ada", "pro"), ("bo", None)]) == TABLE
    assert apply_day(TABLE, june(2), FIRST) == TABLE


def test_late_day_counts_up_to_the_next_change():
    assert apply_day(TABLE, june(3), [("ada", "trial")]) == [
        Version("ada", "free", june(2), june(3)),
        Version("ada", "trial", june(3), june(5)),
        *TABLE[1:],
    ]


def test_equal_values_that_touch_become_one_version():
    assert apply_day(TABLE, june(4), [("ada", "pro")]) == [
        Version("ada", "free", june(2), june(4)),
        Version("ada", "pro", june(4), None),
        TABLE[2],
    ]


def test_corrected_batch_replaces_what_its_day_said():
    assert apply_day(TABLE, june(5), [("ada", "max")])[1] == Version("ada", "max", june(5), None)
