import random

from solution import Node, longest_palindromic_path


# Nodes stay in a list, the root last, so that a long chain is freed node by node: in one go it costs a browser its stack.
KEPT: list[Node] = []


def chain(letters: str) -> Node | None:
    """A tree of left children only, the first letter at the root."""
    root = None
    for letter in reversed(letters):
        root = Node(letter, root)
        KEPT.append(root)
    return root


def random_tree(rng: random.Random, size: int, alphabet: str) -> Node:
    """A tree that grows by a leaf at a random free place."""
    root = Node(rng.choice(alphabet))
    nodes = [root]
    while len(nodes) < size:
        parent, leaf = rng.choice(nodes), Node(rng.choice(alphabet))
        if rng.random() < 0.5 and parent.left is None:
            parent.left = leaf
        elif parent.right is None:
            parent.right = leaf
        else:
            continue
        nodes.append(leaf)
    return root


def by_reading_every_path(root: Node) -> int:
    """The definition itself, for small trees."""
    around: dict[Node, list[Node]] = {}

    def link(node: Node) -> None:
        around.setdefault(node, [])
        for child in (node.left, node.right):
            if child is not None:
                around[node].append(child)
                around[child] = [node]
                link(child)

    def longest_from(node: Node, before: Node | None, text: str) -> int:
        text += node.letter
        own = len(text) if text == text[::-1] else 0
        return max([own, *(longest_from(step, node, text) for step in around[node] if step is not before)])

    link(root)
    return max(longest_from(node, None, "") for node in around)


def test_path_may_run_straight_down() -> None:
    assert longest_palindromic_path(chain("xabbay")) == 4


def test_palindrome_of_even_length_may_cross_the_root() -> None:
    root = Node("b", Node("b", Node("a")), Node("a"))
    assert longest_palindromic_path(root) == 4


def test_two_equal_neighbours_are_a_path_of_two() -> None:
    assert longest_palindromic_path(chain("abb")) == 2


def test_different_letters_give_one() -> None:
    root = Node("a", Node("b", Node("d"), Node("e")), Node("c"))
    assert longest_palindromic_path(root) == 1


def test_best_path_may_avoid_the_root() -> None:
    below = Node("m", Node("n", Node("o")), Node("n", None, Node("o")))
    assert longest_palindromic_path(Node("z", below, Node("y"))) == 5


def test_every_matching_branch_is_followed() -> None:
    left = Node("a", Node("x"), Node("y", Node("z")))
    right = Node("a", Node("x"), Node("y", None, Node("z")))
    assert longest_palindromic_path(Node("c", left, right)) == 7
    # The same tree mirrored, so that no fixed order of the branches is lucky.
    left = Node("a", Node("y", Node("z")), Node("x"))
    right = Node("a", Node("y", None, Node("z")), Node("x"))
    assert longest_palindromic_path(Node("c", left, right)) == 7


def test_path_uses_no_node_twice() -> None:
    # a, b, a would be read on the way down and up again if the path could turn back.
    assert longest_palindromic_path(chain("ab")) == 1


def test_equal_letters_give_the_longest_path_of_the_tree() -> None:
    nodes: list[Node | None] = [None] * 128
    for number in range(63, 0, -1):
        nodes[number] = Node("a", nodes[2 * number], nodes[2 * number + 1])
    # Six full levels: five steps down to a leaf on either side of the root.
    assert longest_palindromic_path(nodes[1]) == 11


def test_equal_letters_in_a_chain_are_one_path() -> None:
    assert longest_palindromic_path(chain("a" * 120)) == 120


def test_a_chain_of_three_thousand_nodes_is_walked() -> None:
    half = "abc" * 500
    assert longest_palindromic_path(chain(half + half[::-1])) == 3_000


def test_the_tree_is_left_as_it_was() -> None:
    left, right = Node("a"), Node("a")
    root = Node("b", left, right)
    assert longest_palindromic_path(root) == 3
    assert (root.letter, root.left, root.right) == ("b", left, right)
    assert (left.left, left.right, right.left, right.right) == (None, None, None, None)


def test_agrees_with_reading_every_path() -> None:
    rng = random.Random(1_221)
    for number in range(60):
        root = random_tree(rng, rng.randrange(1, 14), "ab" if number % 2 else "abc")
        assert longest_palindromic_path(root) == by_reading_every_path(root), f"tree {number} of the seeded trees"
