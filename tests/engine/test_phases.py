"""The timer's arithmetic: by a table shared with the TypeScript, and by properties over random runs."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom import api, phases
from greenroom.models.plans import Phase
from tests.node import under_node

TABLE = json.loads((Path(__file__).parent / "phase_cases.json").read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = TABLE["cases"]

# The positions of rows as the page's own code computes them.
POSITIONS = """
import { position } from "./timer/run";
export const run = (rows) => rows.map((row) => position(row.phases, row.actions, row.now));
"""

plans = st.lists(st.integers(1, 3600), min_size=1, max_size=7).map(
    lambda lengths: [
        {"id": f"p{n}", "title": f"Phase {n}", "seconds": seconds, "purpose": "Do it."}
        for n, seconds in enumerate(lengths)
    ]
)
gaps = st.one_of(st.integers(0, 2_000), st.integers(0, 600_000), st.just(9 * 3_600_000))
steps = st.lists(st.tuples(st.sampled_from(phases.ACTION_KINDS), gaps), max_size=25)


def stamped(gapped: list[tuple[str, int]], start: int = 1_700_000_000_000) -> tuple[list[dict[str, Any]], int]:
    """Actions with the gap before each turned into a time, and the time of the last."""
    actions, at = [], start
    for kind, gap in gapped:
        at += gap
        actions.append({"kind": kind, "at": at})
    return actions, at


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_a_run_stands_where_the_table_says(case: dict[str, Any]) -> None:
    found = phases.position(TABLE["phases"], case["actions"], case["now"])
    assert {key: found[key] for key in case["expect"]} == case["expect"]


def test_the_page_and_the_engine_agree_on_the_table_and_on_random_runs() -> None:
    rows = [{"phases": TABLE["phases"], "actions": case["actions"], "now": case["now"]} for case in CASES]

    @settings(max_examples=200, database=None, derandomize=True)
    @given(plans, steps, gaps)
    def collect(plan: list[dict[str, Any]], gapped: list[tuple[str, int]], more: int) -> None:
        actions, at = stamped([("start", 0), *gapped])
        rows.append({"phases": plan, "actions": actions, "now": at + more})

    collect()
    expected = [phases.position(row["phases"], row["actions"], row["now"]) for row in rows]
    assert under_node(POSITIONS, rows) == expected


@given(plans, steps, gaps)
def test_every_running_millisecond_is_in_exactly_one_phase(
    plan: list[dict[str, Any]], gapped: list[tuple[str, int]], more: int
) -> None:
    actions, at = stamped(gapped)
    found = phases.position(plan, actions, at + more)
    running, clock, state, moved = 0, 0, "ready", 0
    for action in [*actions, {"kind": "look", "at": at + more}]:
        if state == "running":
            running += action["at"] - clock
        clock = action["at"]
        if (state, action["kind"]) in {("ready", "start"), ("paused", "resume")}:
            state = "running"
        elif (state, action["kind"]) == ("running", "pause"):
            state = "paused"
        elif action["kind"] == "next" and state in ("running", "paused"):
            moved += 1
            state = "finished" if moved == len(plan) else state
    assert sum(found["used"]) == found["spent"] == running
    assert (found["state"], found["phase"]) == (state, moved)


@given(plans, steps, gaps)
def test_a_phase_is_either_in_time_or_in_overtime(
    plan: list[dict[str, Any]], gapped: list[tuple[str, int]], more: int
) -> None:
    actions, at = stamped(gapped)
    found = phases.position(plan, actions, at + more)
    assert found["remaining"] - found["overtime"] == found["budget"] - found["elapsed"]
    assert min(found["remaining"], found["overtime"]) == 0
    assert found["left"] + found["spent"] == found["total"] == sum(phase["seconds"] for phase in plan) * 1000


@given(plans, steps, gaps, st.integers(1, 9 * 3_600_000))
def test_a_sleep_between_pause_and_resume_changes_nothing(
    plan: list[dict[str, Any]], gapped: list[tuple[str, int]], more: int, sleep: int
) -> None:
    actions, at = stamped([("start", 0), *gapped])
    slept = [*actions, {"kind": "pause", "at": at}, {"kind": "resume", "at": at + sleep}]
    before, after = phases.position(plan, actions, at), phases.position(plan, slept, at + sleep)
    if before["state"] == "running":
        assert after == before
        assert phases.position(plan, slept, at + sleep + more) == phases.position(plan, actions, at + more)


@given(plans, steps, gaps, gaps)
def test_looking_at_a_run_more_often_changes_nothing(
    plan: list[dict[str, Any]], gapped: list[tuple[str, int]], first: int, second: int
) -> None:
    actions, at = stamped(gapped)
    phases.position(plan, actions, at + first)
    late = phases.position(plan, actions, at + first + second)
    moved = phases.position(
        plan, [{**a, "at": a["at"] + 86_400_000} for a in actions], at + first + second + 86_400_000
    )
    assert late == moved


@given(plans)
def test_bells_fall_a_minute_before_the_end_of_a_phase_over_three_and_at_each_end(plan: list[dict[str, Any]]) -> None:
    presses: list[dict[str, Any]] = [{"kind": "start", "at": 0}]
    end = 0
    for phase in plan:
        end += phase["seconds"] * 1000
        before = "soft" if phase["seconds"] > 180 else ""
        if before:
            assert phases.position(plan, presses, end - 60_001)["bell"] == ""
            assert phases.position(plan, presses, end - 60_000)["bell"] == before
        assert phases.position(plan, presses, end - 1)["bell"] == before
        assert phases.position(plan, presses, end)["bell"] == "end"
        presses.append({"kind": "next", "at": end})
    assert phases.position(plan, presses, end)["state"] == "finished"


def test_minutes_of_the_bank_become_whole_seconds() -> None:
    phase = Phase(id="clarify", title="Clarify", minutes=2.5, purpose="Agree on the goal.")
    assert phases.phase_data([phase]) == [
        {"id": "clarify", "title": "Clarify", "seconds": 150, "purpose": "Agree on the goal."}
    ]


@pytest.mark.parametrize(
    ("method", "params", "message"),
    [
        ("phases.position", {"phases": [], "actions": [], "now": 1}, "give it at least one phase"),
        ("phases.position", {"phases": [{"id": "a", "seconds": 0}], "actions": [], "now": 1}, "'a': lasts 0 s"),
        (
            "phases.position",
            {"phases": [{"id": "a", "seconds": 60}], "actions": [{"kind": "stop", "at": 0}], "now": 1},
            "'stop': unknown; use one of start",
        ),
    ],
)
def test_a_plan_that_cannot_run_is_an_error_as_data(method: str, params: dict[str, Any], message: str) -> None:
    answer = api.handle({"v": api.VERSION, "id": 1, "method": method, "params": params})
    assert answer["error"]["code"] == "bad-params"
    assert message in answer["error"]["message"]


def test_the_engine_answers_for_a_run() -> None:
    params = {"phases": TABLE["phases"], "actions": [{"kind": "start", "at": 0}], "now": 100_000}
    answer = api.handle({"v": api.VERSION, "id": 1, "method": "phases.position", "params": params})
    assert answer["result"]["remaining"] == 200_000
