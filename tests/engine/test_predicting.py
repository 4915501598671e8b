"""What a trace drill asks of a run, and how answers are read."""

from itertools import pairwise
from typing import Any

import pytest

from greenroom.tracing.predicting import answer, candidates, chosen, drill

SUM = "def total(values):\n    found = 0\n    for value in values:\n        found += value\n    return found\n\n\nend = total([3, 4])\n"


def asked(code: str, kind: str) -> list[dict[str, Any]]:
    """All questions of a kind."""
    return [point for point in candidates(drill(code), code) if point["kind"] == kind]


def test_a_line_is_asked_where_the_run_turns() -> None:
    turns = [(point["line"], point["expected"]) for point in asked(SUM, "line")]
    assert turns == [(8, 2), (3, 4), (4, 3), (3, 4), (4, 3), (3, 5)]


def test_a_call_and_a_return_forgive_the_line_they_pass() -> None:
    call = asked(SUM, "line")[0]
    assert (call["expected"], call["also"]) == (2, [1])
    after = "def one():\n    return 1\n\n\na = one()\nb = 2 if a else 3\n"
    back = next(point for point in asked(after, "line") if point["line"] == 2)
    assert (back["expected"], back["also"]) == (6, [5])


def test_a_value_is_asked_as_it_is_after_the_line_and_not_where_the_line_says_it() -> None:
    values = [(point["line"], point["name"], point["expected"]) for point in asked(SUM, "value")]
    assert values == [(3, "value", "3"), (4, "found", "3"), (3, "value", "4"), (4, "found", "7")]


def test_what_a_function_returns_is_what_the_caller_gets() -> None:
    code = "def f():\n    try:\n        return 1\n    finally:\n        return 2\n\n\na = f()\n"
    assert [(point["line"], point["expected"]) for point in asked(code, "return")] == [(3, "2"), (5, "2")]


def test_an_alias_counts_as_changed() -> None:
    code = "row = [0]\ngrid = [row, row]\nrow.append(1)\nend = len(grid)\n"
    changed = {point["name"]: point["expected"] for point in asked(code, "value") if point["line"] == 3}
    assert changed == {"row": "[0, 1]", "grid": "[[0, 1], [0, 1]]"}


def test_a_node_is_asked_for_by_its_value() -> None:
    code = "class Node:\n    def __init__(self, value):\n        self.value = value\n\n\na = Node(7)\nb = a\n"
    assert ("b.value", "7") in [(point["name"], point["expected"]) for point in asked(code, "value")]


def test_turns_of_a_comprehension_are_no_questions() -> None:
    code = "values = [1, 2, 3]\nsquares = [each * each for each in values]\nlast = squares[-1]\n"
    points = candidates(drill(code), code)
    assert [(point["kind"], point["line"], point["name"]) for point in points] == [
        ("value", 2, "squares"),
        ("value", 3, "last"),
    ]


def test_a_round_is_the_same_for_the_same_seed_and_no_question_shows_the_answer_of_another() -> None:
    assert drill(SUM, 3)["points"] == drill(SUM, 3)["points"]
    for seed in range(20):
        points = chosen(candidates(drill(SUM), SUM), seed)
        assert len(points) >= 4
        for one, two in pairwise(points):
            assert one["shown"] <= two["step"]


def test_code_that_fails_gives_its_reason_and_what_can_be_asked_until_then() -> None:
    result = drill("def f(:\n")
    assert result["verdict"] == "error"
    assert result["points"] == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("3", "3"),
        (" 3.0 ", "3"),
        ("-1", "-1"),
        ("abc", "'abc'"),
        ('"abc"', "'abc'"),
        ("two words", "'two words'"),
        ("none", "None"),
        ("true", "True"),
        ("1, 2", "(1, 2)"),
        ("(1, 2)", "[1, 2]"),
        ("[a, b]", "['a', 'b']"),
        ("{'a':1,'b':[2]}", "{'b': [2], 'a': 1}"),
        ("{2, 1}", "{1, 2}"),
        ("[]", "set()"),
        ("{}", "set()"),
        ("[1]", "deque([1])"),
        ("deque([1])", "deque([1])"),
    ],
)
def test_an_answer_is_read_as_it_is_meant(given: str, expected: str) -> None:
    assert answer(given, expected) == {"right": True, "fault": ""}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("4", "3"),
        ("1", "True"),
        ("True", "1"),
        ("3", "'3'"),
        ("[1, 2]", "[2, 1]"),
        ("[1]", "1"),
        ("{'a': 2}", "{'a': 1}"),
    ],
)
def test_another_value_is_wrong(given: str, expected: str) -> None:
    assert answer(given, expected) == {"right": False, "fault": ""}


@pytest.mark.parametrize("given", ["", "[1, 2", "f(3)", "1 + 2", "__import__('os')", "x" * 10 + "("])
def test_what_is_no_value_is_no_answer(given: str) -> None:
    found = answer(given, "3")
    assert not found["right"]
    assert "Write it as Python shows it" in found["fault"]
