from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Delivery:
    """One attempt at a message; `attempt` counts from 1, `receipt` is new for each delivery."""

    key: str
    body: str
    attempt: int
    receipt: int


class KeyedQueue:
    """Delivers each message at least once and those of a key in order; a dead letter stops its own key only."""

    def __init__(self, *, max_attempts: int, lease_ms: int, clock: Callable[[], int]) -> None:
        """Keep the attempts a message gets, the length of a lease, and the clock, which gives milliseconds."""
        self.max_attempts = max_attempts
        self.lease_ms = lease_ms
        self.clock = clock

    def __len__(self) -> int:
        """Give the number of messages neither acknowledged nor discarded."""
        raise NotImplementedError

    def send(self, key: str, body: str) -> None:
        """Put a message at the end of its key's line."""
        raise NotImplementedError

    def receive(self) -> Delivery | None:
        """Deliver the ready message that was sent first, or give None."""
        raise NotImplementedError

    def ack(self, delivery: Delivery) -> bool:
        """Take the message off the queue; False if the delivery is no longer the current one."""
        raise NotImplementedError

    def fail(self, delivery: Delivery, delay_ms: int = 0) -> bool:
        """End the attempt; the message is ready again after the delay, or dead. False as for `ack`."""
        raise NotImplementedError

    def dead_letters(self) -> list[tuple[str, str]]:
        """Give key and body of every dead letter, in the order in which they were sent."""
        raise NotImplementedError

    def redrive(self, key: str) -> bool:
        """Give the key's dead letter all its attempts again, now; False if the key has none."""
        raise NotImplementedError

    def discard(self, key: str) -> bool:
        """Drop the key's dead letter and let the rest of its line go on; False if the key has none."""
        raise NotImplementedError
