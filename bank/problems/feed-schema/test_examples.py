"""Shown to the reader: the sample rows, the cursor and the plan."""

from solution import columns, plan, rows

FIRST = {"at": None, "id": None}


def scanned(lines):
    """The steps of a plan that read a whole table, under any alias; results of subqueries are no tables.

    To make an automatic index, SQLite has read the table too.
    """
    steps = [line.split() for line in lines]
    made = {words[1] for words in steps if words[0] in ("CO-ROUTINE", "MATERIALIZE")}
    whole = [words for words in steps if words[0] == "SCAN" or "AUTOMATIC" in words]
    return [" ".join(words) for words in whole if words[1] not in made and "CONSTANT" not in words]


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
    assert scanned(plan(reader="xi", **FIRST)) == []
