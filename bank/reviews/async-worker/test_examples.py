import asyncio

from solution import Message, run_worker


class ListQueue:
    """Delivers the messages of a list, then closes."""

    def __init__(self, *names: str) -> None:
        self.waiting = [Message(name, f"body of {name}", deliveries=1) for name in names]
        self.acked: list[str] = []
        self.nacked: list[str] = []
        self.buried: list[str] = []

    async def receive(self) -> Message | None:
        return self.waiting.pop(0) if self.waiting else None

    async def ack(self, message: Message) -> None:
        self.acked.append(message.id)

    async def nack(self, message: Message) -> None:
        self.nacked.append(message.id)

    async def bury(self, message: Message, reason: str) -> None:
        self.buried.append(f"{message.id}: {reason}")


def test_messages_are_handled_and_acknowledged() -> None:
    queue, bodies = ListQueue("a", "b", "c"), []

    async def handle(message: Message) -> None:
        bodies.append(message.body)

    asyncio.run(run_worker(queue, handle, limit=2))
    assert bodies == ["body of a", "body of b", "body of c"]
    assert sorted(queue.acked) == ["a", "b", "c"]


def test_failed_message_goes_back() -> None:
    queue = ListQueue("a", "b")

    async def handle(message: Message) -> None:
        if message.id == "a":
            raise ValueError("no such order")

    asyncio.run(run_worker(queue, handle))
    assert (queue.nacked, queue.buried) == (["a"], [])


def test_closed_queue_ends_the_worker() -> None:
    queue = ListQueue()

    async def handle(message: Message) -> None:
        raise AssertionError("nothing to handle")

    asyncio.run(run_worker(queue, handle))
    assert (queue.acked, queue.nacked, queue.buried) == ([], [], [])
