"""FSRS-6 fitted to the reader's own reviews, in plain Python, and an honest word on whether the fit is better.

The parameters are those most likely after the reviews seen, with the published ones as what is believed before: a Gaussian
around them, as wide as they were published to differ between people. So few reviews change little. The newest fifth of the
reviews is held back; the fit is kept only where it foretells that fifth better than the parameters in use do.
"""

import math
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from typing import Any

import fsrs

from greenroom import events as log
from greenroom.descent import Bounds, Loss, Vector, minimise
from greenroom.judging.limits import Limit, NoLimit, TimeLimit
from greenroom.recall import HIGHEST, LOWEST, PUBLISHED, Curve, Steps, losses, steps
from greenroom.scheduling.memory import histories

LEAST_REVIEWS = 400
"""Reviews on a later day than the one before, below which nothing is fitted."""
HELD_BACK = 0.2
"""Part of those reviews, the newest, that the fit does not see and is judged by."""
ROUNDS = 60
"""Steps of the search at most; it mostly ends sooner."""
FIRST_ROUNDS = 10
"""The same for the first stabilities alone, before."""
TELL_EVERY = 0.2
"""Seconds between two words on how far the search is."""
ENOUGH = 5e-6
"""A step that lowers the mean log loss by less ends the search."""
SECONDS = 60.0
"""Time after which the search ends with the best it has, unless another is given."""
FIRST = 4
"""The first so many parameters are the stabilities, in days, that a first review gives by its grade."""
_SPREAD = (
    *(1.0, 0.7, 0.7, 0.7),
    *(0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33, 0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27),
)
"""How far each parameter is believed to stray: the standard deviations that FSRS's own optimiser publishes. The first four
are ours, since we take the logarithm of the shortest first stability, and of the ratio of each to the one below it."""
_BOUNDS: Bounds = (
    (math.log(LOWEST[0] / PUBLISHED[0]), math.log(HIGHEST[0] / PUBLISHED[0])),
    *((math.log(PUBLISHED[n - 1] / PUBLISHED[n]) / _SPREAD[n], math.inf) for n in range(1, FIRST)),
    *(
        ((LOWEST[n] - PUBLISHED[n]) / _SPREAD[n], (HIGHEST[n] - PUBLISHED[n]) / _SPREAD[n])
        for n in range(FIRST, len(PUBLISHED))
    ),
)
"""Where the search may go, in its own coordinates; see `weights_at`."""
_BINS, _LEAST_IN_BIN = 10, 20

type Foretold = list[tuple[float, bool]]
"""The chance of recall that was foretold, and whether the card was recalled."""


@dataclass(frozen=True)
class Card:
    """The reviews of one card."""

    steps: Steps
    times: Sequence[int]
    """When each review was, in milliseconds since 1970."""

    def recalls(self) -> list[int]:
        """The moments that say something: reviews a day or more after the one before."""
        return [moment for moment, (_, days) in zip(self.times, self.steps, strict=True) if days >= 1]

    def before(self, cut: int) -> Steps:
        """The reviews before a moment, up to the last that says something."""
        seen = [n for n, (_, days) in enumerate(self.steps) if days >= 1 and self.times[n] < cut]
        return self.steps[: seen[-1] + 1] if seen else ()

    def foretold(self, cut: int, curve: Curve) -> Foretold:
        """What the parameters say of the reviews from a moment on, and what came of them."""
        told = zip(curve.memory(self.steps), self.steps, self.times, strict=True)
        return [(chance, grade > 1) for (chance, *_), (grade, _), at in told if chance is not None and at >= cut]


@dataclass(frozen=True, kw_only=True)
class Fit:
    """What came of fitting."""

    weights: list[float]
    """The fitted parameters where they are kept, else those in use."""
    reviews: int
    """Reviews that say something: on a later day than the one before."""
    cards: int
    """Cards they are of."""
    loss_before: float | None = None
    """Mean log loss over the reviews held back, with the parameters in use; None where nothing was fitted."""
    loss_after: float | None = None
    """The same with the fitted ones."""
    rmse_before: float | None = None
    """Calibration over the reviews held back: how far the foretold share of recalls is from the true one, 0 to 1."""
    rmse_after: float | None = None
    """The same with the fitted parameters."""
    kept: bool = False
    """Whether the fitted parameters foretell the reviews held back better."""
    reason: str
    """The outcome as a sentence for the reader."""


def fit(
    events: Iterable[Any],
    now: int,
    start: Sequence[float] | None = None,
    seconds: float = SECONDS,
    emit: Callable[[str, Any], None] | None = None,
    limit: Limit | None = None,
) -> dict[str, Any]:
    """Fit the parameters to the reviews of a log up to `now`, milliseconds since 1970; gives the fields of Fit.

    `start` are the parameters in use, the published ones unless given. After `seconds` the best found so far is taken.
    `emit("progress", {"done", "total"})` tells how far it is. The same log gives the same fit, in whatever order it comes.
    Raises ValueError for parameters out of their bounds and for a `now` that is no time.
    """
    if not log.is_time(now):
        raise ValueError(f"now {now}: no time; give milliseconds since 1970")
    in_use = tuple(PUBLISHED if start is None else start)
    _check(in_use)
    # A review dated later was made before a clock was set back; when it really was nobody knows.
    found = [tuple(each for each in history if each[0] <= now) for _, history in sorted(histories(events)[0].items())]
    cards = [Card(steps(history), [at for at, _ in history]) for history in found if history]
    moments = sorted(at for card in cards for at in card.recalls())
    nothing = Fit(
        weights=list(in_use),
        reviews=len(moments),
        cards=sum(bool(card.recalls()) for card in cards),
        reason=_too_few(len(moments)),
    )
    if len(moments) < LEAST_REVIEWS:
        return asdict(nothing)
    cut = moments[int(len(moments) * (1 - HELD_BACK))]
    learnt = [part for card in cards if (part := card.before(cut))]
    search, ended = _Search(emit), False
    limit = limit or NoLimit()
    try:
        limit.start(seconds)
        try:
            search.run(learnt)
        finally:
            limit.stop()
    except TimeLimit:
        ended = True
    weights = weights_at(search.best)
    before, after = ([pair for card in cards for pair in card.foretold(cut, Curve(w))] for w in (in_use, weights))
    kept = log_loss(after) < log_loss(before)
    return asdict(
        replace(
            nothing,
            weights=weights if kept else list(in_use),
            loss_before=log_loss(before),
            loss_after=log_loss(after),
            rmse_before=calibration(before),
            rmse_after=calibration(after),
            kept=kept,
            reason=_reason(kept, ended, len(before)),
        )
    )


