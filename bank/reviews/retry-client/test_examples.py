import pytest
from solution import Client, Request, Response


def test_answer_is_returned_at_once() -> None:
    sent, slept = [], []

    def send(request: Request) -> Response:
        sent.append(request.path)
        return Response(200, body=b"ok")

    client = Client(send=send, sleep=slept.append, clock=lambda: 0.0)
    assert (client.call(Request("GET", "/orders/7")).body, sent, slept) == (b"ok", ["/orders/7"], [])


def test_waits_double_until_the_answer_comes() -> None:
    answers, slept = [Response(503), Response(502), Response(200)], []
    client = Client(
        send=lambda request: answers.pop(0),
        sleep=slept.append,
        clock=lambda: 0.0,
        uniform=lambda low, high: high,
    )
    assert (client.call(Request("GET", "/orders/7")).status, slept) == (200, [0.25, 0.5])


def test_provider_that_never_answers() -> None:
    def send(request: Request) -> Response:
        raise ConnectionError("no route")

    client = Client(send=send, sleep=lambda seconds: None, clock=lambda: 0.0)
    with pytest.raises(ConnectionError, match="no route"):
        client.call(Request("GET", "/orders/7"))


def test_post_gets_a_key() -> None:
    sent = []

    def send(request: Request) -> Response:
        sent.append(request)
        return Response(201)

    client = Client(send=send, sleep=lambda seconds: None, clock=lambda: 0.0, new_key=lambda: "k1")
    client.call(Request("POST", "/charges", body=b"1999"))
    assert (sent[0].headers["Idempotency-Key"], sent[0].body) == ("k1", b"1999")
