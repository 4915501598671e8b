"""The figures of the reader's memory: by examples reckoned by hand, by properties over random logs, and against the scheduler."""

import random
from typing import Any

import fsrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom import api
from greenroom.figures import recall, remembering
from greenroom.scheduling import memory as scheduling
from tests.engine.memory_log import (
    CARDS,
    DAY,
    DAYS,
    HOUR,
    MINUTE,
    NOW,
    STABLE_EASY,
    START,
    figures,
    review,
    topic,
    undo,
)

# What comes.


def test_a_card_is_counted_on_the_day_it_comes_due() -> None:
    # "Easy" gives 8 days, "good" twice 2 days, and a card once graded "good" is still being learned.
    learning = review("c", "good", NOW - 5 * MINUTE)
    good = [review("b", "good", NOW), review("b", "good", NOW + 1)]
    found = figures([review("a", "easy", NOW - DAY), *good, learning])
    days = [(day["known"], day["learning"]) for day in found["forecast"]]
    assert len(days) == 30
    assert {place: day for place, day in enumerate(days) if day != (0, 0)} == {0: (0, 1), 2: (1, 0), 7: (1, 0)}
    assert [day["start"] for day in found["forecast"]] == DAYS[40:70]
    assert found["overdue"] == 0


def test_what_is_overdue_comes_today() -> None:
    found = figures([review("a", "easy", NOW - 30 * DAY), review("b", "easy", NOW - 8 * DAY)])
    assert found["forecast"][0]["known"] == 2
    assert found["overdue"] == 1
    assert found["all"]["due"] == 2
    assert topic(found, "trees")["due"] == 1


def test_days_are_the_readers_also_when_the_clocks_change() -> None:
    # The day after next has 23 hours, so all later days begin an hour earlier.
    days = [day if day <= START + 2 * DAY else day - HOUR for day in DAYS]
    event = review("a", "easy", START + DAY - 30 * MINUTE)
    assert figures([event], days=DAYS)["forecast"][8]["known"] == 1
    assert figures([event], days=days)["forecast"][9]["known"] == 1


def test_a_buried_card_waits_until_tomorrow_and_a_suspended_one_is_left_out() -> None:
    events = [review(card, "easy", NOW - 9 * DAY) for card in "abc"]
    found = figures(events, held=["a"], waiting=["b"])
    assert [day["known"] for day in found["forecast"][:2]] == [1, 1]
    assert found["all"]["due"] == 1
    assert (found["all"]["cards"], found["all"]["seen"]) == (5, 2)
    assert found["reviews"]["total"] == 3


# What was done.


def test_reviews_and_minutes_are_counted_by_day() -> None:
    away = review("a", "again", NOW, shown=45 * MINUTE)
    silent = review("a", "good", NOW - DAY, shown=None)
    old = review("a", "good", NOW - 30 * DAY)
    found = figures([away, silent, old, review("b", "hard", NOW - 29 * DAY)])["reviews"]
    assert len(found["days"]) == 30
    last, before = found["days"][-1], found["days"][-2]
    assert (last["start"], last["again"], last["minutes"]) == (START, 1, 1.0)
    assert (before["good"], before["minutes"]) == (1, 0.0)
    assert found["days"][0]["hard"] == 1
    assert (found["total"], found["ever"], found["today"], found["minutes"]) == (3, 4, 1, 1.5)
    assert found["days_studied"] == 3


@pytest.mark.parametrize(("ago", "streak"), [([], 0), ([0], 1), ([1, 2], 2), ([0, 1, 3], 2), ([2, 3], 0)])
def test_a_streak_is_not_broken_before_the_day_is_over(ago: list[int], streak: int) -> None:
    assert figures([review("a", "good", NOW - day * DAY) for day in ago])["reviews"]["streak"] == streak


