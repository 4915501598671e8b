import random


class Reservoir[T]:
    def __init__(self, k: int, rng: random.Random) -> None:
        self._k = k
        self._rng = rng
        self._items: list[T] = []
        self._sample: list[T] | None = None

    def add(self, item: T) -> None:
        self._items.append(item)
        self._sample = None

    def sample(self) -> list[T]:
        if self._sample is None:
            self._sample = self._rng.sample(self._items, min(self._k, len(self._items)))
        return self._sample.copy()
