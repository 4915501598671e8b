"""Run after the examples: late owners, bodies, the edges of all times, and a slow definition."""

import random

import pytest
from solution import Decision, IdempotencyStore

BODY = {"amount": 900}


class Clock:
    """Milliseconds that pass when a test says so."""

    def __init__(self):
        self.now = 5_000_000

    def __call__(self):
        return self.now


def store_of(lease_ms=30_000, keep_ms=100_000):
    """A store and the clock it looks at."""
    clock = Clock()
    return IdempotencyStore(lease_ms=lease_ms, keep_ms=keep_ms, clock=clock), clock


def paid(store, key="k", body=BODY, customer="c"):
    """Let a request through and answer it with "paid"."""
    token = store.begin(customer, key, body).token
    assert store.complete(customer, key, token, "paid") is True


def test_order_of_the_fields_does_not_matter():
    store, _ = store_of()
    paid(store, body={"amount": 900, "card": {"last": "4242", "year": 30}})
    same = {"card": {"year": 30, "last": "4242"}, "amount": 900}
    assert store.begin("c", "k", same).kind == "replay"


@pytest.mark.parametrize("other", [{"n": 1.0}, {"n": True}, {"n": "1"}, {"n": [1]}, {}, {"n": 1, "m": None}])
def test_bodies_that_read_differently_are_a_conflict(other):
    store, _ = store_of()
    paid(store, body={"n": 1})
    assert store.begin("c", "k", other).kind == "conflict"


def test_body_changed_by_the_caller_afterwards_is_not_what_was_asked():
    store, _ = store_of()
    body = {"amount": 900, "items": [1]}
    paid(store, body=body)
    body["items"].append(2)
    assert store.begin("c", "k", body).kind == "conflict"
    assert store.begin("c", "k", {"amount": 900, "items": [1]}).kind == "replay"


def test_body_is_not_changed():
    store, _ = store_of()
    body = {"b": 1, "a": [2, 1]}
    store.begin("c", "k", body)
    assert list(body.items()) == [("b", 1), ("a", [2, 1])]


def test_lease_runs_one_millisecond_less_than_its_length():
    store, clock = store_of()
    store.begin("c", "k", BODY)
    clock.now += 29_999
    assert store.begin("c", "k", BODY).kind == "in-progress"
    clock.now += 1
    assert store.begin("c", "k", BODY).kind == "new"


def test_new_lease_runs_from_the_take_over():
    store, clock = store_of()
    store.begin("c", "k", BODY)
    clock.now += 40_000
    assert store.begin("c", "k", BODY).kind == "new"
    clock.now += 29_999
    assert store.begin("c", "k", BODY).kind == "in-progress"


def test_other_body_does_not_take_over_a_key():
    store, clock = store_of()
    store.begin("c", "k", BODY)
    clock.now += 30_000
    assert store.begin("c", "k", {"amount": 1}).kind == "conflict"


def test_late_owner_may_answer_while_nobody_took_over():
    store, clock = store_of()
    token = store.begin("c", "k", BODY).token
    clock.now += 50_000
    assert store.complete("c", "k", token, "slow but paid") is True
    assert store.begin("c", "k", BODY) == Decision("replay", response="slow but paid")


def test_late_owner_may_neither_answer_nor_release_after_a_take_over():
    store, clock = store_of()
    late = store.begin("c", "k", BODY).token
    clock.now += 30_000
    token = store.begin("c", "k", BODY).token
    assert token != late
    assert store.release("c", "k", late) is False
    assert store.complete("c", "k", late, "late") is False
    assert store.begin("c", "k", BODY).kind == "in-progress"
    assert store.complete("c", "k", token, "paid") is True
    assert store.release("c", "k", late) is False
    assert store.begin("c", "k", BODY) == Decision("replay", response="paid")


def test_first_answer_stays():
    store, _ = store_of()
    token = store.begin("c", "k", BODY).token
    assert store.complete("c", "k", token, "paid") is True
    assert store.complete("c", "k", token, "paid twice") is False
    assert store.release("c", "k", token) is False
    assert store.begin("c", "k", BODY).response == "paid"


