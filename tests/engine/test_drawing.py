"""Drawing a mock interview: chance by a seed, weighed by what pays and by what the log shows."""

from collections import Counter
from typing import Any

import pytest

from greenroom.rehearsals.drawing import DAY_MS, draw

NOW = 1_800_000_000_000
ROUNDS = 2_000


def row(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "type": name.split("/")[0], "kind": "depth", "impact": "high", "minutes": 15, **more}


def event(kind: str, number: int, payload: dict[str, Any], ago: float = 1) -> dict[str, Any]:
    return {"id": f"{kind}-{number}", "kind": kind, "version": 1, "time": int(NOW - ago * DAY_MS), "payload": payload}


def sat(name: str, ratings: dict[str, int] | None = None, ago: float = 1, kind: str = "depth") -> list[dict[str, Any]]:
    session = f"session-{name}"
    events = [event("mock", hash(name) % 10_000, {"session": session, "mock": name, "kind": kind}, ago)]
    if ratings is not None:
        events.append(event("debrief", hash(name) % 10_000, {"session": session, "ratings": ratings}, ago))
    return events


def counts(mocks: list[dict[str, Any]], events: list[Any], **wishes: Any) -> Counter[str]:
    found: Counter[str] = Counter()
    for seed in range(ROUNDS):
        found[draw(mocks, events, seed=seed, now=NOW, **wishes)[0]["id"]] += 1
    return found


def test_the_same_seed_draws_the_same() -> None:
    mocks = [row(f"question/{name}") for name in "abcdef"]
    first = draw(mocks, [], seed=7, now=NOW, count=3)
    assert first == draw(mocks, [], seed=7, now=NOW, count=3)
    assert len({each["id"] for each in first}) == 3
    assert any(draw(mocks, [], seed=seed, now=NOW, count=3) != first for seed in range(20))


def test_wishes_are_kept_and_nothing_fitting_gives_nothing() -> None:
    mocks = [
        row("question/a"),
        row("problem/b", kind="coding", impact="critical", minutes=40),
        row("question/c", impact="bonus"),
    ]
    assert [each["id"] for each in draw(mocks, [], seed=1, now=NOW, count=9, kinds=["coding"])] == ["problem/b"]
    assert len(draw(mocks, [], seed=1, now=NOW, count=9)) == 3
    assert draw(mocks, [], seed=1, now=NOW, kinds=["behavioural"]) == []


def test_what_pays_more_comes_more_often() -> None:
    found = counts([row("question/a", impact="critical"), row("question/b", impact="bonus")], [])
    assert found["question/a"] / ROUNDS == pytest.approx(0.8, abs=0.05)


def test_what_was_sat_lately_rests() -> None:
    mocks = [row("question/a"), row("question/b")]
    assert counts(mocks, sat("question/a", ago=1))["question/a"] < 0.2 * ROUNDS
    assert counts(mocks, sat("question/a", ago=40))["question/a"] == pytest.approx(ROUNDS / 2, abs=0.05 * ROUNDS)


def test_low_ratings_bring_a_mock_back_sooner_than_high_ones() -> None:
    mocks = [row("question/a"), row("question/b")]
    events = sat("question/a", {"clarity": 1, "depth": 2}, ago=30) + sat("question/b", {"clarity": 4}, ago=30)
    found = counts(mocks, events)
    assert found["question/a"] > 1.5 * found["question/b"]
    reasons = draw(mocks, events, seed=1, now=NOW, count=2)
    assert "you rated it 1.5 of 4" in next(each["why"] for each in reasons if each["id"] == "question/a")


def test_only_levels_of_the_last_debrief_count_and_only_for_its_session() -> None:
    mocks = [row("question/a")]
    rated = sat("question/a", {"clarity": 1}, ago=3)
    for ratings, why in [
        ({"clarity": 2, "depth": 3, "odd": 3.5}, "you rated it 2.5 of 4"),
        ({"clarity": True, "depth": 9}, None),
        (None, None),
    ]:
        last = event("debrief", 99, {"session": "session-question/a", "ratings": ratings}, ago=2)
        told = draw(mocks, [*rated, last], seed=1, now=NOW)[0]["why"]
        assert told == ["high impact", "sat 3 days ago", *([why] if why else [])]
    nameless = [
        event("mock", 1, {"mock": "question/a", "kind": "depth"}),
        event("debrief", 2, {"ratings": {"clarity": 1}}),
        event("debrief", 3, {"session": "None", "ratings": {"clarity": 1}}),
    ]
    assert draw(mocks, nameless, seed=1, now=NOW)[0]["why"] == ["high impact", "sat yesterday"]


def test_a_weak_kind_of_round_comes_more_often() -> None:
    mocks = [row("question/a"), row("question/b", kind="coding")]
    events = sat("question/x", {"clarity": 1}, ago=3)
    found = counts(mocks, events)
    assert found["question/a"] > 1.5 * found["question/b"]
    drawn = draw([mocks[0]], events, seed=1, now=NOW)
    assert drawn[0]["why"] == ["high impact", "not sat yet", "this kind of round is at 1.0 of 4"]


def test_failed_attempts_and_forgotten_cards_count() -> None:
    mocks = [row("problem/a"), row("problem/b"), row("question/c")]
    events = [
        event("attempt", 1, {"problem": "a", "verdict": "failed"}),
        event("attempt", 2, {"problem": "b", "verdict": "accepted"}),
        *(event("review", n, {"card": f"question/c/{n}", "grade": "again" if n else "good"}) for n in range(4)),
    ]
    found = counts(mocks, events)
    assert found["problem/a"] > 3 * found["problem/b"]
    assert found["question/c"] > 2 * found["problem/b"]
    whys = {each["id"]: each["why"] for each in draw(mocks, events, seed=3, now=NOW, count=3)}
    assert "your last attempt failed" in whys["problem/a"]
    assert "75% of its cards' reviews forgotten" in whys["question/c"]


def test_odd_events_are_passed_over() -> None:
    odd: list[Any] = [
        None,
        {"kind": "mock"},
        event("mock", 1, {"session": 3, "mock": ["x"], "kind": None}),
        event("debrief", 2, {"session": "s", "ratings": {"a": "4", "b": True, "c": 9}}),
        event("debrief", 3, {"session": "s", "ratings": None}),
        event("attempt", 4, {}),
        event("review", 5, {"card": 7}),
    ]
    assert draw([row("question/a")], odd, seed=1, now=NOW) == [
        {"id": "question/a", "why": ["high impact", "not sat yet"]}
    ]
