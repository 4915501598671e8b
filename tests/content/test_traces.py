"""Trace drills are tested by being run: each ends well under the cap, and gives enough to ask, whatever the seed."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from greenroom.judging.limits import AlarmLimit
from greenroom.tracing.predicting import LEAST, answer, candidates, chosen, drill

TRACES = Path(__file__).resolve().parent.parent.parent / "bank" / "traces"
DRILLS = [
    dict(each) for path in sorted(TRACES.glob("*.yml")) for each in YAML(typ="safe").load(path.read_text("utf-8"))
]
SEEDS = range(12)

EACH = pytest.mark.parametrize("about", DRILLS, ids=lambda about: str(about["id"]))


def test_there_is_a_week_of_them() -> None:
    assert len(DRILLS) >= 12


@EACH
def test_the_run_ends_by_itself_and_quickly(about: dict[str, Any]) -> None:
    result = drill(about["code"], limit=AlarmLimit())
    assert (result["verdict"], result["cut"]) == ("finished", "")
    assert len(result["steps"]) <= 200, "nobody looks through more"


@EACH
def test_every_round_has_enough_questions_of_both_kinds(about: dict[str, Any]) -> None:
    found = candidates(drill(about["code"], limit=AlarmLimit()), about["code"])
    for seed in SEEDS:
        points = chosen(found, seed)
        assert len(points) >= LEAST
        assert {point["kind"] == "line" for point in points} == {True, False}
    rounds = {tuple((point["step"], point["kind"]) for point in chosen(found, seed)) for seed in SEEDS}
    assert len(rounds) > len(SEEDS) // 2, "another round asks at other places"


@EACH
def test_what_is_expected_can_be_typed(about: dict[str, Any]) -> None:
    for point in candidates(drill(about["code"], limit=AlarmLimit()), about["code"]):
        if point["kind"] != "line":
            assert answer(point["expected"], point["expected"]) == {"right": True, "fault": ""}
