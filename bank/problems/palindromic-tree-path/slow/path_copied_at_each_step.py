"""Longest palindromic path: grow palindromes outward from every possible middle."""


class Node:
    """A node of a binary tree with one letter."""

    def __init__(self, letter: str, left: "Node | None" = None, right: "Node | None" = None) -> None:
        self.letter = letter
        self.left = left
        self.right = right


def as_graph(root: Node | None) -> tuple[list[str], list[list[int]]]:
    """Number the nodes; return the letter and the neighbours (parent and children) of each."""
    letters: list[str] = []
    neighbours: list[list[int]] = []
    # A stack of our own: a chain of 3,000 nodes is too deep for recursion at Python's default limit.
    waiting = [(root, -1)]
    while waiting:
        node, parent = waiting.pop()
        if node is None:
            continue
        number = len(letters)
        letters.append(node.letter)
        neighbours.append([])
        if parent >= 0:
            neighbours[number].append(parent)
            neighbours[parent].append(number)
        waiting += [(node.left, number), (node.right, number)]
    return letters, neighbours


def longest_palindromic_path(root: Node | None) -> int:
    """Count the nodes on the longest path whose letters read the same from both ends.

    The path may start and end at any nodes. Returns 0 for an empty tree.
    """
    letters, neighbours = as_graph(root)
    best = 1 if letters else 0
    for middle, around in enumerate(neighbours):
        # The numbers of the nodes on a palindrome, from one end to the other.
        paths: list[list[int]] = []
        for i, one in enumerate(around):
            # Odd length: the middle is a node, the ends are two of its neighbours.
            paths += [[one, middle, other] for other in around[:i] if letters[one] == letters[other]]
            # Even length: the middle is an edge; `one < middle` takes each edge once.
            if one < middle and letters[one] == letters[middle]:
                paths.append([one, middle])
        while paths:
            path = paths.pop()
            best = max(best, len(path))
            for start in neighbours[path[0]]:
                if start == path[1]:
                    continue
                for end in neighbours[path[-1]]:
                    if end != path[-2] and letters[start] == letters[end]:
                        paths.append([start, *path, end])
    return best
