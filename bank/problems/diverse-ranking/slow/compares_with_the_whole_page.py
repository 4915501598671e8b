from collections.abc import Callable, Sequence


def diverse_page(candidates: Sequence[tuple[str, float]], similarity: Callable[[str, str], float], length: int, weight: float) -> list[str]:
    left = list(range(len(candidates)))
    likeness = [0.0] * len(candidates)
    page: list[str] = []
    known: dict[tuple[int, int], float] = {}
    places: list[int] = []

    def between(at: int, other: int) -> float:
        if (at, other) not in known:
            known[at, other] = similarity(candidates[at][0], candidates[other][0])
        return known[at, other]

    def order(at: int) -> tuple[float, float, int]:
        relevance = candidates[at][1]
        for other in places:
            likeness[at] = max(likeness[at], between(at, other))
        return (weight * relevance - (1 - weight) * likeness[at], relevance, -at)
    while left and len(page) < length:
        best = max(left, key=order)
        left.remove(best)
        chosen = candidates[best][0]
        page.append(chosen)
        places.append(best)
    return page
