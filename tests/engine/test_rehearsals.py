"""Mocks in the log: what one came to, what comes next, and what past ones come to together."""

import json
import random
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom import api

MINUTE = 60_000
DAY = 24 * 60 * MINUTE
NOW = 1_795_000_000_000
SESSION = "5d0c7a52-0f62-4d6e-9d0e-0c6a3f7f3a11"
PHASES = [
    {"id": "clarify", "title": "Clarify", "seconds": 300, "clear": "clarify"},
    {"id": "estimate", "title": "Requirements", "seconds": 300, "clear": "list-and-estimate"},
    {"id": "design", "title": "Architecture", "seconds": 600, "clear": "architect"},
    {"id": "deep", "title": "Deep dive", "seconds": 900, "clear": "architect"},
    {"id": "close", "title": "Close", "seconds": 30, "clear": ""},
]
ON_TIME = [300_000, 300_000, 600_000, 900_000, 30_000]
SAID = [
    {"at": 0, "what": "line", "id": "l1", "phase": "clarify", "plain": "Design a feed."},
    {"at": 40_000, "what": "ask", "id": "a1", "phase": "clarify", "plain": "Ten million a day."},
    {"at": 700_000, "what": "redirect", "id": "r1", "phase": "design", "plain": "And if that queue is down too?"},
    {"at": 900_000, "what": "curveball", "id": "c1", "phase": "deep", "plain": "Half the budget."},
    {"at": 950_000, "what": "follow-up", "id": "f1", "phase": "deep", "plain": "How do you test it?"},
]
NOTES = [
    {"what": "line", "id": "l1", "phase": "clarify", "text": "Five questions"},
    {"what": "redirect", "id": "r1", "phase": "design", "text": "  "},
]
MOCK = {
    "lines": [
        {"id": "l1", "phase": "clarify", "plain": "Design a feed."},
        {"id": "l2", "phase": "close", "plain": "Sum up."},
    ],
    "asks": [{"id": "a1", "question": "How many?"}, {"id": "a2", "question": "How fresh?"}],
    "checks": [{"id": "k1", "clear": "clarify", "check": "…"}, {"id": "k2", "clear": "refine", "check": "…"}],
}
RUBRIC = {
    "id": "system-design",
    "criteria": [
        {
            "id": name,
            "title": name.capitalize(),
            "levels": [f"{name} {level}" for level in range(1, 5)],
            "practise": {"title": f"Practise {name}", "url": f"{{root}}guides/{name}/"},
        }
        for name in ("questions", "numbers", "redirects")
    ],
}

_numbers = count()


def event(kind: str, payload: dict[str, Any], time: float = NOW, **changes: Any) -> dict[str, Any]:
    return {"id": f"e{next(_numbers):06}", "time": time, "kind": kind, "version": 1, "payload": payload} | changes


def sat(used: list[int] = ON_TIME, session: str = SESSION, time: int = NOW, **changes: Any) -> dict[str, Any]:
    """A mock that was sat and ended at `time`."""
    told = {
        "session": session,
        "mock": "walkthrough/feed-ranking",
        "title": "Rank a feed",
        "kind": "system-design",
        "impact": "critical",
        "minutes": 36,
        "seed": 7,
        "loop": None,
        "started": time - sum(used),
        "ended": time,
        "phases": PHASES,
        "actions": [{"kind": "start", "at": time - sum(used)}],
        "used": used,
        "said": SAID,
        "notes": NOTES,
        "taken": {},
        "hints": 2,
        "attempt": None,
        "recorded": False,
        "finished": True,
    }
    return event("mock", told | changes, time)


def marked(session: str = SESSION, time: int = NOW + MINUTE, **marks: Any) -> dict[str, Any]:
    return event("debrief", {"session": session, **marks}, time)


def spoke(seconds: float, words: int, pauses: int, recording: str = "one", **more: Any) -> dict[str, Any]:
    """What was measured of a recording, in the shape of `speech.figures`."""
    rate = {"low": words - 14, "middle": words, "high": words + 14, "estimate": True}
    figures = {"ok": True, "seconds": seconds, "words_per_minute": rate, "pauses": {"count": pauses, "total": 9.5}}
    told = {"session": SESSION, "recording": recording, "label": "Answer", "at": NOW, "figures": figures}
    return event("speech", told | more)


