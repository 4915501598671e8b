"""What the page shows before the engine is loaded: its guess holds the same cards as the engine's queue."""

import json
import os
import random
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from greenroom.scheduling import session as scheduling
from greenroom.scheduling import studies
from greenroom.scheduling.memory import GRADES

ROOT = Path(__file__).parents[2]
HOUR = 3_600_000
DAY = 24 * HOUR
START = int(datetime(2026, 3, 2, 4, tzinfo=UTC).timestamp() * 1000)
CARDS = [f"question/a/{n}" for n in range(8)]

SCRIPT = """
import { readFileSync } from 'node:fs';
import { dayOf, guess, recall, whenText } from './schedule.mjs';
const { rows, moments } = JSON.parse(readFileSync('./table.json', 'utf8'));
console.log(JSON.stringify({
  guesses: rows.map(({ cards, kept, events, now, limit, held }) => guess(cards, recall(kept), events, now,
    { newLimit: limit, reviewLimit: 200, held: new Set(held) })),
  days: rows.map(({ now }) => dayOf(now)),
  moments: moments.map(([due, now]) => whenText(due, now)),
}));
"""


def under_node(rows: list[dict[str, Any]], moments: list[tuple[int, int]], folder: Path) -> dict[str, Any]:
    """The guesses, days and words of the page's own code, with its clock in UTC."""
    node = shutil.which("node")
    assert node is not None, "node is not on PATH; run 'make setup'"
    entry = folder / "entry.ts"
    source = ROOT / "frontend" / "src"
    names = ("cards/days", "flashcards/schedule")
    entry.write_text("".join(f'export * from "{source}/{name}";\n' for name in names), encoding="utf-8")
    bundle = [str(ROOT / "node_modules" / ".bin" / "esbuild"), str(entry), "--bundle"]
    options = ["--format=esm", "--log-level=warning", f"--outfile={folder / 'schedule.mjs'}"]
    subprocess.run([*bundle, *options], cwd=ROOT, check=True, timeout=60)
    (folder / "table.json").write_text(json.dumps({"rows": rows, "moments": moments}), encoding="utf-8")
    command = [node, "--input-type=module", "-e", SCRIPT]
    environment = {**os.environ, "TZ": "UTC"}
    done = subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True, timeout=60)
    found: dict[str, Any] = json.loads(done.stdout)
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


def test_with_the_last_answer_kept_the_guess_has_the_engines_cards_and_counts(tmp_path: Path) -> None:
    rows = [random_row(seed) for seed in range(300)]
    found = under_node(rows, [], tmp_path)
    for row, guess, day in zip(rows, found["guesses"], found["days"], strict=True):
        standing, now = row["standing"], row["now"]
        assert not set(row["held"]) & set(guess["queue"])
        early = {card for card, known in standing["cards"].items() if known["state"] != "review" and known["due"] > now}
        assert set(guess["queue"]) == set(standing["queue"]) - early
        assert guess["counts"] == standing["counts"]
        assert guess["held_back"] == standing["held_back"]
        assert guess["unsettled"] == 0
        assert day["start"] <= now < day["end"] == day["start"] + DAY


def test_a_card_reviewed_since_the_last_answer_waits_for_the_engine(tmp_path: Path) -> None:
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
    [guess] = under_node([row], [], tmp_path)["guesses"]
    assert CARDS[0] not in guess["queue"]
    assert guess["unsettled"] == 1


def test_without_a_last_answer_the_unseen_cards_come_in_the_decks_order(tmp_path: Path) -> None:
    row = random_row(11) | {"kept": None, "held": [], "limit": 20}
    seen = {event["payload"]["card"] for event in row["events"]}
    [guess] = under_node([row], [], tmp_path)["guesses"]
    assert guess["queue"] == [card for card in CARDS if card not in seen]
    assert guess["unsettled"] == len(seen)


def test_the_next_card_is_announced_in_plain_words(tmp_path: Path) -> None:
    evening = START + 18 * HOUR
    moments = [
        (evening + 60_000, evening),
        (evening + 8 * 60_000 - 1, evening),
        (evening + 4 * HOUR, evening),
        (START + DAY, evening),
        (evening + DAY, evening),
        (evening + 8 * DAY, evening),
    ]
    assert under_node([], moments, tmp_path)["moments"] == [
        "in 1 minute, at 22:01",
        "in 8 minutes, at 22:07",
        "in 4 hours, at 02:00",
        "tomorrow",
        "tomorrow",
        "in 8 days, on Tuesday 10 March",
    ]
