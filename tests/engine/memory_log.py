"""Logs of reviews and the cards they are of, as the tests of the memory's figures write them; times in milliseconds."""

import json
from itertools import count
from typing import Any

from greenroom import api

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
START = 1_700_020_800_000
"""A day of the reader begins here."""
NOW = START + 16 * HOUR
DAYS = [START + day * DAY for day in range(-40, 61)]
CARDS = {
    "a": ["queues"],
    "b": ["queues", "trees"],
    "c": ["queues", "trees"],
    "d": ["queues"],
    "e": ["queues"],
    "f": [],
}
STABLE_EASY = 8.2956
"""Days of stability that FSRS-6 is published to give after a first review graded "easy"."""

_numbers = count()


def review(card: str, grade: str, time: float, shown: Any = 30_000, **changes: Any) -> dict[str, Any]:
    payload = {"card": card, "grade": grade, "deck": "all", "shown_ms": shown}
    event = {"id": f"e{next(_numbers)}", "time": int(time), "kind": "review", "version": 1, "payload": payload}
    return event | changes


def undo(event: dict[str, Any]) -> dict[str, Any]:
    payload = {"event": event["id"]}
    return {"id": f"e{next(_numbers)}", "time": event["time"] + 1, "kind": "undo", "version": 1, "payload": payload}


def figures(events: list[Any], cards: dict[str, list[str]] | None = None, **options: Any) -> dict[str, Any]:
    asked = {"cards": CARDS if cards is None else cards, "now": NOW, "days": DAYS, **options}
    found: dict[str, Any] = api.call("figures.memory", {"events": events, **asked})
    assert json.loads(json.dumps(found)) == found
    return found


def topic(found: dict[str, Any], name: str) -> dict[str, Any]:
    row: dict[str, Any] = next(row for row in found["topics"] if row["topic"] == name)
    return row
