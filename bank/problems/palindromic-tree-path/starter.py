class Node:
    """A node of a binary tree with one letter."""

    def __init__(self, letter: str, left: "Node | None" = None, right: "Node | None" = None) -> None:
        self.letter = letter
        self.left = left
        self.right = right


def longest_palindromic_path(root: Node | None) -> int:
    """Count the nodes on the longest path whose letters read the same from both ends.

    The path may start and end at any nodes. Returns 0 for an empty tree.
    """
    raise NotImplementedError
