"""The judge's golden cases under CPython; tests/browser/test_parity.py runs the same in the browser."""

from typing import Any

import pytest

from tests.golden import judged, load, outcomes

CASES = load()
REASONS = {
    "wrong-answer", "exception", "timeout", "memory", "output", "network", "no-such-function", "wrong-signature",
    "not-written", "syntax", "missing-module", "recursion", "input", "exit", "tests",
}  # fmt: skip


def first_failed(result: dict[str, Any]) -> dict[str, Any]:
    """The first failed case, or the result itself where no case ran."""
    return next((each for each in result.get("cases", []) if each["outcome"] not in {"passed", "skipped"}), result)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_judge_says_what_the_case_expects(case: dict[str, Any]) -> None:
    result = judged(case)
    wanted = case["expect"]
    assert result["advice"].endswith(".") == (result["reason"] != "")
    plain = {
        key: wanted[key] for key in ("verdict", "reason", "stdout", "total", "value", "type", "same") if key in wanted
    }
    assert {key: result[key] for key in plain} == plain, result
    if "cases" in wanted:
        assert outcomes(result) == wanted["cases"]
    failed = first_failed(result)
    for text in wanted.get("says", []):
        assert text in f"{result['message']}\n{failed['message']}"
    for text in wanted.get("advises", []):
        assert text in result["advice"]
    for key in ("expected", "got", "line"):
        if key in wanted:
            assert failed[key] == wanted[key]
    if "expected_value" in wanted:
        assert result["expected"] == wanted["expected_value"]
    for text in wanted.get("hides", []):
        assert text not in str([{**each, "name": "", "id": ""} for each in result["cases"]])
    for name, text in wanted.get("printed", {}).items():
        assert next(each["stdout"] for each in result["cases"] if each["name"] == name) == text


def test_every_reason_has_a_case() -> None:
    assert {case["expect"].get("reason", "") for case in CASES} >= REASONS
