from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Decision:
    """What to do with a request; `token` comes with "new", `response` with "replay"."""

    kind: Literal["new", "replay", "in-progress", "conflict"]
    token: int | None = None
    response: str | None = None


class IdempotencyStore:
    """Lets each key of each customer act once, and gives its answer again to whoever repeats it."""

    def __init__(self, *, lease_ms: int, keep_ms: int, clock: Callable[[], int]) -> None:
        """Keep the length of a lease, how long answers are kept after it, and the clock, which gives milliseconds."""
        self.lease_ms = lease_ms
        self.keep_ms = keep_ms
        self.clock = clock

    def __len__(self) -> int:
        """Give the number of keys remembered."""
        raise NotImplementedError

    def begin(self, customer: str, key: str, body: Mapping[str, object]) -> Decision:
        """Say what to do with a request; "new" hands the key to the caller for the length of a lease."""
        raise NotImplementedError

    def complete(self, customer: str, key: str, token: int, response: str) -> bool:
        """Store the answer; False, and nothing stored, if the token no longer owns the key."""
        raise NotImplementedError

    def release(self, customer: str, key: str, token: int) -> bool:
        """Forget the key, because nothing was done; False if the token no longer owns it."""
        raise NotImplementedError
