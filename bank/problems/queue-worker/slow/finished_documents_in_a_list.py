from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

logger = logging.getLogger(__name__)

Row = dict[str, object]


class PermanentError(Exception):
    """Raised by the store or the extractor when no further attempt can succeed."""


class Message(Protocol):
    """One delivery of a message."""

    id: str
    document_id: str
    receipt: str
    attempts: int
    lease_until: float


class Queue(Protocol):
    """Hands out messages and hides each until its lease runs out."""

    def receive(self, limit: int) -> Sequence[Message]: ...
    def delete(self, receipt: str) -> None: ...
    def change_visibility(self, receipt: str, seconds: float) -> None: ...


class Store(Protocol):
    """Holds the texts of the documents."""

    def fetch(self, document_id: str) -> str: ...


class Table(Protocol):
    """Holds one row for each finished document."""

    def contains(self, document_id: str) -> bool: ...
    def put_if_absent(self, document_id: str, row: Row) -> bool: ...


class DeadLetters(Protocol):
    """Keeps the messages that nobody could handle."""

    def send(self, message: Message, reason: str) -> None: ...


class Worker:
    """Takes documents from a queue until it is stopped; every document ends in the table or among the dead letters."""

    def __init__(
        self,
        queue: Queue,
        store: Store,
        extract: Callable[[str], Row],
        table: Table,
        dead_letters: DeadLetters,
        *,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        jitter: Callable[[], float],
        max_attempts: int = 5,
        base_delay: float = 1.0,
        max_delay: float = 60.0,
        idle_delay: float = 2.0,
        batch_size: int = 10,
    ) -> None:
        """Keep what the worker needs; delays are in seconds."""
        self.queue = queue
        self.store = store
        self.extract = extract
        self.table = table
        self.dead_letters = dead_letters
        self.clock = clock
        self.sleep = sleep
        self.jitter = jitter
        self.max_attempts = max_attempts
        self.base_delay = base_delay
        self.max_delay = max_delay
        self.idle_delay = idle_delay
        self.batch_size = batch_size
        self.stopped = False
        self.finished: list[str] = []

    def run_once(self) -> int:
        """Handle one batch and give the number of messages received."""
        messages = self.queue.receive(self.batch_size)
        for message in messages:
            if self.stopped:
                # Without this the rest of the batch stays hidden until its lease runs out.
                self._return_after(message, 0.0)
            elif self.clock() < message.lease_until:
                self._handle(message)
        return len(messages)

    def run(self) -> None:
        """Handle batches until `stop` is called; sleep `idle_delay` seconds after an empty one."""
        while not self.stopped:
            if self.run_once() == 0 and not self.stopped:
                self.sleep(self.idle_delay)

    def stop(self) -> None:
        """Ask the worker to finish the current message and to start no other."""
        self.stopped = True

    def _handle(self, message: Message) -> None:
        """Do the work of one message, then settle it: delete, return or bury. Settling is no part of the `try`."""
        try:
            self._ensure_saved(message)
        except PermanentError as error:
            self._bury(message, error)
        except Exception as error:
            if message.attempts >= self.max_attempts:
                self._bury(message, error)
            else:
                self._return_after(message, self._backoff(message.attempts))
        else:
            with self._lease_as_fallback(message):
                self.queue.delete(message.receipt)

    def _ensure_saved(self, message: Message) -> None:
        """Save the row of the message's document unless it is there; raise what any step raises."""
        # Asked before the attempts are counted: a worker may have died between saving and deleting.
        if message.document_id in self.finished or self.table.contains(message.document_id):
            return
        if message.attempts > self.max_attempts:
            # The queue's count includes workers that died before they could report a failure.
            raise PermanentError(f"delivered {message.attempts} times and never finished")
        row = self.extract(self.store.fetch(message.document_id))
        # Another worker may have saved meanwhile. Its row stays; ours would say the same.
        self.table.put_if_absent(message.document_id, row)
        self.finished.append(message.document_id)

    def _backoff(self, attempts: int) -> float:
        """Give the seconds to wait after this many attempts: exponential, capped, with full jitter."""
        return min(self.max_delay, self.base_delay * 2.0 ** (attempts - 1)) * self.jitter()

    def _bury(self, message: Message, error: Exception) -> None:
        """Move the message to the dead letters; a crash in between leaves it in both places, never in none."""
        with self._lease_as_fallback(message):
            self.dead_letters.send(message, f"{type(error).__name__}: {error}")
            self.queue.delete(message.receipt)

    def _return_after(self, message: Message, seconds: float) -> None:
        """Make the message visible again after `seconds`."""
        with self._lease_as_fallback(message):
            self.queue.change_visibility(message.receipt, seconds)

    @contextmanager
    def _lease_as_fallback(self, message: Message) -> Iterator[None]:
        """Log an error of the queue and go on: the lease runs out and the message comes back, or it has a new owner."""
        try:
            yield
        except Exception:
            logger.warning("message %s of document %s not settled", message.id, message.document_id, exc_info=True)
