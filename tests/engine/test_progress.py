"""Progress: each rule of readiness and of the days practised; odd logs; and the work a long log makes."""

import random
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom import api
from greenroom.progress.catalogue import AREAS
from tests.engine.progress_log import (
    CARDS,
    CATALOGUE,
    DAY,
    DAYS,
    HOUR,
    MONDAY,
    NOW,
    area,
    debrief,
    estimate,
    event,
    mock,
    overview,
    part,
    review,
    solved,
    spoken,
)
from tests.work import steps_of

# Readiness.


def test_an_empty_log_has_every_round_with_nothing_yet() -> None:
    found = overview([])
    assert [row["area"] for row in found["areas"]] == list(AREAS)
    assert {row["state"] for row in found["areas"]} == {"none"}
    assert all(row["last"] is None and row["met"] == 0 for row in found["areas"])
    assert (found["practised"]["last"], found["practised"]["run"], found["done"]) == (0, 0, {})


def test_a_round_is_ready_when_every_mark_is_met_and_says_each_step_before() -> None:
    # Coding has 48 cards here: 60 % of them are the mark. 15 points of 16 are not enough.
    cards = [review(card, NOW - DAY, "easy") for card in CARDS[:40]]
    problems = [solved(f"p{n}", NOW - 3 * DAY) for n in range(1, 8)]  # one critical, six high
    mocks = [mock(name, NOW - 2 * DAY) for name in ("m1", "m2")]
    rated = [debrief("m1", NOW - 2 * DAY, 3, 3), debrief("m2", NOW - 2 * DAY, 3, 4)]
    steps = [
        ([], "none", 0),
        (cards[:5], "early", 0),
        (cards, "early", 1),
        (cards + problems, "early", 1),
        ([*cards, *problems, solved("p8", NOW)], "near", 2),
        ([*cards, *problems, solved("p8", NOW), *mocks], "near", 2),
        ([*cards, *problems, solved("p8", NOW), *mocks, *rated], "ready", 3),
    ]
    for events, state, met in steps:
        row = area(overview(events), "coding")
        assert (row["state"], row["met"], row["marks"]) == (state, met, 3)


def test_cards_are_counted_by_the_chance_to_recall_them_now() -> None:
    found = overview([review("problem/p1/a", NOW - 30 * DAY, "good"), review("problem/p2/a", NOW, "easy")])
    cards = part(found, "coding", "cards")
    assert (cards["of"], cards["seen"], cards["mark"]) == (48, 2, 29)
    assert 1.3 < cards["value"] < 1.8  # one just seen, one half forgotten
    assert (cards["critical_of"], 0.3 < cards["critical"] < 0.8) == (4, True)
    assert part(overview([]), "depth", "cards")["of"] == 1  # a card of a deck; one of no area counts nowhere
    held = overview([review("problem/p1/a", NOW)], held=["problem/p1/a"])
    assert (part(held, "coding", "cards")["of"], part(held, "coding", "cards")["seen"]) == (47, 0)


@pytest.mark.parametrize(
    ("events", "points", "count", "older", "tried"),
    [
        ([solved("p1", NOW)], 3, 1, 0, 0),
        ([solved("p2", NOW), solved("p2", NOW - DAY)], 2, 1, 0, 0),
        ([solved("short", NOW)], 1, 1, 0, 0),
        ([solved("p2", NOW, "failed")], 0, 0, 0, 1),
        ([solved("p2", NOW - 59 * DAY)], 2, 1, 0, 0),
        ([solved("p2", NOW - 60 * DAY)], 0, 0, 1, 0),
        ([solved("p2", NOW - 60 * DAY), solved("p2", NOW, "failed")], 0, 0, 1, 0),
        ([solved("p2", NOW - 80 * DAY), solved("p2", NOW)], 2, 1, 0, 0),
    ],
)
def test_problems_count_by_impact_until_they_are_old(
    events: list[Any], points: int, count: int, older: int, tried: int
) -> None:
    found = part(overview(events), "coding", "problems")
    assert (found["value"], found["solved"], found["older"], found["tried"]) == (points, count, older, tried)
    assert (found["mark"], found["of"]) == (16, 13)


def test_only_a_first_try_makes_an_estimate_and_each_drill_counts_once() -> None:
    tries = [estimate("d1", NOW), estimate("d1", NOW - DAY), estimate("d2", NOW, attempt=2), estimate("d3", NOW, "low")]
    found = part(overview(tries), "system-design", "estimates")
    assert (found["value"], found["tried"], found["mark"], found["met"]) == (1, 2, 6, False)
    # A mark is never more than there is.
    ml = part(overview([estimate("m1", NOW)]), "ml-system-design", "estimates")
    assert (ml["mark"], ml["met"]) == (1, True)


