"""Run after the examples: late days, gaps, merging on both sides, reruns of all days, and a calendar to compare with."""

import random
from datetime import date, timedelta
from itertools import groupby

import pytest
from solution import Version, apply_day

START = date(2025, 1, 1)


def on(number):
    """The day so many days after the start."""
    return START + timedelta(days=number)


def history(*parts, key="k"):
    """Versions of one key from (value, first, end), with days as numbers."""
    return [Version(key, value, on(first), None if end is None else on(end)) for value, first, end in parts]


def by_calendar(states, number, value):
    """The rule itself on a list with one value a day: overwrite the run of equal days that begins with a day."""
    old, at = states[number], number
    while old != value and at < len(states) and states[at] == old:
        states[at] = value
        at += 1


def as_versions(states, key):
    """The runs of a calendar as versions; its last day stands for ever after."""
    found = []
    for value, run in groupby(enumerate(states), key=lambda pair: pair[1]):
        days = [at for at, _ in run]
        if value is not None:
            end = None if days[-1] == len(states) - 1 else on(days[-1] + 1)
            found.append(Version(key, value, on(days[0]), end))
    return found


def test_empty_batch_leaves_the_table():
    table = history(("a", 1, 4), ("b", 4, None))
    assert apply_day(table, on(2), []) == table
    assert apply_day([], on(2), []) == []


def test_last_row_of_a_key_counts():
    assert apply_day([], on(1), [("k", "a"), ("k", None), ("k", "b")]) == history(("b", 1, None))
    assert apply_day(history(("a", 1, None)), on(3), [("k", "b"), ("k", "a")]) == history(("a", 1, None))
    assert apply_day(history(("a", 1, None)), on(3), [("k", "b"), ("k", None)]) == history(("a", 1, 3))


def test_row_with_the_value_there_is_opens_no_version():
    table = history(("a", 1, None))
    assert apply_day(table, on(7), [("k", "a")]) == table


def test_deletion_of_a_key_that_does_not_exist_changes_nothing():
    table = history(("a", 1, 3), ("b", 6, None))
    for number in (0, 3, 5):
        assert apply_day(table, on(number), [("k", None)]) == table
    assert apply_day([], on(1), [("k", None)]) == []


def test_deleted_key_may_come_back():
    table = apply_day(history(("a", 1, 3)), on(6), [("k", "a")])
    assert table == history(("a", 1, 3), ("a", 6, None))


def test_key_that_comes_back_on_the_day_it_left_was_never_gone():
    assert apply_day(history(("a", 1, 3)), on(3), [("k", "a")]) == history(("a", 1, None))


def test_late_deletion_leaves_a_gap_up_to_the_next_change():
    table = history(("a", 1, 6), ("b", 6, None))
    assert apply_day(table, on(4), [("k", None)]) == history(("a", 1, 4), ("b", 6, None))


def test_late_deletion_on_the_first_day_takes_the_version_out():
    table = history(("a", 1, 6), ("b", 6, None))
    assert apply_day(table, on(1), [("k", None)]) == history(("b", 6, None))


def test_late_row_in_a_gap_ends_where_the_next_version_begins():
    table = history(("a", 1, 3), ("b", 8, None))
    assert apply_day(table, on(5), [("k", "c")]) == history(("a", 1, 3), ("c", 5, 8), ("b", 8, None))


def test_late_row_in_a_version_ends_where_the_version_ended():
    assert apply_day(history(("a", 1, 9)), on(5), [("k", "b")]) == history(("a", 1, 5), ("b", 5, 9))


def test_row_before_all_others_ends_where_they_begin():
    table = history(("a", 5, None))
    assert apply_day(table, on(2), [("k", "b")]) == history(("b", 2, 5), ("a", 5, None))
    assert apply_day(table, on(2), [("k", "a")]) == history(("a", 2, None))


def test_correction_may_join_both_neighbours():
    table = history(("a", 1, 4), ("b", 4, 6), ("a", 6, None))
    assert apply_day(table, on(4), [("k", "a")]) == history(("a", 1, None))


def test_equal_values_with_a_gap_between_stay_two():
    table = history(("a", 1, 3), ("b", 5, 7), ("a", 9, None))
    assert apply_day(table, on(5), [("k", "a")]) == history(("a", 1, 3), ("a", 5, 7), ("a", 9, None))


def test_result_is_sorted_and_other_keys_stay():
    table = [*history(("a", 1, None), key="b"), *history(("a", 1, 2), ("c", 4, None), key="d")]
    assert apply_day(table, on(9), [("e", "x"), ("a", "x"), ("c", "x")]) == [
        *history(("x", 9, None), key="a"),
        table[0],
        *history(("x", 9, None), key="c"),
        *table[1:],
        *history(("x", 9, None), key="e"),
    ]


def test_arguments_are_left_as_they_were():
    table, batch = history(("a", 1, 4), ("b", 4, 6), ("a", 6, None)), [("k", "a"), ("n", "x")]
    kept = (list(table), list(batch))
    result = apply_day(table, on(4), batch)
    result.clear()
    assert (table, batch) == kept


def test_batch_may_be_a_generator():
    assert apply_day((), on(1), (("k", value) for value in "ab")) == history(("b", 1, None))


@pytest.mark.parametrize("seed", range(5))
def test_days_may_be_run_again_in_any_order(seed):
    rng = random.Random(seed)
    batches = [[(rng.choice("kmp"), rng.choice(["a", "b", None])) for _ in range(3)] for _ in range(10)]
    table = []
    for number, batch in enumerate(batches):
        table = apply_day(table, on(number), batch)
    for number in rng.choices(range(10), k=15):
        assert apply_day(table, on(number), batches[number]) == table, number


@pytest.mark.parametrize("seed", range(5))
def test_agrees_with_a_calendar(seed):
    rng = random.Random(seed)
    for _ in range(12):
        calendar, table = {key: [None] * 14 for key in "abc"}, []
        for _ in range(12):
            number = rng.randrange(13)
            batch = [(rng.choice("abc"), rng.choice(["x", "y", "z", None])) for _ in range(rng.randrange(3))]
            table = apply_day(table, on(number), batch)
            for key, value in dict(batch).items():
                by_calendar(calendar[key], number, value)
            assert table == [each for key in "abc" for each in as_versions(calendar[key], key)], (number, batch)


def test_many_keys_change_on_one_day():
    table = [Version(f"k{number:04}", "a", on(1), None) for number in range(1_000)]
    batch = [(version.key, "b" if number % 2 else "a") for number, version in enumerate(table)]
    result = apply_day(table, on(2), reversed(batch))
    assert len(result) == 1_500
    assert apply_day(result, on(2), batch) == result
