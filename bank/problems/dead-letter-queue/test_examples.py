"""Shown to the reader: the cases of the statement."""

from solution import KeyedQueue


class Clock:
    """Milliseconds that pass when a test says so."""

    def __init__(self):
        self.now = 0

    def __call__(self):
        return self.now


def queue_of(*messages, max_attempts=2, lease_ms=1_000):
    """A queue into which "key body" was sent for each text, and the clock it looks at."""
    clock = Clock()
    queue = KeyedQueue(max_attempts=max_attempts, lease_ms=lease_ms, clock=clock)
    for message in messages:
        queue.send(*message.split())
    return queue, clock


def shown(delivery):
    """A delivery as "key body attempt"."""
    return delivery and f"{delivery.key} {delivery.body} {delivery.attempt}"


def bury(queue):
    """Let the next message fail on every attempt it has, and give its first delivery."""
    first = delivery = queue.receive()
    while delivery is not None and (delivery.key, delivery.body) == (first.key, first.body):
        assert queue.fail(delivery) is True
        delivery = None if (first.key, first.body) in queue.dead_letters() else queue.receive()
    return first


def test_life_of_three_messages():
    queue, clock = queue_of("a 1", "a 2", "b 3")
    one, three = queue.receive(), queue.receive()
    assert [shown(one), shown(three), queue.receive()] == ["a 1 1", "b 3 1", None]
    assert queue.ack(three) is True
    assert queue.fail(one, delay_ms=200) is True
    clock.now = 199
    assert queue.receive() is None
    clock.now = 200
    assert shown(queue.receive()) == "a 1 2"
    clock.now = 1_200
    assert queue.receive() is None
    assert queue.dead_letters() == [("a", "1")]
    assert len(queue) == 2
    assert queue.discard("a") is True
    assert shown(queue.receive()) == "a 2 1"


def test_messages_of_a_key_come_in_the_order_sent():
    queue, _ = queue_of("a 1", "a 2", "a 3")
    seen = []
    while delivery := queue.receive():
        seen.append(delivery.body)
        assert queue.receive() is None
        queue.ack(delivery)
    assert seen == ["1", "2", "3"]
    assert len(queue) == 0


def test_dead_letter_stops_its_own_key_only():
    queue, _ = queue_of("a 1", "a 2", "b 3", max_attempts=1)
    bury(queue)
    assert shown(queue.receive()) == "b 3 1"
    assert queue.receive() is None
    assert queue.dead_letters() == [("a", "1")]


def test_redriven_message_has_all_its_attempts_again():
    queue, _ = queue_of("a 1", "a 2")
    bury(queue)
    assert queue.redrive("a") is True
    assert queue.dead_letters() == []
    again = queue.receive()
    assert shown(again) == "a 1 1"
    queue.fail(again)
    assert shown(queue.receive()) == "a 1 2"


def test_acknowledgement_after_the_lease_is_too_late():
    queue, clock = queue_of("a 1")
    late = queue.receive()
    clock.now = 1_000
    assert queue.ack(late) is False
    assert shown(queue.receive()) == "a 1 2"
