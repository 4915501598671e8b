"""Run after the examples: order, ties, ages, and the definition looked up one by one."""

import random

from solution import join_as_of


def by_looking_at_every_value(labels, values, max_age):
    """The definition itself."""
    rows = []
    for entity, time, label in labels:
        best = None
        for at, (whose, known_at, value) in enumerate(values):
            if whose == entity and known_at < time and (best is None or (known_at, at) > best[:2]):
                best = (known_at, at, value)
        rows.append((entity, time, best[2] if best and time - best[0] <= max_age else None, label))
    return rows


def test_nothing_to_join():
    assert join_as_of([], [("a", 1, 1)], 10) == []
    assert join_as_of([("a", 1, "x")], [], 10) == [("a", 1, None, "x")]


def test_input_need_not_be_sorted():
    values = [("a", 30, "c"), ("a", 10, "a"), ("a", 20, "b")]
    labels = [("a", 31, 1), ("a", 11, 2), ("a", 21, 3)]
    assert join_as_of(labels, values, 100) == [("a", 31, "c", 1), ("a", 11, "a", 2), ("a", 21, "b", 3)]


def test_rows_keep_the_order_of_the_labels():
    labels = [("b", 5, 1), ("a", 9, 2), ("b", 2, 3), ("a", 9, 2)]
    assert [(row[0], row[1], row[3]) for row in join_as_of(labels, [("a", 1, 0)], 10)] == labels


def test_later_of_two_values_of_one_second_wins():
    values = [("a", 10, "zeta"), ("b", 10, "other"), ("a", 10, "alpha"), ("a", 10, "mid")]
    assert join_as_of([("a", 11, 0)], values, 100) == [("a", 11, "mid", 0)]


def test_values_need_not_be_comparable():
    values = [("a", 10, {"x": 1}), ("a", 10, [2])]
    assert join_as_of([("a", 11, 0)], values, 100) == [("a", 11, [2], 0)]


def test_value_may_be_none_or_false():
    values = [("a", 1, 5), ("a", 2, None), ("b", 1, 0)]
    assert join_as_of([("a", 3, "x"), ("b", 3, "y")], values, 10) == [("a", 3, None, "x"), ("b", 3, 0, "y")]


def test_stale_newest_value_is_not_replaced_by_an_older_one():
    assert join_as_of([("a", 100, 1)], [("a", 10, "old"), ("a", 50, "newer")], 40) == [("a", 100, None, 1)]


def test_maximum_age_of_zero_leaves_nothing():
    assert join_as_of([("a", 10, 1)], [("a", 9, "x"), ("a", 10, "y")], 0) == [("a", 10, None, 1)]


def test_entities_are_kept_apart():
    values = [("a", 5, "mine"), ("b", 9, "yours")]
    assert join_as_of([("a", 10, 1), ("b", 10, 2)], values, 10) == [("a", 10, "mine", 1), ("b", 10, "yours", 2)]


def test_times_may_be_negative():
    assert join_as_of([("a", -5, 1)], [("a", -6, "x"), ("a", -5, "y")], 3) == [("a", -5, "x", 1)]


def test_given_lists_are_left_as_they_were():
    labels, values = [("a", 9, 1), ("a", 2, 0)], [("a", 8, 3), ("a", 1, 4)]
    join_as_of(labels, values, 10)
    assert (labels, values) == ([("a", 9, 1), ("a", 2, 0)], [("a", 8, 3), ("a", 1, 4)])


def test_agrees_with_looking_at_every_value():
    rng = random.Random(515)
    for _ in range(60):
        values = [(rng.choice("abc"), rng.randrange(30), n) for n in range(rng.randrange(30))]
        labels = [(rng.choice("abcd"), rng.randrange(32), n) for n in range(rng.randrange(20))]
        max_age = rng.randrange(12)
        assert join_as_of(labels, values, max_age) == by_looking_at_every_value(labels, values, max_age)
