"""Recall as it was: how many of the cards that had come to be known were still known when they came back.

What counts is the first review of a card on a day, while the card is in the state `review`: a second look on one day tells
nothing of memory, and a card that is being learned is not known yet. Recalled is every grade but "again". This is the
true retention of Anki and of the FSRS papers, and the figure to hold against the retention the reader asks for.
"""

from collections.abc import Iterable, Iterator
from math import sqrt

from greenroom.figures.reading import Calendar, Review
from greenroom.scheduling.memory import MemoryState

ENOUGH = 20
"""Fewer reviews than these give no figure: its interval would span a third of the scale and more."""
_Z = 1.959964
"""Two-sided 95 % of the normal distribution."""

type Share = dict[str, int | float | None]
"""`reviews`, `recalled`, and `share`, `low`, `high` from 0 to 1, which are None below 20 reviews."""


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Bounds, 0 to 1, that hold the true share with 95 % confidence: the score interval of Wilson (1927).

    Unlike the textbook interval it stays within 0 and 1, and it is right for small numbers and shares near 1. Raises
    ValueError for no trials.
    """
    if not 0 <= hits <= of or of == 0:
        raise ValueError(f"wilson: {hits} of {of}; give at least one trial, and no more hits than trials")
    share, z2 = hits / of, _Z * _Z
    middle = share + z2 / (2 * of)
    spread = _Z * sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    scale = 1 + z2 / of
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def share(outcomes: Iterable[bool]) -> Share:
    """Recall over these reviews, with its 95 % interval; no figure below 20 of them."""
    kept = list(outcomes)
    hits, of = sum(kept), len(kept)
    if of < ENOUGH:
        return {"reviews": of, "recalled": hits, "share": None, "low": None, "high": None}
    low, high = wilson(hits, of)
    return {"reviews": of, "recalled": hits, "share": hits / of, "low": low, "high": high}


def counted(found: Iterable[Review], calendar: Calendar) -> Iterator[tuple[Review, bool]]:
    """The reviews that tell of memory, each with whether the card was recalled; reviews come in order of time."""
    states: dict[str, tuple[MemoryState, int]] = {}
    days: dict[str, int] = {}
    for review in found:
        state = states.get(review.card, ("learning", 0))
        day = calendar.index(review.time)
        if state[0] == "review" and days.get(review.card) != day:
            yield review, review.grade != "again"
        days[review.card] = day
        states[review.card] = next_state(*state, review.grade)


def next_state(state: MemoryState, step: int, grade: str) -> tuple[MemoryState, int]:
    """State and learning step of a card after a grade, as `fsrs` has them with its steps of 1 and 10 minutes, and 10 again.

    Which state a card is in depends on its grades alone, so that no stability need be computed to know it.
    """
    if grade == "again":
        return ("learning", 0) if state == "learning" else ("relearning", 0)
    if state == "review" or grade == "easy":
        return "review", 0
    if grade == "hard":
        return state, step
    return ("learning", 1) if state == "learning" and step == 0 else ("review", 0)
