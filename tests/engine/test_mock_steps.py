"""The steps of a mock interview, as the page's own code takes them: run under node, no browser."""

import json
from typing import Any

import pytest

from tests.node import under_node

IMPORTS = """
import * as asking from "./mock/asking";
import * as choosing from "./mock/choosing";
import * as cues from "./mock/cues";
import * as dice from "./parts/dice";
import * as loop from "./mock/loop";
import * as sitting from "./mock/sitting";
"""


def page(script: str, given: Any = None) -> Any:
    """What `script` returns of `given`, with the page's modules in scope by their names."""
    return under_node(f"{IMPORTS} export function run(given) {{ {script} }}", given)


def spoken(name: str, phase: str = "") -> dict[str, str]:
    return {"id": name, "phase": phase, "html": f"<p>{name}</p>", "plain": name}


def mock(minutes: int = 45) -> dict[str, Any]:
    phases = [("open", 300), ("design", 1_200), ("deep", 900), ("close", 300)]
    return {
        "version": 1,
        "id": "question/x",
        "type": "question",
        "title": "X",
        "kind": "system-design",
        "impact": "high",
        "url": "questions/x/",
        "minutes": minutes,
        "summary": "",
        "tool": "board",
        "problem": None,
        "seconds": None,
        "plan": {
            "id": "p",
            "title": "P",
            "phases": [{"id": n, "title": n, "seconds": s, "purpose": "", "clear": ""} for n, s in phases],
        },
        "lines": [spoken("hello", "open"), spoken("go on", "open"), spoken("deeper", "deep"), spoken("draw", "design")],
        "asks": [],
        "hints": [spoken("nudge"), spoken("outline")],
        "redirects": [spoken(f"redirect-{n}") for n in range(4)],
        "curveballs": [spoken("early-ball", "design"), spoken("late-ball", "deep"), spoken("free-ball")],
        "follow_ups": [spoken(f"follow-{n}", "deep") for n in range(12)],
    }


def cues(seed: int, surprises: bool = True, minutes: int = 45) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page(
        "return cues.cues(given[0], given[1], given[2]);", [mock(minutes), seed, surprises]
    )
    return found


def test_the_same_dice_bring_the_same_interview() -> None:
    every = page("return Array.from({length: 60}, (_, seed) => cues.cues(given, seed, true));", mock())
    again = page("return Array.from({length: 60}, (_, seed) => cues.cues(given, seed, true));", mock())
    assert every == again
    assert len({json.dumps(each) for each in every}) > 50


def test_lines_keep_their_order_and_follow_ups_fit_their_phase() -> None:
    found = cues(5)
    assert [each["id"] for each in found if each["what"] == "line"] == ["hello", "go on", "draw", "deeper"]
    order = ["open", "design", "deep", "close"]
    assert [order.index(each["phase"]) for each in found] == sorted(order.index(each["phase"]) for each in found)
    assert sum(each["what"] == "follow-up" for each in found) == 900 // 120


def test_surprises_fall_in_the_middle_of_a_phase_and_can_be_turned_off() -> None:
    seconds = {"open": 300, "design": 1_200, "deep": 900, "close": 300}
    numbers = set()
    for seed in range(40):
        fallen = [each for each in cues(seed) if each["what"] in ("curveball", "redirect")] if seed < 8 else []
        for each in fallen:
            assert 0.3 <= each["due"] / 1000 / seconds[each["phase"]] <= 0.7
            if not each["id"].startswith(("early", "late")):
                assert each["phase"] in ("design", "deep")
        if fallen:
            numbers.add(len(fallen))
    assert numbers <= {2, 3, 4}
    assert {each["phase"] for each in cues(3) if each["id"] == "early-ball"} <= {"design"}
    assert not [
        each
        for each in cues(3, surprises=False)
        if each["due" if "due" in each else "id"] is None or each["what"] in ("curveball", "redirect")
    ]
    assert len([each for each in cues(3, minutes=15) if each["what"] == "curveball"]) == 1


