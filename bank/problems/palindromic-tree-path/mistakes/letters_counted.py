from collections import Counter


class Node:
    def __init__(self, letter: str, left: "Node | None" = None, right: "Node | None" = None) -> None:
        self.letter = letter
        self.left = left
        self.right = right


def longest_palindromic_path(root: Node | None) -> int:
    if root is None:
        return 0
    around = {root: []}
    waiting = [root]
    while waiting:
        node = waiting.pop()
        for child in (node.left, node.right):
            if child:
                around[node].append(child)
                around[child] = [node]
                waiting.append(child)
    counts = Counter()
    best = 1

    def walk(node, before, length):
        nonlocal best
        counts[node.letter] ^= 1
        if sum(counts.values()) <= 1:
            best = max(best, length)
        for step in around[node]:
            if step is not before:
                walk(step, node, length + 1)
        counts[node.letter] ^= 1

    for start in around:
        walk(start, None, 1)
    return best
