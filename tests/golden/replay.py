"""A fixed history of 200 reviews, and what the scheduler makes of it, written down once: `python -m tests.golden.replay`."""

import json
from pathlib import Path
from typing import Any

KEPT = Path(__file__).with_name("replay.json")
DAY = 86_400_000
START = 1_767_240_000_000
"""2026-01-01 at four in the morning, UTC."""
NOW = START + 120 * DAY + 5 * 3_600_000
CARDS = [f"question/replayed/{number}" for number in range(16)]
GRADES = ("again", "hard", "good", "good", "good", "easy", "good", "good")


def events() -> list[dict[str, Any]]:
    """200 reviews of 16 cards over four months by a rule without chance, and three of them taken back."""
    made = []
    state = 20_260_101
    for number in range(200):
        # A linear congruential generator: the same numbers in every language, and good enough to mix.
        state = (1_103_515_245 * state + 12_345) % 2**31
        card, grade = CARDS[(state >> 8) % 16], GRADES[(state >> 16) % 8]
        payload = {"card": card, "grade": grade, "deck": "replayed", "shown_ms": 3_000}
        time = START + number * 52_000_000 + (state >> 4) % 9_000_000
        made.append({"id": f"review-{number:03}", "time": time, "kind": "review", "version": 1, "payload": payload})
    undone = [
        {
            "id": f"undo-{number}",
            "time": NOW - 1,
            "kind": "undo",
            "version": 1,
            "payload": {"event": f"review-{number:03}"},
        }
        for number in (40, 99, 180)
    ]
    return made + undone


def request() -> dict[str, Any]:
    """The question put to the engine here and in the browser."""
    params = {
        "cards": CARDS,
        "events": events(),
        "now": NOW,
        "day_start": NOW - NOW % DAY,
        "day_end": NOW - NOW % DAY + DAY,
    }
    return {"method": "scheduling.session", "params": params}


def told(result: dict[str, Any]) -> dict[str, Any]:
    """What is compared: dates and counts exactly, memory apart."""
    cards = {
        card: {key: known[key] for key in ("state", "due", "reviews", "lapses")}
        for card, known in result["cards"].items()
    }
    return {"cards": cards, "queue": result["queue"], "counts": result["counts"]}


def memory(result: dict[str, Any]) -> list[float]:
    """Stability and difficulty of each card."""
    return [value for known in result["cards"].values() for value in (known["stability"], known["difficulty"])]


if __name__ == "__main__":
    from greenroom import api

    answer = api.call(method=request()["method"], params=request()["params"])
    KEPT.write_text(json.dumps({**told(answer), "memory": memory(answer)}, indent=1) + "\n", encoding="utf-8")
