"""A bin for each prediction: a pass for each bin shows."""


def prepare(solution, n, rng):
    """Make n predictions with outcomes."""
    predictions = [rng.random() for _ in range(n)]
    clicked = [rng.random() < p for p in predictions]
    return lambda: solution.calibration_error(predictions, clicked, bins=n)
