from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Delivery:
    key: str
    body: str
    attempt: int
    receipt: int


class KeyedQueue:
    def __init__(self, *, max_attempts: int, lease_ms: int, clock: Callable[[], int]) -> None:
        self._max_attempts = max_attempts
        self._lease_ms = lease_ms
        self._clock = clock
        self._messages: list[tuple[str, str]] = []
        self._attempts = 0
        self._ready_at = 0
        self._held_until: int | None = None
        self._dead = False
        self._receipts = 0

    def __len__(self) -> int:
        return len(self._messages)

    def send(self, key: str, body: str) -> None:
        self._settle()
        self._messages.append((key, body))

    def receive(self) -> Delivery | None:
        now = self._settle()
        if not self._messages or self._dead or self._held_until is not None or now < self._ready_at:
            return None
        self._attempts += 1
        self._receipts += 1
        self._held_until = now + self._lease_ms
        return Delivery(*self._messages[0], self._attempts, self._receipts)

    def ack(self, delivery: Delivery) -> bool:
        self._settle()
        if self._held_until is None or delivery.receipt != self._receipts:
            return False
        self._drop_first()
        return True

    def fail(self, delivery: Delivery, delay_ms: int = 0) -> bool:
        now = self._settle()
        if self._held_until is None or delivery.receipt != self._receipts:
            return False
        self._end_attempt(now + delay_ms)
        return True

    def dead_letters(self) -> list[tuple[str, str]]:
        self._settle()
        return self._messages[:1] if self._dead else []

    def redrive(self, key: str) -> bool:
        self._settle()
        if not self._dead or self._messages[0][0] != key:
            return False
        self._dead = False
        self._attempts = 0
        return True

    def discard(self, key: str) -> bool:
        self._settle()
        if not self._dead or self._messages[0][0] != key:
            return False
        self._drop_first()
        return True

    def _settle(self) -> int:
        now = self._clock()
        if self._held_until is not None and now >= self._held_until:
            self._end_attempt(now)
        return now

    def _end_attempt(self, ready_at: int) -> None:
        self._held_until = None
        self._ready_at = ready_at
        self._dead = self._attempts == self._max_attempts

    def _drop_first(self) -> None:
        del self._messages[0]
        self._attempts = 0
        self._held_until = None
        self._dead = False
