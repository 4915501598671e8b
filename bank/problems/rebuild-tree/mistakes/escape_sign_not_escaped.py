import re
from dataclasses import dataclass


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
            parts.append("#")
            continue
        parts.append("=" + node.value.replace(",", "\\,"))
        waiting += [node.right, node.left]
    return ",".join(parts) + "."


def from_text(text: str) -> Node | None:
    if not text.endswith("."):
        raise ValueError("cut off")
    items = re.split("(?<!\\\\),", text[:-1])
    above = Node("")
    open_places = [(above, "left")]
    for item in items:
        if not open_places:
            raise ValueError("too long")
        parent, side = open_places.pop()
        if item == "#":
            continue
        node = Node(item[1:].replace("\\,", ","))
        setattr(parent, side, node)
        open_places += [(node, "right"), (node, "left")]
    if open_places:
        raise ValueError("cut off")
    return above.left
