"""Consistent hashing: all points in one sorted list, searched from its start."""

import hashlib
from collections.abc import Callable, Iterable


def ring_position(text: str) -> int:
    """Position of a text on the ring, the same in every process: 0 to 2**64 - 1."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


class HashRing:
    """Nodes on a ring, each at several points, and the keys that belong to them."""

    def __init__(
        self, nodes: Iterable[str] = (), virtual_nodes: int = 100, position: Callable[[str], int] = ring_position
    ) -> None:
        """Make a ring with these nodes, each at `virtual_nodes` points. Raises ValueError if a node is given twice."""
        self._virtual_nodes = virtual_nodes
        self._position = position
        self._nodes: set[str] = set()
        # Sorted pairs, not a dict by position: nodes may share a position, and the pair's name then decides the order.
        self._points: list[tuple[int, str]] = []
        for node in nodes:
            self.add_node(node)

    def add_node(self, node: str) -> None:
        """Put a node on the ring. Raises ValueError if it is there already."""
        if node in self._nodes:
            raise ValueError(f"node {node!r} is on the ring already")
        points = [(self._position(f"{node}#{i}"), node) for i in range(self._virtual_nodes)]
        # Python's sort merges the sorted old points with the new ones in nearly linear time.
        self._points = sorted(self._points + points)
        self._nodes.add(node)

    def remove_node(self, node: str) -> None:
        """Take a node and all its points off the ring. Raises KeyError if it is not there."""
        if node not in self._nodes:
            raise KeyError(f"node {node!r} is not on the ring")
        self._points = [point for point in self._points if point[1] != node]
        self._nodes.remove(node)

    def node_for(self, key: str) -> str:
        """Return the node that owns the key. Raises LookupError if the ring is empty."""
        if not self._points:
            raise LookupError("the ring has no nodes")
        return self._points[self._first_point(key) % len(self._points)][1]

    def nodes_for(self, key: str, count: int) -> list[str]:
        """Return up to `count` different nodes for the key, its owner first, in the order met on the ring."""
        found: dict[str, None] = {}  # a dict keeps the order and drops repeats
        wanted = min(count, len(self._nodes))
        index = self._first_point(key)
        # Ends: every node has a point, so one round meets all of them.
        while len(found) < wanted:
            found[self._points[index % len(self._points)][1]] = None
            index += 1
        return list(found)

    def _first_point(self, key: str) -> int:
        """Index of the first point at or after the key; the number of points when there is none."""
        place = self._position(key)
        for index, (position, _) in enumerate(self._points):
            if position >= place:
                return index
        return len(self._points)
