from collections.abc import Iterable, Sequence


def position_propensities(shuffled: Iterable[tuple[int, bool]], positions: int) -> list[float]:
    """Estimate how often each position is seen, relative to the first.

    shuffled: (position, clicked) of impressions in random order; positions count from 1.

    Raises ValueError if position 1 has no click.
    """
    raise NotImplementedError


def debiased_rates(
    log: Iterable[tuple[str, int, bool]], propensities: Sequence[float], max_weight: float
) -> dict[str, float]:
    """Estimate the click-through rate of each item as if everything shown were seen.

    log: (item, position, clicked); propensities: of position 1, 2, ...; max_weight: the most a click may weigh.
    """
    raise NotImplementedError
