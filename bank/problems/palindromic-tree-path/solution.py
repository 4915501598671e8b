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
        # The two ends of a palindrome, each with the node before it on the path, and the number of nodes so far.
        ends: list[tuple[int, int, int, int, int]] = []
        for i, one in enumerate(around):
            # Odd length: the middle is a node, the ends are two of its neighbours.
            ends += [(one, middle, other, middle, 3) for other in around[:i] if letters[one] == letters[other]]
            # Even length: the middle is an edge; `one < middle` takes each edge once.
            if one < middle and letters[one] == letters[middle]:
                ends.append((one, middle, middle, one, 2))
        while ends:
            u, before_u, v, before_v, length = ends.pop()
            best = max(best, length)
            # Move both ends one step outward, in every way in which the letters agree.
            for next_u in neighbours[u]:
                if next_u == before_u:
                    continue
                for next_v in neighbours[v]:
                    if next_v != before_v and letters[next_u] == letters[next_v]:
                        ends.append((next_u, u, next_v, v, length + 2))
    return best
