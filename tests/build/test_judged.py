"""`greenroom check` runs what an author promises: solutions, starters and mistakes, again only after a change."""

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
    """What a run of the problems finds."""
    loaded, findings = load(bank)
    assert findings == []
    return [str(finding) for finding in judged(loaded, bank.parent / "cache" / "judged.json")]


def test_a_sound_problem_is_run_once(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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
        f"bank/problems/running-total/problem.yml:{line}: mistake 'drops-last' passes test_two_numbers, which "
        "'caught_by' names; name the tests that fail, or add one that does"
    ]


def test_a_starter_that_solves_the_problem_is_told(bank: Path) -> None:
    folder = bank / "problems" / "running-total"
    (folder / "starter.py").write_text((folder / "solution.py").read_text())
    (finding,) = found(bank)
    assert "starter.py is accepted as it is" in finding
