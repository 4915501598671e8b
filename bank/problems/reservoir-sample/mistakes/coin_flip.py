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
        if self._k and self._rng.random() < 0.5:
            self._kept[self._rng.randrange(self._k)] = item

    def sample(self) -> list[T]:
        return self._kept.copy()
