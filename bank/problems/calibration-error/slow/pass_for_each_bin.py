from collections.abc import Sequence


def corrected(probability: float, keep_rate: float) -> float:
    clicks = keep_rate * probability
    return clicks / (1 - probability + clicks)


def calibration_error(predictions: Sequence[float], clicked: Sequence[bool], bins: int=10) -> float:
    if not predictions or len(predictions) != len(clicked) or bins < 1:
        raise ValueError('as many outcomes as predictions, at least one of each, and a bin are needed')
    total = 0.0
    for i in range(bins):
        gap = 0.0
        for probability, click in zip(predictions, clicked, strict=True):
            if min(int(probability * bins), bins - 1) == i:
                gap += probability - click
        total += abs(gap)
    return total / len(predictions)
