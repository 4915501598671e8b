"""Content is tested by being run: each solution passes, each listed mistake fails for the reason it gives, slow ones pass."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from greenroom.judging.limits import AlarmLimit
from greenroom.judging.testing import test as judge

PROBLEMS = Path(__file__).resolve().parent.parent.parent / "bank" / "problems"
FOLDERS = sorted(folder for folder in PROBLEMS.iterdir() if (folder / "problem.yml").is_file())
LEAST_CASES = 12
LEAST_CASES_IMPORTED = 1

_ABOUT = {folder: dict(YAML(typ="safe").load((folder / "problem.yml").read_text("utf-8"))) for folder in FOLDERS}


def ending(folder: Path) -> str:
    """Ending of the file the reader writes."""
    return "sql" if _ABOUT[folder].get("language") == "sql" else "py"


def source(path: Path) -> dict[str, str]:
    """A file as the page sends it."""
    return {"name": path.name, "source": path.read_text("utf-8")}


def beside(folder: Path, *, solved: bool) -> list[dict[str, str]]:
    """The files beside the solution: as the reader gets them, or with the reference's own versions of those they write."""
    found = []
    for file in _ABOUT[folder].get("files", []):
        own = folder / "solution_files" / file["name"]
        found.append(source(own if solved and own.is_file() else folder / "files" / file["name"]))
    return found


def verdict(folder: Path, code: Path, *, solved: bool = True) -> dict[str, Any]:
    """Judge a solution of a problem as the browser does."""
    about, visible = _ABOUT[folder], "test_examples.py"
    hidden = [source(path) for path in sorted(folder.glob("test_*.py")) if path.name != visible]
    return judge(
        code.read_text("utf-8"),
        [source(folder / visible)],
        hidden,
        about.get("requires", []),
        about.get("test_seconds", 2.0),
        files=beside(folder, solved=solved),
        language=about.get("language", "python"),
        schema=(folder / "schema.sql").read_text("utf-8") if (folder / "schema.sql").is_file() else "",
        limit=AlarmLimit(),
    )


def variant(folder: Path, kind: str, slug: str) -> Path:
    """The file of a listed mistake or slow solution."""
    return folder / kind / f"{slug.replace('-', '_')}.{ending(folder)}"


def not_passed(result: dict[str, Any]) -> list[tuple[str, str, str]]:
    """The cases that did not pass, with why."""
    return [(case["name"], case["reason"], case["message"]) for case in result["cases"] if case["outcome"] != "passed"]


def listed(kind: str) -> list[Any]:
    """Every mistake or slow solution of every problem, as parameters of a test."""
    return [
        pytest.param(folder, each, id=f"{folder.name}-{each['id']}")
        for folder in FOLDERS
        for each in _ABOUT[folder].get(kind, [])
    ]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_solution_is_accepted_well_within_its_limits(folder: Path) -> None:
    result = verdict(folder, folder / f"solution.{ending(folder)}")
    assert result["verdict"] == "accepted", (result["message"], result["traceback"], not_passed(result))
    limit = _ABOUT[folder].get("test_seconds", 2.0) * 1000
    slow = {case["name"]: case["ms"] for case in result["cases"] if case["ms"] > limit / 10}
    if slow:  # once more: a busy machine may have paused a single case
        again = {case["name"]: case["ms"] for case in verdict(folder, folder / f"solution.{ending(folder)}")["cases"]}
        slow = {name: ms for name in slow if (ms := again[name]) > limit / 10}
    assert not slow, "a browser is up to five times slower, so a test may take a tenth of its limit here"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_starter_can_be_judged_and_is_not_accepted(folder: Path) -> None:
    result = verdict(folder, folder / f"starter.{ending(folder)}", solved=False)
    assert result["verdict"] == "failed", (result["message"], result["traceback"])
    assert result["reason"] in {"not-written", "wrong-answer", "exception"}
    imported = bool(_ABOUT[folder].get("origin"))
    assert result["total"] >= (LEAST_CASES_IMPORTED if imported else LEAST_CASES)


@pytest.mark.parametrize(("folder", "mistake"), listed("mistakes"))
def test_a_listed_mistake_fails_the_tests_that_are_said_to_catch_it(folder: Path, mistake: dict[str, Any]) -> None:
    result = verdict(folder, variant(folder, "mistakes", mistake["id"]))
    assert result["verdict"] == "failed", (result["message"], result["traceback"])
    # A test inside a class is listed by its own name.
    names = {
        wanted: {
            case["name"].partition("[")[0].rpartition("::")[2] for case in result["cases"] if case["outcome"] in kinds
        }
        for wanted, kinds in {"passed": {"passed"}, "failed": {"failed", "error"}}.items()
    }
    missed = set(mistake["caught_by"]) - names["failed"]
    assert not missed, f"not caught by {missed}; passed: {names['passed']}"


@pytest.mark.parametrize(("folder", "slow"), listed("slow"))
def test_a_slow_solution_is_right(folder: Path, slow: dict[str, Any]) -> None:
    result = verdict(folder, variant(folder, "slow", slow["id"]))
    assert result["verdict"] == "accepted", (result["message"], result["traceback"], not_passed(result))
