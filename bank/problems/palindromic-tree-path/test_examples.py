from solution import Node, longest_palindromic_path


def test_path_may_climb_and_come_down_again() -> None:
    root = Node("c", Node("a", Node("b"), Node("x")), Node("a", None, Node("b")))
    assert longest_palindromic_path(root) == 5


def test_middle_need_not_be_the_highest_node() -> None:
    root = Node("b", Node("a"), Node("c", Node("b", Node("a"))))
    assert longest_palindromic_path(root) == 5


def test_order_of_the_letters_counts() -> None:
    root = Node("a", Node("a"), Node("b"))
    assert longest_palindromic_path(root) == 2


def test_empty_tree_has_no_path() -> None:
    assert longest_palindromic_path(None) == 0


def test_single_node_is_a_path_of_one() -> None:
    assert longest_palindromic_path(Node("q")) == 1
