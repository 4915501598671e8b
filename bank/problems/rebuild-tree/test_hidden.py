"""Run after the examples: odd values, odd shapes, long paths, damaged texts and random trees."""

import random

import pytest
from solution import Node, from_text, to_text

ODD = [
    *("", " ", "\n", "\t", ",", ";", ":", "|", "#", "-", "()", "[]", "{}", "\\", "\\\\", "\\,", ",\\", "a\\", '"', "'", '\\"', "0"),
    *("12", "1:a", "-1", "3:abc-", "null", "None", "nil", "a,b,,c", "\x00", "\x1f", "é", "e\u0301", "日本", "😀", "\u2028"),
]  # fmt: skip


def nodes(tree):
    """All nodes in preorder, without recursion; a missing child is None."""
    found, waiting = [], [tree]
    while waiting:
        node = waiting.pop()
        found.append(node)
        if node is not None:
            waiting += [node.right, node.left]
    return found


def assert_same(one, other):
    """Fail unless both trees have the same shape and values."""
    assert [node and (node.value,) for node in nodes(one)] == [node and (node.value,) for node in nodes(other)]


def random_tree(rng, size):
    """A tree of random shape with odd values."""
    if not size:
        return None
    root = Node(rng.choice(ODD))
    free = [(root, "left"), (root, "right")]
    for _ in range(size - 1):
        parent, side = free.pop(rng.randrange(len(free)))
        node = Node(rng.choice(ODD))
        setattr(parent, side, node)
        free += [(node, "left"), (node, "right")]
    return root


def path(length, side, value="step"):
    """A tree that is one path, every node on the same side of the one above."""
    root = node = Node(value)
    for _ in range(length - 1):
        below = Node(value)
        setattr(node, side, below)
        node = below
    return root


@pytest.mark.parametrize("value", ODD, ids=ascii)
def test_any_value_comes_back(value):
    for tree in (Node(value), Node("x", Node(value), Node(value)), Node(value, None, Node("x", Node(value)))):
        assert_same(from_text(to_text(tree)), tree)


def test_all_odd_values_side_by_side_come_back():
    for values in (ODD, ODD[::-1]):
        tree = None
        for value in values:
            tree = Node(value, tree, Node(value))
        assert_same(from_text(to_text(tree)), tree)


def test_shapes_with_the_same_values_differ():
    shapes = [
        Node("a", Node("a", Node("a"))),
        Node("a", Node("a", None, Node("a"))),
        Node("a", Node("a"), Node("a")),
        Node("a", None, Node("a", Node("a"))),
        Node("a", None, Node("a", None, Node("a"))),
    ]
    assert len({to_text(shape) for shape in shapes}) == 5
    for shape in shapes:
        assert_same(from_text(to_text(shape)), shape)


def test_values_that_run_together_are_kept_apart():
    trees = [
        Node("ab", Node("c")),
        Node("a", Node("bc")),
        Node("abc", Node("")),
        Node("", Node("abc")),
        Node("abc"),
        Node("a", Node("b", Node("c"))),
    ]
    assert len({to_text(tree) for tree in trees}) == 6


def test_node_with_an_empty_value_is_a_node():
    copy = from_text(to_text(Node("", Node(""), None)))
    assert copy.value == ""
    assert copy.left.value == ""
    assert copy.right is None


def test_copy_is_made_of_new_nodes():
    tree = Node("a", Node("b"), Node("b"))
    copy = from_text(to_text(tree))
    assert not {id(node) for node in nodes(copy) if node} & {id(node) for node in nodes(tree) if node}
    assert copy.left is not copy.right


def test_tree_is_left_as_it_was():
    tree = random_tree(random.Random(1), 30)
    before = [(node, node and (node.value, node.left, node.right)) for node in nodes(tree)]
    to_text(tree)
    assert [(node, node and (node.value, node.left, node.right)) for node in nodes(tree)] == before


def test_equal_trees_give_equal_texts():
    one, other = (random_tree(random.Random(3), 40) for _ in range(2))
    assert to_text(one) == to_text(other)
    assert to_text(from_text(to_text(one))) == to_text(one)


@pytest.mark.parametrize("tree", [None, Node("ab"), Node("-", Node("1:1"), Node("a,b\\", None, Node("")))], ids=["empty", "one", "four"])  # fmt: skip
def test_text_cut_off_anywhere_is_an_error(tree):
    text = to_text(tree)
    for length in range(len(text)):
        with pytest.raises(ValueError):
            from_text(text[:length])


@pytest.mark.parametrize("more", [" ", "\n", "-", "0", ",", "#", "1:a--"])
def test_appended_text_is_an_error(more):
    for tree in (None, Node("a"), Node("1", None, Node("x"))):
        with pytest.raises(ValueError):
            from_text(to_text(tree) + more)


@pytest.mark.parametrize("side", ["left", "right"])
def test_long_path_needs_no_recursion(side):
    tree = path(2_500, side)
    assert_same(from_text(to_text(tree)), tree)


def test_large_tree_comes_back():
    tree = random_tree(random.Random(8), 4_000)
    assert_same(from_text(to_text(tree)), tree)


def test_long_values_come_back():
    tree = Node("12:" * 300, Node("é" * 1_000), Node("\\" * 999))
    assert_same(from_text(to_text(tree)), tree)


def test_random_trees_come_back():
    rng = random.Random(1_912)
    for _ in range(150):
        tree = random_tree(rng, rng.randrange(12))
        assert_same(from_text(to_text(tree)), tree)