def log_loss(foretold: Foretold) -> float:
    """Mean of -log of the chance given to what happened; 0 is perfect foresight. Raises ValueError for nothing foretold."""
    if not foretold:
        raise ValueError("log loss: nothing was foretold")
    total = sum(math.log(max(chance if recalled else 1 - chance, 1e-6)) for chance, recalled in foretold)
    return -total / len(foretold)


def calibration(foretold: Foretold) -> float:
    """How far foretold and true shares of recalls are apart, 0 to 1: root mean square over bins of like chances.

    There are ten bins of equal count, fewer where they would hold fewer than 20 reviews.
    """
    ordered = sorted(foretold)
    bins = max(1, min(_BINS, len(ordered) // _LEAST_IN_BIN))
    edges = [len(ordered) * n // bins for n in range(bins + 1)]
    gaps = [
        sum(chance - recalled for chance, recalled in ordered[low:high]) ** 2 / (high - low)
        for low, high in pairwise(edges)
    ]
    return math.sqrt(sum(gaps) / len(ordered))


def _check(weights: Sequence[float]) -> None:
    """Raise ValueError for parameters that the scheduler would refuse."""
    fsrs.Scheduler(weights, enable_fuzzing=False)


def _too_few(reviews: int) -> str:
    return (
        f"Not fitted: {reviews} of your reviews came a day or more after the one before, and a fit needs {LEAST_REVIEWS}. "
        "Until then the published parameters serve you better."
    )


def _reason(kept: bool, ended: bool, held_back: int) -> str:
    cut_short = " The time was up before the search had ended." if ended else ""
    if kept:
        return f"The fitted parameters foretell your newest {held_back} reviews better than those in use.{cut_short}"
    return f"The fit foretells your newest {held_back} reviews no better than the parameters in use, which stay.{cut_short}"


class _Search:
    """The search for the most likely parameters: where it stands, and how it tells of it."""

    def __init__(self, emit: Callable[[str, Any], None] | None) -> None:
        self.best: Vector = [0.0] * len(PUBLISHED)
        self._emit = emit
        self._next = 0.0

    def run(self, cards: Sequence[Steps]) -> None:
        """Search on from `best`, which always holds the best point so far."""
        # First stabilities first, by what the first recall of each card tells: of all they stray most.
        first = [card[: next(n for n, (_, days) in enumerate(card, 1) if days >= 1)] for card in cards]
        alone = [bound if n < FIRST else (x, x) for n, (bound, x) in enumerate(zip(_BOUNDS, self.best, strict=True))]
        minimise(_penalised(first), self.best, alone, FIRST_ROUNDS, ENOUGH, self._keep)
        minimise(
            _penalised(cards),
            self.best,
            _BOUNDS,
            ROUNDS,
            ENOUGH,
            lambda point, done: self._keep(point, FIRST_ROUNDS + done),
        )

    def _keep(self, point: Vector, done: int) -> None:
        self.best = point
        if self._emit and (now := time.monotonic()) >= self._next:
            self._next = now + TELL_EVERY
            self._emit("progress", {"done": done, "total": FIRST_ROUNDS + ROUNDS})


def weights_at(point: Vector) -> Vector:
    """The parameters at a point of the search, in whose coordinates the published ones are 0 and their spread is 1."""
    shift, weights = 0.0, []
    for index, (moved, spread, published) in enumerate(zip(point, _SPREAD, PUBLISHED, strict=True)):
        if index < FIRST:
            # Each first stability as a ratio to the one below, never under 1: a better grade never comes back sooner, and
            # a grade that was hardly given follows its neighbours.
            shift += moved * spread
            value = published * math.exp(shift)
        else:
            value = published + moved * spread
        weights.append(min(max(value, LOWEST[index]), HIGHEST[index]))
    return weights


def _penalised(cards: Sequence[Steps]) -> Loss:
    """Mean log loss of the recalls of these cards, and the cost of straying from the published parameters."""
    recalls = max(1, sum(days >= 1 for card in cards for _, days in card))

    def loss(point: Vector) -> tuple[float, Vector]:
        weights = weights_at(point)
        total, slopes = losses(cards, weights)
        # A first stability moves those of all better grades along, up to the bound of 100 days.
        logs = [weights[n] * slopes[n] if LOWEST[n] < weights[n] < HIGHEST[n] else 0.0 for n in range(FIRST)]
        slopes[:FIRST] = [sum(logs[n:]) for n in range(FIRST)]
        strayed = sum(x * x for x in point)
        gradient = [slope * spread + 2 * x for slope, spread, x in zip(slopes, _SPREAD, point, strict=True)]
        return (total + strayed) / recalls, [each / recalls for each in gradient]

    return loss