def test_owner_of_a_released_key_has_no_say_over_its_successor():
    store, _ = store_of()
    old = store.begin("c", "k", BODY).token
    store.release("c", "k", old)
    new = store.begin("c", "k", BODY).token
    assert store.complete("c", "k", old, "old") is False
    assert store.complete("c", "k", new, "") is True
    assert store.begin("c", "k", BODY) == Decision("replay", response="")


def test_answer_is_kept_from_its_completion_on():
    store, clock = store_of()
    token = store.begin("c", "k", BODY).token
    clock.now += 20_000
    store.complete("c", "k", token, "paid")
    clock.now += 99_999
    assert store.begin("c", "k", BODY).kind == "replay"
    clock.now += 1
    assert len(store) == 0
    assert store.begin("c", "k", {"amount": 1}).kind == "new"


def test_abandoned_key_is_forgotten_after_lease_and_keeping():
    store, clock = store_of()
    token = store.begin("c", "k", BODY).token
    clock.now += 129_999
    assert len(store) == 1
    assert store.begin("c", "k", {"amount": 1}).kind == "conflict"
    clock.now += 1
    assert len(store) == 0
    assert store.complete("c", "k", token, "paid") is False
    assert store.begin("c", "k", {"amount": 1}).kind == "new"


def test_unknown_keys_can_be_neither_completed_nor_released():
    store, _ = store_of()
    token = store.begin("c", "k", BODY).token
    assert store.complete("c", "other", token, "paid") is False
    assert store.release("d", "k", token) is False
    assert len(store) == 1


def test_customer_and_key_are_not_run_together():
    store, _ = store_of()
    paid(store, customer="ab", key="c")
    for customer, key in (("a", "bc"), ("ab:c", ""), ("", "ab:c"), ("ab/c", "")):
        assert store.begin(customer, key, BODY).kind == "new"


def test_agrees_with_the_whole_history():
    rng = random.Random(409)
    for _ in range(12):
        lease_ms, keep_ms = rng.randrange(1, 20), rng.randrange(1, 40)
        store, clock = store_of(lease_ms, keep_ms)
        known, tokens = {}, []  # key -> body, owner, lease's start, answer, its time
        for step in range(200):
            clock.now += rng.choice([0, 1, 3, 9])
            for key, (_, _, since, answer, at) in list(known.items()):
                if clock.now >= (since + lease_ms + keep_ms if answer is None else at + keep_ms):
                    del known[key]
            key, body = rng.choice("xyz"), rng.choice("ab")
            entry = known.get(key)
            if rng.random() < 0.6 or not tokens:
                expected = "new"
                if entry and entry[0] != body:
                    expected = "conflict"
                elif entry and entry[3] is not None:
                    expected = "replay"
                elif entry and clock.now < entry[2] + lease_ms:
                    expected = "in-progress"
                decision = store.begin("c", key, {"body": body})
                assert decision.kind == expected, step
                assert decision.response == (entry[3] if expected == "replay" else None), step
                if expected == "new":
                    known[key] = (body, decision.token, clock.now, None, None)
                    tokens.append((key, decision.token))
            else:
                key, token = rng.choice(tokens[-4:])
                entry = known.get(key)
                owns = entry is not None and entry[1] == token and entry[3] is None
                if rng.random() < 0.7:
                    assert store.complete("c", key, token, str(step)) is owns, step
                    if owns:
                        known[key] = (*entry[:3], str(step), clock.now)
                else:
                    assert store.release("c", key, token) is owns, step
                    if owns:
                        del known[key]
            assert len(store) == len(known), step


def test_many_keys_are_forgotten_in_time():
    store, clock = store_of(lease_ms=10, keep_ms=500)
    for number in range(1_000):
        paid(store, key=f"k{number}")
        clock.now += 1
    assert len(store) == 499
    assert store.begin("c", "k999", BODY).kind == "replay"
    assert store.begin("c", "k500", BODY).kind == "new"
