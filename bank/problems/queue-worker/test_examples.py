"""Shown to the reader: the everyday cases, and the fakes that the worker is handed."""

from dataclasses import dataclass

import pytest
from solution import Worker


@dataclass(frozen=True)
class Message:
    """One delivery of a message."""

    id: str
    document_id: str
    receipt: str
    attempts: int
    lease_until: float


class StaleReceiptError(Exception):
    """The message was deleted or has been delivered again since."""


class Clock:
    """Time that passes when somebody sleeps or a test says so. `after_nap` is called after each sleep."""

    def __init__(self):
        self.now = 1000.0
        self.naps = []
        self.after_nap = None

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.naps.append(seconds)
        if len(self.naps) > 100:
            pytest.fail("the worker slept 100 times: does it look at stop()?")
        self.now += seconds
        if self.after_nap is not None:
            self.after_nap()


class Queue:
    """Hides a delivered message for 30 seconds. `errors` are raised by the next calls that settle a message."""

    def __init__(self, clock, document_ids):
        self.clock = clock
        self.messages = {
            f"m{number}": {"document": document_id, "attempts": 0, "visible_at": 0.0, "receipt": ""}
            for number, document_id in enumerate(document_ids, 1)
        }
        self.polls = 0
        self.errors = []

    def receive(self, limit):
        self.polls += 1
        if self.polls > 100:
            pytest.fail("the worker polled 100 times: does it look at stop()?")
        batch = []
        for message_id, entry in self.messages.items():
            if entry["visible_at"] <= self.clock() and len(batch) < limit:
                entry["attempts"] += 1
                entry["visible_at"] = self.clock() + 30
                entry["receipt"] = f"{message_id}/{entry['attempts']}"
                batch.append(
                    Message(message_id, entry["document"], entry["receipt"], entry["attempts"], entry["visible_at"])
                )
        return batch

    def delete(self, receipt):
        del self.messages[self._owner(receipt)]

    def change_visibility(self, receipt, seconds):
        self.messages[self._owner(receipt)]["visible_at"] = self.clock() + seconds

    def _owner(self, receipt):
        if self.errors:
            raise self.errors.pop(0)
        for message_id, entry in self.messages.items():
            if entry["receipt"] == receipt:
                return message_id
        raise StaleReceiptError(receipt)

    def documents(self):
        """The documents whose messages are still in the queue, hidden or not."""
        return [entry["document"] for entry in self.messages.values()]

    def hidden_for(self, document_id):
        """Seconds until the message of a document is visible again."""
        entry = next(entry for entry in self.messages.values() if entry["document"] == document_id)
        return max(0.0, entry["visible_at"] - self.clock())


class Store:
    """Holds a text of three words for every document. `errors` are raised by the next calls."""

    def __init__(self):
        self.errors = []

    def fetch(self, document_id):
        if self.errors:
            raise self.errors.pop(0)
        return f"text of {document_id}"


class Extractor:
    """Counts words. `on` holds what happens first when a document is extracted, such as an error."""

    def __init__(self):
        self.calls = []
        self.on = {}

    def __call__(self, text):
        document_id = text.split()[-1]
        self.calls.append(document_id)
        happening = self.on.get(document_id)
        if isinstance(happening, BaseException):
            raise happening
        if happening is not None:
            happening()
        return {"words": len(text.split())}


class Table:
    """Keeps the first row of each document. `errors` are raised by the next calls that save."""

    def __init__(self):
        self.rows = {}
        self.errors = []

    def contains(self, document_id):
        return document_id in self.rows

    def put_if_absent(self, document_id, row):
        if self.errors:
            raise self.errors.pop(0)
        return self.rows.setdefault(document_id, row) is row


class DeadLetters:
    """Keeps the reason by document. `errors` are raised by the next calls."""

    def __init__(self):
        self.reasons = {}
        self.errors = []

    def send(self, message, reason):
        if self.errors:
            raise self.errors.pop(0)
        self.reasons[message.document_id] = reason


class Bench:
    """A worker with everything it is handed."""

    def __init__(self, *document_ids, jitter=1.0, **options):
        self.clock = Clock()
        self.queue = Queue(self.clock, document_ids)
        self.store = Store()
        self.extractor = Extractor()
        self.table = Table()
        self.dead_letters = DeadLetters()
        self.worker = Worker(
            self.queue,
            self.store,
            self.extractor,
            self.table,
            self.dead_letters,
            clock=self.clock,
            sleep=self.clock.sleep,
            jitter=lambda: jitter,
            **options,
        )


def test_good_document_is_saved_and_its_message_deleted():
    bench = Bench("a")
    assert bench.worker.run_once() == 1
    assert bench.table.rows == {"a": {"words": 3}}
    assert bench.queue.documents() == []
    assert bench.dead_letters.reasons == {}


def test_failed_message_comes_back_after_its_backoff():
    bench = Bench("a", jitter=0.5)
    bench.store.errors = [ConnectionError("store is down")]
    assert bench.worker.run_once() == 1
    assert bench.queue.hidden_for("a") == 0.5
    assert bench.worker.run_once() == 0
    bench.clock.now += 0.5
    assert bench.worker.run_once() == 1
    assert bench.table.rows == {"a": {"words": 3}}
    assert bench.queue.documents() == []


def test_poisoned_message_goes_to_dead_letters():
    bench = Bench("a", max_attempts=3)
    bench.extractor.on["a"] = RuntimeError("no glyphs found")
    for _ in range(3):
        assert bench.dead_letters.reasons == {}
        bench.worker.run_once()
        bench.clock.now += 10
    assert "no glyphs found" in bench.dead_letters.reasons["a"]
    assert bench.queue.documents() == []
    assert bench.extractor.calls == ["a", "a", "a"]


def test_document_delivered_twice_is_extracted_once():
    bench = Bench("a", "a")
    bench.worker.run_once()
    assert bench.extractor.calls == ["a"]
    assert bench.queue.documents() == []


def test_run_goes_from_batch_to_batch_without_a_sleep():
    bench = Bench("a", "b", batch_size=1, idle_delay=7)
    bench.extractor.on["b"] = bench.worker.stop
    bench.worker.run()
    assert bench.table.rows == {"a": {"words": 3}, "b": {"words": 3}}
    assert bench.clock.naps == []


def test_run_ends_when_stopped_during_a_sleep():
    bench = Bench(idle_delay=7)

    def stop_in_the_third_nap():
        if len(bench.clock.naps) == 3:
            bench.worker.stop()

    bench.clock.after_nap = stop_in_the_third_nap
    bench.worker.run()
    assert bench.clock.naps == [7, 7, 7]
    assert bench.queue.polls == 3
