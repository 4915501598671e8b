from collections.abc import Sequence


def corrected(probability: float, keep_rate: float) -> float:
    """Give the probability of a click in real traffic.

    probability: what a model says that was trained with a share of the views without a click.
    keep_rate: that share, above 0 and at most 1.
    """
    raise NotImplementedError


def calibration_error(predictions: Sequence[float], clicked: Sequence[bool], bins: int = 10) -> float:
    """Give the expected calibration error over bins of equal width.

    Raises ValueError when there is nothing to measure, the lengths differ, or there are no bins.
    """
    raise NotImplementedError
