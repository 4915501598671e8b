import hashlib
from bisect import bisect_left, insort


def ring_position(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


class HashRing:
    def __init__(self, nodes=(), virtual_nodes=100, position=ring_position):
        self.virtual_nodes = virtual_nodes
        self.position = position
        self.nodes = set()
        self.positions = []
        self.owner = {}
        for node in nodes:
            self.add_node(node)

    def add_node(self, node):
        if node in self.nodes:
            raise ValueError(node)
        self.nodes.add(node)
        for i in range(self.virtual_nodes):
            position = self.position(f"{node}#{i}")
            if position not in self.owner:
                insort(self.positions, position)
            self.owner[position] = node

    def remove_node(self, node):
        self.nodes.remove(node)
        self.positions = [position for position in self.positions if self.owner[position] != node]
        self.owner = {position: owner for position, owner in self.owner.items() if owner != node}

    def node_for(self, key):
        if not self.positions:
            raise LookupError("empty ring")
        index = bisect_left(self.positions, self.position(key))
        return self.owner[self.positions[index % len(self.positions)]]

    def nodes_for(self, key, count):
        found = []
        start = bisect_left(self.positions, self.position(key))
        for position in self.positions[start:] + self.positions[:start]:
            if self.owner[position] not in found:
                found.append(self.owner[position])
        return found[:count]
