"""Run after the examples: backoff, crashes, lost leases and the way out."""

from dataclasses import dataclass

import pytest
from solution import PermanentError, Worker


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


class Crash(BaseException):
    """The process dies: no `except Exception` sees it."""


def test_backoff_doubles_up_to_its_cap():
    bench = Bench("a", base_delay=2, max_delay=10, max_attempts=6)
    bench.extractor.on["a"] = RuntimeError("busy")
    waits = []
    for _ in range(5):
        bench.worker.run_once()
        waits.append(bench.queue.hidden_for("a"))
        bench.clock.now += waits[-1]
    assert waits == [2, 4, 8, 10, 10]


def test_jitter_scales_the_capped_backoff():
    bench = Bench("a", jitter=0.25, base_delay=8, max_delay=10)
    bench.extractor.on["a"] = RuntimeError("busy")
    waits = []
    for _ in range(2):
        bench.worker.run_once()
        waits.append(bench.queue.hidden_for("a"))
        bench.clock.now += waits[-1]
    assert waits == [2, 2.5]


def test_one_failure_does_not_hold_up_the_other_messages():
    bench = Bench("a", "b", "c")
    bench.extractor.on["b"] = RuntimeError("busy")
    bench.worker.run_once()
    assert list(bench.table.rows) == ["a", "c"]
    assert bench.queue.documents() == ["b"]
    assert bench.clock.naps == []


def test_permanent_error_goes_to_dead_letters_at_once():
    bench = Bench("a", "b")
    bench.extractor.on["a"] = PermanentError("the file is encrypted")
    bench.worker.run_once()
    assert "the file is encrypted" in bench.dead_letters.reasons["a"]
    assert bench.queue.documents() == []
    assert list(bench.table.rows) == ["b"]


def test_kinds_of_permanent_errors_are_permanent_too():
    class EncryptedError(PermanentError):
        pass

    bench = Bench("a")
    bench.extractor.on["a"] = EncryptedError("the password is unknown")
    bench.worker.run_once()
    assert "the password is unknown" in bench.dead_letters.reasons["a"]
    assert bench.queue.documents() == []


def test_message_outlives_a_worker_that_dies():
    bench = Bench("a")
    bench.extractor.on["a"] = Crash()
    with pytest.raises(Crash):
        bench.worker.run_once()
    assert bench.queue.documents() == ["a"]
    assert bench.dead_letters.reasons == {}


def test_deliveries_to_workers_that_died_count_as_attempts():
    bench = Bench("a", max_attempts=2)
    for _ in range(2):
        bench.queue.receive(1)  # a worker that never comes back
        bench.clock.now += 30
    bench.worker.run_once()
    assert list(bench.dead_letters.reasons) == ["a"]
    assert bench.extractor.calls == []
    assert bench.queue.documents() == []


def test_last_attempt_is_still_tried():
    bench = Bench("a", max_attempts=2)
    bench.queue.receive(1)
    bench.clock.now += 30
    bench.worker.run_once()
    assert bench.table.rows == {"a": {"words": 3}}
    assert bench.dead_letters.reasons == {}


def test_saved_document_is_no_dead_letter_however_often_it_was_delivered():
    bench = Bench("a", max_attempts=1)
    bench.table.rows["a"] = {"words": 3}
    for _ in range(4):
        bench.queue.receive(1)
        bench.clock.now += 30
    bench.worker.run_once()
    assert bench.dead_letters.reasons == {}
    assert bench.queue.documents() == []


def test_failed_save_is_tried_again():
    bench = Bench("a")
    bench.table.errors = [ConnectionError("table is down")]
    bench.worker.run_once()
    assert bench.queue.documents() == ["a"]
    bench.clock.now += 1
    bench.worker.run_once()
    assert bench.table.rows == {"a": {"words": 3}}


