from collections.abc import Iterable, Sequence


def position_propensities(shuffled: Iterable[tuple[int, bool]], positions: int) -> list[float]:
    shown = [0] * positions
    clicks = [0] * positions
    for position, clicked in shuffled:
        if position <= positions:
            shown[position - 1] += 1
            clicks[position - 1] += clicked
    if not clicks[0]:
        raise ValueError("position 1 has no click")
    top_rate = clicks[0] / shown[0]
    found: list[float] = []
    for count, clicked_count in zip(shown, clicks, strict=True):
        found.append(min(1.0, clicked_count / count / top_rate) if count else found[-1])
    return found


def debiased_rates(
    log: Iterable[tuple[str, int, bool]], propensities: Sequence[float], max_weight: float
) -> dict[str, float]:
    weights = [1 / seen if seen else max_weight for seen in propensities]
    shown: dict[str, int] = {}
    weighted_clicks: dict[str, float] = {}
    for item, position, clicked in log:
        shown[item] = shown.get(item, 0) + 1
        if clicked:
            weight = weights[min(position, len(weights)) - 1]
            weighted_clicks[item] = weighted_clicks.get(item, 0.0) + weight
    return {item: min(weighted_clicks.get(item, 0.0) / count, max_weight) for item, count in shown.items()}
