import random


class Reservoir[T]:
    def __init__(self, k: int, rng: random.Random) -> None:
        self._k = k
        self._rng = rng
        self._seen = 0
        self._kept: list[T] = []

    def add(self, item: T) -> None:
        self._seen += 1
        if len(self._kept) < self._k:
            self._kept.append(item)
            return
        place = self._rng.randrange(self._seen)
        if place < self._k:
            self._kept[place] = item

    def sample(self) -> list[T]:
        return self._kept
