from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Decision:
    kind: Literal["new", "replay", "in-progress", "conflict"]
    token: int | None = None
    response: str | None = None


@dataclass(frozen=True)
class Running:
    fingerprint: str
    token: int
    since_ms: int


@dataclass(frozen=True)
class Done:
    fingerprint: str
    response: str
    since_ms: int


def fingerprint(body: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


class IdempotencyStore:
    def __init__(self, *, lease_ms: int, keep_ms: int, clock: Callable[[], int]) -> None:
        self._lease_ms = lease_ms
        self._keep_ms = keep_ms
        self._clock = clock
        self._tokens = 0
        self._running: OrderedDict[tuple[str, str], Running] = OrderedDict()
        self._done: OrderedDict[tuple[str, str], Done] = OrderedDict()

    def __len__(self) -> int:
        self._forget()
        return len(self._running) + len(self._done)

    def begin(self, customer: str, key: str, body: Mapping[str, object]) -> Decision:
        now = self._forget()
        name, asked = ((customer, key), fingerprint(body))
        known = self._done.get(name) or self._running.get(name)
        if isinstance(known, Done):
            if known.fingerprint != asked:
                return Decision("conflict")
            return Decision("replay", response=known.response)
        if known is not None:
            if now - known.since_ms < self._lease_ms:
                return Decision("in-progress")
            del self._running[name]
        self._tokens += 1
        self._running[name] = Running(asked, self._tokens, now)
        return Decision("new", token=self._tokens)

    def complete(self, customer: str, key: str, token: int, response: str) -> bool:
        now = self._forget()
        running = self._owned((customer, key), token)
        if running is None:
            return False
        self._done[customer, key] = Done(running.fingerprint, response, now)
        return True

    def release(self, customer: str, key: str, token: int) -> bool:
        self._forget()
        return self._owned((customer, key), token) is not None

    def _owned(self, name: tuple[str, str], token: int) -> Running | None:
        running = self._running.get(name)
        if running is None or running.token != token:
            return None
        return self._running.pop(name)

    def _forget(self) -> int:
        now = self._clock()
        while self._done and now - next(iter(self._done.values())).since_ms >= self._keep_ms:
            self._done.popitem(last=False)
        kept_ms = self._lease_ms + self._keep_ms
        while self._running and now - next(iter(self._running.values())).since_ms >= kept_ms:
            self._running.popitem(last=False)
        return now
