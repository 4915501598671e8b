"""Progress: each rule of today's list and of the plan."""

import random
from typing import Any

import pytest

from greenroom.progress import planning
from greenroom.progress.catalogue import AREAS
from tests.engine.progress_log import (
    CARDS,
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
    review,
    solved,
    spoken,
    types,
)

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


def test_own_cards_are_a_line_of_their_own() -> None:
    found = overview([review("own/1/a", NOW - 9 * DAY, "easy")], own=["own/1/a", "own/2/a"])
    own = next(task for task in found["today"]["tasks"] if task["type"] == "own")
    assert (own["count"], own["url"], own["done"]) == (1, "decks/yours/", False)


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
