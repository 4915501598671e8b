from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass


class TransientError(Exception):
    def __init__(self, message: str = "", retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


@dataclass(frozen=True)
class Policy:
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
    give_up_at = clock() + policy.deadline
    ceiling = min(policy.cap, policy.base)
    attempts = 0
    while True:
        try:
            return call()
        except TransientError as error:
            attempts += 1
            if attempts > policy.max_attempts:
                raise
            wait = rng.uniform(0.0, ceiling) + (error.retry_after or 0.0)
            if clock() + wait >= give_up_at:
                raise
            sleep(wait)
            if clock() >= give_up_at:
                raise
        ceiling = min(policy.cap, ceiling * 2)
