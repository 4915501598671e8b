from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Literal

State = Literal["closed", "open", "half-open"]


class CircuitBreaker:
    def __init__(self, *, threshold: int, window_ms: int, open_ms: int, probes: int, clock: Callable[[], int]) -> None:
        self._threshold = threshold
        self._window_ms = window_ms
        self._open_ms = open_ms
        self._probes = probes
        self._clock = clock
        self._period = 0
        self._state: State = "closed"
        self._since = clock()
        self._failures: deque[int] = deque()
        self._admitted = 0
        self._succeeded = 0

    def state(self) -> State:
        if self._state == "open" and self._clock() - self._since >= self._open_ms:
            self._enter("half-open")
        return self._state

    def acquire(self) -> int | None:
        state = self.state()
        if state == "open":
            return None
        if state == "half-open":
            if self._admitted == self._probes:
                return None
            self._admitted += 1
        return self._period

    def report(self, ticket: int, ok: bool) -> None:
        if self._state == "open":
            return
        if self._state == "half-open":
            self._succeeded += ok
            if not ok:
                self._enter("open")
            elif self._succeeded == self._probes:
                self._enter("closed")
        elif not ok:
            self._fail()

    def _fail(self) -> None:
        now = self._clock()
        self._failures.append(now)
        while now - self._failures[0] >= self._window_ms:
            self._failures.popleft()
        if len(self._failures) >= self._threshold:
            self._enter("open")

    def _enter(self, state: State) -> None:
        self._period += 1
        self._state = state
        self._since = self._clock()
        self._failures.clear()
        self._admitted = self._succeeded = 0
