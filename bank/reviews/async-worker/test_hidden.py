import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace

import pytest
from solution import Message, run_worker

Work = Callable[[Message], Awaitable[None]]


async def pause(turns: int = 5) -> None:
    """Let the other tasks run."""
    for _ in range(turns):
        await asyncio.sleep(0)


class FakeQueue:
    """A queue in memory: delivers again what was given back, and closes once every message is settled."""

    def __init__(self, *messages: Message) -> None:
        self.waiting = list(messages)
        self.unsettled: set[str] = set()
        self.received: list[str] = []
        self.acked: list[str] = []
        self.nacked: list[str] = []
        self.buried: list[tuple[str, str]] = []

    async def receive(self) -> Message | None:
        for _ in range(500):
            await asyncio.sleep(0)
            if self.waiting:
                message = self.waiting.pop(0)
                self.unsettled.add(message.id)
                self.received.append(message.id)
                return message
            if not self.unsettled:
                return None
        raise AssertionError(f"never settled: {sorted(self.unsettled)}")

    async def ack(self, message: Message) -> None:
        self.acked.append(message.id)
        self.unsettled.discard(message.id)

    async def nack(self, message: Message) -> None:
        self.nacked.append(message.id)
        if message.id in self.unsettled:
            self.unsettled.remove(message.id)
            self.waiting.append(replace(message, deliveries=message.deliveries + 1))

    async def bury(self, message: Message, reason: str) -> None:
        self.buried.append((message.id, reason))
        self.unsettled.discard(message.id)


def messages(names: str, deliveries: int = 1) -> list[Message]:
    """One message for each letter."""
    return [Message(name, f"body of {name}", deliveries) for name in names]


async def fail(message: Message) -> None:
    """Fail, as a poison message makes a handler do."""
    raise ValueError(f"cannot read {message.id}")


def cancelled_amid(queue: FakeQueue, handle: Work, limit: int = 2) -> None:
    """Cancel a worker while its handlers are at work, and wait for its end, whatever it is."""

    async def run() -> None:
        worker = asyncio.create_task(run_worker(queue, handle, limit=limit))
        await pause(20)
        worker.cancel()
        with suppress(asyncio.CancelledError):
            await worker

    asyncio.run(run())


def test_acknowledged_after_the_work() -> None:
    queue, seen = FakeQueue(*messages("a")), []

    async def handle(message: Message) -> None:
        seen.append(list(queue.acked))
        await pause()
        seen.append(list(queue.acked))

    asyncio.run(run_worker(queue, handle))
    assert (seen, queue.acked) == ([[], []], ["a"])


def test_failed_message_comes_again() -> None:
    queue, tried = FakeQueue(*messages("a")), []

    async def handle(message: Message) -> None:
        tried.append(message.deliveries)
        if message.deliveries < 3:
            raise ConnectionError("database away")

    asyncio.run(run_worker(queue, handle))
    assert (tried, queue.acked) == ([1, 2, 3], ["a"])


def test_buried_message_is_not_acknowledged() -> None:
    queue = FakeQueue(*messages("a", deliveries=9))
    asyncio.run(run_worker(queue, fail, max_deliveries=5))
    assert (queue.acked, queue.buried) == ([], [("a", "cannot read a")])


def test_message_in_hand_is_not_acknowledged_on_cancellation() -> None:
    queue = FakeQueue(*messages("ab"))

    async def handle(message: Message) -> None:
        await asyncio.Event().wait()

    cancelled_amid(queue, handle)
    assert queue.acked == []


def test_last_delivery_is_not_given_back() -> None:
    queue = FakeQueue(*messages("a", deliveries=3))
    asyncio.run(run_worker(queue, fail, max_deliveries=3))
    assert (queue.nacked, queue.buried) == ([], [("a", "cannot read a")])


def test_one_delivery_allowed_means_no_second() -> None:
    queue = FakeQueue(*messages("ab"))
    asyncio.run(run_worker(queue, fail, max_deliveries=1))
    assert queue.nacked == []


def test_messages_beyond_the_limit_stay_in_the_queue() -> None:
    queue, done, most = FakeQueue(*messages("abcdef")), set(), 0

    async def handle(message: Message) -> None:
        nonlocal most
        for _ in range(8):
            most = max(most, len(set(queue.received) - done))
            await asyncio.sleep(0)
        done.add(message.id)

    asyncio.run(run_worker(queue, handle, limit=2))
    assert (most, sorted(done)) == (2, list("abcdef"))


def test_busy_worker_takes_no_message_it_cannot_start() -> None:
    queue = FakeQueue(*messages("abcde"))

    async def handle(message: Message) -> None:
        await asyncio.Event().wait()

    cancelled_amid(queue, handle, limit=3)
    assert queue.received == ["a", "b", "c"]


def test_cancellation_reaches_the_caller() -> None:
    async def handle(message: Message) -> None:
        await asyncio.Event().wait()

    async def run() -> None:
        worker = asyncio.create_task(run_worker(FakeQueue(*messages("ab")), handle, limit=2))
        await pause(20)
        worker.cancel()
        with pytest.raises(asyncio.CancelledError):
            await worker

    asyncio.run(run())


def test_cancellation_stops_the_handlers_before_the_worker_ends() -> None:
    stopped: list[str] = []

    async def handle(message: Message) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            stopped.append(message.id)

    async def run() -> list[str]:
        worker = asyncio.create_task(run_worker(FakeQueue(*messages("ab")), handle, limit=2))
        await pause(20)
        worker.cancel()
        with suppress(asyncio.CancelledError):
            await worker
        return sorted(stopped)

    assert asyncio.run(run()) == ["a", "b"]


def test_cancellation_gives_messages_back() -> None:
    queue = FakeQueue(*messages("ab"))

    async def handle(message: Message) -> None:
        await asyncio.Event().wait()

    cancelled_amid(queue, handle)
    assert sorted(queue.nacked) == ["a", "b"]


def test_never_more_handlers_than_the_limit_and_no_fewer() -> None:
    queue = FakeQueue(*messages("abcdefg"))
    now = most = 0

    async def handle(message: Message) -> None:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await pause(10)
        now -= 1

    asyncio.run(run_worker(queue, handle, limit=3))
    assert (most, sorted(queue.acked)) == (3, list("abcdefg"))


def test_one_failure_does_not_stop_the_others() -> None:
    queue, done = FakeQueue(*messages("abc", deliveries=7)), []

    async def handle(message: Message) -> None:
        if message.id == "b":
            raise ValueError("no such order")
        await pause()
        done.append(message.id)

    asyncio.run(run_worker(queue, handle, limit=1, max_deliveries=5))
    assert (done, queue.buried) == (["a", "c"], [("b", "no such order")])


def test_worker_ends_only_after_its_handlers() -> None:
    class ClosedAtOnce(FakeQueue):
        async def receive(self) -> Message | None:
            return self.waiting.pop(0) if self.waiting else None

    queue, done = ClosedAtOnce(*messages("ab")), []

    async def handle(message: Message) -> None:
        await pause(30)
        done.append(message.id)

    asyncio.run(run_worker(queue, handle, limit=2))
    assert done == ["a", "b"]


def test_second_but_last_delivery_is_given_back() -> None:
    queue = FakeQueue(*messages("a", deliveries=4))

    async def handle(message: Message) -> None:
        if message.deliveries == 4:
            raise ConnectionError("database away")

    asyncio.run(run_worker(queue, handle, max_deliveries=5))
    assert (queue.nacked, queue.buried) == (["a"], [])
