from bisect import bisect_left
from collections.abc import Sequence
from math import log


def quantile_cuts(reference: Sequence[float], bins: int) -> list[float]:
    ordered = sorted(reference)
    cuts: list[float] = []
    for i in range(1, bins):
        k = i * len(ordered) // bins
        if k and (not cuts or ordered[k - 1] > cuts[-1]):
            cuts.append(ordered[k - 1])
    return cuts


def shares(scores: Sequence[float], cuts: list[float], epsilon: float) -> list[float]:
    counts = [0] * (len(cuts) + 1)
    for score in scores:
        counts[bisect_left(cuts, score)] += 1
    return [max(count / len(scores), epsilon) for count in counts]


def stability_index(reference: Sequence[float], current: Sequence[float], bins: int=10, epsilon: float=0.0001) -> float:
    if not reference or not current or bins < 1:
        raise ValueError('two samples with scores and at least one bin are needed')
    cuts = quantile_cuts([*reference, *current], bins)
    pairs = zip(shares(reference, cuts, epsilon), shares(current, cuts, epsilon), strict=True)
    return sum(((now - then) * log(now / then) for then, now in pairs))
