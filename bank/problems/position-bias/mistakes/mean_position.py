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
    weights = [min(1 / seen, max_weight) if seen else max_weight for seen in propensities]
    shown: dict[str, int] = {}
    places: dict[str, list[int]] = {}
    weighted_clicks: dict[str, float] = {}
    for item, position, clicked in log:
        shown[item] = shown.get(item, 0) + 1
        if clicked:
            places[item] = places.get(item, []) + [position]
            weighted_clicks[item] = weighted_clicks.get(item, 0.0) + 1
    found = {}
    for item, count in shown.items():
        mean = round(sum(places.get(item, [1])) / len(places.get(item, [1])))
        weight = weights[min(mean, len(weights)) - 1]
        found[item] = weighted_clicks.get(item, 0.0) * weight / count
    return found
