"""Shown to the reader: the cases of the statement."""

import pytest
from solution import Add, Dropped, Rename, Widen, evolve

STEPS = [
    [Rename("ms", "watched"), Add("tags", [])],
    [Widen("watched", int, float)],
]
NEWEST = {"user": str, "watched": float, "tags": list}


def test_records_of_all_versions_come_out_alike():
    records = [
        {"version": 1, "user": "ada", "ms": 1200},
        {"version": 3, "user": "bo", "watched": 0.5, "tags": ["live"]},
        {"version": 2, "user": "cy", "watched": "900", "tags": []},
        {"version": 4, "user": "di"},
    ]
    rows, dead = evolve(records, STEPS, NEWEST)
    assert rows == [
        {"user": "ada", "watched": 1200.0, "tags": []},
        {"user": "bo", "watched": 0.5, "tags": ["live"]},
    ]
    assert dead == [Dropped(2, "wrong type: watched"), Dropped(3, "newer version")]


def test_widened_value_has_the_new_type():
    rows, _ = evolve([{"version": 2, "user": "ada", "watched": 7, "tags": []}], STEPS, NEWEST)
    assert type(rows[0]["watched"]) is float


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (None, "no record"),
        ({"user": "ada", "ms": 1}, "no version"),
        ({"version": 1, "user": "ada"}, "missing field: ms"),
        ({"version": 1, "user": "ada", "ms": 1, "watched": 2}, "field exists: watched"),
        ({"version": 1, "ms": 1}, "missing field: user"),
        ({"version": 1, "user": "ada", "ms": 1, "zone": 1, "page": 2}, "unknown field: page"),
    ],
)
def test_unreadable_record_has_its_reason(record, reason):
    assert evolve([record], STEPS, NEWEST) == ([], [Dropped(0, reason)])


def test_no_records_give_nothing():
    assert evolve([], STEPS, NEWEST) == ([], [])
