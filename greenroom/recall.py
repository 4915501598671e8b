"""FSRS-6 in plain floats: the chance that each review of a card is recalled, and how that moves with the 21 parameters.

The `fsrs` package keeps memory but gives no gradient; its own optimiser needs a library of hundreds of megabytes. These are
the same published equations, and a test holds them against the package. Memory after a review does not depend on learning
steps or dates due, so a history is only grades and whole days between them.
"""

import math
from collections.abc import Iterable, Sequence

import fsrs

from greenroom.scheduling.memory import DAY, History

PUBLISHED: tuple[float, ...] = tuple(fsrs.scheduler.DEFAULT_PARAMETERS)
"""The parameters that FSRS-6 is published with."""
LOWEST: tuple[float, ...] = tuple(fsrs.scheduler.LOWER_BOUNDS_PARAMETERS)
HIGHEST: tuple[float, ...] = tuple(fsrs.scheduler.UPPER_BOUNDS_PARAMETERS)

type Steps = Sequence[tuple[int, int]]
"""Reviews of one card in order: the grade from 1, again, to 4, easy, and the whole days since the review before."""
type Partials = tuple[tuple[int, float], ...]
"""Parameter -> how a figure moves with it; those left out do not move it."""

_SURE = 1e-6
"""A chance nearer to 0 or 1 than this counts as this, so that one surprise is not an endless loss."""
_SHORTEST = 0.001
"""Days; the package lets no stability fall below it."""