def debrief(*events: dict[str, Any], mock: Any = MOCK, rubric: Any = RUBRIC) -> dict[str, Any]:
    params = {"events": list(events), "mock": mock, "rubric": rubric, "session": SESSION}
    found: dict[str, Any] = api.call("rehearsals.debrief", params)
    json.dumps(found, allow_nan=False)
    return found


def history(*events: Any) -> dict[str, Any]:
    found: dict[str, Any] = api.call("rehearsals.history", {"events": list(events), "now": NOW})
    json.dumps(found, allow_nan=False)
    return found


# --- the facts of one session


def test_each_phase_stands_beside_its_plan() -> None:
    facts = debrief(sat([280_000, 420_000, 600_000, 900_000, 45_000]))
    assert [row["over"] for row in facts["time"]["phases"]] == [-20_000, 120_000, 0, 0, 15_000]
    assert {row["state"] for row in facts["time"]["phases"]} == {"done"}
    assert facts["time"]["planned"] == 2_130_000
    assert facts["time"]["used"] == 2_245_000
    assert facts["time"]["over"] == 115_000


def test_a_phase_passed_in_seconds_was_skipped() -> None:
    facts = debrief(sat([300_000, 1_200, 600_000, 900_000, 4_000]))
    assert [row["state"] for row in facts["time"]["phases"]] == ["done", "skipped", "done", "done", "skipped"]
    assert facts["time"]["over"] == -298_800 - 26_000


def test_what_a_mock_broken_off_never_reached_is_neither_short_nor_skipped() -> None:
    facts = debrief(sat([330_000, 0, 200_000, 0, 0], finished=False))
    phases = facts["time"]["phases"]
    assert [row["state"] for row in phases] == ["done", "skipped", "done", "unreached", "unreached"]
    assert [row["over"] for row in phases] == [30_000, -300_000, -400_000, None, None]
    assert facts["time"]["over"] == 30_000 - 300_000, "the phase it was broken off in had time left"


def test_parts_of_clear_have_their_time_and_what_the_reader_says() -> None:
    facts = debrief(sat(), marked(covered={"clarify": True, "architect": False, "refine": "yes"}))
    assert [(row["id"], row["planned"], row["used"], row["marked"]) for row in facts["clear"]] == [
        ("clarify", 300_000, 300_000, True),
        ("list-and-estimate", 300_000, 300_000, None),
        ("architect", 1_500_000, 1_500_000, False),
    ]


def test_the_conversation_is_told_as_it_was() -> None:
    facts = debrief(sat())
    assert facts["said"] == {"ask": 1, "curveball": 1, "follow-up": 1, "line": 1, "redirect": 1}
    assert facts["hints"] == 2
    assert facts["unheard"] == ["Sum up."]
    assert facts["unasked"] == ["How fresh?"]
    assert [row["id"] for row in facts["without_notes"]] == ["r1", "c1", "f1"]


def test_how_a_redirect_was_taken_is_what_was_last_said_of_it() -> None:
    events = [sat(taken={"r1": "defended", "c1": "taken"}), marked(taken={"r1": "missed", "c1": "nonsense"})]
    assert [(row["id"], row["taken"]) for row in debrief(*events)["steers"]] == [("r1", "missed"), ("c1", "taken")]
    assert [row["taken"] for row in debrief(sat())["steers"]] == [None, None]


def test_what_is_not_rated_stays_out_of_the_mean() -> None:
    facts = debrief(sat(), marked(ratings={"questions": 2, "numbers": 3, "gone": 1, "redirects": True}))
    assert [(row["id"], row["level"], row["anchor"]) for row in facts["ratings"]] == [
        ("questions", 2, "questions 2"),
        ("numbers", 3, "numbers 3"),
        ("redirects", None, ""),
    ]
    assert (facts["rated"], facts["mean"]) == (2, 2.5)
    assert debrief(sat())["mean"] is None


def test_checks_summary_code_and_speech_are_told_where_they_are() -> None:
    sentence = "So: one queue, proved by load test, open is replay."
    facts = debrief(
        sat(attempt={"verdict": "failed", "passed": 7, "total": 9}),
        marked(
            checks={"k1": True, "k9": True}, summary=sentence, closing={"decision": True, "proof": True, "open": False}
        ),
        spoke(60, 140, 12),
    )
    assert facts["checks"] == {"ticked": 1, "of": 2}
    assert facts["summary"] == {
        "text": sentence,
        "words": 10,
        "seconds": 4,
        "short_enough": True,
        "parts": ["decision", "proof"],
    }
    assert facts["attempt"] == {"verdict": "failed", "passed": 7, "total": 9}
    measured = {"recording": "one", "label": "Answer", "at": NOW, "seconds": 60, "words_a_minute": 140, "pauses": 12}
    assert facts["speech"] == [measured]
    assert not debrief(sat(), marked(summary="word " * 36))["summary"]["short_enough"]


