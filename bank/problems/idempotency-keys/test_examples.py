"""Shown to the reader: the cases of the statement."""

from solution import Decision, IdempotencyStore

BODY = {"amount": 900}


class Clock:
    """Milliseconds that pass when a test says so."""

    def __init__(self):
        self.now = 0

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


def test_life_of_a_key():
    store, clock = store_of()
    first = store.begin("c", "k", BODY)
    assert (first.kind, first.response) == ("new", None)
    clock.now = 10
    assert store.begin("c", "k", BODY) == Decision("in-progress")
    assert store.begin("c", "k", {"amount": 901}) == Decision("conflict")
    clock.now = 30_000
    second = store.begin("c", "k", BODY)
    assert second.kind == "new"
    clock.now = 30_500
    assert store.complete("c", "k", first.token, "late") is False
    assert store.complete("c", "k", second.token, "paid") is True
    clock.now = 31_000
    assert store.begin("c", "k", BODY) == Decision("replay", response="paid")
    clock.now = 130_500
    assert store.begin("c", "k", BODY).kind == "new"


def test_repetition_gets_the_first_answer():
    store, clock = store_of()
    paid(store)
    for clock.now in (1, 5_000, 99_999):
        assert store.begin("c", "k", BODY) == Decision("replay", response="paid")


def test_other_body_is_a_conflict_after_the_answer_too():
    store, _ = store_of()
    paid(store)
    assert store.begin("c", "k", {"amount": 901}) == Decision("conflict")
    assert store.begin("c", "k", BODY).kind == "replay"


def test_released_key_is_unknown():
    store, _ = store_of()
    token = store.begin("c", "k", BODY).token
    assert store.release("c", "k", token) is True
    assert len(store) == 0
    assert store.begin("c", "k", {"amount": 901}).kind == "new"


def test_customers_may_use_the_same_key():
    store, _ = store_of()
    paid(store, customer="one")
    assert store.begin("other", "k", {"amount": 5}).kind == "new"
    assert len(store) == 2
