from collections.abc import Sequence


def stability_index(
    reference: Sequence[float], current: Sequence[float], bins: int = 10, epsilon: float = 1e-4
) -> float:
    """Give the population stability index of the current scores against the reference.

    bins: how many bins to cut the reference into, at its quantiles.
    epsilon: least share of a bin, so that the logarithm is defined.

    Raises ValueError when a sample is empty or there are no bins.
    """
    raise NotImplementedError
