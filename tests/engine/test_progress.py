"""Progress: each rule of readiness, of today's list and of the plan; odd logs; and the time a long log takes."""

import json
import random
import time as clock
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom import api
from greenroom.progress import planning
from greenroom.progress.catalogue import AREAS, FIELDS

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


# Today.


def test_today_is_cards_first_then_the_weakest_critical_round_within_the_minutes() -> None:
    found = overview([review("deck/facts/one", NOW - 9 * DAY, "easy")])
    tasks = found["today"]["tasks"]
    assert [task["type"] for task in tasks[:3]] == ["due", "new", "problem"]
    assert (tasks[0]["count"], tasks[0]["url"]) == (1, "decks/everything/")
    assert (tasks[2]["id"], tasks[2]["url"]) == ("problem/p1", "problems/p1/")  # the critical one
    assert 3 <= len(tasks) <= 5
    assert found["today"]["minutes"] == sum(task["minutes"] for task in tasks) <= 60
    assert not any(task["done"] for task in tasks)


@pytest.mark.parametrize("minutes", [5, 15, 30, 60, 120, 480])
def test_no_day_is_longer_than_the_readers_minutes(minutes: int) -> None:
    seen = [review(card, NOW - 20 * DAY, shown=50_000) for card in CARDS]
    for found in (overview([], minutes=minutes), overview(seen, minutes=minutes)):
        for day in found["plan"]["days"]:
            assert day["minutes"] <= max(minutes, 5)
            assert len(day["tasks"]) <= 5


def test_cards_take_at_most_two_fifths_of_the_day() -> None:
    seen = [review(card, NOW - 20 * DAY, shown=60_000) for card in CARDS]
    due = overview(seen, minutes=60)["today"]["tasks"][0]
    assert (due["type"], due["count"], due["minutes"]) == ("due", 24, 24)


def test_the_list_stays_through_the_day_and_ticks_what_is_done() -> None:
    morning = overview([review("problem/p1/a", MONDAY - 9 * DAY, "easy")], now=MONDAY + HOUR)["today"]["tasks"]
    done = [review("problem/p1/a", MONDAY - 9 * DAY, "easy")]
    for task in morning:
        kind, _, name = task["id"].partition("/")
        if kind == "problem":
            done.append(solved(name, MONDAY + 3 * HOUR))
        elif kind == "drill":
            done.append(estimate(name, MONDAY + 3 * HOUR, "low"))
        elif kind == "spoken":
            done.append(spoken(name, MONDAY + 3 * HOUR))
        elif kind == "review":
            done.append(event("review-attempt", MONDAY + 3 * HOUR, {"review": name, "defects": 2, "found": []}))
    done.append(review("problem/p1/a", MONDAY + 4 * HOUR))
    done += [review(card, MONDAY + 5 * HOUR) for card in CARDS[1:7]]
    evening = overview(done)["today"]["tasks"]
    assert [task["id"] for task in evening] == [task["id"] for task in morning]
    by_type = {task["type"]: task for task in evening}
    assert by_type["due"]["done"]
    assert (by_type["new"]["done"], by_type["new"]["progress"]) == (False, 6)
    assert all(task["done"] for task in evening if task["type"] not in ("due", "new", "mock"))


def test_a_problem_is_ticked_when_it_is_accepted_and_a_mock_by_any_of_its_round() -> None:
    first = overview([], minutes=60)["today"]["tasks"]
    problem = next(task for task in first if task["type"] == "problem")
    failed = overview([solved(problem["id"].split("/")[1], NOW, "failed")])["today"]["tasks"]
    assert [task["done"] for task in failed if task["id"] == problem["id"]] == [False]
    late = {"deadline": MONDAY + 3 * DAY}
    sat = next(task for task in overview([], rules=late)["today"]["tasks"] if task["type"] == "mock")
    other = mock("m", NOW, sat["area"], sat="question/another")
    assert [task["done"] for task in overview([other], rules=late)["today"]["tasks"] if task["type"] == "mock"] == [
        True
    ]
    broken_off = mock("m", NOW, sat["area"], finished=False)
    after = overview([broken_off], rules=late)["today"]["tasks"]
    assert [task["done"] for task in after if task["type"] == "mock"] == [False]


