class Node:
    def __init__(self, letter: str, left: "Node | None" = None, right: "Node | None" = None) -> None:
        self.letter = letter
        self.left = left
        self.right = right


def arms(u, v):
    if u is None or v is None or u.letter != v.letter:
        return 0
    return 1 + max(arms(a, b) for a in (u.left, u.right) for b in (v.left, v.right))


def longest_palindromic_path(root: Node | None) -> int:
    best = 0
    waiting = [root] if root else []
    while waiting:
        node = waiting.pop()
        best = max(best, 1 + 2 * arms(node.left, node.right))
        for child in (node.left, node.right):
            if child:
                if child.letter == node.letter:
                    best = max(best, 2)
                waiting.append(child)
    return best
