"""Circuit breaker: three states, a rolling window of failures, and tickets that say in which period a call began."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Literal

State = Literal["closed", "open", "half-open"]


class CircuitBreaker:
    """Says before each call of a dependency whether it may go out, and learns afterwards how it went."""

    def __init__(self, *, threshold: int, window_ms: int, open_ms: int, probes: int, clock: Callable[[], int]) -> None:
        """Start closed: `threshold` failures within `window_ms` open it for `open_ms`, then `probes` calls may try."""
        self._threshold = threshold
        self._window_ms = window_ms
        self._open_ms = open_ms
        self._probes = probes
        self._clock = clock
        # Each change of state begins a period with a number of its own; a ticket is the number of its period.
        self._period = 0
        self._state: State = "closed"
        self._since = clock()
        self._failures: deque[int] = deque()
        self._admitted = 0
        self._succeeded = 0

    def state(self) -> State:
        """Give the state at this moment."""
        # An open breaker needs no timer: whoever looks after `open_ms` finds it half-open.
        if self._state == "open" and self._clock() - self._since >= self._open_ms:
            self._enter("half-open")
        return self._state

    def acquire(self) -> int | None:
        """Give a ticket for one call, or None if the call must not be made."""
        state = self.state()
        if state == "open":
            return None
        if state == "half-open":
            if self._admitted == self._probes:
                return None
            self._admitted += 1
        return self._period

    def report(self, ticket: int, ok: bool) -> None:
        """Say how the call with this ticket ended; calls of an earlier period say nothing about this one."""
        if ticket != self._period:
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
        """Count a failure of the closed state, and open when there are too many in the window."""
        now = self._clock()
        self._failures.append(now)
        while now - self._failures[0] >= self._window_ms:
            self._failures.popleft()
        if len(self._failures) >= self._threshold:
            self._enter("open")

    def _enter(self, state: State) -> None:
        """Begin a period; nothing counted in the last one is carried over."""
        self._period += 1
        self._state = state
        self._since = self._clock()
        self._failures.clear()
        self._admitted = self._succeeded = 0
