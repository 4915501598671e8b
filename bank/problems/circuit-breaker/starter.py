from __future__ import annotations

from collections.abc import Callable
from typing import Literal

State = Literal["closed", "open", "half-open"]


class CircuitBreaker:
    """Says before each call of a dependency whether it may go out, and learns afterwards how it went."""

    def __init__(self, *, threshold: int, window_ms: int, open_ms: int, probes: int, clock: Callable[[], int]) -> None:
        """Start closed: `threshold` failures within `window_ms` open it for `open_ms`, then `probes` calls may try."""
        self.threshold = threshold
        self.window_ms = window_ms
        self.open_ms = open_ms
        self.probes = probes
        self.clock = clock

    def state(self) -> State:
        """Give the state at this moment."""
        raise NotImplementedError

    def acquire(self) -> int | None:
        """Give a ticket for one call, or None if the call must not be made."""
        raise NotImplementedError

    def report(self, ticket: int, ok: bool) -> None:
        """Say how the call with this ticket ended."""
        raise NotImplementedError
