"""Shown to the reader: the sample rows and the form of the result."""

from solution import columns, rows


def filled(*clicks):
    """SQL that fills the table."""
    return "DELETE FROM click;" + "".join(
        f"INSERT INTO click (viewer, at) VALUES ('{who}', {at});" for who, at in clicks
    )


def test_sample():
    assert rows() == [("ann", 1, 1000, 2400, 3), ("ann", 2, 5300, 0, 1), ("ben", 1, 1100, 30, 2)]


def test_columns():
    assert columns() == ["viewer", "session", "started", "seconds", "clicks"]


def test_pause_of_exactly_thirty_minutes_does_not_cut():
    assert rows(filled(("a", 0), ("a", 1800), ("a", 3601))) == [("a", 1, 0, 1800, 2), ("a", 2, 3601, 0, 1)]


def test_single_click_is_a_session_of_no_length():
    assert rows(filled(("a", 77))) == [("a", 1, 77, 0, 1)]
