"""Click rates: odds scaled back after dropped negatives, and the gap between predictions and clicks by bin."""

from collections.abc import Sequence


def corrected(probability: float, keep_rate: float) -> float:
    """Give the probability of a click in real traffic.

    probability: what a model says that was trained with a share of the views without a click.
    keep_rate: that share, above 0 and at most 1.
    """
    # Odds of keep_rate * q to (1 - q), written without a division by 1 - q, which may be 0.
    clicks = keep_rate * probability
    return clicks / (1 - probability + clicks)


def calibration_error(predictions: Sequence[float], clicked: Sequence[bool], bins: int = 10) -> float:
    """Give the expected calibration error over bins of equal width.

    Raises ValueError when there is nothing to measure, the lengths differ, or there are no bins.
    """
    if not predictions or len(predictions) != len(clicked) or bins < 1:
        raise ValueError("as many outcomes as predictions, at least one of each, and a bin are needed")
    # Sum of predictions minus clicks, by bin: the bin's count cancels against its weight.
    gaps = [0.0] * bins
    for probability, click in zip(predictions, clicked, strict=True):
        place = min(int(probability * bins), bins - 1)
        gaps[place] += probability - click
    return sum(abs(gap) for gap in gaps) / len(predictions)
