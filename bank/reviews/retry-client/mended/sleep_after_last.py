"""A client that repeats failed requests with exponential backoff."""

import random
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

REPEATED = frozenset({429, 502, 503, 504})


@dataclass(frozen=True)
class Request:
    """What is sent to the provider."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True)
class Response:
    """What the provider answers; names of headers are in lower case."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, kw_only=True)
class Client:
    """Sends requests and repeats those that failed for a passing reason."""

    send: Callable[[Request], Response]
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    uniform: Callable[[float, float], float] = random.uniform
    new_key: Callable[[], str] = lambda: uuid.uuid4().hex
    attempts: int = 4
    base: float = 0.25
    cap: float = 4.0
    budget: float = 30.0

    def call(self, request: Request) -> Response:
        """Send a request, several times if need be, and return the response or raise the error."""
        give_up_at = self.clock() + self.budget
        response: Response | None = None
        failure = ConnectionError("no attempt was made")
        for attempt in range(self.attempts):
            try:
                response = self.send(self._with_key(request))
                if response.status not in REPEATED:
                    return response
            except ConnectionError as error:
                failure = error
            wait = self._wait(attempt, response)
            if attempt + 1 == self.attempts or self.clock() + wait > give_up_at:
                break
            self.sleep(wait)
        if response is None:
            raise failure
        return response

    def _with_key(self, request: Request) -> Request:
        """Give a POST an idempotency key, unless its caller did."""
        named = {name.lower() for name in request.headers}
        if request.method != "POST" or "idempotency-key" in named:
            return request
        return replace(request, headers={**request.headers, "Idempotency-Key": self.new_key()})

    def _wait(self, attempt: int, response: Response | None) -> float:
        """Seconds to wait after an attempt, counted from 0."""
        wait = self.uniform(0.0, min(self.cap, self.base * 2**attempt))
        asked = response.headers.get("retry-after", "") if response else ""
        if asked.isascii() and asked.isdigit():
            wait = min(self.cap, max(wait, float(asked)))
        return wait
