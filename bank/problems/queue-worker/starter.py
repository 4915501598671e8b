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
        """Handle one batch and give the number of messages received."""
        raise NotImplementedError

    def run(self) -> None:
        """Handle batches until `stop` is called; sleep `idle_delay` seconds after an empty one."""
        raise NotImplementedError

    def stop(self) -> None:
        """Ask the worker to finish the current message and to start no other."""
        raise NotImplementedError
