"""Exercises in Exercism's format become problem folders that pass the check and are judged rightly."""

import json
import shutil
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.bank import load

EXERCISES = Path(__file__).parent / "fixtures" / "exercism"
BANK = Path(__file__).parent / "fixtures" / "bank"


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A copy of the small bank, with the topic that imported exercises take."""
    shutil.copytree(BANK, tmp_path / "bank")
    topics = tmp_path / "bank" / "topics.yml"
    topics.write_text(
        topics.read_text() + "- {id: algorithms, title: Algorithms}\n- {id: sliding-window, title: Window}\n"
    )
    patterns = tmp_path / "bank" / "patterns.yml"
    patterns.write_text(
        patterns.read_text() + "- {id: sliding-window, title: Window, sign: A stretch., idea: Two ends.}\n"
    )
    return tmp_path / "bank"


def problems(bank: Path) -> list[str]:
    """Every file of the bank's problems, to see that nothing was touched."""
    return sorted(str(path) for path in (bank / "problems").rglob("*") if "__pycache__" not in path.parts)


@pytest.mark.parametrize(("slug", "total"), [("ring-log", 4), ("fake-files", 3)])
def test_an_exercise_becomes_a_problem(bank: Path, capsys: pytest.CaptureFixture[str], slug: str, total: int) -> None:
    assert main(["import", "exercism", str(EXERCISES / slug), "--bank", str(bank)]) == 0
    assert f"{total} tests; the example is accepted, the stub failed" in capsys.readouterr().out
    loaded, findings = load(bank)
    assert not findings
    assert loaded.problems[slug].model.origin.startswith("Exercism, Python track")
    assert (
        loaded.folders[slug].sources["test_examples.py"]
        == (EXERCISES / slug / f"{slug.replace('-', '_')}_test.py").read_text()
    )


def test_the_statement_has_no_title_no_pictures_and_no_dead_links(bank: Path) -> None:
    main(["import", "exercism", str(EXERCISES / "ring-log"), "--bank", str(bank)])
    text = (bank / "problems" / "ring-log" / "statement.md").read_text()
    assert "Instructions" not in text and "exercism/note" not in text
    assert "![" not in text and "[a ring (picture)](https://pictures.invalid/ring.png)" in text
    assert "See the hints or [a page](https://example.com/rings)." in text
    assert "### Errors" in text and "\n# a comment in code" in text
    assert "### Customizing and raising exceptions" in text


def test_what_exists_is_never_overwritten(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "exercism", str(EXERCISES / "ring-log"), "--bank", str(bank)]) == 0
    before = problems(bank)
    assert main(["import", "exercism", str(EXERCISES / "ring-log"), "--bank", str(bank)]) == 1
    assert main(["new", "problem", "running-total", "--bank", str(bank)]) == 1
    assert capsys.readouterr().out.count("exists already; choose another slug") == 2
    assert problems(bank) == before


@pytest.mark.parametrize(
    ("damage", "finding"),
    [
        (lambda at: (at / ".meta" / "config.json").write_text("{"), "is not JSON (line 1)"),
        (lambda at: (at / ".meta" / "config.json").unlink(), "config.json:1: is missing"),
        (lambda at: (at / ".meta" / "example.py").unlink(), "example.py:1: is missing"),
        (lambda at: (at / "ring_log_test.py").write_text("def broken(:\n"), "the test file:1: Python syntax"),
        (lambda at: (at / ".docs" / "instructions.md").write_bytes(b"\xff"), "is not UTF-8"),
        (lambda at: (at / ".meta" / "example.py").write_text((at / "ring_log.py").read_text()), "not accepted by its own tests"),
    ],
)  # fmt: skip
def test_a_broken_exercise_is_refused_and_nothing_is_written(
    bank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: object, finding: str
) -> None:
    exercise = tmp_path / "ring-log"
    shutil.copytree(EXERCISES / "ring-log", exercise)
    damage(exercise)  # type: ignore[operator]
    before = problems(bank)
    assert main(["import", "exercism", str(exercise), "--bank", str(bank)]) == 1
    assert finding in capsys.readouterr().out
    assert problems(bank) == before


def test_the_tracks_config_gives_name_and_difficulty(bank: Path, tmp_path: Path) -> None:
    exercise = tmp_path / "track" / "exercises" / "practice" / "ring-log"
    shutil.copytree(EXERCISES / "ring-log", exercise)
    entry = {"slug": "ring-log", "name": "The Ring", "difficulty": 7}
    (tmp_path / "track" / "config.json").write_text(json.dumps({"exercises": {"practice": [entry]}}))
    assert main(["import", "exercism", str(exercise), "--bank", str(bank)]) == 0
    model = load(bank)[0].problems["ring-log"].model
    assert (model.title, model.difficulty, model.summary) == ("The Ring", "hard", "Keep the last lines of a log.")


def test_a_new_problem_passes_the_check_at_once(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "problem", "my-first-one", "--bank", str(bank)]) == 0
    assert "passes `greenroom check` as it is" in capsys.readouterr().out
    loaded, findings = load(bank)
    assert not findings
    assert loaded.problems["my-first-one"].model.requires == ["my_first_one"]


@pytest.mark.parametrize("slug", ["Two Sum", "two_sum", "../two", ""])
def test_a_name_that_is_no_slug_is_refused(bank: Path, capsys: pytest.CaptureFixture[str], slug: str) -> None:
    before = problems(bank)
    assert main(["new", "problem", slug, "--bank", str(bank)]) == 1
    assert "; " in capsys.readouterr().out
    assert problems(bank) == before
