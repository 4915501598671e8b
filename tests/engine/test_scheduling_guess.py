"""What the page shows before the engine is loaded: its guess holds the same cards as the engine's queue."""

import random
from datetime import UTC, datetime
from typing import Any

from greenroom.scheduling import session as scheduling
from greenroom.scheduling import studies
from greenroom.scheduling.memory import GRADES
from tests.node import under_node

HOUR = 3_600_000
DAY = 24 * HOUR
START = int(datetime(2026, 3, 2, 4, tzinfo=UTC).timestamp() * 1000)
CARDS = [f"question/a/{n}" for n in range(8)]

SCRIPT = """
import { dayOf } from "./cards/days";
import { guess, recall, whenText } from "./flashcards/schedule";

export const run = ({ rows, moments }) => ({
  guesses: rows.map(({ cards, kept, events, now, limit, held }) => guess(cards, recall(kept), events, now,
    { newLimit: limit, reviewLimit: 200, held: new Set(held) })),
  days: rows.map(({ now }) => dayOf(now)),
  moments: moments.map(([due, now]) => whenText(due, now)),
});
"""


def page(rows: list[dict[str, Any]], moments: list[tuple[int, int]]) -> dict[str, Any]:
    """The guesses, days and words of the page's own code."""
    found: dict[str, Any] = under_node(SCRIPT, {"rows": rows, "moments": moments})
    return found


def random_row(seed: int) -> dict[str, Any]:
    """A deck with a random log, and what the engine said about it."""
    chance = random.Random(seed)  # noqa: S311
    now = START + chance.randrange(60 * 24) * HOUR + 5
    events = [
        {
            "id": f"event-{n:03}",
            "time": now - chance.choice([1, HOUR, DAY]) * chance.randrange(1, 30),
            "kind": "review",
            "version": 1,
            "payload": {"card": chance.choice(CARDS), "grade": chance.choice(list(GRADES))},
        }
        for n in range(chance.randrange(25))
    ]
    day_start = now - (now - START) % DAY
    limit = chance.randrange(9)
    held = chance.sample(CARDS, 2)
    moment: dict[str, Any] = {
        "now": now,
        "day_start": day_start,
        "day_end": day_start + DAY,
        "new_limit": limit,
        "held": held,
    }
    standing = scheduling.session(CARDS, events, **moment)
    studies.load("deck", events, cards=CARDS)
    told = studies.standing("deck", **moment)
    kept = {"version": 2, "fingerprint": told["fingerprint"], "memory": told["memory"]}
    return {
        "cards": CARDS,
        "events": events,
        "now": now,
        "limit": limit,
        "held": held,
        "standing": standing,
        "kept": kept,
    }


def test_with_the_last_answer_kept_the_guess_has_the_engines_cards_and_counts() -> None:
    rows = [random_row(seed) for seed in range(300)]
    found = page(rows, [])
    for row, guess, day in zip(rows, found["guesses"], found["days"], strict=True):
        standing, now = row["standing"], row["now"]
        assert not set(row["held"]) & set(guess["queue"])
        early = {card for card, known in standing["cards"].items() if known["state"] != "review" and known["due"] > now}
        assert set(guess["queue"]) == set(standing["queue"]) - early
        assert guess["counts"] == standing["counts"]
        assert guess["held_back"] == standing["held_back"]
        assert guess["unsettled"] == 0
        assert day["start"] <= now < day["end"] == day["start"] + DAY


def test_a_card_reviewed_since_the_last_answer_waits_for_the_engine() -> None:
    row = random_row(7)
    row["events"].append(
        {
            "id": "later",
            "time": row["now"],
            "kind": "review",
            "version": 1,
            "payload": {"card": CARDS[0], "grade": "easy"},
        }
    )
    [guess] = page([row], [])["guesses"]
    assert CARDS[0] not in guess["queue"]
    assert guess["unsettled"] == 1


def test_without_a_last_answer_the_unseen_cards_come_in_the_decks_order() -> None:
    row = random_row(11) | {"kept": None, "held": [], "limit": 20}
    seen = {event["payload"]["card"] for event in row["events"]}
    [guess] = page([row], [])["guesses"]
    assert guess["queue"] == [card for card in CARDS if card not in seen]
    assert guess["unsettled"] == len(seen)


def test_the_next_card_is_announced_in_plain_words() -> None:
    evening = START + 18 * HOUR
    moments = [
        (evening + 60_000, evening),
        (evening + 8 * 60_000 - 1, evening),
        (evening + 4 * HOUR, evening),
        (START + DAY, evening),
        (evening + DAY, evening),
        (evening + 8 * DAY, evening),
    ]
    assert page([], moments)["moments"] == [
        "in 1 minute, at 22:01",
        "in 8 minutes, at 22:07",
        "in 4 hours, at 02:00",
        "tomorrow",
        "tomorrow",
        "in 8 days, on Tuesday 10 March",
    ]
