"""A queue of good documents, one message each: the worker empties it batch by batch."""


class Message:
    """The first delivery of a message."""

    attempts = 1
    lease_until = 30.0

    def __init__(self, number):
        self.id = self.receipt = f"m{number}"
        self.document_id = f"document-{number}"


class Queue:
    """Hands out its messages in order and takes any receipt."""

    def __init__(self, messages):
        self.messages = iter(messages)

    def receive(self, limit):
        return [message for _, message in zip(range(limit), self.messages, strict=False)]

    def delete(self, receipt):
        pass

    def change_visibility(self, receipt, seconds):
        pass


class Store:
    """Holds the same text for every document."""

    def fetch(self, document_id):
        return "three plain words"


class Table(dict):
    """Rows by document."""

    def contains(self, document_id):
        return document_id in self

    def put_if_absent(self, document_id, row):
        return self.setdefault(document_id, row) is row


class DeadLetters:
    """Keeps nothing: no document fails."""

    def send(self, message, reason):
        pass


def prepare(solution, n, rng):
    """Make a queue of n messages in random order; the work is to run batches until none is left."""
    messages = [Message(number) for number in range(n)]
    rng.shuffle(messages)
    worker = solution.Worker(
        Queue(messages),
        Store(),
        lambda text: {"words": 3},
        Table(),
        DeadLetters(),
        clock=lambda: 0.0,
        sleep=lambda seconds: None,
        jitter=lambda: 1.0,
    )

    def empty_the_queue():
        while worker.run_once():
            pass

    return empty_the_queue
