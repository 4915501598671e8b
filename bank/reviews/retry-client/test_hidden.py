from itertools import count

import pytest
from solution import Client, Request, Response

GET = Request("GET", "/orders/7")
POST = Request("POST", "/charges", body=b"1999")


class Provider:
    """Plays a list of outcomes, the last one for ever, on a clock that only waits and slow answers move."""

    def __init__(self, *outcomes: Response | Exception, takes: float = 0.0) -> None:
        self.outcomes = outcomes
        self.takes = takes
        self.now = 1_000.0
        self.sent: list[Request] = []
        self.slept: list[float] = []
        self.drawn: list[tuple[float, float]] = []
        self.keys = count(1)

    def send(self, request: Request) -> Response:
        outcome = self.outcomes[min(len(self.sent), len(self.outcomes) - 1)]
        self.sent.append(request)
        self.now += self.takes
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def highest(self, low: float, high: float) -> float:
        self.drawn.append((low, high))
        return high

    def client(self, **options: float) -> Client:
        """A client whose every draw is the highest there can be."""
        return Client(
            send=self.send,
            sleep=self.sleep,
            clock=lambda: self.now,
            uniform=self.highest,
            new_key=lambda: f"k{next(self.keys)}",
            **options,
        )


def keys(provider: Provider) -> list[str]:
    """The idempotency keys of what was sent."""
    return [
        value
        for request in provider.sent
        for name, value in request.headers.items()
        if name.lower() == "idempotency-key"
    ]


def test_all_attempts_of_a_post_carry_one_key() -> None:
    provider = Provider(ConnectionError("reset"), Response(504), Response(201))
    provider.client().call(POST)
    assert len(provider.sent) == 3
    assert len(keys(provider)) == 3
    assert len(set(keys(provider))) == 1


def test_charge_whose_answer_was_lost_is_made_once() -> None:
    charges: dict[str, bytes] = {}

    def send(request: Request) -> Response:
        known = request.headers["Idempotency-Key"] in charges
        charges[request.headers["Idempotency-Key"]] = request.body
        if not known and len(charges) < 3:
            raise ConnectionError("answer lost")
        return Response(201)

    names = count(1)
    client = Client(
        send=send, sleep=lambda seconds: None, clock=lambda: 0.0, new_key=lambda: f"charge-{next(names)}", attempts=5
    )
    client.call(POST)
    assert list(charges.values()) == [b"1999"]


def test_error_of_the_last_attempt_is_raised_after_an_earlier_answer() -> None:
    provider = Provider(Response(503), ConnectionError("reset"))
    with pytest.raises(ConnectionError, match="reset"):
        provider.client().call(GET)


def test_wish_of_an_earlier_answer_does_not_count_again() -> None:
    provider = Provider(Response(503, {"retry-after": "3"}), ConnectionError("reset"), Response(200))
    provider.client().call(GET)
    assert provider.slept == [3, 0.5]


def test_no_wait_after_the_last_attempt() -> None:
    provider = Provider(Response(503))
    provider.client(attempts=3).call(GET)
    assert (len(provider.sent), provider.slept) == (3, [0.25, 0.5])


def test_single_attempt_never_waits() -> None:
    provider = Provider(ConnectionError("reset"))
    with pytest.raises(ConnectionError):
        provider.client(attempts=1).call(GET)
    assert (len(provider.sent), provider.slept) == (1, [])


def test_server_may_ask_for_more_than_the_cap() -> None:
    provider = Provider(Response(429, {"retry-after": "12"}), Response(200))
    provider.client(cap=4.0).call(GET)
    assert provider.slept == [12]


def test_wish_beyond_the_budget_ends_the_call_at_once() -> None:
    provider = Provider(Response(503, {"retry-after": "60"}))
    assert provider.client(budget=30.0).call(GET).status == 503
    assert (len(provider.sent), provider.slept) == (1, [])


def test_draws_go_from_zero_to_a_capped_ceiling() -> None:
    provider = Provider(*[Response(503)] * 5, Response(200))
    provider.client(attempts=6, base=1.0, cap=4.0).call(GET)
    assert provider.drawn[:5] == [(0, 1), (0, 2), (0, 4), (0, 4), (0, 4)]
    assert provider.slept == [1, 2, 4, 4, 4]


def test_server_may_ask_for_less_than_the_draw() -> None:
    provider = Provider(Response(503), Response(503, {"retry-after": "1"}), Response(200))
    provider.client(base=1.0).call(GET)
    assert provider.slept == [1, 2]


@pytest.mark.parametrize("wish", ["", "soon", "-3", "1.5", "Wed, 21 Oct 2026 07:28:00 GMT"])
def test_wish_in_another_form_counts_as_none(wish: str) -> None:
    provider = Provider(Response(503, {"retry-after": wish}), Response(200))
    provider.client().call(GET)
    assert provider.slept == [0.25]


@pytest.mark.parametrize("status", [200, 301, 400, 404, 409, 500])
def test_other_answers_are_final(status: int) -> None:
    provider = Provider(Response(status))
    assert provider.client().call(GET).status == status
    assert (len(provider.sent), provider.slept) == (1, [])


def test_other_exceptions_are_final() -> None:
    provider = Provider(ValueError("bad path"))
    with pytest.raises(ValueError, match="bad path"):
        provider.client().call(GET)
    assert (len(provider.sent), provider.slept) == (1, [])


def test_last_answer_is_returned_after_an_earlier_error() -> None:
    provider = Provider(ConnectionError("reset"), Response(503), Response(504, body=b"last"))
    assert provider.client(attempts=3).call(GET).body == b"last"


def test_attempt_may_start_just_at_the_end_of_the_budget() -> None:
    provider = Provider(Response(503), Response(200), takes=1.0)
    assert provider.client(base=2.0, cap=2.0, budget=3.0).call(GET).status == 200


def test_slow_answers_use_up_the_budget() -> None:
    provider = Provider(Response(504), takes=16.0)
    assert provider.client(budget=30.0).call(GET).status == 504
    assert len(provider.sent) == 2


def test_key_of_the_caller_stays() -> None:
    provider = Provider(Response(503), Response(201))
    provider.client().call(Request("POST", "/charges", {"idempotency-KEY": "mine"}))
    assert keys(provider) == ["mine", "mine"]


def test_each_call_has_a_key_of_its_own() -> None:
    provider = Provider(Response(201))
    client = provider.client()
    client.call(POST)
    client.call(POST)
    assert len(set(keys(provider))) == 2
    assert POST.headers == {}


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_other_methods_are_repeated_as_they_are(method: str) -> None:
    provider = Provider(Response(503), Response(200))
    provider.client().call(Request(method, "/orders/7", {"Accept": "text/plain"}))
    assert [request.headers for request in provider.sent] == [{"Accept": "text/plain"}] * 2
