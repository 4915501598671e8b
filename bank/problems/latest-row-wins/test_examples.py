"""Shown to the reader: the sample rows and the form of the result."""

from solution import columns, rows


def test_sample():
    assert rows() == [(1, 3, "Ada Lind", "Rome"), (3, 4, "Cy", None)]


def test_columns():
    assert columns() == ["customer", "version", "name", "city"]


def test_late_event_does_not_win():
    setup = """
        INSERT INTO change VALUES
          (1, 7, 2, 'update', 'new', 'B'),
          (2, 7, 1, 'insert', 'old', 'A');
    """
    assert rows(setup) == [(7, 2, "new", "B")]


def test_deleted_customer_stays_away():
    setup = """
        INSERT INTO change VALUES
          (1, 7, 1, 'insert', 'x', 'A'),
          (2, 7, 3, 'delete', 'x', 'A'),
          (3, 7, 2, 'update', 'x', 'B');
    """
    assert rows(setup) == []
