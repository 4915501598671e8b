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
        raise NotImplementedError

    def add_node(self, node: str) -> None:
        """Put a node on the ring. Raises ValueError if it is there already."""
        raise NotImplementedError

    def remove_node(self, node: str) -> None:
        """Take a node and all its points off the ring. Raises KeyError if it is not there."""
        raise NotImplementedError

    def node_for(self, key: str) -> str:
        """Return the node that owns the key. Raises LookupError if the ring is empty."""
        raise NotImplementedError

    def nodes_for(self, key: str, count: int) -> list[str]:
        """Return up to `count` different nodes for the key, its owner first, in the order met on the ring."""
        raise NotImplementedError