def test_without_the_files_of_the_mock_only_the_log_speaks() -> None:
    facts = debrief(sat(), marked(ratings={"questions": 2}), mock=None, rubric=None)
    assert (facts["ratings"], facts["unheard"], facts["checks"]) == ([], [], {"ticked": 0, "of": 0})
    assert facts["next"]["rule"] == "summary"


def test_a_session_that_is_not_in_the_log_is_not_made_up() -> None:
    assert debrief(marked(ratings={"questions": 1})) == {"found": False, "skipped": 0}


# --- one thing to do next


ALL_STRONG = {"questions": 4, "numbers": 4, "redirects": 4}
CLOSED = {"summary": "In short: a queue, tested, replay open."}
LATE = [300_000, 420_000, 600_000, 960_000, 30_000]


@pytest.mark.parametrize(
    ("used", "marks", "rule", "url", "reason"),
    [
        (LATE, {"ratings": {"questions": 3, "numbers": 2}}, "rating", "guides/numbers/", "“Numbers” 2, nearly: the lowest of 2 rated"),
        (LATE, {"ratings": {"redirects": 1}}, "rating", "guides/redirects/", "not yet: the only one rated so far"),
        (LATE, {"ratings": {"questions": 2, "numbers": 2}}, "rating", "guides/questions/", "like 1 more of 2 rated"),
        (LATE, {"ratings": ALL_STRONG}, "time", "guides/time-management/", "“Requirements” took 2 minutes more than its 5 minutes"),
        (LATE, {}, "time", "guides/time-management/", "the longest overtime"),
        (ON_TIME, {"taken": {"r1": "missed"}}, "redirect", "lessons/take-the-hint/", "You marked a redirect as missed."),
        (ON_TIME, {"taken": {"c1": "missed"}}, "redirect", "lessons/take-the-hint/", "a curveball as missed"),
        (ON_TIME, {"taken": {"r1": "defended"}}, "summary", "lessons/close-with-one-sentence/", "no closing sentence yet"),
        (ON_TIME, CLOSED, "cards", "decks/everything/", "Nothing is rated."),
        (ON_TIME, {**CLOSED, "ratings": ALL_STRONG}, "cards", "decks/everything/", "No phase ran long"),
    ],
)  # fmt: skip
def test_one_thing_to_do_next(used: list[int], marks: dict[str, Any], rule: str, url: str, reason: str) -> None:
    told = debrief(sat(used), marked(**marks))["next"]
    assert (told["rule"], told["url"]) == (rule, url)
    assert reason in told["reason"]


def test_a_few_seconds_over_are_no_overtime_worth_practising() -> None:
    assert debrief(sat([300_000, 300_000, 650_000, 900_000, 44_000]))["next"]["rule"] == "summary"
    assert debrief(sat([300_000, 300_000, 600_000, 900_000, 46_000]))["next"]["rule"] == "time"


# --- past mocks


def test_past_mocks_stand_by_kind_the_newest_first() -> None:
    told = history(
        sat(session="a", time=NOW - 40 * DAY),
        sat([300_000, 300_000, 600_000, 900_000, 90_000], session="b", time=NOW - DAY),
        sat(session="c", time=NOW - 2 * DAY, kind="behavioural"),
        marked("b", ratings={"numbers": 2, "redirects": 4}),
    )
    assert [row["session"] for row in told["sessions"]] == ["b", "c", "a"]
    assert [(row["kind"], row["count"], row["recent"]) for row in told["kinds"]] == [
        ("system-design", 2, 1),
        ("behavioural", 1, 1),
    ]
    design = told["kinds"][0]
    assert (design["minutes"], design["over"], design["mean"]) == (72.0, 30_000, 3)
    assert design["criteria"] == [
        {"id": "numbers", "levels": [None, 2], "mean": 2},
        {"id": "redirects", "levels": [None, 4], "mean": 4},
    ]


