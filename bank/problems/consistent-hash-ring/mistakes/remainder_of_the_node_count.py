import hashlib


def ring_position(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


class HashRing:
    def __init__(self, nodes=(), virtual_nodes=100, position=ring_position):
        self.position = position
        self.nodes = []
        for node in nodes:
            self.add_node(node)

    def add_node(self, node):
        if node in self.nodes:
            raise ValueError(node)
        self.nodes.append(node)
        self.nodes.sort()

    def remove_node(self, node):
        if node not in self.nodes:
            raise KeyError(node)
        self.nodes.remove(node)

    def node_for(self, key):
        if not self.nodes:
            raise LookupError("no nodes")
        return self.nodes[self.position(key) % len(self.nodes)]

    def nodes_for(self, key, count):
        if not self.nodes:
            return []
        start = self.position(key) % len(self.nodes)
        return (self.nodes[start:] + self.nodes[:start])[:count]
