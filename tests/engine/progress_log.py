"""Logs of practice for the tests of progress, and the questions put to the engine about them."""

import json
from itertools import count
from typing import Any

from greenroom import api
from greenroom.progress.catalogue import FIELDS

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
MONDAY = 1_700_452_800_000
"""Monday 20 November 2023 at four in the morning, UTC: a day of the reader begins."""
NOW = MONDAY + 14 * HOUR
DAYS = [MONDAY + day * DAY for day in range(-60, 62)]

ENTRIES: list[list[Any]] = [
    *(
        ["problem", f"p{n}", "coding", "critical" if n == 1 else "high", 30, 30, f"Problem {n}", [n]]
        for n in range(1, 13)
    ),
    ["problem", "short", "coding", "medium", 20, 20, "Short problem", [30]],
    ["trace", "t1", "coding", "", 5, 0, "Trace 1", [31]],
    *(["review", f"r{n}", "ai-assisted", "critical", 30, 0, f"Review {n}", [20 + n]] for n in range(1, 5)),
    *(["drill", f"d{n}", "system-design", "", 5, 0, f"Drill {n}", [40]] for n in range(1, 9)),
    ["drill", "m1", "ml-system-design", "", 5, 0, "ML drill", [41]],
    *(["spoken", f"s{n}", "behavioural", "", 4, 0, f"Spoken {n}", []] for n in range(1, 5)),
    ["question", "q-coding", "coding", "high", 0, 45, "Coding question", [2]],
    ["question", "q-design", "system-design", "critical", 0, 45, "Design question", [50]],
    ["question", "q-story", "behavioural", "critical", 0, 9, "Story", [51]],
    ["question", "q-depth", "depth", "medium", 0, 10, "Depth question", [52]],
    ["question", "q-ai", "ai-assisted", "high", 0, 60, "AI question", [53]],
    ["walkthrough", "w1", "ml-system-design", "high", 0, 45, "Walkthrough", [54]],
]
CATALOGUE: dict[str, Any] = {
    "version": 1,
    "fields": list(FIELDS),
    "entries": ENTRIES,
    "decks": {"facts": "depth", "loose": ""},
    "lists": [
        ["day-before", "checklist", "The day before", 135, {"camera": [], "water": []}],
        ["morning", "checklist", "The morning", 20, {"breathe": []}],
        ["week", "plan", "Seven days", 0, {"solve": ["coding"], "draw": ["system-design"], "rest": []}],
    ],
    "paths": {
        **{kind: f"{kind}s/{{id}}/" for kind in ("problem", "review", "drill", "trace", "question", "walkthrough")},
        "spoken": "rehearse/{id}/",
        "mock": "rehearse/mock/?mock={id}",
        "list": "study/{id}/",
    },
}
CARDS = [f"problem/p{n}/{rule}" for n in range(1, 13) for rule in "abcd"] + ["deck/facts/one", "deck/loose/one"]
_numbers = count()


def event(kind: str, time: float, payload: Any, **changes: Any) -> dict[str, Any]:
    made = {"id": f"e{next(_numbers):05}", "time": int(time), "kind": kind, "version": 1, "payload": payload}
    return made | changes


def review(card: str, time: float, grade: str = "good", shown: int = 10_000) -> dict[str, Any]:
    return event("review", time, {"card": card, "grade": grade, "shown_ms": shown})


def solved(problem: str, time: float, verdict: str = "accepted") -> dict[str, Any]:
    return event("attempt", time, {"problem": problem, "verdict": verdict})


def estimate(drill: str, time: float, outcome: str = "right", attempt: int = 1) -> dict[str, Any]:
    return event("estimate", time, {"drill": drill, "outcome": outcome, "attempt": attempt, "seed": 1})


def spoken(drill: str, time: float) -> dict[str, Any]:
    return event("spoken-drill", time, {"drill": drill, "passed": {}})


def mock(
    session: str, time: float, kind: str = "coding", *, finished: bool = True, sat: str = "problem/p1"
) -> dict[str, Any]:
    return event("mock", time, {"session": session, "mock": sat, "kind": kind, "finished": finished})


def debrief(session: str, time: float, *ratings: Any) -> dict[str, Any]:
    return event("debrief", time, {"session": session, "ratings": {f"c{n}": each for n, each in enumerate(ratings)}})


def overview(events: list[Any], **options: Any) -> dict[str, Any]:
    asked = {"catalogue": CATALOGUE, "cards": CARDS, "now": NOW, "days": DAYS, **options}
    found: dict[str, Any] = api.call("progress.overview", {"events": events, **asked})
    assert json.loads(json.dumps(found)) == found
    return found


def area(found: dict[str, Any], name: str) -> dict[str, Any]:
    row: dict[str, Any] = next(row for row in found["areas"] if row["area"] == name)
    return row


def part(found: dict[str, Any], name: str, ingredient: str) -> dict[str, Any]:
    told: dict[str, Any] = next(each for each in area(found, name)["ingredients"] if each["id"] == ingredient)
    return told


def types(day: dict[str, Any]) -> list[str]:
    return [task["type"] for task in day["tasks"]]
