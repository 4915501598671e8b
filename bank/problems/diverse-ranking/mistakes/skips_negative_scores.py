from collections.abc import Callable, Sequence


def diverse_page(candidates: Sequence[tuple[str, float]], similarity: Callable[[str, str], float], length: int, weight: float) -> list[str]:
    left = list(range(len(candidates)))
    likeness = [0.0] * len(candidates)
    page: list[str] = []

    def order(at: int) -> tuple[float, float, int]:
        relevance = candidates[at][1]
        return (weight * relevance - (1 - weight) * likeness[at], relevance, -at)
    while left and len(page) < length:
        best = max(left, key=order)
        left.remove(best)
        if order(best)[0] < 0:
            continue
        chosen = candidates[best][0]
        page.append(chosen)
        if len(page) < length:
            for at in left:
                likeness[at] = max(likeness[at], similarity(candidates[at][0], chosen))
    return page
