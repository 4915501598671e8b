"""A deck that the engine keeps between questions stands where the whole log says, however it was told of it."""

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom import api
from greenroom.scheduling import memory as remembering
from greenroom.scheduling import studies
from tests.engine.review_log import CARDS, DAY, HOUR, MINUTE, MORNING, START, day, review, study, undo


def test_a_study_that_is_not_known_asks_for_the_deck_again() -> None:
    with pytest.raises(api.EngineError) as refused:
        api.call("scheduling.standing", {"study": "never", **day(MORNING)})
    assert refused.value.code == "unknown-study"
    for number in range(6):
        studies.load(f"deck {number}", [], cards=CARDS)
    with pytest.raises(api.EngineError):
        studies.standing("deck 0", **day(MORNING))
    assert studies.standing("deck 5", **day(MORNING))["queue"] == CARDS


def told(study: str, now: int, **options: Any) -> dict[str, Any]:
    """What a study says, with the memory it tells as the fields of Memory."""
    answer = studies.standing(study, **day(now), **options)
    names = ("state", "due", "last_review", "stability", "difficulty", "reviews", "lapses")
    answer["cards"] = {
        card: dict(zip(names, packed[1:], strict=True)) if packed else None for card, packed in answer["memory"].items()
    }
    return answer


def test_a_study_tells_only_what_changed() -> None:
    one, two = (review(card, "good", MORNING) for card in CARDS[:2])
    studies.load("d", [one], cards=CARDS)
    assert list(told("d", MORNING + 1)["cards"]) == [CARDS[0]]
    studies.load("d", [two])
    assert list(told("d", MORNING + 2)["cards"]) == [CARDS[1]]
    studies.load("d", [undo(one, MORNING + 3)])
    assert told("d", MORNING + 4)["cards"] == {CARDS[0]: None}
    assert told("d", MORNING + 5)["cards"] == {}
    assert list(told("d", MORNING + 6, rules={"retention": 0.8})["cards"]) == [CARDS[1]]


def test_a_long_queue_is_told_in_part_and_counted_whole() -> None:
    many = [f"card-{number}" for number in range(300)]
    studies.load("d", [], cards=many)
    answer = studies.standing("d", **day(MORNING), new_limit=300)
    assert (len(answer["queue"]), answer["left"], answer["counts"]["new"]) == (40, 300, 300)


def test_memory_kept_from_before_saves_the_work_and_is_not_trusted_where_the_log_differs() -> None:
    events = [review(CARDS[0], "good", MORNING), review(CARDS[1], "easy", MORNING)]
    studies.load("d", events, cards=CARDS)
    before = studies.standing("d", **day(MORNING + 1))
    kept = json.loads(json.dumps(before["memory"]))
    kept[CARDS[0]][2] += DAY  # a mark, to see that it is used
    studies.load("d", events, cards=CARDS, cached=kept, fingerprint=before["fingerprint"])
    after = studies.standing("d", **day(MORNING + 1))
    assert after["memory"] == {}, "the page has it already"
    assert (before["counts"]["learning"], after["counts"]["learning"]) == (1, 0), "by the mark it is another day"
    more = [*events, review(CARDS[0], "good", MORNING + 20 * MINUTE)]
    for fingerprint, log, anew in (("other", events, CARDS[:2]), (before["fingerprint"], more, CARDS[:1])):
        studies.load("d", log, cards=CARDS, cached=kept, fingerprint=fingerprint)
        expected = study(log, MORNING + HOUR)["cards"]
        assert told("d", MORNING + HOUR)["cards"] == {card: expected[card] for card in anew}


grades = st.sampled_from(list(remembering.GRADES))
reviews = st.builds(
    review, st.sampled_from([*CARDS, "elsewhere/x/y"]), grades, st.integers(START - 90 * DAY, MORNING + DAY)
)
logs = st.lists(reviews, max_size=30)


@given(logs, st.integers(1, 6), st.randoms(use_true_random=False))
def test_a_study_fed_in_any_portions_stands_where_the_whole_log_says(
    events: list[Any], portions: int, chance: random.Random
) -> None:
    taken_back = [undo(event, MORNING) for event in chance.sample(events, len(events) // 4)]
    whole = [*events, *taken_back]
    chance.shuffle(whole)
    studies.load("d", [], cards=CARDS)
    seen: dict[str, Any] = {}
    for start in range(0, len(whole) or 1, portions):
        studies.load("d", [*whole[start : start + portions], *whole[:1]])
        answer = told("d", MORNING)
        seen = {card: known for card, known in (seen | answer["cards"]).items() if known}
    expected = study(whole, MORNING)
    assert seen == expected["cards"]
    assert {key: answer[key] for key in ("queue", "counts", "previews", "next_due", "held_back", "held_due")} == {
        key: expected[key] for key in ("queue", "counts", "previews", "next_due", "held_back", "held_due")
    }
