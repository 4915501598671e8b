class Node:
    def __init__(self, letter: str, left: "Node | None" = None, right: "Node | None" = None) -> None:
        self.letter = letter
        self.left = left
        self.right = right


def as_graph(root):
    letters, neighbours = [], []
    waiting = [(root, -1)]
    while waiting:
        node, parent = waiting.pop()
        if node is None:
            continue
        number = len(letters)
        letters.append(node.letter)
        neighbours.append([])
        if parent >= 0:
            neighbours[number].append(parent)
            neighbours[parent].append(number)
        waiting += [(node.left, number), (node.right, number)]
    return letters, neighbours


def longest_palindromic_path(root: Node | None) -> int:
    letters, neighbours = as_graph(root)
    best = 1 if letters else 0
    for middle, around in enumerate(neighbours):
        ends = []
        for i, one in enumerate(around):
            for other in around[:i]:
                if letters[one] == letters[other]:
                    ends.append((one, middle, other, middle, 3))
        while ends:
            u, before_u, v, before_v, length = ends.pop()
            best = max(best, length)
            for next_u in neighbours[u]:
                for next_v in neighbours[v]:
                    if next_u != before_u and next_v != before_v and letters[next_u] == letters[next_v]:
                        ends.append((next_u, u, next_v, v, length + 2))
    return best
