"""Reviews are tested by being run: what the proposal passes, what each defect fails, and what mending one of them changes."""

from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from greenroom.judging.limits import AlarmLimit
from greenroom.judging.testing import test as judge

REVIEWS = Path(__file__).resolve().parent.parent.parent / "bank" / "reviews"
FOLDERS = sorted(folder for folder in REVIEWS.iterdir() if (folder / "review.yml").is_file())
_ABOUT = {folder: dict(YAML(typ="safe").load((folder / "review.yml").read_text("utf-8"))) for folder in FOLDERS}

EACH = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def in_code(folder: Path) -> list[dict[str, Any]]:
    """The defects that tests can show: all but those of the explanation alone."""
    return [each for each in _ABOUT[folder]["defects"] if each.get("caught_by")]


def mended(folder: Path, defect: dict[str, Any]) -> str:
    """The proposal with one defect mended."""
    return (folder / "mended" / f"{defect['id'].replace('-', '_')}.py").read_text("utf-8")


def catching(defects: list[dict[str, Any]]) -> set[str]:
    """Names of the tests that catch one of the defects."""
    return {test for each in defects for test in each["caught_by"]}


def failed(folder: Path, code: str) -> set[str]:
    """Names of the tests, visible and hidden, that a code does not pass."""
    visible, hidden = [
        {"name": name, "source": (folder / name).read_text("utf-8")} for name in ("test_examples.py", "test_hidden.py")
    ]
    about = _ABOUT[folder]
    limit = about.get("test_seconds", 2.0)
    result = judge(code, [visible], [hidden], about["requires"], limit, limit=AlarmLimit())
    assert result["verdict"] in {"accepted", "failed", "timeout"}, (result["message"], result["traceback"])
    assert len(result["cases"]) == result["total"], result["message"]
    return {case["name"].partition("[")[0] for case in result["cases"] if case["outcome"] != "passed"}


def together(proposal: str, variants: list[str]) -> str:
    """The proposal with the changes of several variants; they must lie apart."""
    lines = proposal.splitlines(keepends=True)
    edits: set[tuple[int, int, str]] = set()
    for variant in variants:
        new = variant.splitlines(keepends=True)
        for kind, start, end, first, last in SequenceMatcher(None, lines, new, autojunk=False).get_opcodes():
            if kind != "equal":
                edits.add((start, end, "".join(new[first:last])))
    at, text = 0, ""
    for start, end, put in sorted(edits):
        assert start >= at, f"two mends change line {start + 1} of proposal.py"
        text += "".join(lines[at:start]) + put
        at = end
    return text + "".join(lines[at:])


@EACH
def test_the_proposal_passes_what_is_shown_and_fails_for_every_defect(folder: Path) -> None:
    assert failed(folder, (folder / "proposal.py").read_text("utf-8")) == catching(in_code(folder))


@EACH
def test_the_solution_passes_all(folder: Path) -> None:
    assert failed(folder, (folder / "solution.py").read_text("utf-8")) == set()


@EACH
def test_mending_any_of_the_defects_turns_their_tests_green_and_no_others(folder: Path) -> None:
    proposal, defects = (folder / "proposal.py").read_text("utf-8"), in_code(folder)
    for size in range(1, len(defects) + 1):
        for chosen in combinations(defects, size):
            code = together(proposal, [mended(folder, each) for each in chosen])
            left = [each for each in defects if each not in chosen]
            assert failed(folder, code) == catching(left), f"mended: {[each['id'] for each in chosen]}"