def test_assistant_reviews_count_with_half_of_the_defects_found() -> None:
    def checked(review: str, found: int, defects: int = 4) -> dict[str, Any]:
        return event("review-attempt", NOW, {"review": review, "defects": defects, "found": ["x"] * found})

    found = part(overview([checked("r1", 2), checked("r2", 1), checked("r3", 4)]), "ai-assisted", "reviews")
    assert (found["value"], found["tried"], found["mark"]) == (2, 1, 3)


def test_mocks_need_the_readers_own_rating_and_are_named_so() -> None:
    two = [mock("m1", NOW - DAY), mock("m2", NOW - 2 * DAY)]
    told = part(overview(two), "coding", "mocks")
    assert (told["value"], told["rating"], told["rated"], told["met"], told["reached"]) == (2, None, 0, False, 0.5)
    low = part(overview([*two, debrief("m1", NOW, 2, 3), debrief("m2", NOW, 3)]), "coding", "mocks")
    assert (low["rating"], low["rated"], low["met"]) == (2.75, 2, False)
    # The last debrief of a session counts, and an old mock or one broken off does not.
    better = [debrief("m1", NOW - 5, 1), debrief("m1", NOW, 3), debrief("m2", NOW, 3)]
    others = [mock("m3", NOW - 30 * DAY), mock("m4", NOW, finished=False)]
    good = part(overview([*two, *better, *others]), "coding", "mocks")
    assert (good["value"], good["ever"], good["rating"], good["met"]) == (2, 3, 3.0, True)


def test_what_has_no_mark_is_told_beside_it() -> None:
    ticks = [event("check", NOW, {"list": "week", "item": "solve", "done": True})]
    trace = event("trace-drill", NOW, {"trace": "t1", "asked": 4, "right": 3})
    also = area(overview([*ticks, trace]), "coding")["also"]
    assert also["traces"] == {"rounds": 1, "share": 0.75}
    assert also["plans"] == [{"id": "week", "title": "Seven days", "done": 1, "of": 1}]
    cleared = event("check", NOW + 1, {"list": "week", "item": "solve", "done": False})
    assert area(overview([*ticks, cleared]), "coding")["also"]["plans"] == []
    assert area(overview(ticks), "system-design")["also"]["plans"][0]["done"] == 0


# The days practised.


@pytest.mark.parametrize(
    ("ago", "last", "run"), [([], 0, 0), ([0], 1, 1), ([1, 2], 2, 2), ([0, 1, 3], 3, 2), ([2, 13, 14], 2, 0)]
)
def test_days_practised_are_counted_without_blame(ago: list[int], last: int, run: int) -> None:
    events = [solved("p1", NOW - day * DAY, "failed") for day in ago]
    found = overview(events)["practised"]
    assert (found["last"], found["of"], found["run"]) == (last, 14, run)
    assert [day["start"] for day in found["days"]] == DAYS[33:61]
    assert sum(day["acts"] for day in found["days"]) == len(ago)


def test_every_kind_of_practice_makes_a_day_and_is_told() -> None:
    done = [
        *(review("problem/p1/a", NOW), solved("p1", NOW), estimate("d1", NOW), spoken("s1", NOW), mock("m", NOW)),
        event("trace-drill", NOW, {"trace": "t1", "asked": 1, "right": 1}),
        event("review-attempt", NOW, {"review": "r1", "defects": 1, "found": []}),
        event("check", NOW, {"list": "week", "item": "rest", "done": True}),
        event("check", NOW, {"list": "week", "item": "draw", "done": False}),
    ]
    found = overview(done)
    assert found["done"] == {
        "cards": 1,
        "problem": 1,
        "review": 1,
        "drill": 1,
        "trace": 1,
        "spoken": 1,
        "mock": 1,
        "check": 1,
    }
    assert found["practised"]["days"][-1]["acts"] == 8
    undone = [done[0], event("undo", NOW + 1, {"event": done[0]["id"]})]
    assert overview(undone)["practised"]["days"][-1]["acts"] == 0


@pytest.mark.parametrize(
    ("time", "done"), [(NOW, True), (MONDAY + DAY - 1, True), (MONDAY + DAY, False), (NOW + 5 * DAY, False)]
)
def test_what_a_clock_that_ran_ahead_left_for_days_to_come_is_not_done_today(time: int, done: bool) -> None:
    before = [review("problem/p1/a", NOW - 9 * DAY), review("mine/1", NOW - 9 * DAY)]
    acts = [
        *(review(card, time) for card in [*CARDS, "mine/1"]),
        event("review-attempt", time, {"review": "r1", "defects": 1, "found": ["x"]}),
        estimate("d1", time),
        *(event("check", time, {"list": "day-before", "item": box, "done": True}) for box in ("camera", "water")),
    ]
    ticked: dict[str, bool] = {}
    for rules in ({}, {"deadline": MONDAY + DAY}):
        found = overview([*before, *acts], own=["mine/1"], rules=rules)
        ticked |= {task["type"]: task["done"] for task in found["today"]["tasks"]}
        assert set(found["done"]) == ({"cards", "review", "drill", "check"} if done else set())
        assert (found["practised"]["last"], found["skipped"]) == (1 + done, 0)
    assert ticked == dict.fromkeys(("due", "own", "new", "review", "drill", "list"), done)