def test_the_latest_is_held_against_up_to_five_earlier_ones_of_its_kind() -> None:
    events = []
    for day, extra, level in (
        (9, 999_000, 1),
        (6, 0, 2),
        (5, 60_000, 2),
        (4, 0, 3),
        (3, 60_000, 3),
        (2, 30_000, 2),
        (1, 10_000, 3),
    ):
        name = f"s{day}"
        events += [
            sat([*ON_TIME[:4], 30_000 + extra], session=name, time=NOW - day * DAY),
            marked(name, ratings={"numbers": level}),
        ]
    trend = history(*events)["kinds"][0]["trend"]
    assert trend == {"against": 5, "over": 10_000 - 30_000, "mean": 0.6, "words_a_minute": None}
    assert history(events[0])["kinds"][0]["trend"] is None


def test_speech_is_told_only_where_it_was_measured() -> None:
    refused = {"ok": False, "reason": "too-short", "seconds": 9, "pauses": {"count": 9}}
    events = [
        sat(session="a", time=NOW - DAY),
        sat(session="b"),
        spoke(60, 120, 6, "one", session="b"),
        spoke(120, 150, 24, "two", session="b"),
        spoke(9, 900, 9, "three", session="b", figures=refused),
    ]
    told = {row["session"]: row for row in history(*events)["sessions"]}
    assert (told["a"]["words_a_minute"], told["a"]["pauses_a_minute"]) == (None, None)
    assert (told["b"]["words_a_minute"], told["b"]["pauses_a_minute"]) == (140, 10.0)


def test_a_log_without_mocks_is_empty() -> None:
    assert history() == {"sessions": [], "kinds": [], "skipped": 0}
    assert history(event("review", {"card": "x", "grade": "good"}))["skipped"] == 0


def test_events_that_cannot_be_read_are_counted_and_left_out() -> None:
    odd: list[Any] = [
        *(7, None, "mock", [], {}),
        event("mock", {}),
        sat(session=""),
        sat(kind="dance"),
        sat(phases=[]),
        sat(phases="five"),
        event("mock", {"session": "x"}, version=2),
        event("debrief", {"ratings": {}}),
        event("speech", {"session": "a", "recording": "r", "figures": None}),
    ]
    told = history(*odd, sat(session="a"))
    assert [row["session"] for row in told["sessions"]] == ["a"]
    assert told["skipped"] == len(odd)


NUMBERS = st.one_of(st.integers(), st.floats(), st.booleans(), st.none(), st.text(max_size=3))
JUNK = st.recursive(
    NUMBERS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["id", "what", "text", "x"]), inner, max_size=3)),
    max_leaves=6,
)  # fmt: skip


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_no_event_however_odd_breaks_a_debrief(data: st.DataObject) -> None:
    names = [
        "started",
        "ended",
        "phases",
        "used",
        "said",
        "notes",
        "taken",
        "hints",
        "attempt",
        "recorded",
        "loop",
        "title",
        "finished",
    ]
    odd, marks = sat(), marked()
    changed = data.draw(st.lists(st.sampled_from(names), max_size=4, unique=True))
    odd["payload"] |= {name: data.draw(JUNK) for name in changed}
    marks["payload"] |= {
        name: data.draw(JUNK) for name in ("ratings", "checks", "covered", "taken", "summary", "closing")
    }
    speech = spoke(1, 1, 1, figures={name: data.draw(JUNK) for name in ("ok", "seconds", "words_per_minute", "pauses")})
    history(odd, marks, speech)
    facts = debrief(
        odd, marks, mock={"lines": data.draw(JUNK), "checks": data.draw(JUNK)}, rubric={"criteria": data.draw(JUNK)}
    )
    if facts["found"]:
        assert facts["next"]["url"]


def test_devices_that_merge_in_either_order_tell_the_same() -> None:
    chance = random.Random(5)  # noqa: S311
    for _ in range(30):
        events = []
        for _ in range(chance.randrange(2, 12)):
            name, time = chance.choice("abc"), NOW - chance.randrange(4) * DAY
            events.append(sat([chance.randrange(600_000) for _ in PHASES], session=name, time=time))
            events.append(marked(name, time, ratings={"numbers": chance.randrange(1, 5)}))
            events.append(spoke(60, chance.randrange(100, 200), 5, chance.choice("xy"), session=name))
        twice = events + chance.sample(events, len(events) // 2)
        shuffled = chance.sample(twice, len(twice))
        assert history(*shuffled) == history(*events)
        assert len({row["session"] for row in history(*events)["sessions"]}) == len(history(*events)["sessions"])
