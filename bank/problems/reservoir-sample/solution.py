"""Reservoir sampling: item n enters with probability k / n and takes the place of a random one."""

import random


class Reservoir[T]:
    """Holds a uniform random sample of at most k of the items seen so far."""

    def __init__(self, k: int, rng: random.Random) -> None:
        """Start empty; all chance comes from `rng`."""
        self._k = k
        self._rng = rng
        self._seen = 0
        self._kept: list[T] = []

    def add(self, item: T) -> None:
        """See the next item of the stream."""
        self._seen += 1
        if len(self._kept) < self._k:
            self._kept.append(item)
            return
        # One draw answers both questions: below k it says yes, and which place.
        place = self._rng.randrange(self._seen)
        if place < self._k:
            self._kept[place] = item

    def sample(self) -> list[T]:
        """Give the items held now, as a list of the caller's own."""
        return self._kept.copy()