def steps(history: History) -> list[tuple[int, int]]:
    """The reviews of a card as the equations take them. Days are of 24 hours and cut off, as in the package."""
    before = [history[0][0], *(time for time, _ in history)]
    return [(int(grade), (time - last) // DAY) for (time, grade), last in zip(history, before, strict=False)]


class Curve:
    """FSRS-6 with given parameters. Raises ValueError for other than 21 of them."""

    def __init__(self, weights: Sequence[float]) -> None:
        if len(weights) != len(PUBLISHED):
            raise ValueError(f"weights: {len(weights)} numbers; FSRS-6 has {len(PUBLISHED)}")
        w = self.w = tuple(weights)
        self._growth = math.exp(w[8])
        self._kept = math.exp(-w[17] * w[18])
        self._bonus = (0.0, 0.0, w[15], 1.0, w[16])
        power = math.exp(-math.log(0.9) / w[20])
        self._factor = power - 1
        self._factor_by_decay = math.log(0.9) / w[20] ** 2 * power
        self._easiest = w[4] - math.exp(3 * w[5]) + 1

    def memory(self, reviews: Steps) -> list[tuple[float | None, float, float]]:
        """After each review: the chance it was recalled, the stability in days, the difficulty.

        The chance is None for the first review and for those on the same day as the one before: they only change memory.
        """
        found: list[tuple[float | None, float, float]] = []
        stability = difficulty = 0.0
        for grade, days in reviews:
            chance = None
            if not found:
                stability, difficulty = max(_SHORTEST, self.w[grade - 1]), self._first_difficulty(grade)[0]
            else:
                if days >= 1:
                    chance = self._chance(stability, days)[0]
                stability = self._stability(stability, difficulty, chance, grade, 0.0, 0.0)[0]
                difficulty = self._difficulty(difficulty, grade)[0]
            found.append((chance, stability, difficulty))
        return found

    def loss(self, reviews: Steps, gradient: list[float]) -> float:
        """Sum of the log losses of a card's recalls on later days; its gradient is added to `gradient`, 21 numbers.

        The way through the reviews notes how each figure moves with those before it; the way back puts that together.
        """
        tape: list[tuple[float, float, float, float, Partials, float, Partials]] = []
        total = 0.0
        (first, _), *rest = reviews
        stability = max(_SHORTEST, self.w[first - 1])
        difficulty, first_partials = self._first_difficulty(first)
        for grade, days in rest:
            chance = slope = by_decay = surprise = 0.0
            if days >= 1:
                chance, slope, by_decay = self._chance(stability, days)
                sure = min(max(chance, _SURE), 1 - _SURE)
                total -= math.log(sure if grade > 1 else 1 - sure)
                if sure == chance:
                    surprise = -1 / sure if grade > 1 else 1 / (1 - sure)
            seen = chance if days >= 1 else None
            after, along, across, pushes = self._stability(stability, difficulty, seen, grade, slope, by_decay)
            harder, keeps, drifts = self._difficulty(difficulty, grade)
            tape.append((surprise * slope, surprise * by_decay, along, across, pushes, keeps, drifts))
            stability, difficulty = after, harder
        by_stability = by_difficulty = 0.0
        for at_once, decay, along, across, pushes, keeps, drifts in reversed(tape):
            for index, partial in pushes:
                gradient[index] += by_stability * partial
            for index, partial in drifts:
                gradient[index] += by_difficulty * partial
            gradient[20] += decay
            by_difficulty = by_stability * across + by_difficulty * keeps
            by_stability = by_stability * along + at_once
        gradient[first - 1] += by_stability
        for index, partial in first_partials:
            gradient[index] += by_difficulty * partial
        return total

    def _chance(self, stability: float, days: int) -> tuple[float, float, float]:
        """Chance of recall after so many days, and how it moves with stability and with the decay."""
        w = self.w
        ratio = days / stability
        base = 1 + self._factor * ratio
        chance = base ** -w[20]
        slope = chance * w[20] / base * ratio
        return chance, slope * self._factor / stability, -chance * math.log(base) - slope * self._factor_by_decay

    def _first_difficulty(self, grade: int) -> tuple[float, Partials]:
        power = math.exp(self.w[5] * (grade - 1))
        value = self.w[4] - power + 1
        if not 1 <= value <= 10:
            return min(max(value, 1.0), 10.0), ()
        return value, ((4, 1.0), (5, -(grade - 1) * power))

    def _difficulty(self, difficulty: float, grade: int) -> tuple[float, float, Partials]:
        """Difficulty after a review, and how it moves with the one before and with the parameters."""
        w = self.w
        room = (10 - difficulty) / 9
        moved = difficulty - w[6] * (grade - 3) * room
        value = w[7] * self._easiest + (1 - w[7]) * moved
        if not 1 <= value <= 10:
            return min(max(value, 1.0), 10.0), 0.0, ()
        keeps = (1 - w[7]) * (1 + w[6] * (grade - 3) / 9)
        at_easy = w[7] * 3 * (self._easiest - w[4] - 1)
        partials = (
            (4, w[7]),
            (5, at_easy),
            (6, -(1 - w[7]) * (grade - 3) * room),
            (7, self._easiest - moved),
        )
        return value, keeps, partials

    def _stability(
        self, stability: float, difficulty: float, chance: float | None, grade: int, slope: float, by_decay: float
    ) -> tuple[float, float, float, Partials]:
        """Stability after a review, and how it moves with stability and difficulty before and with the parameters.

        `slope` and `by_decay` tell how `chance` moves with stability and with the decay.
        """
        if chance is None:
            value, along, pushes = self._same_day(stability, grade)
            return (value, along, 0.0, pushes) if value > _SHORTEST else (_SHORTEST, 0.0, 0.0, ())
        after = self._forgotten if grade == 1 else self._recalled
        value, along, across, by_chance, pushes = after(stability, difficulty, chance, grade)
        if value <= _SHORTEST:
            return _SHORTEST, 0.0, 0.0, ()
        return value, along + by_chance * slope, across, (*pushes, (20, by_chance * by_decay))

    def _same_day(self, stability: float, grade: int) -> tuple[float, float, Partials]:
        w = self.w
        shift = grade - 3 + w[18]
        change = math.exp(w[17] * shift) * stability ** -w[19]
        if grade > 1 and change <= 1:
            return stability, 1.0, ()
        value = stability * change
        partials = ((17, value * shift), (18, value * w[17]), (19, -value * math.log(stability)))
        return value, (1 - w[19]) * change, partials

    def _recalled(
        self, stability: float, difficulty: float, chance: float, grade: int
    ) -> tuple[float, float, float, float, Partials]:
        w = self.w
        bonus = self._bonus[grade]
        power = math.exp((1 - chance) * w[10])
        plain = stability * self._growth * stability ** -w[9] * (power - 1)
        gain = plain * bonus * (11 - difficulty)
        # How the gain moves with the surprise of having recalled it.
        by_surprise = stability ** (1 - w[9]) * self._growth * power * bonus * (11 - difficulty)
        partials = (
            (8, gain),
            (9, -gain * math.log(stability)),
            (10, by_surprise * (1 - chance)),
            *(((15, plain * (11 - difficulty)),) if grade == 2 else ()),
            *(((16, plain * (11 - difficulty)),) if grade == 4 else ()),
        )
        return stability + gain, 1 + gain / stability * (1 - w[9]), -plain * bonus, -by_surprise * w[10], partials

    def _forgotten(
        self, stability: float, difficulty: float, chance: float, _grade: int
    ) -> tuple[float, float, float, float, Partials]:
        w = self.w
        power = (stability + 1) ** w[13]
        rest = w[11] * difficulty ** -w[12] * math.exp((1 - chance) * w[14])
        value = rest * (power - 1)
        kept = stability * self._kept
        if kept < value:
            return kept, self._kept, 0.0, 0.0, ((17, -w[18] * kept), (18, -w[17] * kept))
        partials = (
            (11, value / w[11]),
            (12, -value * math.log(difficulty)),
            (13, rest * power * math.log(stability + 1)),
            (14, value * (1 - chance)),
        )
        return value, rest * w[13] * power / (stability + 1), -w[12] * value / difficulty, -w[14] * value, partials


def losses(cards: Iterable[Steps], weights: Sequence[float]) -> tuple[float, list[float]]:
    """Sum of the log losses of all recalls of these cards, and its gradient."""
    curve, gradient = Curve(weights), [0.0] * len(PUBLISHED)
    return sum(curve.loss(card, gradient) for card in cards), gradient
