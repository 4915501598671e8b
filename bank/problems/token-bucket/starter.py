from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """A bucket of `capacity` tokens that gains `refill` tokens evenly over every `period_ns` nanoseconds."""

    capacity: int
    refill: int
    period_ns: int


class RateLimiter:
    """Says for each key whether a request fits under all limits; refused requests cost nothing."""

    def __init__(self, limits: Sequence[Limit], clock: Callable[[], int]) -> None:
        """Keep the limits and the clock, which gives nanoseconds."""
        self.limits = limits
        self.clock = clock

    def allow(self, key: str, cost: int = 1) -> bool:
        """Take `cost` tokens from every bucket of the key, or give False and take none.

        Raises:
            ValueError: The cost is below 1.
        """
        raise NotImplementedError

    def retry_after(self, key: str, cost: int = 1) -> int | None:
        """Give the nanoseconds until `allow` would say yes, 0 for now, None for never.

        Raises:
            ValueError: The cost is below 1.
        """
        raise NotImplementedError
