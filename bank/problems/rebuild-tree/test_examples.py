"""Shown to the reader: the cases of the statement."""

import pytest
from solution import Node, from_text, to_text


def example():
    return Node("a,b", Node(""), Node("#", None, Node("a,b")))


def test_tree_comes_back_with_its_shape_and_values():
    copy = from_text(to_text(example()))
    assert (copy.value, copy.left.value, copy.right.value) == ("a,b", "", "#")
    assert (copy.left.left, copy.left.right, copy.right.left) == (None, None, None)
    assert copy.right.right.value == "a,b"
    assert (copy.right.right.left, copy.right.right.right) == (None, None)


def test_empty_tree_has_a_text():
    assert from_text(to_text(None)) is None


def test_text_cut_off_by_one_character_is_an_error():
    with pytest.raises(ValueError):
        from_text(to_text(example())[:-1])


def test_text_with_something_appended_is_an_error():
    with pytest.raises(ValueError):
        from_text(to_text(example()) + "x")


def test_only_child_stays_on_its_side():
    assert from_text(to_text(Node("a", Node("b")))).right is None
    assert from_text(to_text(Node("a", None, Node("b")))).left is None
