"""The bank's problems run under CPython, as the browser will judge them: `make check` says what an author has promised in vain.

A folder that was found good is not run again until one of its files, or the judge, changes.
"""

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

from greenroom import judging
from greenroom.judging.limits import AlarmLimit
from greenroom.judging.testing import test as judge
from greenroom.models.problems import Problem
from macros.bank import Bank, Entry
from macros.findings import Finding
from macros.folders import VISIBLE, ProblemFolder
from macros.source import Cursor, read

SCHEMA = "schema.sql"
PATIENCE = 5
"""What must pass may take so many times its limit: this machine may be busy, and how quick it is, is tested elsewhere."""


def verdict(
    problem: Problem, folder: ProblemFolder, code: str, *, solved: bool = True, patience: float = 1
) -> dict[str, Any]:
    """What the judge says of `code`, beside the reference's files or, unsolved, beside those the reader starts with."""
    files = {**folder.files, **(folder.solution_files if solved else {})}
    tests = [{"name": name, "source": folder.sources[name]} for name in folder.test_files()]
    return judge(
        code,
        [each for each in tests if each["name"] == VISIBLE],
        [each for each in tests if each["name"] != VISIBLE],
        problem.requires,
        problem.test_seconds * patience,
        files=[{"name": name, "source": text} for name, text in files.items()],
        language=problem.language,
        schema=folder.sources.get(SCHEMA, ""),
        limit=AlarmLimit(),
    )


def failed(result: Mapping[str, Any]) -> set[str]:
    """Names of the tests that did not pass, without file, class and parameters."""
    names = (case["name"].partition("[")[0] for case in result["cases"] if case["outcome"] not in ("passed", "skipped"))
    return {name.rpartition("::")[2] for name in names}


def judged(bank: Bank, kept: Path) -> list[Finding]:
    """Run what has changed since `kept` was written: every solution, starter, mistake and slow solution; gives what is wrong.

    `kept` is a JSON file that remembers the folders found good; it may be missing or unreadable.
    """
    good = _remembered(kept)
    sums = {slug: _sum(bank.folders[slug], bank.root / "problems" / slug) for slug in bank.problems}
    todo = {slug: entry for slug, entry in bank.problems.items() if good.get(slug) != sums[slug]}
    found: list[Finding] = []
    if todo:
        with ProcessPoolExecutor() as pool:
            results = pool.map(_findings, todo.values(), [bank.folders[slug] for slug in todo], [bank.root] * len(todo))
            for slug, findings in zip(todo, results, strict=True):
                found += findings
                good[slug] = "" if findings else sums[slug]
    kept.parent.mkdir(parents=True, exist_ok=True)
    fresh = kept.with_suffix(".new")
    fresh.write_text(json.dumps({slug: good[slug] for slug in sums if good[slug]}, indent=0), "utf-8")
    fresh.replace(kept)
    return found


def _remembered(kept: Path) -> dict[str, str]:
    try:
        return {str(slug): str(value) for slug, value in json.loads(kept.read_text("utf-8")).items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _sum(folder: ProblemFolder, place: Path) -> str:
    """A sum over the folder's files and the judge's."""
    parts = [_engine(), (place / "problem.yml").read_text("utf-8"), repr(sorted(vars(folder).items()))]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@cache
def _engine() -> str:
    files = sorted(Path(path) for room in judging.__path__ for path in Path(room).glob("*.py"))
    return sys.version + "".join(file.read_text("utf-8") for file in files)


def _findings(entry: Entry[Problem], folder: ProblemFolder, root: Path) -> list[Finding]:
    """What is wrong with one folder."""
    place = root.parent / entry.file
    document = read(place, entry.file)
    return list(_wrong(entry.model, folder, Cursor(document, (), document.data)))


def _wrong(problem: Problem, folder: ProblemFolder, top: Cursor) -> Iterator[Finding]:
    name = f"solution.{folder.ending}"
    result = verdict(problem, folder, folder.solution, patience=PATIENCE)
    if result["verdict"] != "accepted":
        why = ", ".join(sorted(failed(result))) or result["message"]
        yield top.finding(f"{name} is not accepted ({result['verdict']}: {why})", "mend the solution or the tests")
        return
    # An exercise from elsewhere may start from code that works and wants a better shape.
    if not problem.origin and verdict(problem, folder, folder.starter, solved=False)["verdict"] == "accepted":
        yield top.finding(
            f"starter.{folder.ending} is accepted as it is", "let it raise NotImplementedError, or add a test"
        )
    for mistake, cursor in zip(problem.mistakes, top.get("mistakes").items(), strict=True):
        result = verdict(problem, folder, folder.mistakes[_stem(mistake.id)])
        missed = sorted(set(mistake.caught_by) - failed(result))
        if missed:
            finding = f"mistake {mistake.id!r} passes {', '.join(missed)}, which 'caught_by' names"
            yield cursor.finding(finding, "name the tests that fail, or add one that does")
    for slow, cursor in zip(problem.slow, top.get("slow").items(), strict=True):
        result = verdict(problem, folder, folder.slow[_stem(slow.id)], patience=PATIENCE)
        if result["verdict"] != "accepted":
            finding = f"slow solution {slow.id!r} fails {', '.join(sorted(failed(result)))}"
            yield cursor.finding(finding, "mend it: it has to be right, only slow")


def _stem(slug: str) -> str:
    return slug.replace("-", "_")