# What was recalled.


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(0, 10, 0, 0.2775), (10, 10, 0.7225, 1), (88, 100, 0.8019, 0.9300), (5, 10, 0.2366, 0.7634)],
)
def test_the_interval_is_wilsons(hits: int, of: int, low: float, high: float) -> None:
    assert recall.wilson(hits, of) == pytest.approx((low, high), abs=1e-4)


@pytest.mark.parametrize(("hits", "of"), [(0, 0), (2, 1), (-1, 3)])
def test_an_interval_needs_trials(hits: int, of: int) -> None:
    with pytest.raises(ValueError, match="at least one trial"):
        recall.wilson(hits, of)


def test_recall_counts_the_first_review_of_a_known_card_on_a_day() -> None:
    first = NOW - 20 * DAY
    events = [
        review("a", "again", first),  # learning: says nothing
        review("a", "easy", first + MINUTE),  # now known
        review("a", "again", first + 9 * DAY),  # counts: forgotten
        review("a", "good", first + 9 * DAY + 10 * MINUTE),  # the same day
        review("a", "hard", first + 15 * DAY),  # counts: recalled, 5 days ago
        review("a", "again", first + 15 * DAY + MINUTE),  # the same day
        review("a", "good", first + 16 * DAY),  # relearning: says nothing
        review("gone", "easy", first),
        review("gone", "good", first + 12 * DAY),  # a card that is no longer there counts, too: 8 days ago
    ]
    found = figures(events)["recall"]
    assert [(found[span]["reviews"], found[span]["recalled"]) for span in ("week", "month", "ever")] == [
        (1, 1),
        (3, 2),
        (3, 2),
    ]
    assert found["ever"]["share"] is None
    assert topic(figures(events), "queues")["recall"]["reviews"] == 2


def test_recall_is_told_from_twenty_reviews_on() -> None:
    cards = {f"card{number}": ["queues"] for number in range(25)}
    events = [review(card, "easy", NOW - 10 * DAY) for card in cards]
    events += [review(card, "again" if number < 2 else "good", NOW) for number, card in enumerate(cards) if number < 19]
    found = figures(events, cards)["recall"]["week"]
    assert (found["reviews"], found["recalled"], found["share"], found["low"]) == (19, 17, None, None)
    found = figures([*events, review("card19", "good", NOW)], cards)["recall"]["week"]
    assert found["share"] == 0.9
    assert found["low"] < 0.9 < found["high"]


@given(st.lists(st.sampled_from(list(scheduling.GRADES)), max_size=12), st.integers(1, 40 * 24))
def test_states_are_those_of_the_scheduler(grades: list[scheduling.Grade], hours: int) -> None:
    card, now = fsrs.Card(card_id=0, due=scheduling._EPOCH), 0
    scheduler = fsrs.Scheduler(enable_fuzzing=False)
    state: tuple[scheduling.MemoryState, int] = ("learning", 0)
    for grade in grades:
        now += hours * HOUR
        card, _ = scheduler.review_card(card, scheduling.GRADES[grade], scheduling._EPOCH + now * scheduling._MS)
        state = recall.next_state(*state, grade)
        assert state == (scheduling.STATES[card.state], card.step or 0)


# What is known now.


def test_a_topic_is_known_as_well_as_its_cards_and_an_unseen_card_counts_nothing() -> None:
    found = figures([review("b", "easy", NOW - STABLE_EASY * DAY)])
    trees, queues = topic(found, "trees"), topic(found, "queues")
    assert (trees["cards"], trees["seen"]) == (2, 1)
    assert trees["expected_seen"] == pytest.approx(0.9, abs=1e-6)
    assert trees["expected"] == pytest.approx(0.45, abs=1e-6)
    assert queues["expected"] == pytest.approx(0.18, abs=1e-6)
    assert found["all"]["cards"] == 6
    assert figures([])["all"]["expected_seen"] is None


