"""Population stability index: bins at the quantiles of the reference, each score's bin found by halving."""

from bisect import bisect_left
from collections.abc import Sequence
from math import log


def quantile_cuts(reference: Sequence[float], bins: int) -> list[float]:
    """Give the distinct scores at which the bins end, in rising order."""
    ordered = sorted(reference)
    cuts: list[float] = []
    for i in range(1, bins):
        k = i * len(ordered) // bins
        if k and (not cuts or ordered[k - 1] > cuts[-1]):
            cuts.append(ordered[k - 1])
    return cuts


def shares(scores: Sequence[float], cuts: list[float], epsilon: float) -> list[float]:
    """Give the share of the scores in each bin, at least epsilon."""
    counts = [0] * (len(cuts) + 1)
    for score in scores:
        # The number of cuts below the score: one on a cut stays in the bin that the cut ends.
        counts[bisect_left(cuts, score)] += 1
    return [max(count / len(scores), epsilon) for count in counts]


def stability_index(
    reference: Sequence[float], current: Sequence[float], bins: int = 10, epsilon: float = 1e-4
) -> float:
    """Give the population stability index of the current scores against the reference.

    bins: how many bins to cut the reference into, at its quantiles.
    epsilon: least share of a bin, so that the logarithm is defined.

    Raises ValueError when a sample is empty or there are no bins.
    """
    if not reference or not current or bins < 1:
        raise ValueError("two samples with scores and at least one bin are needed")
    cuts = quantile_cuts(reference, bins)
    pairs = zip(shares(reference, cuts, epsilon), shares(current, cuts, epsilon), strict=True)
    return sum((now - then) * log(now / then) for then, now in pairs)
