"""What marks in an assistant review are worth: the page's TypeScript, run by node."""

from typing import Any

import pytest

from tests.node import under_node

SCRIPT = """
import { goneDefects, passedTests, scored, scoreSentences } from "./review/scoring";

export const run = ({ planted, rows }) => rows.map(({ marks, cases }) => {
  const gone = goneDefects(planted, passedTests(cases));
  const score = scored(marks, planted, gone);
  return {
    found: score.found.filter((each) => each.mark).map((each) => [each.defect.id, each.mark.id, each.isNamed]),
    alarms: score.falseAlarms.map(({ mark, sound }) => [mark.id, sound?.title ?? ""]),
    repeats: score.repeats.map((mark) => mark.id),
    gone: [...gone],
    said: scoreSentences(score),
  };
});
"""


def defect(name: str, families: list[str], lines: list[int] | None, statement: int | None = None) -> dict[str, Any]:
    """A planted flaw; one in the code has two tests."""
    tests = [f"test_{name}_1", f"test_{name}_2"] if lines else []
    texts = {"title": name, "reason": "", "mend": ""}
    return {"id": name, "families": families, "lines": lines, "statement": statement, "tests": tests, **texts}


PLANTED = {
    "defects": [
        defect("early", ["edge-case", "contract"], [10, 12]),
        defect("late", ["cost"], [14, 14], 2),
        defect("spoken", ["explanation"], None, 5),
    ],
    "sound": [{"title": "odd but right", "lines": [20, 21], "statement": None, "why": ""}],
}


def mark(number: int, family: str, lines: list[int] | None = None, statement: int | None = None) -> dict[str, Any]:
    """A mark of the reader."""
    return {"id": number, "family": family, "lines": lines, "statement": statement, "sentence": "x"}


def case(name: str, outcome: str = "passed") -> dict[str, str]:
    """A test case as the judge tells it."""
    return {"name": name, "outcome": outcome}


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    """What the page makes of each row."""
    rows: dict[str, dict[str, Any]] = {
        "nothing": {"marks": [], "cases": []},
        "over two": {"marks": [mark(1, "cost", [10, 15])], "cases": []},
        "two over two": {"marks": [mark(1, "cost", [10, 15]), mark(2, "contract", [12, 12])], "cases": []},
        "by statement": {"marks": [mark(1, "cost", None, 2), mark(2, "security", None, 5)], "cases": []},
        "beside": {"marks": [mark(1, "edge-case", [13, 13]), mark(2, "cost", [21, 22])], "cases": []},
        "twice": {"marks": [mark(1, "edge-case", [10, 10]), mark(2, "edge-case", [12, 12])], "cases": []},
        "half gone": {"marks": [], "cases": [case("test_early_1"), case("test_early_2", "failed")]},
        "a parameter fails": {
            "marks": [],
            "cases": [case("test_early_1"), case("test_early_2[a]"), case("test_early_2[b]", "timeout")],
        },
        "gone": {"marks": [], "cases": [case("test_early_1"), case("test_early_2[a]"), case("test_early_2[b]")]},
    }
    found = under_node(SCRIPT, {"planted": PLANTED, "rows": list(rows.values())})
    return dict(zip(rows, found, strict=True))


def test_no_mark_finds_nothing(answers: dict[str, Any]) -> None:
    assert answers["nothing"]["said"] == [
        "You found 0 of 3 defects.",
        "You marked nothing.",
        "Your code has 0 of the 2 defects in the code mended.",
    ]


def test_one_mark_over_two_defects_finds_the_one_it_names(answers: dict[str, Any]) -> None:
    assert answers["over two"]["found"] == [["late", 1, True]]
    assert answers["over two"]["alarms"] == []


def test_a_second_mark_finds_the_other(answers: dict[str, Any]) -> None:
    assert answers["two over two"]["found"] == [["early", 2, True], ["late", 1, True]]


def test_a_statement_finds_a_defect_and_another_name_still_counts_as_found(answers: dict[str, Any]) -> None:
    assert answers["by statement"]["found"] == [["late", 1, True], ["spoken", 2, False]]


def test_a_mark_beside_is_a_false_alarm_and_a_sound_place_is_told(answers: dict[str, Any]) -> None:
    assert answers["beside"]["found"] == []
    assert answers["beside"]["alarms"] == [[1, ""], [2, "odd but right"]]
    assert "2 of your 2 marks were false alarms." in answers["beside"]["said"]


def test_a_second_mark_on_one_defect_counts_neither_way(answers: dict[str, Any]) -> None:
    assert answers["twice"]["found"] == [["early", 1, True]]
    assert answers["twice"]["repeats"] == [2]
    assert "None of your 2 marks was a false alarm." in answers["twice"]["said"]


def test_a_defect_is_gone_when_every_case_of_its_tests_passes(answers: dict[str, Any]) -> None:
    assert answers["half gone"]["gone"] == answers["a parameter fails"]["gone"] == []
    assert answers["gone"]["gone"] == ["early"]
