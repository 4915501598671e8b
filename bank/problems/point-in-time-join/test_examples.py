"""Shown to the reader: the cases of the statement."""

from solution import join_as_of

VALUES = [("anna", 20, 7), ("anna", 10, 5), ("ben", 15, 1)]


def test_value_known_later_is_not_used():
    assert join_as_of([("anna", 15, True), ("anna", 21, True)], VALUES, 60) == [
        ("anna", 15, 5, True),
        ("anna", 21, 7, True),
    ]


def test_value_of_the_same_second_is_not_used():
    assert join_as_of([("anna", 20, False)], VALUES, 60) == [("anna", 20, 5, False)]


def test_stale_value_is_none():
    labels = [("ben", 99, False), ("ben", 75, False), ("ben", 76, False)]
    assert join_as_of(labels, VALUES, 60) == [("ben", 99, None, False), ("ben", 75, 1, False), ("ben", 76, None, False)]


def test_entity_without_values_is_none():
    assert join_as_of([("cleo", 30, True)], VALUES, 60) == [("cleo", 30, None, True)]
