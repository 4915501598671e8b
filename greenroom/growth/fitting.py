"""From counts at growing sizes to a class of growth, with the evidence, or to "not clear"."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import get_args

from greenroom.models.problems import GrowthClass

CLASSES: tuple[GrowthClass, ...] = get_args(GrowthClass)
"""Classes of growth from slow to fast."""
LEAST_POINTS = 5
"""Sizes that a verdict needs."""
TOLERANCE = 0.05
"""Largest relative gap between a fitted curve and a count that still counts as fitting."""

SHAPES: dict[str, Callable[[float], float]] = {
    "1": lambda _: 1.0,
    "log n": lambda n: math.log2(n + 1),
    "n": lambda n: n,
    "n log n": lambda n: n * math.log2(n + 1),
    "n^2": lambda n: n * n,
    "n^3": lambda n: n * n * n,
    "2^n": lambda n: 2.0 ** min(n, 200),  # past that no count fits, and squares would overflow,
}
# Under the leading term a cheaper one may stand, such as the loop around a sort; more than one would fit anything.
_BELOW: dict[str, tuple[str, ...]] = {
    "1": (),
    "log n": ("1",),
    "n": ("log n", "1"),
    "n log n": ("n", "1"),
    "n^2": ("n log n", "n", "1"),
    "n^3": ("n^2", "n", "1"),
    "2^n": ("n", "1"),
}


@dataclass(frozen=True)
class Fit:
    """A class of growth held against the counts."""

    growth: GrowthClass
    leading: float
    """Factor of the leading term, 0 or more."""
    gap: float
    """Largest relative gap between curve and counts over the larger half of the sizes."""
    share: float
    """Part of the count at the largest size that comes from the leading term."""


def fit(growth: GrowthClass, points: Sequence[tuple[int, int]]) -> Fit:
    """The best curve `a f(n) + b g(n) + c` with a, b, c >= 0, by least squares of relative errors over all choices of g."""
    best: Fit | None = None
    for below in [each for each in _BELOW[growth] if each != "1"] or [""]:
        terms = [growth, *([below] if below else []), *(["1"] if growth != "1" else [])]
        factors = _non_negative(terms, points)
        n_last, count_last = points[-1]
        curve = [sum(f * SHAPES[t](n) for f, t in zip(factors, terms, strict=True)) for n, _ in points]
        late = list(zip(curve, points, strict=True))[len(points) // 2 :]
        gap = max(abs(value - count) / count for value, (_, count) in late)
        share = factors[0] * SHAPES[growth](n_last) / count_last
        found = Fit(growth, factors[0], gap, share)
        if best is None or found.gap < best.gap:
            best = found
    assert best is not None  # noqa: S101 - every class has at least one choice
    return best


def classify(points: Sequence[tuple[int, int]]) -> Fit | None:
    """The slowest class that fits the counts `(n, units)`, or None where none does or there are too few sizes.

    The sizes are distinct, ascending and above 0; the counts are above 0.
    """
    if len(points) < LEAST_POINTS:
        return None
    for growth in CLASSES:
        found = fit(growth, points)
        if found.gap <= TOLERANCE and found.share > TOLERANCE:
            return found
    return None


def exponent(points: Sequence[tuple[int, int]]) -> float:
    """The power of n that the last two counts grow like: 1 for linear, 2 for quadratic."""
    (n_before, before), (n_last, last) = points[-2:]
    return math.log(last / before) / math.log(n_last / n_before)


def _non_negative(terms: Sequence[str], points: Sequence[tuple[int, int]]) -> list[float]:
    """Non-negative least squares with rows divided by their counts: the best over all subsets of the terms kept."""
    rows = [[SHAPES[term](n) / count for term in terms] for n, count in points]
    best, factors = math.inf, [0.0] * len(terms)
    for mask in range(1, 2 ** len(terms)):
        kept = [i for i in range(len(terms)) if mask >> i & 1]
        solved = _least_squares([[row[i] for i in kept] for row in rows])
        if solved is None or min(solved) < 0:
            continue
        error = sum((sum(f * row[i] for f, i in zip(solved, kept, strict=True)) - 1) ** 2 for row in rows)
        if error < best:
            best, factors = error, [0.0] * len(terms)
            for value, i in zip(solved, kept, strict=True):
                factors[i] = value
    return factors


def _least_squares(rows: Sequence[Sequence[float]]) -> list[float] | None:
    """Solve `rows x = 1` by the normal equations with columns scaled to one size; None where they are singular."""
    width = len(rows[0])
    scale = [math.sqrt(sum(row[i] ** 2 for row in rows)) or 1.0 for i in range(width)]
    scaled = [[row[i] / scale[i] for i in range(width)] for row in rows]
    matrix = [
        [sum(r[i] * r[j] for r in scaled) for j in range(width)] + [sum(r[i] for r in scaled)] for i in range(width)
    ]
    for column in range(width):
        pivot = max(range(column, width), key=lambda row: abs(matrix[row][column]))
        if abs(matrix[pivot][column]) < 1e-12:
            return None
        matrix[column], matrix[pivot] = matrix[pivot], matrix[column]
        for row in range(width):
            if row != column:
                factor = matrix[row][column] / matrix[column][column]
                matrix[row] = [a - factor * b for a, b in zip(matrix[row], matrix[column], strict=True)]
    return [matrix[i][width] / matrix[i][i] / scale[i] for i in range(width)]
