from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Delivery:
    key: str
    body: str
    attempt: int
    receipt: int


@dataclass
class Line:
    messages: deque[tuple[int, str]] = field(default_factory=deque)
    attempts: int = 0
    state: Literal["ready", "held", "delayed", "dead"] = "ready"
    turn: int = 0


class KeyedQueue:
    def __init__(self, *, max_attempts: int, lease_ms: int, clock: Callable[[], int]) -> None:
        self._max_attempts = max_attempts
        self._lease_ms = lease_ms
        self._clock = clock
        self._lines: dict[str, Line] = {}
        self._ready: list[tuple[int, str]] = []
        self._due: list[tuple[int, int, str]] = []
        self._turns = 0
        self._sent = 0
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def send(self, key: str, body: str) -> None:
        self._settle()
        self._sent += 1
        self._size += 1
        line = self._lines.setdefault(key, Line())
        line.messages.append((self._sent, body))
        if len(line.messages) == 1:
            self._make_ready(key, line)

    def receive(self) -> Delivery | None:
        now = self._settle()
        if not self._ready:
            return None
        _, key = heapq.heappop(self._ready)
        line = self._lines[key]
        line.attempts += 1
        self._change(key, line, "held", now + self._lease_ms)
        return Delivery(key, line.messages[0][1], line.attempts, line.turn)

    def ack(self, delivery: Delivery) -> bool:
        self._settle()
        line = self._held_by(delivery)
        if line is None:
            return False
        self._drop_first(delivery.key, line)
        return True

    def fail(self, delivery: Delivery, delay_ms: int = 0) -> bool:
        now = self._settle()
        line = self._held_by(delivery)
        if line is None:
            return False
        self._end_attempt(delivery.key, line, now + delay_ms)
        return True

    def dead_letters(self) -> list[tuple[str, str]]:
        self._settle()
        dead = sorted(((*line.messages[0], key) for key, line in self._lines.items() if line.state == "dead"))
        return [(key, body) for _, body, key in dead]

    def redrive(self, key: str) -> bool:
        self._settle()
        line = self._lines.get(key)
        if line is None or line.state != "dead":
            return False
        line.attempts = 0
        self._make_ready(key, line)
        return True

    def discard(self, key: str) -> bool:
        self._settle()
        line = self._lines.get(key)
        if line is None or line.state != "dead":
            return False
        self._drop_first(key, line)
        return True

    def _settle(self) -> int:
        now = self._clock()
        while self._due and self._due[0][0] <= now:
            _, turn, key = heapq.heappop(self._due)
            line = self._lines.get(key)
            if line is None or line.turn != turn:
                continue
            if line.state == "held":
                self._end_attempt(key, line, now)
            else:
                self._make_ready(key, line)
        return now

    def _held_by(self, delivery: Delivery) -> Line | None:
        line = self._lines.get(delivery.key)
        if line is None or line.messages[0][1] != delivery.body:
            return None
        return line if line.state != "dead" else None

    def _end_attempt(self, key: str, line: Line, ready_ms: int) -> None:
        if line.attempts == self._max_attempts:
            self._change(key, line, "dead")
        else:
            self._change(key, line, "delayed", ready_ms)

    def _drop_first(self, key: str, line: Line) -> None:
        line.messages.popleft()
        line.attempts = 0
        self._size -= 1
        if line.messages:
            self._make_ready(key, line)
        else:
            del self._lines[key]

    def _make_ready(self, key: str, line: Line) -> None:
        self._change(key, line, "ready")
        heapq.heappush(self._ready, (line.messages[0][0], key))

    def _change(
        self, key: str, line: Line, state: Literal["ready", "held", "delayed", "dead"], until_ms: int | None = None
    ) -> None:
        self._turns += 1
        line.state, line.turn = (state, self._turns)
        if until_ms is not None:
            heapq.heappush(self._due, (until_ms, line.turn, key))