def test_dice_are_even() -> None:
    faces = page(
        "const faces = Array(6).fill(0); for (let seed = 0; seed < 6000; seed += 1) faces[Math.floor(dice.dice(seed)() * 6)] += 1; return faces;",
    )
    assert min(faces) > 850
    assert max(faces) < 1150


ASKS = [
    {"id": "ties", "question": "What if two windows are equally busy?", "html": "", "plain": "Return the earliest."},
    {"id": "empty", "question": "Can the input be empty?", "html": "", "plain": "Yes, then return None."},
    {
        "id": "scale",
        "question": "How many people use it each day, and how often?",
        "html": "",
        "plain": "Hundreds of millions a day.",
    },
    {
        "id": "latency",
        "question": "Is there a latency target, and where does its clock start?",
        "html": "",
        "plain": "200 milliseconds at the 99th percentile.",
    },
    {"id": "memory", "question": "Does everything fit in memory?", "html": "", "plain": "It does."},
]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What happens when there is a tie?", "ties"),
        ("could the list have no elements, i.e. empty?", "empty"),
        ("how many users do we have?", "scale"),
        ("How fast must a response be?", "latency"),
        ("Is there a deadline in ms?", "latency"),
        ("does it all fit into RAM", "memory"),
        ("What colour is the button?", None),
        ("???", None),
        ("", None),
    ],
)
def test_a_question_in_own_words_finds_its_answer(question: str, answer: str | None) -> None:
    assert page("return asking.answerTo(given[0], given[1])?.id ?? null;", [question, ASKS]) == answer


SIT = """
const plan = cues.cues(given, 4, true);
let now = sitting.begin(given, "s-1", 4, { voice: false, surprises: true });
"""


def test_the_interviewer_never_says_a_thing_twice_and_ends_each_phase_with_nothing_left() -> None:
    said = page(
        SIT
        + """
        for (const phase of ["open", "design", "deep", "close"]) {
          for (let next; (next = sitting.upcoming(now, plan, phase)); ) { now = sitting.say(now, next, 10); now = sitting.say(now, next, 20); }
        }
        return [now.said.map(({ id }) => id), plan.map(({ id }) => id)];""",
        mock(),
    )
    assert said[0] == said[1]
    assert len(set(said[0])) == len(said[0])


def test_what_falls_by_the_clock_falls_once_and_not_early() -> None:
    early, due, again = page(
        SIT
        + """
        const timed = plan.find((cue) => cue.due !== undefined);
        const early = sitting.falling(now, plan, timed.phase, timed.due - 1);
        const due = sitting.falling(now, plan, timed.phase, timed.due);
        now = sitting.say(now, due, 1);
        return [early ?? null, due.id === timed.id, sitting.falling(now, plan, timed.phase, timed.due) ?? null];""",
        mock(),
    )
    assert (early, due) == (None, True)
    assert again is None


def test_the_log_tells_all_that_happened() -> None:
    payload = page(
        SIT
        + """
        now = { ...now, started: 1000, recorded: true };
        now = sitting.say(now, { what: "line", id: "hello", phase: "open", plain: "hello" }, 0);
        now = sitting.answered(now, "How many?", { id: "scale", plain: "Many." }, "-", "open", 5);
        now = sitting.answered(now, "Why?", undefined, "Up to you.", "open", 6);
        now = sitting.note(now, "line:hello", "  my answer "); now = sitting.note(now, "ask:scale", "   ");
        return sitting.payload(now, given, { actions: [{ kind: "start", at: 1 }], used: [1, 2, 3, 4], finished: true }, 9000);""",
        mock(),
    )
    assert payload["said"][1] == {
        "at": 5,
        "what": "ask",
        "id": "scale",
        "phase": "open",
        "plain": "Many.",
        "question": "How many?",
    }
    assert payload["said"][2]["id"] == "own-1"
    assert payload["notes"] == [{"what": "line", "id": "hello", "phase": "open", "text": "my answer"}]
    assert (payload["used"], payload["finished"], payload["recorded"], payload["ended"]) == (
        [1, 2, 3, 4],
        True,
        True,
        9000,
    )
    assert [each["id"] for each in payload["phases"]] == ["open", "design", "deep", "close"]


