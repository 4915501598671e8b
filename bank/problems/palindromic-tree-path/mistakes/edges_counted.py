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
    best = 0
    for middle, around in enumerate(neighbours):
        ends = []
        for i, one in enumerate(around):
            if one < middle and letters[one] == letters[middle]:
                ends.append((one, middle, middle, one, 1))
            for other in around[:i]:
                if letters[one] == letters[other]:
                    ends.append((one, middle, other, middle, 2))
        while ends:
            u, before_u, v, before_v, steps = ends.pop()
            best = max(best, steps)
            for next_u in neighbours[u]:
                for next_v in neighbours[v]:
                    if next_u != before_u and next_v != before_v and letters[next_u] == letters[next_v]:
                        ends.append((next_u, u, next_v, v, steps + 2))
    return best
