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
    impressions = list(log)
    found: dict[str, float] = {}
    for item in {each[0] for each in impressions}:
        own = [(position, clicked) for name, position, clicked in impressions if name == item]
        total = sum((weights[min(position, len(weights)) - 1] for position, clicked in own if clicked))
        found[item] = total / len(own)
    return found
