"""The scheduler against published FSRS figures, its queue by examples, and its fold by properties over random logs."""

import json
import random
import time as clock
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom import api
from greenroom.scheduling import intervals
from greenroom.scheduling import memory as remembering
from tests.engine.review_log import CARDS, DAY, HOUR, MINUTE, MORNING, SECOND, START, memory, review, study

# What FSRS-6 is published to give with its default weights.


@pytest.mark.parametrize(
    ("grade", "stability", "difficulty"),
    [
        ("again", 0.212, 6.4133),
        ("hard", 1.2931, 5.11217071),
        ("good", 2.3065, 2.11810397),
        ("easy", 8.2956, 1.0),
    ],
)
def test_a_first_review_gives_the_published_memory(grade: str, stability: float, difficulty: float) -> None:
    known = memory([review(CARDS[0], grade, MORNING)])
    assert known["stability"] == pytest.approx(stability, abs=1e-5)
    assert known["difficulty"] == pytest.approx(difficulty, abs=1e-5)


def test_six_reviews_give_the_published_memory() -> None:
    events, time = [], MORNING
    for grade, days in zip(["again", *["good"] * 5], [0, 0, 1, 3, 8, 21], strict=True):
        time += days * DAY
        events.append(review(CARDS[0], grade, time))
    known = memory(events)
    assert known["stability"] == pytest.approx(53.62691, abs=1e-5)
    assert known["difficulty"] == pytest.approx(6.3574867, abs=1e-5)


def test_reviews_made_when_due_give_the_published_intervals() -> None:
    events: list[Any] = []
    time, days = MORNING, []
    for grade in [*["good"] * 6, "again", "again", *["good"] * 5]:
        events.append(review(CARDS[0], grade, time))
        known = memory(events)
        days.append((known["due"] - time) // DAY)
        time = known["due"]
    assert days == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]
    assert known["lapses"] == 1
    assert known["reviews"] == 13


# What the reader sees.


def test_a_new_card_shows_what_each_grade_would_give() -> None:
    shown = intervals.preview(CARDS[0], [], MORNING)
    assert {grade: shown[grade]["text"] for grade in shown} == {
        "again": "1 min",
        "hard": "6 min",
        "good": "10 min",
        "easy": "8 d",
    }
    assert shown["easy"] == {"seconds": 8 * 86_400, "text": "8 d", "words": "8 days"}
    assert study([], MORNING)["previews"][CARDS[0]] == shown


@pytest.mark.parametrize(
    ("seconds", "text", "words"),
    [
        (0, "1 min", "1 minute"),
        (60, "1 min", "1 minute"),
        (330, "6 min", "6 minutes"),
        (3569, "59 min", "59 minutes"),
        (3600, "1 h", "1 hour"),
        (86_400, "1 d", "1 day"),
        (4 * 86_400, "4 d", "4 days"),
        (29 * 86_400, "29 d", "29 days"),
        (46 * 86_400, "1.5 mo", "1.5 months"),
        (365 * 86_400, "12 mo", "12 months"),
        (366 * 86_400, "1 y", "1 year"),
        (498 * 86_400, "1.4 y", "1.4 years"),
    ],
)
def test_intervals_are_told_in_units_one_can_use(seconds: float, text: str, words: str) -> None:
    assert intervals.interval(seconds) == {"seconds": seconds, "text": text, "words": words}


def test_a_deck_never_opened_offers_its_cards_in_order() -> None:
    deck = study([], MORNING)
    assert deck["queue"] == CARDS
    assert deck["counts"] == {"learning": 0, "due": 0, "new": 4, "reviewed_today": 0}
    assert deck["next_due"] is None


def test_learning_comes_before_reviews_and_reviews_before_new_cards() -> None:
    events = [
        review(CARDS[2], "easy", MORNING - 30 * DAY),
        review(CARDS[3], "again", MORNING - 2 * MINUTE),
    ]
    deck = study(events, MORNING)
    assert deck["queue"] == [CARDS[3], CARDS[2], CARDS[0], CARDS[1]]
    assert deck["counts"] == {"learning": 1, "due": 1, "new": 2, "reviewed_today": 1}


def test_the_most_overdue_review_comes_first() -> None:
    # Both are a week late, but a week is little for a card one has known for months.
    firm: list[Any] = []
    time = MORNING - 300 * DAY
    while time < MORNING - 100 * DAY:
        firm.append(review(CARDS[0], "good", time))
        time = memory(firm)["due"]
    now = time + 7 * DAY
    weak = [review(CARDS[1], "easy", now - 15 * DAY)]
    deck = study([*firm, *weak], now, cards=CARDS[:2])
    assert deck["queue"] == [CARDS[1], CARDS[0]]


def test_a_card_due_later_today_is_offered_from_the_start_of_the_day() -> None:
    evening = START + 17 * HOUR
    events = [review(CARDS[0], "easy", evening)]
    due = memory(events)["due"]
    assert due == evening + 8 * DAY
    assert CARDS[0] not in study(events, START + 8 * DAY - 1)["queue"]
    assert CARDS[0] in study(events, START + 8 * DAY)["queue"]


