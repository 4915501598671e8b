"""A consistent-hash ring with virtual nodes."""

import hashlib
from bisect import bisect_right, insort
from collections.abc import Callable, Iterable


def ring_position(text: str) -> int:
    """Map a text to its position on the ring, the same in every process: 0 to 2**64 - 1."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


class HashRing:
    """Spreads keys over nodes so that a change of nodes moves few keys."""

    def __init__(
        self,
        nodes: Iterable[str] = (),
        virtual_nodes: int = 100,
        position: Callable[[str], int] = ring_position,
    ) -> None:
        self._virtual_nodes = virtual_nodes
        self._position = position
        self._nodes: set[str] = set()
        self._points: list[tuple[int, str]] = []  # sorted by position
        for node in nodes:
            self.add_node(node)

    def add_node(self, node: str) -> None:
        """Put a node on the ring. Raises ValueError if it is there already."""
        if node in self._nodes:
            raise ValueError(f"node {node!r} is on the ring already")
        for index in range(self._virtual_nodes):
            insort(self._points, (self._position(f"{node}#{index}"), node))
        self._nodes.add(node)

    def remove_node(self, node: str) -> None:
        """Take a node off the ring. Raises KeyError if it is not there."""
        if node not in self._nodes:
            raise KeyError(node)
        self._points = [point for point in self._points if point[1] != node]
        self._nodes.remove(node)

    def node_for(self, key: str) -> str:
        """Return the node that owns the key. Raises LookupError if the ring is empty."""
        if not self._points:
            raise LookupError("the ring has no nodes")
        index = self._first_point(key)
        return self._points[index % len(self._points)][1]

    def nodes_for(self, key: str, count: int) -> list[str]:
        """Return `count` different nodes for the key, its owner first; all of them where there are fewer."""
        owners: list[str] = []
        wanted = min(count, len(self._nodes))
        step = self._first_point(key)
        while len(owners) < wanted:
            _, node = self._points[step % len(self._points)]
            if node not in owners:
                owners.append(node)
            step += 1
        return owners

    def _first_point(self, key: str) -> int:
        """Index of the first point at or after the key's position."""
        return bisect_right(self._points, (self._position(key), ""))
