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
    raise NotImplementedError