def test_a_day_of_25_hours_does_not_show_a_card_twice() -> None:
    # Good twice, then again in a day: 24 hours later is still the same day when the clocks go back.
    events = [review(CARDS[0], grade, START + 10 * MINUTE) for grade in ("hard", "good", "good")]
    assert memory(events)["due"] - START - 10 * MINUTE == DAY
    long_day = {"day_start": START, "day_end": START + 25 * HOUR}
    deck = study(events, START + HOUR, cards=CARDS[:1], **long_day)
    assert deck["queue"] == []


def test_a_learning_card_is_shown_early_only_when_nothing_else_is_left() -> None:
    events = [review(CARDS[0], "good", MORNING)]
    assert study(events, MORNING + MINUTE)["queue"][-1] == CARDS[0]
    assert study(events, MORNING + MINUTE)["queue"][0] == CARDS[1]
    assert study(events, MORNING + 10 * MINUTE)["queue"][0] == CARDS[0]


def test_the_daily_limit_counts_the_cards_first_seen_today() -> None:
    assert study([], MORNING, new_limit=3)["queue"] == CARDS[:3]
    events = [review(CARDS[0], "easy", MORNING - DAY), review(CARDS[1], "easy", MORNING)]
    deck = study(events, MORNING, new_limit=2)
    assert deck["queue"] == [CARDS[2]]
    assert deck["held_back"] == 1
    assert study(events, MORNING, new_limit=0)["queue"] == []
    assert study(events, MORNING + DAY, new_limit=2)["counts"]["new"] == 2


def test_a_finished_deck_says_when_the_next_card_comes() -> None:
    events = [review(card, "easy", MORNING) for card in CARDS]
    deck = study(events, MORNING + MINUTE)
    assert deck["queue"] == []
    assert deck["next_due"] == MORNING + 8 * DAY
    held = study(events[:2], MORNING + MINUTE, new_limit=2)
    assert held["next_due"] == START + DAY


def test_reviewing_ahead_gives_each_known_card_once_and_the_soonest_first() -> None:
    events = [review(CARDS[1], "easy", MORNING), review(CARDS[0], "easy", MORNING + SECOND)]
    ahead = MORNING + MINUTE
    assert study(events, MORNING + MINUTE, CARDS[:2], ahead_since=ahead)["queue"] == [CARDS[1], CARDS[0]]
    events.append(review(CARDS[1], "good", MORNING + 2 * MINUTE))
    assert study(events, MORNING + 3 * MINUTE, CARDS[:2], ahead_since=ahead)["queue"] == [CARDS[0]]


def test_a_deck_leaves_out_the_reviews_of_other_cards_but_shares_those_of_its_own() -> None:
    other = review("script/x/beat", "good", MORNING)
    shared = review(CARDS[0], "good", MORNING)
    shared["payload"]["deck"] = "another"
    deck = study([other, shared], MORNING + MINUTE)
    assert list(deck["cards"]) == [CARDS[0]]
    assert deck["counts"]["reviewed_today"] == 1
    assert deck["skipped"] == 0


def test_the_card_on_the_screen_is_previewed_wherever_it_stands() -> None:
    deck = study([], MORNING, previews=1, shown=CARDS[3])
    assert list(deck["previews"]) == [CARDS[0], CARDS[3]]


# Clocks that misbehave.


def test_a_leap_day_is_a_day() -> None:
    start = int(datetime(2028, 2, 28, 9, tzinfo=UTC).timestamp() * 1000)
    events = [review(CARDS[0], grade, start) for grade in ("hard", "good", "good")]
    assert datetime.fromtimestamp(memory(events)["due"] / 1000, UTC) == datetime(2028, 2, 29, 9, tzinfo=UTC)


def test_a_clock_set_back_neither_fails_nor_hides_the_other_cards() -> None:
    events = [review(CARDS[0], "good", MORNING + 3 * HOUR), review(CARDS[1], "again", MORNING - 5 * MINUTE)]
    deck = study(events, MORNING)
    assert deck["queue"] == [CARDS[1], CARDS[2], CARDS[3]]
    assert deck["cards"][CARDS[0]]["due"] == MORNING + 3 * HOUR + 10 * MINUTE


def test_reviews_of_one_moment_all_count_in_the_order_of_their_ids() -> None:
    one, two = review(CARDS[0], "again", MORNING, "a"), review(CARDS[0], "easy", MORNING, "b")
    assert memory([one, two])["reviews"] == 2
    assert memory([one, two]) == memory([two, one])
    assert memory([one, two])["state"] == "review"


def test_scheduling_reads_no_clock_and_does_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise AssertionError("the scheduler slept")

    monkeypatch.setattr(clock, "sleep", forbidden)
    study([review(CARDS[0], "hard", MORNING)], MORNING + 77 * DAY)


# Logs that are damaged.

