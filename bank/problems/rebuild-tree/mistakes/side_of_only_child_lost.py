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
        children = [child for child in (node.left, node.right) if child]
        parts.append(f"{len(node.value)}:{len(children)}{node.value}")
        waiting += children[::-1]
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
            raise ValueError(f"no node and no missing child at {at}")
        at = length.end() + 1 + int(length[1])
        if at > len(text):
            raise ValueError("the text ends inside a value")
        node = Node(text[length.end() + 1 : at])
        setattr(parent, side, node)
        children = text[length.end()]
        open_places += [(node, "right"), (node, "left")] if children == "2" else [(node, "left")] * int(children)
    if at < len(text):
        raise ValueError(f"the tree ends at {at}, the text does not")
    return above.left
