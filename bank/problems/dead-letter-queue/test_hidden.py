"""Run after the examples: order under failures, leases, redrives, and a slow definition to compare with."""

import random

from solution import KeyedQueue


class Clock:
    """Milliseconds that pass when a test says so."""

    def __init__(self):
        self.now = 90_000

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


def test_failed_message_comes_before_the_later_ones_of_its_key():
    queue, _ = queue_of("a 1", "a 2", max_attempts=5)
    queue.fail(queue.receive())
    assert shown(queue.receive()) == "a 1 2"


def test_delayed_message_holds_its_key_and_no_other():
    queue, clock = queue_of("a 1", "a 2", "b 3", max_attempts=5)
    queue.fail(queue.receive(), delay_ms=500)
    assert [shown(queue.receive()) for _ in range(2)] == ["b 3 1", None]
    clock.now += 499
    queue.send("c", "4")
    assert [shown(queue.receive()) for _ in range(2)] == ["c 4 1", None]
    clock.now += 1
    assert [shown(queue.receive()) for _ in range(2)] == ["a 1 2", None]


def test_message_sent_first_is_delivered_first_whichever_key_waited_longer():
    queue, clock = queue_of("a 1", "b 2", "c 3", max_attempts=5)
    one = queue.receive()
    clock.now += 10
    queue.fail(one)
    assert [shown(queue.receive()) for _ in range(3)] == ["a 1 2", "b 2 1", "c 3 1"]


def test_delay_that_runs_out_while_others_wait_takes_its_place_by_sending():
    queue, clock = queue_of("a 1", "b 2", "b 3", max_attempts=5)
    queue.fail(queue.receive(), delay_ms=100)
    two = queue.receive()
    queue.ack(two)
    clock.now += 100
    assert [shown(queue.receive()) for _ in range(3)] == ["a 1 2", "b 3 1", None]


def test_lease_that_ends_is_a_failed_attempt():
    queue, clock = queue_of("a 1", "a 2")
    for attempt in ("a 1 1", "a 1 2"):
        assert shown(queue.receive()) == attempt
        clock.now += 999
        assert queue.receive() is None
        assert queue.dead_letters() == []
        clock.now += 1
    assert queue.receive() is None
    assert queue.dead_letters() == [("a", "1")]


def test_lease_may_end_while_nobody_calls():
    queue, clock = queue_of("a 1", max_attempts=1)
    late = queue.receive()
    clock.now += 3_600_000
    assert queue.dead_letters() == [("a", "1")]
    assert queue.fail(late) is False
    assert queue.ack(late) is False
    assert len(queue) == 1


def test_delivery_can_be_settled_once():
    queue, _ = queue_of("a 1", "b 2", max_attempts=5)
    one, two = queue.receive(), queue.receive()
    assert queue.ack(one) is True
    assert [queue.ack(one), queue.fail(one)] == [False, False]
    assert queue.fail(two) is True
    assert [queue.ack(two), queue.fail(two)] == [False, False]
    assert len(queue) == 1


def test_old_delivery_does_not_settle_a_new_one():
    queue, clock = queue_of("a 1", max_attempts=5)
    old = queue.receive()
    clock.now += 1_000
    new = queue.receive()
    assert new.receipt != old.receipt
    assert [queue.ack(old), queue.fail(old, delay_ms=60_000)] == [False, False]
    assert queue.ack(new) is True


def test_old_delivery_does_not_settle_the_next_message_of_its_key():
    queue, _ = queue_of("a same", "a same", max_attempts=5)
    first = queue.receive()
    queue.ack(first)
    second = queue.receive()
    assert queue.ack(first) is False
    assert len(queue) == 1
    assert queue.ack(second) is True


def test_lease_of_an_acknowledged_message_ends_nothing():
    queue, clock = queue_of("a 1", "a 2", max_attempts=1)
    queue.ack(queue.receive())
    clock.now += 500
    two = queue.receive()
    # The lease of "1" would have ended here; "2" has half a second left.
    clock.now += 500
    assert queue.dead_letters() == []
    assert queue.ack(two) is True


def test_attempts_are_counted_for_each_message():
    queue, _ = queue_of("a 1", "a 2")
    queue.fail(queue.receive())
    queue.ack(queue.receive())
    two = queue.receive()
    assert shown(two) == "a 2 1"
    queue.fail(two)
    assert queue.dead_letters() == []
    assert shown(queue.receive()) == "a 2 2"


def test_messages_sent_to_a_stopped_key_wait():
    queue, _ = queue_of("a 1", max_attempts=1)
    bury(queue)
    queue.send("a", "2")
    assert queue.receive() is None
    assert queue.redrive("a") is True
    one = queue.receive()
    assert shown(one) == "a 1 1"
    queue.ack(one)
    assert shown(queue.receive()) == "a 2 1"