def test_a_kept_mock_comes_back_and_a_broken_text_is_none() -> None:
    back, *broken = page(
        SIT
        + """
        return [JSON.stringify(sitting.readSitting(JSON.stringify(now))) === JSON.stringify(now),
          ...["", "{", "null", "[]", '{"version":2}', '{"version":1,"session":"a","mock":"b","said":{},"seed":1,"notes":{},"options":{}}']
            .map((text) => sitting.readSitting(text) ?? null)];""",
        mock(),
    )
    assert back is True
    assert broken == [None] * 6


def test_a_loop_goes_through_its_rounds_with_breaks() -> None:
    rows = [
        {
            "id": f"question/{n}",
            "kind": kind,
            "type": "question",
            "title": str(n),
            "impact": "high",
            "minutes": 10,
            "topics": [],
            "url": "",
        }
        for n, kind in enumerate(["coding", "coding", "behavioural", "system-design"])
    ]
    told = page(
        """
        const plan = { id: "p", title: "P", summary: "", kinds: ["coding", "coding", "depth", "behavioural"], breakMinutes: 10 };
        let at = loop.makeLoop(plan, "l-1", (kind, taken) => loop.byChance(given.filter((row) => row.kind === kind && !taken.has(row.id)), 3));
        const steps = [at.rounds.length, new Set(at.rounds.map(({ mock }) => mock)).size, loop.currentRound(at)];
        at = loop.left(loop.entered(at, 0, "s-0"), 0, 1000);
        steps.push(loop.currentRound(at), loop.breakLeft(at, 61_000));
        at = loop.left(at, 1, 2000); at = loop.left(at, 2, 3000);
        steps.push(loop.currentRound(at), loop.readLoop(JSON.stringify(at)).rounds[0].session, loop.readLoop("{}") ?? null);
        return steps;""",
        rows,
    )
    assert told == [3, 3, 0, 1, 540_000, 3, "s-0", None]


def test_wishes_narrow_the_list() -> None:
    rows = [
        {
            "id": "question/a",
            "kind": "coding",
            "type": "question",
            "title": "Busiest Café window",
            "impact": "medium",
            "minutes": 10,
            "topics": ["windows"],
        },
        {
            "id": "problem/b",
            "kind": "coding",
            "type": "problem",
            "title": "Rings",
            "impact": "critical",
            "minutes": 45,
            "topics": ["hashing"],
        },
    ]
    wishes = [
        {},
        {"words": "cafe"},
        {"words": "hash ring"},
        {"impact": "critical"},
        {"longest": 20},
        {"type": "problem", "kind": "depth"},
    ]
    found = page(
        "return given[1].map((wish) => choosing.fitting(given[0], { ...choosing.ANYTHING, ...wish }).map(({ id }) => id));",
        [rows, wishes],
    )
    assert found == [["problem/b", "question/a"], ["question/a"], ["problem/b"], ["problem/b"], ["question/a"], []]


def test_a_recording_rests_until_the_last_line_is_read() -> None:
    states = under_node(
        """
        import { withoutRecording } from "./mock/desk";
        export async function run() {
          const recorder = { state: "recording", pause() { this.state = "paused"; }, resume() { this.state = "recording"; } };
          const told = [];
          let endFirst, endSecond;
          const first = withoutRecording(recorder, () => new Promise((end) => (endFirst = end)));
          told.push(recorder.state);
          // The second line cuts the first short, which ends only after that has begun.
          const second = withoutRecording(recorder, () => new Promise((end) => (endSecond = end)));
          endFirst();
          await first;
          told.push(recorder.state);
          endSecond();
          await second;
          told.push(recorder.state);
          recorder.state = "stopped";
          await withoutRecording(recorder, async () => undefined);
          return [...told, recorder.state];
        }"""
    )
    assert states == ["paused", "paused", "recording", "stopped"]