# Odd logs.

_ODD: list[Any] = [
    *(None, 7, "text", [], {}, {"kind": 3}, {"kind": "mock"}, event("mock", NOW, {}), event("mock", NOW, None)),
    event("mock", -1, {"session": "a", "mock": "problem/p1", "kind": "coding", "finished": True}),
    event("debrief", NOW, {"session": "m1", "ratings": {"a": 9, "b": True, "c": "4", "d": None}}),
    *(event("debrief", NOW, {"session": 7, "ratings": []}), event("attempt", NOW, {"problem": "p1"}, version=2)),
    *(event("attempt", NOW, {"problem": ["p1"]}), event("attempt", NOW, {"problem": "unknown", "verdict": "accepted"})),
    event("review-attempt", NOW, {"review": "r1", "defects": 0, "found": []}),
    event("review-attempt", NOW, {"review": "r1", "defects": 2, "found": "all"}),
    event("trace-drill", NOW, {"trace": "t1", "asked": float("nan"), "right": 1}),
    event("check", NOW, {"list": "week", "item": "solve", "done": "yes"}),
    *(event("spoken-drill", NOW, {"drill": "x" * 500}), event("estimate", NOW, {"drill": None})),
    event("unheard-of", NOW, {"a": 1}),
]


def test_an_odd_log_harms_nothing_and_is_counted() -> None:
    sound = [solved("p1", NOW), mock("m1", NOW)]
    found = overview([*_ODD, *sound])
    assert part(found, "coding", "problems")["value"] == 3
    assert part(found, "coding", "mocks")["rating"] is None
    assert found["skipped"] >= 14
    assert overview(sound)["skipped"] == 0


def test_a_session_and_an_event_count_once() -> None:
    once = mock("m1", NOW)
    copies = [once, once, mock("m1", NOW + 5), debrief("m1", NOW, 3)]
    assert part(overview(copies), "coding", "mocks")["value"] == 1


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(_ODD),
            st.builds(
                event,
                st.sampled_from(["mock", "debrief", "attempt", "estimate", "check", "review", "spoken-drill", "undo"]),
                st.integers(NOW - 90 * DAY, NOW + 90 * DAY),
                st.dictionaries(
                    st.sampled_from(
                        ["session", "mock", "kind", "problem", "drill", "card", "grade", "ratings", "list"]
                    ),
                    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=4), st.sampled_from(CARDS)),
                ),
            ),
        ),
        max_size=20,
    ),
    st.integers(-3, 70),
    st.sampled_from([5, 15, 60, 240]),
)
def test_no_log_breaks_the_page(events: list[Any], days: int, minutes: int) -> None:
    found = overview(events, minutes=minutes, rules={"deadline": MONDAY + days * DAY})
    assert len(found["areas"]) == 6
    assert found["plan"]["days"]
    assert all(task["minutes"] > 0 for day in found["plan"]["days"] for task in day["tasks"])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"minutes": 4}, "give a whole number"),
        ({"minutes": True}, "give a whole number"),
        ({"minutes": 1.5}, "give a whole number"),
        ({"rounds": ["chess"]}, "no area 'chess'"),
        ({"now": DAYS[-1]}, "not within the days"),
        ({"rules": {"retention": 2}}, "retention"),
        ({"catalogue": {**CATALOGUE, "version": 2}}, "reload the page"),
    ],
)
def test_questions_that_make_no_sense_are_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(api.EngineError, match=message):
        overview([], **options)


def steps_over(portion: int) -> int:
    """The work of the overview over a log of so many times 100 events."""
    chance = random.Random(5)  # noqa: S311
    cards = [f"problem/p{n % 12 + 1}/{n}" for n in range(24 * portion)]
    events: list[Any] = []
    for card in cards:
        at, gap = NOW - chance.random() * 50 * DAY, 0.01
        for _ in range(4):
            events.append(review(card, min(at, NOW), chance.choice(["again", "good", "good", "easy"])))
            at, gap = at + gap * DAY, gap * 9 + 1
    events += [solved(f"p{n % 12 + 1}", NOW - n * HOUR) for n in range(2 * portion)]
    events += [estimate(f"d{n % 8 + 1}", NOW - n * HOUR) for n in range(2 * portion)]
    assert len(events) == 100 * portion
    rules = {"deadline": MONDAY + 40 * DAY}
    found, steps = steps_of(partial(overview, events, cards=cards, minutes=60, rules=rules))
    assert found["skipped"] == 0
    return steps


def test_the_work_grows_no_faster_than_the_log() -> None:
    assert steps_over(100) < 10 * steps_over(10)