def test_the_same_day_gives_the_same_list() -> None:
    events = [review(card, NOW - 5 * DAY) for card in CARDS] + [solved("p3", NOW - 2 * DAY)]
    shuffled = random.Random(3).sample(events, len(events))  # noqa: S311
    assert overview(events) == overview(shuffled) == overview(events + events)
    assert overview(events)["today"] == overview(events, now=NOW + HOUR)["today"]


def test_only_expected_rounds_are_proposed() -> None:
    found = overview([], rounds=["behavioural", "depth"], minutes=120)
    named = {task["area"] for day in found["plan"]["days"] for task in day["tasks"]}
    assert named == {"", "behavioural", "depth"}
    assert [row["wanted"] for row in found["areas"]] == [False, False, False, True, False, True]


def test_what_was_done_well_is_not_proposed_again_soon() -> None:
    done = [solved(f"p{n}", NOW - 2 * DAY) for n in range(1, 13)]
    found = overview(done)
    named = [task["id"] for day in found["plan"]["days"] for task in day["tasks"] if task["type"] == "problem"]
    assert named == ["problem/short"]
    # After a month it comes back, the most important first.
    old = overview([solved(f"p{n}", NOW - 40 * DAY) for n in range(1, 13)])
    again = [task["id"] for day in old["plan"]["days"] for task in day["tasks"] if task["type"] == "problem"]
    assert again[0] == "problem/p1"
    assert len(again) == len(set(again)) > 1


# The plan.


def test_without_a_date_there_are_two_weeks_with_sundays_free() -> None:
    found = overview([])
    days = found["plan"]["days"]
    assert found["interview"] is None
    assert [day["start"] for day in days] == DAYS[60:74]
    assert [index for index, day in enumerate(days) if day["kind"] == "free"] == [6, 13]
    assert {tuple(types(day)) for day in days if day["kind"] == "free"} <= {("new",), ("due", "new"), ()}
    assert found["plan"]["more"] == 0


def test_a_date_ends_the_plan_with_a_light_day_and_the_morning() -> None:
    found = overview([review("problem/p1/a", NOW - DAY, "easy")], rules={"deadline": MONDAY + 10 * DAY})
    days = found["plan"]["days"]
    assert found["interview"] == {"date": MONDAY + 10 * DAY, "days": 10}
    assert [day["kind"] for day in days] == ["day"] * 9 + ["light", "interview"]  # no free day in the last week
    assert [task["id"] for task in days[-1]["tasks"]] == ["list/morning"]
    assert days[-1]["minutes"] == 20
    light = days[-2]["tasks"]
    assert light[-1]["id"] == "list/day-before"
    assert not {"problem", "mock", "new"} & {task["type"] for task in light}


def test_the_last_two_days_are_the_checklists_and_are_ticked_by_their_boxes() -> None:
    boxes = [event("check", NOW, {"list": "day-before", "item": item, "done": True}) for item in ("camera", "water")]
    old = event("check", NOW - 40 * DAY, {"list": "day-before", "item": "camera", "done": True})
    tomorrow = {"deadline": MONDAY + DAY}
    assert overview([old], rules=tomorrow)["today"]["tasks"][-1]["progress"] == 0
    half = overview(boxes[:1], rules=tomorrow)["today"]["tasks"][-1]
    assert (half["id"], half["progress"], half["count"], half["done"]) == ("list/day-before", 1, 2, False)
    assert overview(boxes, rules=tomorrow)["today"]["tasks"][-1]["done"]
    today = overview([], rules={"deadline": MONDAY})
    assert (today["today"]["kind"], today["interview"]["days"]) == ("interview", 0)
    assert [task["id"] for task in today["today"]["tasks"]] == ["list/morning"]
    # A day that is past is none.
    assert overview([], rules={"deadline": MONDAY - DAY})["interview"] is None


def test_a_mock_comes_every_few_days_and_sooner_in_the_last_week() -> None:
    def mock_days(**options: Any) -> list[int]:
        days = overview([mock("m", NOW - DAY)], minutes=90, rounds=AREAS[:3], **options)["plan"]["days"]
        long = [[task for task in day["tasks"] if task["type"] == "mock" and task["minutes"] > 15] for day in days]
        return [index for index, tasks in enumerate(long) if tasks]

    assert mock_days()[:2] == [2, 5]
    last_week = mock_days(rules={"deadline": MONDAY + 7 * DAY})
    assert last_week[:2] == [1, 3]
    assert len(overview([], rules={"deadline": MONDAY + DAY})["today"]["tasks"]) >= 1