BROKEN: list[Any] = [
    None,
    7,
    "review",
    [],
    {},
    {"kind": "review"},
    review(CARDS[0], "perfect", MORNING),
    review(CARDS[0], "good", -1),
    review(CARDS[0], "good", 10**300),
    {**review(CARDS[0], "good", MORNING), "time": "yesterday"},
    {**review(CARDS[0], "good", MORNING), "time": float("nan")},
    {**review(CARDS[0], "good", MORNING), "time": True},
    {**review(CARDS[0], "good", MORNING), "id": 5},
    {**review(CARDS[0], "good", MORNING), "id": ""},
    {**review(CARDS[0], "good", MORNING), "version": 2},
    {**review(CARDS[0], "good", MORNING), "payload": None},
    {**review(CARDS[0], "good", MORNING), "payload": {"card": 1, "grade": "good"}},
    {**review(CARDS[0], "good", MORNING), "payload": {"card": CARDS[0], "grade": ["good"]}},
    {**review(CARDS[0], "good", MORNING), "payload": {"card": CARDS[0]}},
]


@pytest.mark.parametrize("bad", BROKEN, ids=[str(n) for n in range(len(BROKEN))])
def test_an_unreadable_review_is_left_out_and_counted(bad: Any) -> None:
    good = review(CARDS[1], "good", MORNING)
    deck = study([bad, good], MORNING + MINUTE)
    assert list(deck["cards"]) == [CARDS[1]]
    assert deck["skipped"] == 1


def test_other_kinds_of_events_are_no_reviews() -> None:
    attempt = {"id": "x", "time": MORNING, "kind": "attempt", "version": 3, "payload": {}}
    assert study([attempt], MORNING)["skipped"] == 0


def test_a_page_that_asks_nonsense_is_told_so() -> None:
    params = {"cards": CARDS, "events": [], "now": MORNING, "day_start": MORNING + 1, "day_end": MORNING + DAY}
    with pytest.raises(api.EngineError, match="not within the day"):
        api.call("scheduling.session", params)
    with pytest.raises(api.EngineError, match="below 0"):
        api.call("scheduling.session", {**params, "day_start": START, "new_limit": -1})
    with pytest.raises(api.EngineError, match="no time"):
        api.call("scheduling.preview", {"card": CARDS[0], "events": [], "now": float("inf")})


# What holds for every log.

grades = st.sampled_from(list(remembering.GRADES))
reviews = st.builds(
    review, st.sampled_from([*CARDS, "elsewhere/x/y"]), grades, st.integers(START - 90 * DAY, MORNING + DAY)
)
logs = st.lists(reviews, max_size=30)


@given(logs, st.randoms(use_true_random=False))
def test_order_and_repetition_of_the_log_change_nothing(events: list[Any], chance: random.Random) -> None:
    shuffled = [*events, *chance.choices(events, k=len(events))] if events else []
    chance.shuffle(shuffled)
    assert study(shuffled, MORNING) == study(events, MORNING)


@given(logs, st.lists(st.sampled_from(BROKEN), max_size=5, unique_by=id))
def test_damage_beside_good_reviews_changes_only_the_count(events: list[Any], bad: list[Any]) -> None:
    damaged = study([*bad, *events], MORNING)
    assert damaged["skipped"] == len(bad)
    assert {**damaged, "skipped": 0} == study(events, MORNING)


@given(logs, st.integers(0, 5), st.integers(0, 120 * 24))
def test_the_queue_holds_each_card_once_and_agrees_with_the_counts(events: list[Any], limit: int, hours: int) -> None:
    now = MORNING + hours * HOUR
    deck = study(events, now, new_limit=limit)
    queue, known, counts = deck["queue"], deck["cards"], deck["counts"]
    assert len(queue) == len(set(queue))
    new = [card for card in queue if card not in known]
    assert len(new) == counts["new"] <= limit
    assert len(new) + deck["held_back"] + len(known) == len(CARDS)
    assert sum(known[card]["state"] == "review" for card in queue if card in known) == counts["due"]
    assert all(known[card]["due"] < now - (now - START) % DAY + DAY for card in queue if card in known)
    later = [memory["due"] for card, memory in known.items() if card not in queue]
    assert deck["next_due"] is None or not later or deck["next_due"] <= min(later)
    assert json.loads(json.dumps(deck)) == deck


@given(logs, st.sampled_from(CARDS), grades, st.integers(0, 90 * 24))
def test_a_grade_gives_the_interval_its_button_showed(events: list[Any], card: str, grade: str, hours: int) -> None:
    now = MORNING + hours * HOUR + 1
    promised = intervals.preview(card, events, now)[grade]
    due = study([*events, review(card, grade, now)], now)["cards"][card]["due"]
    assert promised == intervals.interval((due - now) / 1000)


@given(logs, st.sampled_from(CARDS))
def test_better_grades_never_come_back_sooner(events: list[Any], card: str) -> None:
    shown = intervals.preview(card, events, MORNING + 2 * DAY)
    seconds = [shown[grade]["seconds"] for grade in ("again", "hard", "good", "easy")]
    assert seconds == sorted(seconds)
