"""Content is tested by being run: each solution passes, each listed mistake fails for the reason it gives."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from greenroom.judging.limits import AlarmLimit
from greenroom.judging.testing import test as judge

PROBLEMS = Path(__file__).resolve().parent.parent.parent / "bank" / "problems"
FOLDERS = sorted(folder for folder in PROBLEMS.iterdir() if (folder / "problem.yml").is_file())


def description(folder: Path) -> dict[str, Any]:
    """What `problem.yml` says."""
    return dict(YAML(typ="safe").load((folder / "problem.yml").read_text(encoding="utf-8")))


def verdict(folder: Path, code: str) -> dict[str, Any]:
    """Judge a solution of a problem as the browser does."""
    visible, hidden = (
        [{"name": name, "source": (folder / name).read_text(encoding="utf-8")}]
        for name in ("test_examples.py", "test_hidden.py")
    )
    about = description(folder)
    return judge(code, visible, hidden, about["requires"], about.get("test_seconds", 2.0), limit=AlarmLimit())


MISTAKES = [(folder, mistake) for folder in FOLDERS for mistake in description(folder)["mistakes"]]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_solution_is_accepted_well_within_its_limits(folder: Path) -> None:
    result = verdict(folder, (folder / "solution.py").read_text(encoding="utf-8"))
    assert result["verdict"] == "accepted", [case for case in result["cases"] if case["outcome"] != "passed"]
    limit = description(folder).get("test_seconds", 2.0) * 1000
    slow = {case["name"]: case["ms"] for case in result["cases"] if case["ms"] > limit / 10}
    assert not slow, "a browser is up to five times slower, so a test may take a tenth of its limit here"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_starter_can_be_judged_and_is_not_accepted(folder: Path) -> None:
    result = verdict(folder, (folder / "starter.py").read_text(encoding="utf-8"))
    assert result["verdict"] == "failed"
    assert result["total"] >= 12


@pytest.mark.parametrize(
    ("folder", "mistake"), MISTAKES, ids=lambda value: value.name if isinstance(value, Path) else value["id"]
)
def test_a_listed_mistake_fails_the_tests_that_are_said_to_catch_it(folder: Path, mistake: dict[str, Any]) -> None:
    code = (folder / "mistakes" / f"{mistake['id'].replace('-', '_')}.py").read_text(encoding="utf-8")
    result = verdict(folder, code)
    assert result["verdict"] == "failed", result["message"]
    passed = {case["name"].partition("[")[0] for case in result["cases"] if case["outcome"] == "passed"}
    failed = {case["name"].partition("[")[0] for case in result["cases"] if case["outcome"] in {"failed", "error"}}
    assert set(mistake["caught_by"]) <= failed, f"not caught by {set(mistake['caught_by']) - failed}; passed: {passed}"
