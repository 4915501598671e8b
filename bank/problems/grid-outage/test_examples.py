"""Shown to the reader: the cases of the statement."""

from solution import Outage, spread


def test_fault_spreads_from_all_sides_at_once():
    assert spread(["X##.#", "..###", "#...X"]) == Outage(3, [2, 2, 3, 1], 1)


def test_corners_do_not_touch():
    assert spread(["X.", ".#"]) == Outage(0, [1], 1)


def test_fault_does_not_cross_empty_places():
    assert spread(["X#.##"]) == Outage(1, [1, 1], 2)


def test_hall_without_faults_stays_healthy():
    assert spread(["##", "##"]) == Outage(0, [0], 4)


def test_rows_may_have_different_lengths():
    assert spread(["X", "###", "", "#"]) == Outage(3, [1, 1, 1, 1], 1)
