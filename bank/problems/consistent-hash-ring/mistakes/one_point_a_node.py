import hashlib
from bisect import bisect_left, insort


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
        insort(self.points, (self.position(f"{node}#0"), node))

    def remove_node(self, node):
        self.nodes.remove(node)
        self.points = [point for point in self.points if point[1] != node]

    def node_for(self, key):
        if not self.points:
            raise LookupError("empty ring")
        index = bisect_left(self.points, (self.position(key), ""))
        return self.points[index % len(self.points)][1]

    def nodes_for(self, key, count):
        found = []
        start = bisect_left(self.points, (self.position(key), ""))
        for step in range(len(self.points)):
            node = self.points[(start + step) % len(self.points)][1]
            if node not in found:
                found.append(node)
            if len(found) == count:
                break
        return found
