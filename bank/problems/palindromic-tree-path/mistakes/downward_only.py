class Node:
    def __init__(self, letter: str, left: "Node | None" = None, right: "Node | None" = None) -> None:
        self.letter = letter
        self.left = left
        self.right = right


def longest_palindromic_path(root: Node | None) -> int:
    best = 0

    def descend(node, text):
        nonlocal best
        if node is None:
            return
        text += node.letter
        if text == text[::-1]:
            best = max(best, len(text))
        descend(node.left, text)
        descend(node.right, text)

    def start_everywhere(node):
        if node is None:
            return
        descend(node, "")
        start_everywhere(node.left)
        start_everywhere(node.right)

    start_everywhere(root)
    return best
