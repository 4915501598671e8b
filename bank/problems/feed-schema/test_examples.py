"""Shown to the reader: the sample rows, the cursor and the plan."""

from solution import columns, plan, rows

FIRST = {"at": None, "id": None}


def test_first_page_of_the_sample():
    assert rows(reader="xi", **FIRST) == [
        (4, "ben", 300, "d"),
        (3, "ann", 200, "c"),
        (2, "ben", 200, "b"),
        (1, "ann", 100, "a"),
    ]


def test_page_after_a_cursor():
    assert rows(reader="xi", at=200, id=3) == [(2, "ben", 200, "b"), (1, "ann", 100, "a")]


def test_columns():
    assert columns(reader="xi", **FIRST) == ["id", "author", "at", "body"]


def test_no_table_is_scanned():
    scans = [line for line in plan(reader="xi", **FIRST) if "SCAN" in line and ("follow" in line or "post" in line)]
    assert scans == []
