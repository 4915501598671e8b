"""Retry with exponential backoff, full jitter, a deadline and the server's own word on when to come back."""

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
    give_up_at = clock() + policy.deadline
    ceiling = min(policy.cap, policy.base)
    attempts = 0
    while True:
        try:
            return call()
        except TransientError as error:
            attempts += 1
            if attempts >= policy.max_attempts:
                raise
            # The jitter comes on top of the server's wish: all clients may have been told the same moment.
            wait = rng.uniform(0.0, ceiling) + (error.retry_after or 0.0)
            if clock() + wait >= give_up_at:
                # The wait would be in vain, so the caller hears of the failure now.
                raise
            sleep(wait)
            if clock() >= give_up_at:
                raise
        # Doubling under the cap, because `base * 2**attempts` grows beyond every float.
        ceiling = min(policy.cap, ceiling * 2)
