"""What the reader's code prints: captured, handed on in batches, and capped."""

import io
import time
from collections.abc import Callable

# Characters a run may print. Enough for any answer; a million lines would freeze the page that shows them.
OUTPUT_LIMIT = 100_000
# A chunk goes to the page when it is this long or this old, so that a print in a loop is not a message each.
CHUNK_CHARACTERS = 4_096
CHUNK_SECONDS = 0.05


class OutputLimit(BaseException):
    """The code printed more than it may; not an Exception, so that `except Exception` does not go on printing."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"Output was cut after {limit:,} characters. Is there a print in a loop that never ends?")


class Budget:
    """Characters left for standard output and standard error together."""

    def __init__(self, limit: int = OUTPUT_LIMIT) -> None:
        self.limit = limit
        self.used = 0

    def take(self, wanted: int) -> int:
        """Give how many of the `wanted` characters may still be printed."""
        granted = max(0, min(wanted, self.limit - self.used))
        self.used += granted
        return granted


class Output(io.TextIOBase):
    """A text stream that keeps what is written, hands it on in chunks, and raises OutputLimit past its budget."""

    def __init__(
        self,
        budget: Budget,
        emit: Callable[[str], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._budget = budget
        self._emit = emit
        self._clock = clock
        self._kept: list[str] = []
        self._pending: list[str] = []
        self._pending_size = 0
        self._sent_at = clock()

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """Streams of the interpreter say how they encode; this one is text all the way."""
        return "utf-8"

    def writable(self) -> bool:
        """It can be written to."""
        return True

    def write(self, text: str) -> int:
        """Take a text; raises OutputLimit when the budget is used up."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        granted = self._budget.take(len(text))
        if granted:
            self._keep(text[:granted])
        if granted < len(text):
            self.flush()
            raise OutputLimit(self._budget.limit)
        return len(text)

    def _keep(self, text: str) -> None:
        self._kept.append(text)
        if self._emit is None:
            return
        self._pending.append(text)
        self._pending_size += len(text)
        now = self._clock()
        if self._pending_size >= CHUNK_CHARACTERS or now - self._sent_at >= CHUNK_SECONDS:
            self._send(now)

    def _send(self, now: float) -> None:
        text, self._pending, self._pending_size, self._sent_at = "".join(self._pending), [], 0, now
        if text and self._emit is not None:
            self._emit(text)

    def flush(self) -> None:
        """Hand on what waits."""
        if self._pending:
            self._send(self._clock())

    def getvalue(self) -> str:
        """All that was written."""
        return "".join(self._kept)
