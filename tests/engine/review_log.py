"""Logs of reviews for the scheduler's tests, and questions put to it about them."""

from datetime import UTC, datetime
from typing import Any

from greenroom.scheduling import session as scheduling

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
START = int(datetime(2022, 11, 29, 4, tzinfo=UTC).timestamp() * 1000)
"""A day of the reader begins here, at four in the morning."""
MORNING = START + 5 * HOUR

CARDS = ["question/a/tests", "question/a/flags", "question/b/tests", "problem/c/cost"]

_ids = iter(range(10**9))


def review(card: str, grade: str, time: int, identity: str = "") -> dict[str, Any]:
    payload = {"card": card, "grade": grade, "deck": "all", "shown_ms": 900}
    return {
        "id": identity or f"event-{next(_ids):09}",
        "time": time,
        "kind": "review",
        "version": 1,
        "payload": payload,
    }


def study(events: list[Any], now: int, cards: list[str] | None = None, **options: Any) -> dict[str, Any]:
    return scheduling.session(CARDS if cards is None else cards, events, **{**day(now), **options})


def memory(events: list[Any], card: str = CARDS[0]) -> dict[str, Any]:
    known: dict[str, Any] = study(events, MORNING + 4000 * DAY)["cards"][card]
    return known


def undo(event: dict[str, Any], time: int) -> dict[str, Any]:
    return {
        "id": f"event-{next(_ids):09}",
        "time": time,
        "kind": "undo",
        "version": 1,
        "payload": {"event": event["id"]},
    }


def day(now: int) -> dict[str, Any]:
    return {"now": now, "day_start": now - (now - START) % DAY, "day_end": now - (now - START) % DAY + DAY}
