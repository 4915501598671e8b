"""What will be known on the day of the interview, held against the scheduler itself."""

from typing import Any

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.figures import foreseeing
from greenroom.scheduling import memory as scheduling
from greenroom.scheduling.session import session
from tests.engine.memory_log import CARDS, DAY, DAYS, HOUR, MINUTE, NOW, STABLE_EASY, START, figures, review


def interview(
    events: list[Any], days: int, cards: dict[str, list[str]] | None = None, **options: Any
) -> dict[str, Any]:
    rules = {"deadline": START + days * DAY, **options.pop("rules", {})}
    found: dict[str, Any] = figures(events, cards, rules=rules, **options)["interview"]
    return found


def test_if_you_stop_now_the_curve_says_what_is_left_at_ten_on_the_day() -> None:
    # Seen so that the interview, at ten on the third day, is one stability later.
    ten = START + 3 * DAY + 6 * HOUR
    found = interview([review("b", "easy", ten - STABLE_EASY * DAY)], 3, new_limit=0)
    assert (found["at"], found["days"]) == (ten, 3)
    assert found["all"]["stop"] == pytest.approx(0.15, abs=1e-6)
    assert [row["topic"] for row in found["topics"]] == ["queues", "trees"]
    assert found["topics"][1]["stop"] == pytest.approx(0.45, abs=1e-6)


@pytest.mark.parametrize(("days", "limit", "hours"), [(12, 1, 0), (9, 2, 3), (20, 3, 7), (1, 4, 0), (4, 0, 0)])
def test_going_on_is_what_the_scheduler_itself_would_bring(days: int, limit: int, hours: int) -> None:
    events = [
        review("a", "easy", NOW - 9 * DAY),
        review("b", "good", NOW - 3 * DAY),
        review("c", "easy", NOW - 30 * DAY),
        review("c", "again", NOW - 6 * DAY),
        review("d", "good", START + HOUR),
    ]
    now = NOW - hours * HOUR
    found = interview(events, days, new_limit=limit, now=now, interleave=False)
    deadline = START + days * DAY
    told = {"deadline": deadline}
    log, work = list(events), []
    for day in range(days):
        before = len(log)
        for look in range(4):
            at = now + day * DAY + look * 10 * MINUTE
            standing = session(
                list(CARDS),
                log,
                at,
                START + day * DAY,
                START + (day + 1) * DAY,
                rules=told,
                new_limit=limit,
                previews=0,
            )
            last = {card: known["last_review"] for card, known in standing["cards"].items()}
            # The reader waits the ten minutes out.
            queue = [card for card in standing["queue"] if last.get(card, 0) <= at - 10 * MINUTE]
            log += [review(card, "good", at) for card in queue]
        work.append(len(log) - before)
    assert found["work"] == work
    later = figures(log, rules=told, days=DAYS, now=now + (days - 1) * DAY + HOUR)["interview"]
    assert found["all"]["go_on"] == pytest.approx(later["all"]["stop"], abs=1e-9)
    assert [row["go_on"] for row in found["topics"]] == pytest.approx(
        [row["stop"] for row in later["topics"]], abs=1e-9
    )


def test_cards_that_are_not_reached_are_counted_with_the_rate_that_would_reach_them() -> None:
    cards = {f"card{number}": ["queues"] for number in range(50)}
    found = interview([review("card0", "good", NOW)], 4, cards, new_limit=5)
    assert (found["new"], found["reached"], found["rate"]) == (49, 19, 13)
    assert interview([review("card0", "good", NOW)], 4, cards, new_limit=13)["reached"] == 49
    assert interview([], 0, cards)["rate"] is None
    assert interview([], 0, cards)["reached"] == 0


@given(st.integers(0, 300), st.integers(0, 60), st.integers(0, 60))
def test_the_rate_is_the_lowest_that_reaches_all(unseen: int, days: int, introduced: int) -> None:
    def reaches(rate: int) -> bool:
        return max(0, rate - introduced) * (days > 0) + rate * (days - 1) * (days > 0) >= unseen

    rate = foreseeing.rate_for_all(unseen, days, introduced)
    expected = next((rate for rate in range(unseen + introduced + 1) if reaches(rate)), None)
    assert rate == expected


def test_without_a_date_ahead_nothing_is_foreseen() -> None:
    assert figures([])["interview"] is None
    assert figures([], rules={"deadline": START - DAY})["interview"] is None
    assert figures([], rules={"deadline": DAYS[-1] + DAY})["interview"] is None
    found = figures([], rules={"deadline": START + 5 * DAY})
    assert found["interview_day"] == 5
    assert figures([], rules={"deadline": START + 40 * DAY})["interview_day"] is None


def test_of_very_many_cards_some_are_played_through_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    cards = {f"card{number}": ["queues", f"topic{number % 9}"] for number in range(900)}
    whole = interview([], 30, cards, new_limit=20)
    monkeypatch.setattr(foreseeing, "MOST_PLAYED", 300)
    part = interview([], 30, cards, new_limit=20)
    assert (part["played"], part["of"]) == (300, 900)
    assert part["all"]["go_on"] == pytest.approx(whole["all"]["go_on"], abs=0.08)
    assert sum(part["work"]) == pytest.approx(sum(whole["work"]), rel=0.12)


@given(
    st.lists(
        st.tuples(st.sampled_from(list(scheduling.GRADES)), st.integers(0, 30 * 24 * 60)), min_size=1, max_size=10
    ),
    st.sampled_from(list(scheduling.GRADES)),
    st.booleans(),
)
def test_one_more_review_gives_what_the_whole_history_gives(
    steps: list[tuple[scheduling.Grade, int]], grade: scheduling.Grade, dated: bool
) -> None:
    rules = scheduling.Rules(deadline=START + 90 * DAY if dated else None)
    history: tuple[tuple[int, fsrs.Rating], ...] = ()
    time = START
    for each, minutes in steps:
        time += minutes * MINUTE
        history += ((time, scheduling.GRADES[each]),)
    later = time + steps[0][1] * MINUTE
    known = scheduling.fold(history, rules, "a")
    rating = scheduling.GRADES[grade]
    assert scheduling.after(known, later, rating, rules, "a") == scheduling.fold(
        (*history, (later, rating)), rules, "a"
    )
