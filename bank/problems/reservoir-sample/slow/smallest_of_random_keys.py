import random


class Reservoir[T]:
    def __init__(self, k: int, rng: random.Random) -> None:
        self._k = k
        self._rng = rng
        self._kept: list[tuple[float, T]] = []

    def add(self, item: T) -> None:
        self._kept.append((self._rng.random(), item))
        if len(self._kept) > self._k:
            largest = max(range(len(self._kept)), key=lambda place: self._kept[place][0])
            self._kept.pop(largest)

    def sample(self) -> list[T]:
        return [item for _, item in self._kept]
