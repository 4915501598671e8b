"""A worker that handles the messages of a queue, several at a time."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Message:
    """A message as the queue delivers it."""

    id: str
    body: str
    deliveries: int  # counted from 1, this one included


class Queue(Protocol):
    """What the worker needs of a queue."""

    async def receive(self) -> Message | None: ...
    async def ack(self, message: Message) -> None: ...
    async def nack(self, message: Message) -> None: ...
    async def bury(self, message: Message, reason: str) -> None: ...


Handler = Callable[[Message], Awaitable[None]]


async def run_worker(queue: Queue, handle: Handler, limit: int = 10, max_deliveries: int = 5) -> None:
    """Handle messages until the queue is closed, `limit` at a time."""
    slots = asyncio.Semaphore(limit)
    running: dict[asyncio.Task[None], Message] = {}

    async def in_slot(message: Message) -> None:
        async with slots:
            await _process(queue, handle, message, max_deliveries)

    try:
        while (message := await queue.receive()) is not None:
            task = asyncio.create_task(in_slot(message))
            running[task] = message
            task.add_done_callback(running.pop)
        if running:
            await asyncio.wait(running)
    except asyncio.CancelledError:
        log.info("worker stopped with %s in hand", [message.id for message in running.values()])


async def _process(queue: Queue, handle: Handler, message: Message, max_deliveries: int) -> None:
    """Handle one message and tell the queue how it went."""
    try:
        await handle(message)
    except Exception as error:
        log.exception("message %s failed", message.id)
        if message.deliveries > max_deliveries:
            await queue.bury(message, str(error))
        else:
            await queue.nack(message)
    else:
        await queue.ack(message)
