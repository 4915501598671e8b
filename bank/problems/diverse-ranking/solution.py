"""Maximal marginal relevance: each candidate carries its largest likeness to the page built so far."""

from collections.abc import Callable, Sequence


def diverse_page(
    candidates: Sequence[tuple[str, float]],
    similarity: Callable[[str, str], float],
    length: int,
    weight: float,
) -> list[str]:
    """Choose a page by maximal marginal relevance, from the top.

    candidates: distinct items with their relevance, 0 to 1.
    similarity: how alike two items are, 0 to 1; costly.
    length: places of the page.
    weight: weight of relevance against sameness, 0 to 1.
    """
    left = list(range(len(candidates)))
    likeness = [0.0] * len(candidates)
    page: list[str] = []

    def order(at: int) -> tuple[float, float, int]:
        relevance = candidates[at][1]
        return weight * relevance - (1 - weight) * likeness[at], relevance, -at

    while left and len(page) < length:
        best = max(left, key=order)
        left.remove(best)
        chosen = candidates[best][0]
        page.append(chosen)
        if len(page) < length:
            # The page only grows, so a likeness can only rise, and only through the item just added.
            for at in left:
                likeness[at] = max(likeness[at], similarity(candidates[at][0], chosen))
    return page
