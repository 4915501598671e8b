"""Run after the examples: versions, order of reasons, exact types, shared lists, and many records."""

import random
from copy import deepcopy

import pytest
from solution import Add, Dropped, Rename, Widen, evolve


def only_reason(record, steps, newest):
    """The reason of the only record, which must be unreadable."""
    rows, dead = evolve([record], steps, newest)
    assert rows == []
    assert [each.position for each in dead] == [0]
    return dead[0].reason


def only_row(record, steps, newest):
    """The row of the only record, which must be readable."""
    rows, dead = evolve([record], steps, newest)
    assert dead == []
    return rows[0]


@pytest.mark.parametrize("version", [None, 0, -1, True, 1.0, "1"])
def test_version_must_be_a_whole_number_from_one(version):
    assert only_reason({"version": version, "a": 1}, [[]], {"a": int}) == "no version"


@pytest.mark.parametrize(("version", "expected"), [(1, {"c": 1, "b": 2}), (2, {"c": 1, "b": 3}), (3, {"c": 1, "b": 4})])
def test_record_starts_at_its_own_version(version, expected):
    steps = [[Add("b", 2)], [Rename("a", "c")]]
    record = [{"a": 1}, {"a": 1, "b": 3}, {"c": 1, "b": 4}][version - 1]
    assert only_row({"version": version, **record}, steps, {"c": int, "b": int}) == expected


def test_newest_version_is_one_more_than_the_steps():
    assert only_row({"version": 1, "a": 1}, [], {"a": int}) == {"a": 1}
    assert only_reason({"version": 2, "a": 1}, [], {"a": int}) == "newer version"


def test_step_without_changes_is_still_a_version():
    steps = [[], [Rename("a", "b")], []]
    assert only_row({"version": 2, "a": 1}, steps, {"b": int}) == {"b": 1}
    assert only_row({"version": 3, "b": 1}, steps, {"b": int}) == {"b": 1}


def test_changes_are_made_in_order():
    steps = [[Rename("a", "b"), Rename("c", "a"), Widen("a", int, str), Add("c", 0)]]
    assert only_row({"version": 1, "a": 1, "c": 2}, steps, {"a": str, "b": int, "c": int}) == {"a": "2", "b": 1, "c": 0}


def test_name_that_was_freed_may_be_given_again():
    steps = [[Rename("id", "old_id")], [Add("id", "none")], [Rename("old_id", "number")]]
    newest = {"id": str, "number": int}
    assert only_row({"version": 1, "id": 7}, steps, newest) == {"id": "none", "number": 7}


@pytest.mark.parametrize(
    ("value", "before", "after", "expected"),
    [(3, int, float, 3.0), (-3, int, str, "-3"), (2.5, float, str, "2.5"), (("a", "b"), tuple, list, ["a", "b"])],
)
def test_value_is_widened(value, before, after, expected):
    found = only_row({"version": 1, "a": value}, [[Widen("a", before, after)]], {"a": after})["a"]
    assert (found, type(found)) == (expected, after)


@pytest.mark.parametrize("value", [True, None, 1.0, "1", [1]])
def test_only_the_exact_type_is_widened(value):
    assert only_reason({"version": 1, "a": value}, [[Widen("a", int, float)]], {"a": float}) == "wrong type: a"


@pytest.mark.parametrize(("digits", "after"), [(400, float), (5_000, str)])
def test_number_too_large_to_convert_is_unreadable(digits, after):
    assert only_reason({"version": 1, "a": 10**digits}, [[Widen("a", int, after)]], {"a": after}) == "wrong type: a"


@pytest.mark.parametrize("value", [True, None, 1.0, "1"])
def test_final_types_are_exact(value):
    assert only_reason({"version": 1, "a": value}, [], {"a": int}) == "wrong type: a"


def test_falsy_values_are_values():
    record = {"version": 1, "a": 0, "b": "", "c": None, "d": False}
    newest = {"A": int, "b": str, "c": type(None), "d": bool}
    assert only_row(record, [[Rename("a", "A")]], newest) == {"A": 0, "b": "", "c": None, "d": False}


def test_first_problem_is_the_reason():
    steps = [[Rename("a", "b"), Widen("n", int, float)]]
    newest = {"b": int, "n": float, "z": int, "y": int}
    assert only_reason({"version": 1, "n": "x"}, steps, newest) == "missing field: a"
    assert only_reason({"version": 1, "a": 1, "n": "x"}, steps, newest) == "wrong type: n"
    assert only_reason({"version": 1, "b": 1, "n": "x"}, steps, newest) == "missing field: a"
    assert only_reason({"version": 1, "a": 1}, steps, newest) == "missing field: n"
    assert only_reason({"version": 1, "a": "x", "n": 1}, steps, newest) == "wrong type: b"
    assert only_reason({"version": 1, "a": 1, "n": 1, "extra": 0}, steps, newest) == "missing field: z"
    assert only_reason({"version": 9}, steps, newest) == "newer version"


def test_added_field_that_is_there_already_is_no_default():
    assert only_reason({"version": 1, "a": 1}, [[Add("a", 0)]], {"a": int}) == "field exists: a"


def test_old_name_is_unknown_after_its_renaming():
    assert only_reason({"version": 2, "a": 1, "b": 2}, [[Rename("a", "b")]], {"b": int}) == "unknown field: a"


@pytest.mark.parametrize("record", [[], "text", 7, [("version", 1)]])
def test_only_a_dictionary_is_a_record(record):
    assert only_reason(record, [], {}) == "no record"


def test_rows_and_dead_letters_keep_their_order():
    records = [{"version": 1, "a": at} if at % 3 else at for at in range(9)]
    rows, dead = evolve(records, [], {"a": int})
    assert [row["a"] for row in rows] == [1, 2, 4, 5, 7, 8]
    assert dead == [Dropped(at, "no record") for at in (0, 3, 6)]


def test_rows_share_no_default():
    default = {"tags": []}
    rows, _ = evolve([{"version": 1}, {"version": 1}], [[Add("extra", default)]], {"extra": dict})
    rows[0]["extra"]["tags"].append("x")
    assert rows[1] == {"extra": {"tags": []}}
    assert default == {"tags": []}


def test_arguments_are_left_as_they_were():
    steps, newest = [[Rename("a", "b"), Add("c", [])]], {"b": list, "c": list}
    records = [{"version": 1, "a": [1]}, {"version": 2, "b": [[2]], "c": []}, {"version": 1}, "bad"]
    kept = deepcopy((records, steps, newest))
    rows, _ = evolve(records, steps, newest)
    rows[0]["b"].append(9)
    rows[1]["b"][0].append(9)
    assert (records, steps, newest) == kept


def test_records_may_come_from_a_generator():
    rows, dead = evolve(({"version": at, "a": at} for at in (1, 2)), [], {"a": int})
    assert (rows, dead) == ([{"a": 1}], [Dropped(1, "newer version")])


def test_many_records_are_read_in_one_pass():
    rng = random.Random(8)
    steps = [[Rename(f"f{at}", f"f{at + 1}")] for at in range(9)]
    versions = [rng.randrange(1, 13) for _ in range(1_000)]
    rows, dead = evolve(({"version": at, f"f{at - 1}": at} for at in versions), steps, {"f9": int})
    assert [row["f9"] for row in rows] == [at for at in versions if at <= 10]
    assert dead == [Dropped(at, "newer version") for at, version in enumerate(versions) if version > 10]
