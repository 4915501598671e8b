from collections.abc import Sequence


def corrected(probability: float, keep_rate: float) -> float:
    clicks = probability / keep_rate
    return clicks / (1 - probability + clicks)


def calibration_error(predictions: Sequence[float], clicked: Sequence[bool], bins: int=10) -> float:
    if not predictions or len(predictions) != len(clicked) or bins < 1:
        raise ValueError('as many outcomes as predictions, at least one of each, and a bin are needed')
    gaps = [0.0] * bins
    for probability, click in zip(predictions, clicked, strict=True):
        place = min(int(probability * bins), bins - 1)
        gaps[place] += probability - click
    return sum((abs(gap) for gap in gaps)) / len(predictions)