def test_the_weakest_topics_have_five_cards() -> None:
    assert figures([])["weakest"] == ["queues"]
    cards = {f"{name}{number}": [name] for name in "uvwxyz" for number in range(5 + (name == "z"))}
    events = [review("x0", "easy", NOW), review("y0", "easy", NOW), review("y1", "easy", NOW)]
    assert figures(events, cards)["weakest"] == ["z", "u", "v", "w", "x"]


# Over any log.


def random_log(chance: random.Random) -> list[dict[str, Any]]:
    events = []
    for card in chance.choices([*CARDS, "gone"], k=chance.randrange(60)):
        event = review(
            card, chance.choice(list(scheduling.GRADES)), NOW - chance.random() * 80 * DAY, chance.randrange(90_000)
        )
        events.append(event)
        if chance.random() < 0.2:
            events.append(undo(event))
    return events


@settings(max_examples=60)
@given(st.integers(0, 10**9))
def test_shares_are_shares_sums_agree_and_neither_order_nor_doubles_matter(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    events = random_log(chance)
    options: dict[str, Any] = {"rules": {"deadline": START + 20 * DAY}, "new_limit": 2, "held": ["e"], "waiting": ["c"]}
    found = figures(events, **options)
    mixed = [*events, *events[:10], {"kind": "review"}, None][::-1]
    assert figures(mixed, **options) == found | {"skipped": 2}
    gone = {event["payload"].get("event") for event in events if event["kind"] == "undo"}
    kept = [event for event in events if event["kind"] == "review" and event["id"] not in gone]
    assert figures(kept, **options) == found

    assert found["reviews"]["ever"] == len(kept)
    assert found["reviews"]["total"] == sum(
        sum(day[grade] for grade in scheduling.GRADES) for day in found["reviews"]["days"]
    )
    dues = [day["known"] + day["learning"] for day in found["forecast"]]
    assert sum(dues) <= found["all"]["seen"]
    assert dues[0] == found["all"]["due"] >= found["overdue"]
    foreseen = found["interview"]
    shares = [row[key] for row in [foreseen["all"], *foreseen["topics"]] for key in ("stop", "go_on")]
    shares += [row[key] for row in [found["all"], *found["topics"]] for key in ("expected", "expected_seen")]
    assert all(share is None or 0 <= share <= 1 for share in shares)
    assert foreseen["reached"] <= foreseen["new"] == found["all"]["cards"] - found["all"]["seen"]
    for row in [found["all"], *found["topics"]]:
        assert row["due"] <= row["seen"] <= row["cards"]
        assert row["expected"] <= (row["expected_seen"] or 0) + 1e-12
        assert row["recall"]["recalled"] <= row["recall"]["reviews"]


@pytest.mark.parametrize(
    ("options", "finding"),
    [
        ({"days": []}, "not within the days"),
        ({"days": DAYS[:30]}, "not within the days"),
        ({"days": DAYS[::-1]}, "not in order"),
        ({"days": ["x"]}, "not in order"),
        ({"new_limit": -1}, "below 0"),
        ({"rules": {"retention": 2}}, "retention"),
    ],
)
def test_what_makes_no_sense_is_refused(options: dict[str, Any], finding: str) -> None:
    with pytest.raises(api.EngineError, match=finding):
        figures([], **options)


def test_two_thousand_cards_are_figured_out() -> None:
    chance = random.Random(3)  # noqa: S311
    cards = {f"question/{number}/testing": [f"topic{number % 44}", f"topic{number % 7}"] for number in range(2000)}
    events = []
    for card in list(cards)[:1000]:
        time = NOW - chance.random() * 39 * DAY
        while time < NOW:
            events.append(review(card, chance.choice(["again", "good", "good", "easy"]), time))
            time += chance.random() * 15 * DAY
    found = figures(events, cards, rules={"deadline": START + 55 * DAY})
    assert found["interview"]["played"] == 2000


def test_the_page_may_count_on_these_numbers() -> None:
    assert (remembering.SPAN, recall.ENOUGH, remembering.WEAK_FROM) == (30, 20, 5)
