"""Preorder with a mark for each missing child; a value is written behind its length, so no sign in it can confuse."""

import re
from dataclasses import dataclass

MISSING = "-"
LENGTH = re.compile("([0-9]+):")


@dataclass(eq=False)
class Node:
    """A node of a binary tree; two nodes are equal only if they are the same object."""

    value: str
    left: "Node | None" = None
    right: "Node | None" = None


def to_text(tree: Node | None) -> str:
    """Give a text from which `from_text` builds the same tree again: `3:abc` for a node, `-` for a missing child."""
    parts = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if node is None:
            parts.append(MISSING)
            continue
        parts.append(f"{len(node.value)}:{node.value}")
        waiting += [node.right, node.left]  # the left one is taken first
    return "".join(parts)


def from_text(text: str) -> Node | None:
    """Build the tree that `to_text` wrote.

    Raises ValueError if the text was cut off or something was appended.
    """
    above = Node("")  # holds the tree as its left child, so that the root is a child like any other
    open_places = [(above, "left")]
    at = 0
    while open_places:
        parent, side = open_places.pop()
        if text.startswith(MISSING, at):
            at += len(MISSING)
            continue
        length = LENGTH.match(text, at)
        if length is None:
            raise ValueError(f"no node and no missing child at {at}")
        at = length.end() + int(length[1])
        if at > len(text):
            raise ValueError("the text ends inside a value")
        node = Node(text[length.end() : at])
        setattr(parent, side, node)
        open_places += [(node, "right"), (node, "left")]
    if at < len(text):
        raise ValueError(f"the tree ends at {at}, the text does not")
    return above.left
