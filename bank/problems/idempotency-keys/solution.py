"""Idempotency keys: who may act on a key, what answer it got, and when it is forgotten."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Decision:
    """What to do with a request; `token` comes with "new", `response` with "replay"."""

    kind: Literal["new", "replay", "in-progress", "conflict"]
    token: int | None = None
    response: str | None = None


@dataclass(frozen=True)
class Running:
    """A key somebody acts on since `since_ms`."""

    fingerprint: str
    token: int
    since_ms: int


@dataclass(frozen=True)
class Done:
    """A key that has its answer since `since_ms`."""

    fingerprint: str
    response: str
    since_ms: int


def fingerprint(body: Mapping[str, object]) -> str:
    """Give a text that is equal for equal bodies, in whatever order their fields stand."""
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


class IdempotencyStore:
    """Lets each key of each customer act once, and gives its answer again to whoever repeats it."""

    def __init__(self, *, lease_ms: int, keep_ms: int, clock: Callable[[], int]) -> None:
        """Keep the length of a lease, how long answers are kept after it, and the clock, which gives milliseconds."""
        self._lease_ms = lease_ms
        self._keep_ms = keep_ms
        self._clock = clock
        self._tokens = 0
        # Both stand in order of `since_ms`, because entries only ever enter at the end: what is due stands in front.
        self._running: OrderedDict[tuple[str, str], Running] = OrderedDict()
        self._done: OrderedDict[tuple[str, str], Done] = OrderedDict()

    def __len__(self) -> int:
        """Give the number of keys remembered."""
        self._forget()
        return len(self._running) + len(self._done)

    def begin(self, customer: str, key: str, body: Mapping[str, object]) -> Decision:
        """Say what to do with a request; "new" hands the key to the caller for the length of a lease."""
        now = self._forget()
        name, asked = (customer, key), fingerprint(body)
        known = self._done.get(name) or self._running.get(name)
        if known is not None and known.fingerprint != asked:
            return Decision("conflict")
        if isinstance(known, Done):
            return Decision("replay", response=known.response)
        if known is not None:
            if now - known.since_ms < self._lease_ms:
                return Decision("in-progress")
            del self._running[name]  # its owner is taken for dead, and the key enters at the end again
        self._tokens += 1
        self._running[name] = Running(asked, self._tokens, now)
        return Decision("new", token=self._tokens)

    def complete(self, customer: str, key: str, token: int, response: str) -> bool:
        """Store the answer; False, and nothing stored, if the token no longer owns the key."""
        now = self._forget()
        running = self._owned((customer, key), token)
        if running is None:
            return False
        self._done[customer, key] = Done(running.fingerprint, response, now)
        return True

    def release(self, customer: str, key: str, token: int) -> bool:
        """Forget the key, because nothing was done; False if the token no longer owns it."""
        self._forget()
        return self._owned((customer, key), token) is not None

    def _owned(self, name: tuple[str, str], token: int) -> Running | None:
        """Take the key off the running ones and give it, if the token owns it."""
        running = self._running.get(name)
        if running is None or running.token != token:
            return None
        return self._running.pop(name)

    def _forget(self) -> int:
        """Forget what has been kept long enough, and give the time."""
        now = self._clock()
        while self._done and now - next(iter(self._done.values())).since_ms >= self._keep_ms:
            self._done.popitem(last=False)
        kept_ms = self._lease_ms + self._keep_ms
        while self._running and now - next(iter(self._running.values())).since_ms >= kept_ms:
            self._running.popitem(last=False)
        return now
