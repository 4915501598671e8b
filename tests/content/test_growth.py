"""The growth verdict is right for each problem's solution and for each of its slow ones."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from greenroom.growth.measuring import measure
from greenroom.judging.limits import AlarmLimit

PROBLEMS = Path(__file__).resolve().parent.parent.parent / "bank" / "problems"


def described() -> list[tuple[Path, dict[str, Any]]]:
    """Every problem with a growth target: its folder and what `problem.yml` says."""
    found = []
    for path in sorted(PROBLEMS.glob("*/problem.yml")):
        about = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        if about.get("growth"):
            found.append((path.parent, about))
    return found


CASES = [(folder, about, "", about["growth"]["target"]) for folder, about in described()]
CASES += [
    (folder, about, f"slow/{each['id'].replace('-', '_')}", each["grows"])
    for folder, about in described()
    for each in about.get("slow", [])
]


@pytest.mark.parametrize(
    ("folder", "about", "variant", "grows"), CASES, ids=[f"{case[0].name}-{case[2] or 'solution'}" for case in CASES]
)
def test_the_work_grows_as_the_problem_says(folder: Path, about: dict[str, Any], variant: str, grows: str) -> None:
    code = (folder / f"{variant or 'solution'}.py").read_text(encoding="utf-8")
    kind = "files" if variant else "solution_files"
    files = [
        {"name": each["name"], "source": (path if (path := folder / kind / each["name"]).is_file() else folder / "files" / each["name"]).read_text("utf-8")}
        for each in about.get("files", [])
    ]  # fmt: skip
    target = about["growth"]["target"]
    result = measure(
        code, (folder / "growth.py").read_text("utf-8"), target, about["growth"]["n"], files, limit=AlarmLimit()
    )
    assert result["grows"] == grows, result
    assert result["verdict"] == ("worse" if variant else "on-target")
