from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass


class TransientError(Exception):
    """The call failed and may succeed later; `retry_after` is what the server asks to wait, in seconds, or None."""

    def __init__(self, message: str = "", retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


@dataclass(frozen=True)
class Policy:
    """How often and how long to try; all times are in seconds."""

    max_attempts: int
    base: float
    cap: float
    deadline: float


def call_with_retry[T](
    call: Callable[[], T],
    policy: Policy,
    *,
    clock: Callable[[], float],
    sleep: Callable[[float], None],
    rng: random.Random,
) -> T:
    """Give the result of `call`, tried again after transient errors as the policy allows.

    Raises the last TransientError when the attempts or the time are used up, and any other error at once.
    """
    raise NotImplementedError