def test_failed_delete_costs_no_second_extraction_and_no_dead_letter():
    bench = Bench("a", "b", max_attempts=1)
    bench.queue.errors = [ConnectionError("queue is down")]
    bench.worker.run_once()
    assert list(bench.table.rows) == ["a", "b"]
    assert bench.queue.documents() == ["a"]
    bench.clock.now += 60
    bench.worker.run_once()
    assert bench.extractor.calls == ["a", "b"]
    assert bench.queue.documents() == []
    assert bench.dead_letters.reasons == {}


def test_message_stays_in_the_queue_while_dead_letters_are_down():
    bench = Bench("a", "b")
    bench.extractor.on["a"] = PermanentError("the file is encrypted")
    bench.dead_letters.errors = [ConnectionError("dead letters are down")]
    bench.worker.run_once()
    assert bench.queue.documents() == ["a"]
    assert list(bench.table.rows) == ["b"]
    bench.clock.now += 60
    bench.worker.run_once()
    assert list(bench.dead_letters.reasons) == ["a"]
    assert bench.queue.documents() == []


def test_message_with_a_new_owner_is_left_to_it():
    bench = Bench("a")

    def outlive_the_lease():
        bench.clock.now += 30
        bench.queue.receive(1)  # another worker takes the message over

    bench.extractor.on["a"] = outlive_the_lease
    assert bench.worker.run_once() == 1
    assert bench.table.rows == {"a": {"words": 3}}
    assert bench.queue.documents() == ["a"]
    assert bench.queue.hidden_for("a") == 30


def test_row_saved_by_another_worker_meanwhile_is_kept():
    bench = Bench("a")
    bench.extractor.on["a"] = lambda: bench.table.rows.update(a={"words": 99})
    bench.worker.run_once()
    assert bench.table.rows == {"a": {"words": 99}}
    assert bench.queue.documents() == []


def test_message_whose_lease_ran_out_in_the_batch_is_not_started():
    bench = Bench("a", "b")

    def take_thirty_seconds():
        bench.clock.now += 30

    bench.extractor.on["a"] = take_thirty_seconds
    assert bench.worker.run_once() == 2
    assert bench.extractor.calls == ["a"]
    assert bench.queue.documents() == ["b"]
    assert bench.worker.run_once() == 1
    assert bench.extractor.calls == ["a", "b"]


def test_stop_finishes_the_current_message_and_frees_the_rest_at_once():
    bench = Bench("a", "b", "c")
    bench.extractor.on["a"] = bench.worker.stop
    bench.worker.run()
    assert bench.extractor.calls == ["a"]
    assert list(bench.table.rows) == ["a"]
    assert bench.queue.documents() == ["b", "c"]
    assert [bench.queue.hidden_for("b"), bench.queue.hidden_for("c")] == [0, 0]
    assert bench.clock.naps == []


def test_batch_is_no_larger_than_asked_for():
    bench = Bench("a", "b", "c", batch_size=2)
    assert [bench.worker.run_once() for _ in range(3)] == [2, 1, 0]
    assert bench.extractor.calls == ["a", "b", "c"]


def test_failed_look_at_the_table_is_tried_again():
    bench = Bench("a", "b")
    look = bench.table.contains
    answers = [ConnectionError("table is down")]

    def contains(document_id):
        if answers:
            raise answers.pop()
        return look(document_id)

    bench.table.contains = contains
    assert bench.worker.run_once() == 2
    assert bench.queue.documents() == ["a"]
    assert bench.queue.hidden_for("a") == 1
    assert list(bench.table.rows) == ["b"]


def test_failed_return_leaves_the_message_to_its_lease():
    bench = Bench("a", "b")
    bench.store.errors = [ConnectionError("store is down")]
    bench.queue.errors = [ConnectionError("queue is down")]
    assert bench.worker.run_once() == 2
    assert bench.queue.hidden_for("a") == 30
    assert list(bench.table.rows) == ["b"]
    assert bench.dead_letters.reasons == {}


def test_no_sleep_when_stopped_while_asking_an_empty_queue():
    bench = Bench()

    def receive(limit):
        bench.worker.stop()
        return []

    bench.queue.receive = receive
    bench.worker.run()
    assert bench.clock.naps == []
