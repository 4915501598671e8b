"""The lowest point of a smooth loss within bounds, by BFGS in plain Python; made for a few dozen coordinates."""

from collections.abc import Callable, Sequence
from operator import mul

type Vector = list[float]
type Loss = Callable[[Vector], tuple[float, Vector]]
"""A point -> the loss there, and its gradient."""
type Bounds = Sequence[tuple[float, float]]
"""Least and largest value of each coordinate; the same twice holds it still."""

_SHORTER, _TRIES = 3.0, 12
"""A step that does not lower the loss is taken so many times shorter, and given up after so many tries."""
_WORTH = 1e-4
"""Part of the gain that the gradient promises which a step must bring."""


def minimise(
    loss: Loss, start: Vector, bounds: Bounds, rounds: int, enough: float, tell: Callable[[Vector, int], None]
) -> None:
    """Lower a loss from a point within the bounds on; `tell(point, rounds done)` hears of each better point.

    Ends when a round lowers the loss by less than `enough`, or after so many `rounds`.
    """
    point = list(start)
    value, slope = loss(point)
    inverse = _Inverse(len(point))
    for done in range(1, rounds + 1):
        # What presses against its bound stays there for this round.
        held = [
            (x <= low and g >= 0) or (x >= high and g <= 0)
            for x, g, (low, high) in zip(point, slope, bounds, strict=True)
        ]
        found = _descend(loss, (point, value, slope), inverse.direction(slope, held), bounds)
        if found is None and not inverse.fresh:
            inverse = _Inverse(len(point))  # what it has learnt misleads here
            found = _descend(loss, (point, value, slope), inverse.direction(slope, held), bounds)
        if found is None:
            return
        after, lower, slope_after = found
        inverse.learn(_difference(after, point), _difference(slope_after, slope))
        gain = value - lower
        point, value, slope = found
        tell(point, done)
        if gain < enough:
            return


def _difference(after: Vector, before: Vector) -> Vector:
    return [b - a for a, b in zip(before, after, strict=True)]


def _descend(
    loss: Loss, here: tuple[Vector, float, Vector], direction: Vector, bounds: Bounds
) -> tuple[Vector, float, Vector] | None:
    """The first of ever shorter steps that lowers the loss by enough: point, loss and gradient there; None for none."""
    point, value, slope = here
    size = 1.0
    for _ in range(_TRIES):
        after = [min(max(x + size * d, low), high) for x, d, (low, high) in zip(point, direction, bounds, strict=True)]
        promised = sum(map(mul, slope, _difference(after, point)))
        if promised >= 0:
            return None
        lower, slope_after = loss(after)
        if lower <= value + _WORTH * promised:
            return after, lower, slope_after
        size /= _SHORTER
    return None


class _Inverse:
    """What is known of the inverse of the loss's second derivatives."""

    def __init__(self, size: int) -> None:
        self.fresh = True
        self._rows = [[float(a == b) for b in range(size)] for a in range(size)]

    def direction(self, slope: Vector, held: Sequence[bool]) -> Vector:
        """Where to go down from here without moving what is held."""
        free = [0.0 if still else g for g, still in zip(slope, held, strict=True)]
        return [0.0 if still else -sum(map(mul, row, free)) for row, still in zip(self._rows, held, strict=True)]

    def learn(self, moved: Vector, bent: Vector) -> None:
        """Take in a step and by how much the gradient changed over it."""
        curvature = sum(map(mul, moved, bent))
        if curvature <= 1e-12:
            return
        if self.fresh:
            scale = curvature / sum(map(mul, bent, bent))
            self._rows = [[each * scale for each in row] for row in self._rows]
            self.fresh = False
        image = [sum(map(mul, row, bent)) for row in self._rows]
        weight = (1 + sum(map(mul, bent, image)) / curvature) / curvature
        for a, row in enumerate(self._rows):
            for b in range(len(row)):
                row[b] += weight * moved[a] * moved[b] - (image[a] * moved[b] + moved[a] * image[b]) / curvature
