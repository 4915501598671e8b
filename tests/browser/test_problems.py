"""Every problem in the browser's Python: what CPython says of its solution, starter, mistakes and growth holds there too.

That slow solutions are right, and how each of them grows, is tested under CPython; here one of each problem is measured.

One isolated Python on a bare page judges them all; `test_runner.py` takes the way through the editor for a few.
"""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from ruamel.yaml import YAML

PROBLEMS = Path(__file__).resolve().parent.parent.parent / "bank" / "problems"
FOLDERS = sorted(path.parent for path in PROBLEMS.glob("*/problem.yml"))
ABOUT = {folder: dict(YAML(typ="safe").load((folder / "problem.yml").read_text("utf-8"))) for folder in FOLDERS}


def sources(folder: Path, names: list[str]) -> list[dict[str, str]]:
    """Files as the judge takes them."""
    return [{"name": Path(name).name, "source": (folder / name).read_text("utf-8")} for name in names]


def beside(folder: Path, *, solved: bool) -> list[dict[str, str]]:
    """The files beside the solution, as the reference has them or as the reader gets them."""
    names = [each["name"] for each in ABOUT[folder].get("files", [])]
    places = [f"solution_files/{name}" if solved and (folder / "solution_files" / name).is_file() else f"files/{name}" for name in names]  # fmt: skip
    return sources(folder, places)


def question(folder: Path, path: Path, *, solved: bool = True, seconds: float | None = None) -> dict[str, Any]:
    """What is asked of the judge about one file; `seconds` stands in for the problem's limit of a test case."""
    about = ABOUT[folder]
    schema = folder / "schema.sql"
    tests = sorted(each.name for each in folder.glob("test_*.py"))
    params = {
        "code": path.read_text("utf-8"),
        "tests": sources(folder, tests),
        "requires": about.get("requires", []),
        "test_seconds": seconds or about.get("test_seconds", 2.0),
        "files": beside(folder, solved=solved),
        "language": about.get("language", "python"),
        "schema": schema.read_text("utf-8") if schema.is_file() else "",
    }
    return {"method": "judge.test", "params": params}


def measurement(folder: Path, path: Path) -> dict[str, Any]:
    """What is asked of the engine about the growth of one file."""
    growth = ABOUT[folder]["growth"]
    params = {
        "code": path.read_text("utf-8"),
        "growth": (folder / "growth.py").read_text("utf-8"),
        "target": growth["target"],
        "n": growth["n"],
        "files": beside(folder, solved=True),
    }
    return {"method": "growth.measure", "params": params}


def failed(result: dict[str, Any]) -> set[str]:
    """Names of the tests that did not pass, without parameters."""
    return {case["name"].partition("[")[0] for case in result["cases"] if case["outcome"] not in ("passed", "skipped")}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_browser_judges_a_problem_as_it_says(bare: Page, folder: Path) -> None:
    about = ABOUT[folder]
    ending = "sql" if about.get("language") == "sql" else "py"
    mistakes = {each["id"]: each for each in about.get("mistakes", [])}
    places = {
        "solution": folder / f"solution.{ending}",
        **{name: folder / "mistakes" / f"{name.replace('-', '_')}.{ending}" for name in mistakes},
    }
    slow = about.get("slow", [])
    # A mistake that never ends is seen to do so after half a second.
    questions = [
        question(folder, path, seconds=0.5 if path.parent.name == "mistakes" else None) for path in places.values()
    ]
    questions.append(question(folder, folder / f"starter.{ending}", solved=False))
    if about.get("growth"):
        questions.append(measurement(folder, places["solution"]))
        questions += [measurement(folder, folder / "slow" / f"{each['id'].replace('-', '_')}.py") for each in slow[:1]]
    results = bare.evaluate("questions => golden.judge(questions)", questions)
    judged = dict(zip([*places, "starter"], results, strict=False))
    assert judged["solution"]["verdict"] == "accepted", failed(judged["solution"])
    assert judged["starter"]["verdict"] != "accepted"
    for name, mistake in mistakes.items():
        assert judged[name]["verdict"] in ("failed", "timeout"), name
        assert set(mistake["caught_by"]) <= failed(judged[name]), name
    if about.get("growth"):
        grown = results[len(places) + 1 :]
        assert grown[0]["verdict"] == "on-target", grown[0]
        for result, each in zip(grown[1:], slow[:1], strict=True):
            assert (result["verdict"], result["grows"]) == ("worse", each["grows"]), each["id"]
