import hashlib
from bisect import bisect_right, insort


def ring_position(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


class HashRing:
    def __init__(self, nodes=(), virtual_nodes=100, position=ring_position):
        self.virtual_nodes = virtual_nodes
        self.position = position
        self.nodes = set()
        self.points = []
        for node in nodes:
            self.add_node(node)

    def add_node(self, node):
        if node in self.nodes:
            raise ValueError(node)
        self.nodes.add(node)
        for i in range(self.virtual_nodes):
            insort(self.points, (self.position(f"{node}#{i}"), node))

    def remove_node(self, node):
        self.nodes.remove(node)
        self.points = [point for point in self.points if point[1] != node]

    def start(self, key):
        positions = [position for position, node in self.points]
        return bisect_right(positions, self.position(key))

    def node_for(self, key):
        if not self.points:
            raise LookupError("empty ring")
        return self.points[self.start(key) % len(self.points)][1]

    def nodes_for(self, key, count):
        found = []
        start = self.start(key)
        for _, node in self.points[start:] + self.points[:start]:
            if node not in found:
                found.append(node)
        return found[:count]
