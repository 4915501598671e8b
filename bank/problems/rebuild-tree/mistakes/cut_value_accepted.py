import re
from dataclasses import dataclass

MISSING = "-"
LENGTH = re.compile("([0-9]+):")


@dataclass(eq=False)
class Node:
    value: str
    left: "Node | None" = None
    right: "Node | None" = None


def to_text(tree: Node | None) -> str:
    parts = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if node is None:
            parts.append(MISSING)
            continue
        parts.append(f"{len(node.value)}:{node.value}")
        waiting += [node.right, node.left]
    return "".join(parts)


def from_text(text: str) -> Node | None:
    above = Node("")
    open_places = [(above, "left")]
    at = 0
    while open_places:
        parent, side = open_places.pop()
        if text.startswith(MISSING, at):
            at += len(MISSING)
            continue
        length = LENGTH.match(text, at)
        if length is None:
            continue
        at = length.end() + int(length[1])
        node = Node(text[length.end() : at])
        setattr(parent, side, node)
        open_places += [(node, "right"), (node, "left")]
    if at < len(text):
        raise ValueError(f"the tree ends at {at}, the text does not")
    return above.left
