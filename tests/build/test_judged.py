"""`greenroom check` runs what an author promises of problems and reviews, again only after a change."""

import shutil
from pathlib import Path

import pytest

from macros import judged as module
from macros.bank import load
from macros.judged import judged

BANK = Path(__file__).parent / "fixtures" / "bank"


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A copy of the small bank."""
    shutil.copytree(BANK, tmp_path / "bank")
    return tmp_path / "bank"


def found(bank: Path) -> list[str]:
    """What a run of the problems and reviews finds."""
    loaded, findings = load(bank)
    assert findings == []
    return [str(finding) for finding in judged(loaded, bank.parent / "cache" / "judged.json")]


def test_what_is_sound_is_run_once(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(bank) == []
    monkeypatch.setattr(module, "ProcessPoolExecutor", None)  # nothing is left to be run
    assert found(bank) == []


def test_a_damaged_memory_is_no_obstacle(bank: Path) -> None:
    (bank.parent / "cache").mkdir()
    (bank.parent / "cache" / "judged.json").write_text("[1, 2")
    assert found(bank) == []


def test_a_change_is_noticed(bank: Path) -> None:
    assert found(bank) == []
    solution = bank / "problems" / "running-total" / "solution.py"
    solution.write_text("def running_total(numbers):\n    return []\n")
    (finding,) = found(bank)
    assert finding.startswith("bank/problems/running-total/problem.yml:1: solution.py is not accepted (failed: test_")
    assert finding.endswith("; mend the solution or the tests")
    assert found(bank) == [finding], "what is wrong is told again"


def test_a_mistake_that_passes_is_told_at_its_line(bank: Path) -> None:
    folder = bank / "problems" / "running-total"
    (folder / "mistakes" / "drops_last.py").write_text((folder / "solution.py").read_text())
    lines = (folder / "problem.yml").read_text().splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "id: drops-last" in text)
    assert found(bank) == [
        (
            f"bank/problems/running-total/problem.yml:{line}: mistake 'drops-last' passes test_two_numbers, which "
            "'caught_by' names; name the tests that fail, or add one that does"
        )
    ]


def test_a_starter_that_solves_the_problem_is_told(bank: Path) -> None:
    folder = bank / "problems" / "running-total"
    (folder / "starter.py").write_text((folder / "solution.py").read_text())
    (finding,) = found(bank)
    assert "starter.py is accepted as it is" in finding


REVIEW = "bank/reviews/last-values/review.yml"


def change(bank: Path, file: str, old: str, new: str) -> None:
    """Put other text in a file of the small review."""
    path = bank / "reviews" / "last-values" / file
    text = path.read_text()
    assert text.count(old) == 1, (file, old)
    path.write_text(text.replace(old, new))


def line_of(bank: Path, text: str) -> int:
    """The line of the review on which a text stands."""
    lines = (bank.parent / REVIEW).read_text().splitlines()
    return next(number for number, each in enumerate(lines, 1) if text in each)


def test_a_solution_of_a_review_that_fails_is_told(bank: Path) -> None:
    change(bank, "solution.py", "len(found) >= count", "len(found) > count")
    assert found(bank) == [
        f"{REVIEW}:1: solution.py is not accepted (failed: test_no_more_than_asked); mend the solution or the tests"
    ]


def test_a_proposal_that_fails_what_the_reader_is_shown_is_told(bank: Path) -> None:
    change(bank, "test_examples.py", "last_values([2, 2, 2], 2) == [2]", "last_values([1, 2, 3], 2) == [3, 2]")
    assert found(bank)[0] == (
        f"{REVIEW}:1: proposal.py fails test_each_once, which the reader is shown; let it pass the visible tests"
    )


def test_a_proposal_that_fails_what_no_defect_names_is_told(bank: Path) -> None:
    change(bank, "test_hidden.py", "last_values([1], 5) == [1]", "last_values([1, 2], 1) == [2]")
    assert found(bank)[0] == (
        f"{REVIEW}:1: proposal.py fails test_fewer_where_there_are_fewer, which no defect names; "
        "name it in the `caught_by` of the defect it shows, or mend the proposal"
    )


def test_a_proposal_that_cannot_be_tested_is_told(bank: Path) -> None:
    change(bank, "proposal.py", "    return found\n", "    return found\n\n\nraise RuntimeError('at once')\n")
    (finding,) = found(bank)
    assert finding.startswith(f"{REVIEW}:1: proposal.py keeps the tests from running (")
    assert "at once" in finding
    assert finding.endswith("; let it run; plant what is wrong, not broken")


def test_a_defect_that_its_test_does_not_catch_is_told_at_its_line(bank: Path) -> None:
    change(bank, "test_hidden.py", "assert values == [1, 2]", "assert sorted(values) == [1, 2]")
    assert found(bank) == [
        (
            f"{REVIEW}:{line_of(bank, 'id: turns-the-list')}: defect 'turns-the-list' passes test_list_stays, which "
            "'caught_by' names; name the tests that fail, or add one that does"
        )
    ]


def test_a_mend_that_does_not_help_is_told_at_its_defect(bank: Path) -> None:
    change(bank, "mended/turns_the_list.py", "values = values[::-1]", "values[:] = values[::-1]")
    assert found(bank) == [
        (
            f"{REVIEW}:{line_of(bank, 'id: turns-the-list')}: mended/turns_the_list.py fails test_list_stays still; "
            "mend defect 'turns-the-list' in it"
        )
    ]


def test_a_mend_that_mends_more_is_told_at_its_defect(bank: Path) -> None:
    change(bank, "mended/turns_the_list.py", "len(found) > count", "len(found) >= count")
    assert found(bank) == [
        (
            f"{REVIEW}:{line_of(bank, 'id: turns-the-list')}: mended/turns_the_list.py changes what becomes of "
            "test_no_more_than_asked, which 'caught_by' does not name; mend this one defect in it and nothing else"
        )
    ]


def test_a_changed_review_alone_is_run_again(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(bank) == []
    monkeypatch.setattr(module, "verdict", None)  # a problem can be judged no more
    change(bank, "solution.py", "len(found) >= count", "len(found) == count")
    assert found(bank) == []
