from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
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

    def run_once(self) -> int:
        messages = self.queue.receive(self.batch_size)
        for message in messages:
            if self.stopped:
                self.settle(self.queue.change_visibility, message.receipt, 0)
            elif self.clock() < message.lease_until:
                self.handle(message)
        return len(messages)

    def run(self) -> None:
        while not self.stopped:
            if self.run_once() == 0 and not self.stopped:
                self.sleep(self.idle_delay)

    def stop(self) -> None:
        self.stopped = True

    def handle(self, message: Message) -> None:
        if not hasattr(self, "attempts"):
            self.attempts: dict[str, int] = {}
        attempts = self.attempts[message.id] = self.attempts.get(message.id, 0) + 1
        try:
            if not self.table.contains(message.document_id):
                if attempts > self.max_attempts:
                    raise PermanentError("too many deliveries")
                row = self.extract(self.store.fetch(message.document_id))
                self.table.put_if_absent(message.document_id, row)
        except PermanentError as error:
            self.settle(self.bury, message, str(error))
        except Exception as error:
            if attempts >= self.max_attempts:
                self.settle(self.bury, message, str(error))
            else:
                delay = min(self.max_delay, self.base_delay * 2 ** (attempts - 1)) * self.jitter()
                self.settle(self.queue.change_visibility, message.receipt, delay)
        else:
            self.settle(self.queue.delete, message.receipt)

    def bury(self, message: Message, reason: str) -> None:
        self.dead_letters.send(message, reason)
        self.queue.delete(message.receipt)

    def settle(self, action, *arguments) -> None:
        try:
            action(*arguments)
        except Exception:
            logger.warning("%s failed", action.__name__, exc_info=True)
