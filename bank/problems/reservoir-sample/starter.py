import random


class Reservoir[T]:
    """Holds a uniform random sample of at most k of the items seen so far."""

    def __init__(self, k: int, rng: random.Random) -> None:
        """Start empty; all chance comes from `rng`."""
        self.k = k
        self.rng = rng

    def add(self, item: T) -> None:
        """See the next item of the stream."""
        raise NotImplementedError

    def sample(self) -> list[T]:
        """Give the items held now, as a list of the caller's own."""
        raise NotImplementedError