def test_rounds_are_interleaved_and_nothing_is_planned_twice() -> None:
    days = [day for day in overview([])["plan"]["days"] if day["kind"] == "day"]
    for day in days:
        rounds = [task["area"] for task in day["tasks"] if task["area"]]
        assert len(set(rounds)) >= min(2, len(rounds))
    named = [task["id"] for day in days for task in day["tasks"] if task["type"] in ("problem", "review")]
    assert len(named) == len(set(named))
    seen = {task["area"] for day in days[:6] for task in day["tasks"] if task["area"]}
    assert seen == set(AREAS)


def test_a_weak_round_comes_more_often_than_a_ready_one() -> None:
    strong = [review(card, NOW - DAY, "easy") for card in CARDS if card.startswith("problem")]
    strong += [solved(f"p{n}", NOW - 2 * DAY) for n in range(1, 13)]
    strong += [mock(name, NOW - DAY) for name in ("a", "b")] + [debrief(name, NOW - DAY, 4) for name in ("a", "b")]
    found = overview(strong, rounds=["coding", "behavioural"])
    assert area(found, "coding")["state"] == "ready"
    named = [task["area"] for day in found["plan"]["days"] for task in day["tasks"]]
    assert named.count("behavioural") > 2 * named.count("coding") > 0


def test_the_plan_is_made_anew_and_keeps_no_backlog() -> None:
    plan = overview([])["plan"]["days"]
    skipped = overview([], now=NOW + 3 * DAY)["plan"]["days"]
    assert [task["id"] for task in skipped[0]["tasks"]] == [task["id"] for task in plan[0]["tasks"]]
    assert skipped[0]["minutes"] <= 60


def test_a_far_interview_shows_six_weeks_and_says_how_many_days_are_left() -> None:
    found = overview([], rules={"deadline": MONDAY + 50 * DAY})
    assert (len(found["plan"]["days"]), found["plan"]["more"]) == (planning.MOST_DAYS, 51 - planning.MOST_DAYS)


@pytest.mark.parametrize("ahead", [-10, -9, -5, 0, 1, 5.5, 10, 12, 12.75, 13, 13.75])
def test_a_sunday_is_a_sunday_in_every_zone(ahead: float) -> None:
    # Four in the morning of Sunday 26 November 2023, in a zone so many hours ahead of UTC.
    start = MONDAY + 6 * DAY - int(ahead * HOUR)
    assert planning.day_number(start) == 19_687
    assert (planning.day_number(start) + 3) % 7 == planning.SUNDAY


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


def test_own_cards_are_a_line_of_their_own() -> None:
    found = overview([review("own/1/a", NOW - 9 * DAY, "easy")], own=["own/1/a", "own/2/a"])
    own = next(task for task in found["today"]["tasks"] if task["type"] == "own")
    assert (own["count"], own["url"], own["done"]) == (1, "decks/yours/", False)


def test_ten_thousand_events_are_told_in_half_a_second() -> None:
    chance = random.Random(5)  # noqa: S311
    cards = [f"problem/p{n % 12 + 1}/{n}" for n in range(2_400)]
    events: list[Any] = []
    for card in cards:
        at, gap = NOW - chance.random() * 50 * DAY, 0.01
        for _ in range(4):
            events.append(review(card, min(at, NOW), chance.choice(["again", "good", "good", "easy"])))
            at, gap = at + gap * DAY, gap * 9 + 1
    events += [solved(f"p{n % 12 + 1}", NOW - n * HOUR) for n in range(200)]
    events += [estimate(f"d{n % 8 + 1}", NOW - n * HOUR) for n in range(200)]
    began = clock.perf_counter()
    found = overview(events, cards=cards, minutes=60, rules={"deadline": MONDAY + 40 * DAY})
    # The browser's Python takes about three to four times as long; its second has room left then.
    assert clock.perf_counter() - began < 0.5
    assert found["skipped"] == 0
