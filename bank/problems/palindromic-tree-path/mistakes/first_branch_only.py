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

    def grow(u, before_u, v, before_v, length):
        nonlocal best
        while letters[u] == letters[v]:
            best = max(best, length)
            step = next(
                (
                    (a, b)
                    for a in neighbours[u]
                    for b in neighbours[v]
                    if a != before_u and b != before_v and letters[a] == letters[b]
                ),
                None,
            )
            if step is None:
                return
            before_u, before_v = u, v
            u, v = step
            length += 2

    for middle, around in enumerate(neighbours):
        for i, one in enumerate(around):
            if one < middle:
                grow(one, middle, middle, one, 2)
            for other in around[:i]:
                grow(one, middle, other, middle, 3)
    return best
