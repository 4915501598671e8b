from dataclasses import dataclass


@dataclass(eq=False)
class Node:
    """A node of a binary tree; two nodes are equal only if they are the same object."""

    value: str
    left: "Node | None" = None
    right: "Node | None" = None


def to_text(tree: Node | None) -> str:
    """Give a text from which `from_text` builds the same tree again."""
    raise NotImplementedError


def from_text(text: str) -> Node | None:
    """Build the tree that `to_text` wrote.

    Raises ValueError if the text was cut off or something was appended.
    """
    raise NotImplementedError