def test_redriven_message_that_fails_again_is_a_dead_letter_again():
    queue, _ = queue_of("a 1")
    for _ in range(3):
        bury(queue)
        assert queue.dead_letters() == [("a", "1")]
        assert queue.redrive("a") is True
    assert queue.redrive("a") is False


def test_only_keys_with_a_dead_letter_are_redriven_or_discarded():
    queue, _ = queue_of("a 1", "b 2", max_attempts=5)
    queue.receive()
    for key in ("a", "b", "never seen"):
        assert queue.redrive(key) is False
        assert queue.discard(key) is False
    assert len(queue) == 2


def test_discarding_the_last_message_frees_the_key():
    queue, _ = queue_of("a 1", max_attempts=1)
    bury(queue)
    assert queue.discard("a") is True
    assert (len(queue), queue.dead_letters(), queue.receive()) == (0, [], None)
    queue.send("a", "2")
    assert shown(queue.receive()) == "a 2 1"


def test_dead_letters_stand_in_the_order_sent():
    queue, _ = queue_of("c 1", "b 2", "a 3", "b 4", max_attempts=1)
    deliveries = [queue.receive() for _ in range(3)]
    for delivery in reversed(deliveries):
        queue.fail(delivery)
    assert queue.dead_letters() == [("c", "1"), ("b", "2"), ("a", "3")]


class Rules:
    """The statement taken word by word, over one list of all messages."""

    def __init__(self, max_attempts, lease_ms):
        self.max_attempts, self.lease_ms = max_attempts, lease_ms
        self.messages = []  # in the order sent

    def first(self, key):
        return next((message for message in self.messages if message["key"] == key), None)

    def end_attempt(self, message, ready):
        message.update(state="dead" if message["attempt"] == self.max_attempts else "open", at=ready)

    def settle(self, now):
        for message in self.messages:
            if message["state"] == "held" and now >= message["at"]:
                self.end_attempt(message, now)

    def receive(self, now):
        for message in self.messages:
            if self.first(message["key"]) is message and message["state"] == "open" and message["at"] <= now:
                message.update(state="held", at=now + self.lease_ms, attempt=message["attempt"] + 1)
                return message
        return None


def test_agrees_with_the_rules_taken_word_by_word():
    rng = random.Random(1_883)
    for number in range(12):
        max_attempts, lease_ms = rng.randrange(1, 4), rng.randrange(1, 30)
        queue, clock = queue_of(max_attempts=max_attempts, lease_ms=lease_ms)
        rules, seen = Rules(max_attempts, lease_ms), []
        for step in range(200):
            place = f"sequence {number}, step {step}"
            clock.now += rng.choice([0, 0, 1, 4, 12])
            rules.settle(clock.now)
            kind, key = (
                rng.choice(["send", "receive", "receive", "ack", "fail", "redrive", "discard"]),
                rng.choice("abc"),
            )
            if kind == "send":
                queue.send(key, str(step))
                rules.messages.append({"key": key, "body": str(step), "attempt": 0, "state": "open", "at": 0})
            elif kind == "receive":
                delivery, message = queue.receive(), rules.receive(clock.now)
                assert shown(delivery) == (message and f"{message['key']} {message['body']} {message['attempt']}"), (
                    place
                )
                if delivery and message:
                    message["last"] = delivery
                    seen.append((delivery, message))
            elif kind in ("ack", "fail") and seen:
                delivery, message = rng.choice(seen[-4:])
                current = message["state"] == "held" and message["last"] is delivery
                delay = rng.choice([0, 3, 20])
                assert (queue.ack(delivery) if kind == "ack" else queue.fail(delivery, delay)) is current, place
                if current and kind == "ack":
                    message["state"] = "done"
                    rules.messages = [each for each in rules.messages if each is not message]
                elif current:
                    rules.end_attempt(message, clock.now + delay)
            elif kind in ("redrive", "discard"):
                message = rules.first(key)
                dead = message is not None and message["state"] == "dead"
                assert getattr(queue, kind)(key) is dead, place
                if dead and kind == "redrive":
                    message.update(state="open", at=0, attempt=0)
                elif dead:
                    rules.messages = [each for each in rules.messages if each is not message]
            dead = [(each["key"], each["body"]) for each in rules.messages if each["state"] == "dead"]
            assert queue.dead_letters() == dead, place
            assert len(queue) == len(rules.messages), place


def test_thousands_of_messages_pass():
    queue, _ = queue_of()
    for number in range(3_000):
        queue.send(f"k{number % 500}", str(number))
    bodies = []
    while delivery := queue.receive():
        bodies.append(int(delivery.body))
        queue.ack(delivery)
    assert bodies == list(range(3_000))
