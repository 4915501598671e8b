"""What a reader sets about scheduling: retention, an interview date, limits, topics kept apart, cards set aside, grades taken back."""

from collections import Counter
from itertools import pairwise

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom import api
from greenroom.scheduling import memory as remembering
from greenroom.scheduling import session as scheduling
from tests.engine.review_log import CARDS, DAY, HOUR, MINUTE, MORNING, START, day, review, study, undo


def test_an_undone_review_counts_for_nothing() -> None:
    first, wrong = review(CARDS[0], "good", MORNING), review(CARDS[0], "again", MORNING + HOUR)
    taken_back = study([first, wrong, undo(wrong, MORNING + HOUR + 1)], MORNING + 2 * HOUR)
    assert taken_back == study([first], MORNING + 2 * HOUR)
    assert study([undo(first, MORNING), first], MORNING + HOUR)["queue"] == CARDS


@pytest.mark.parametrize(("retention", "days"), [(0.8, 28), (0.9, 8), (0.95, 3)])
def test_a_higher_desired_retention_brings_a_card_back_sooner(retention: float, days: int) -> None:
    events = [review(CARDS[0], "easy", MORNING)]
    deck = study(events, MORNING + MINUTE, rules={"retention": retention})
    assert (deck["cards"][CARDS[0]]["due"] - MORNING) // DAY == days
    assert deck["cards"][CARDS[0]]["stability"] == pytest.approx(8.2956)


def test_no_interval_passes_the_interview_and_the_load_before_it_is_spread() -> None:
    many = [f"question/q{number}/testing" for number in range(60)]
    deadline = START + 30 * DAY
    events = [review(card, "easy", MORNING) for card in many] + [
        review(card, "easy", MORNING + 8 * DAY) for card in many
    ]
    known = study(events, MORNING + 9 * DAY, many, rules={"deadline": deadline})["cards"]
    days = Counter((deadline - each["due"]) // DAY for each in known.values())
    assert set(days) == set(range(1, 8)) and max(days.values()) <= 16
    assert all(each["due"] > deadline for each in study(events, MORNING + 9 * DAY, many)["cards"].values())
    # What comes back before it anyway is left alone.
    soon = [review(CARDS[0], "easy", MORNING)]
    assert study(soon, MORNING + 1, rules={"deadline": deadline})["cards"] == study(soon, MORNING + 1)["cards"]


def test_on_the_eve_of_the_interview_a_card_comes_back_that_morning() -> None:
    deadline = START + DAY
    shown = study([], MORNING, rules={"deadline": deadline})["previews"][CARDS[0]]
    assert shown["easy"]["seconds"] == (deadline - MORNING) // 1000
    assert study([review(CARDS[0], "easy", MORNING)], MORNING + 1, rules={"deadline": deadline})["queue"] == CARDS[1:]


def test_weights_of_the_reader_change_the_memory_and_bad_ones_are_refused() -> None:
    weights = list(fsrs.scheduler.DEFAULT_PARAMETERS)
    weights[2] = 4.0
    events = [review(CARDS[0], "good", MORNING)]
    assert study(events, MORNING + 1, rules={"weights": weights})["cards"][CARDS[0]]["stability"] == 4.0
    for bad in (
        {"weights": weights[:19]},
        {"weights": [9e9] * 21},
        {"retention": 0.99},
        {"deadline": -1},
        {"speed": 2},
    ):
        with pytest.raises(api.EngineError):
            api.call("scheduling.session", {"cards": CARDS, "events": [], **day(MORNING), "rules": bad})


def test_recall_falls_to_nine_tenths_after_as_many_days_as_the_stability() -> None:
    known = remembering.fold(((MORNING, fsrs.Rating.Easy),), remembering.Rules())
    assert remembering.retrievability(known, MORNING) == 1
    assert remembering.retrievability(known, MORNING + known.stability * DAY) == pytest.approx(0.9)


def test_topics_are_kept_apart_when_asked_for() -> None:
    cards = ["a1", "a2", "a3", "b1", "b2", "c1"]
    topics = {card: card[0] for card in cards}
    queue = study([], MORNING, cards, interleave=True, topics=topics)["queue"]
    assert queue == ["a1", "b1", "a2", "b2", "a3", "c1"]
    after = study([], MORNING, cards, interleave=True, topics=topics, last="a0")["queue"]
    assert after == queue, "a card of another deck has no topic here"
    assert study([], MORNING, cards, interleave=True, topics=topics, last="a3")["queue"][0] == "b1"
    assert study([], MORNING, cards, topics=topics)["queue"] == cards


@given(st.lists(st.integers(0, 5), max_size=60), st.integers(0, 5))
def test_interleaving_keeps_all_cards_and_repeats_a_topic_only_where_it_must(drawn: list[int], last: int) -> None:
    cards = [f"{topic}-{place}" for place, topic in enumerate(drawn)]
    topics = {card: card[0] for card in cards}
    mixed = scheduling.interleaved(cards, topics, str(last))
    assert sorted(mixed) == sorted(cards)
    shown = [str(last), *(topics[card] for card in mixed)]
    for place, (one, two) in enumerate(pairwise(shown)):
        assert one != two or set(shown[place + 1 :]) == {two}


def test_suspended_and_buried_cards_are_not_shown() -> None:
    events = [review(CARDS[1], "again", MORNING - HOUR), review(CARDS[2], "easy", MORNING - 20 * DAY)]
    deck = study(events, MORNING, held=CARDS[:3])
    assert deck["queue"] == [CARDS[3]]
    assert deck["counts"] == {"learning": 0, "due": 0, "new": 1, "reviewed_today": 1}


def test_the_cards_of_one_note_do_not_come_on_one_day() -> None:
    cards = ["own/a/0", "own/a/1", "own/b/0", "question/a/tests", "question/a/flags"]
    assert study([], MORNING, cards)["queue"] == ["own/a/0", "own/b/0", "question/a/tests", "question/a/flags"]
    after = study([review("own/a/0", "easy", MORNING)], MORNING + 1, cards)
    assert after["queue"] == cards[2:]
    assert study([review("own/a/0", "easy", MORNING)], MORNING + DAY, cards)["queue"][0] == "own/a/1"


def test_the_daily_limit_of_reviews_counts_those_done_today() -> None:
    events = [review(card, "easy", MORNING - 20 * DAY) for card in CARDS]
    deck = study(events, MORNING, review_limit=3)
    assert (len(deck["queue"]), deck["held_due"]) == (3, 1)
    assert deck["next_due"] == START + DAY
    after = study([*events, review(deck["queue"][0], "good", MORNING)], MORNING + 1, review_limit=3)
    assert (after["queue"], after["held_due"]) == (deck["queue"][1:], 1)
