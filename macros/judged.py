"""Problems and reviews run under CPython, as the browser will judge them: `make check` says what an author promised in vain.

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
from greenroom.models.reviews import Defect, Review
from macros.bank import Bank, Entry
from macros.findings import Finding
from macros.folders import HIDDEN, VISIBLE, ProblemFolder
from macros.review_folders import PROPOSAL, SOLUTION, ReviewFolder
from macros.source import Cursor, read

SCHEMA = "schema.sql"
PATIENCE = 5
"""What must pass may take so many times its limit: this machine may be busy, and how quick it is, is tested elsewhere."""

type Job = tuple[Entry[Any], ProblemFolder | ReviewFolder]
"""An entry that is run, and its folder."""


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


def review_verdict(review: Review, folder: ReviewFolder, code: str, *, patience: float = 1) -> dict[str, Any]:
    """What the judge says of `code` in the place of a review's proposal."""
    visible, hidden = [{"name": name, "source": folder.sources[name]} for name in (VISIBLE, HIDDEN)]
    seconds = review.test_seconds * patience
    return judge(code, [visible], [hidden], review.requires, seconds, limit=AlarmLimit())


def failed(result: Mapping[str, Any]) -> set[str]:
    """Names of the tests that did not pass, without file, class and parameters."""
    names = (case["name"].partition("[")[0] for case in result["cases"] if case["outcome"] not in ("passed", "skipped"))
    return {name.rpartition("::")[2] for name in names}


def judged(bank: Bank, kept: Path) -> list[Finding]:
    """Run what has changed since `kept` was written, and give what is wrong.

    Of a problem every solution, starter, mistake and slow solution is run; of a review the solution, the proposal and the
    variants of it with one defect mended. `kept` is a JSON file that remembers the folders found good; it may be missing or unreadable.
    """
    good = _remembered(kept)
    every: list[Job] = [
        *((entry, bank.folders[slug]) for slug, entry in bank.problems.items()),
        *((entry, bank.review_folders[slug]) for slug, entry in bank.reviews.items()),
    ]
    sums = {entry.key: _sum(folder, bank.root.parent / entry.file) for entry, folder in every}
    changed = [job for job in every if good.get(job[0].key) != sums[job[0].key]]
    found: list[Finding] = []
    if changed:
        with ProcessPoolExecutor() as pool:
            results = pool.map(_findings, changed, [bank.root] * len(changed))
            for (entry, _), findings in zip(changed, results, strict=True):
                found += findings
                good[entry.key] = "" if findings else sums[entry.key]
    kept.parent.mkdir(parents=True, exist_ok=True)
    fresh = kept.with_suffix(".new")
    fresh.write_text(json.dumps({key: good[key] for key in sums if good[key]}, indent=0), "utf-8")
    fresh.replace(kept)
    return found


def _remembered(kept: Path) -> dict[str, str]:
    try:
        return {str(key): str(value) for key, value in json.loads(kept.read_text("utf-8")).items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _sum(folder: ProblemFolder | ReviewFolder, described: Path) -> str:
    """A sum over the folder's files, with the YAML that describes it, and the judge's."""
    parts = [_engine(), described.read_text("utf-8"), repr(sorted(vars(folder).items()))]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@cache
def _engine() -> str:
    files = sorted(Path(path) for room in judging.__path__ for path in Path(room).glob("*.py"))
    return sys.version + "".join(file.read_text("utf-8") for file in files)


def _findings(job: Job, root: Path) -> list[Finding]:
    """What is wrong with one folder."""
    entry, folder = job
    document = read(root.parent / entry.file, entry.file)
    top = Cursor(document, (), document.data)
    if isinstance(folder, ReviewFolder):
        return list(_wrong_review(entry.model, folder, top))
    return list(_wrong_problem(entry.model, folder, top))


def _not_accepted(name: str, result: Mapping[str, Any], top: Cursor) -> Finding:
    why = _listed(failed(result)) or _why(result)
    return top.finding(f"{name} is not accepted ({result['verdict']}: {why})", "mend the solution or the tests")


def _wrong_problem(problem: Problem, folder: ProblemFolder, top: Cursor) -> Iterator[Finding]:
    result = verdict(problem, folder, folder.solution, patience=PATIENCE)
    if result["verdict"] != "accepted":
        yield _not_accepted(f"solution.{folder.ending}", result, top)
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
            finding = f"slow solution {slow.id!r} fails {_listed(failed(result))}"
            yield cursor.finding(finding, "mend it: it has to be right, only slow")


def _wrong_review(review: Review, folder: ReviewFolder, top: Cursor) -> Iterator[Finding]:
    result = review_verdict(review, folder, folder.solution, patience=PATIENCE)
    if result["verdict"] != "accepted":
        yield _not_accepted(SOLUTION, result, top)
        return
    result = review_verdict(review, folder, folder.proposal)
    if not _ran(result):
        yield top.finding(
            f"{PROPOSAL} keeps the tests from running ({_why(result)})",
            "let it run; plant what is wrong, not broken",
        )
        return
    fails = failed(result)
    shown = set(folder.tests[VISIBLE])
    claimed = {test for defect in review.defects for test in defect.caught_by}
    if fails & shown:
        names = _listed(fails & shown)
        yield top.finding(f"{PROPOSAL} fails {names}, which the reader is shown", "let it pass the visible tests")
    if fails - shown - claimed:
        names = _listed(fails - shown - claimed)
        mend = "name it in the `caught_by` of the defect it shows, or mend the proposal"
        yield top.finding(f"{PROPOSAL} fails {names}, which no defect names", mend)
    for defect, cursor in zip(review.defects, top.get("defects").items(), strict=True):
        own = set(defect.caught_by)
        if not own:
            continue  # a flaw of the explanation alone
        if own - fails:
            finding = f"defect {defect.id!r} passes {_listed(own - fails)}, which 'caught_by' names"
            yield cursor.finding(finding, "name the tests that fail, or add one that does")
            continue
        yield from _wrong_mend(review, folder, defect, cursor, fails)


def _wrong_mend(
    review: Review, folder: ReviewFolder, defect: Defect, cursor: Cursor, fails: set[str]
) -> Iterator[Finding]:
    """What is wrong with the variant that mends one defect, where the proposal `fails` these tests."""
    name, own = f"mended/{_stem(defect.id)}.py", set(defect.caught_by)
    result = review_verdict(review, folder, folder.mended[_stem(defect.id)])
    if not _ran(result):
        yield cursor.finding(f"{name} keeps the tests from running ({_why(result)})", "mend this one defect in it")
        return
    left = failed(result)
    if left & own:
        yield cursor.finding(f"{name} fails {_listed(left & own)} still", f"mend defect {defect.id!r} in it")
    moved = (left ^ fails) - own
    if moved:
        finding = f"{name} changes what becomes of {_listed(moved)}, which 'caught_by' does not name"
        yield cursor.finding(finding, "mend this one defect in it and nothing else")


def _ran(result: Mapping[str, Any]) -> bool:
    """Whether every test was run, well or badly."""
    return bool(result["cases"] and result["verdict"] != "error" and len(result["cases"]) == result["total"])


def _why(result: Mapping[str, Any]) -> str:
    """What kept the tests from running: the judge's sentence, or the error that the code raised."""
    raised = str(result["traceback"]).strip().rpartition("\n")[2]
    return str(result["message"] or raised)


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names))


def _stem(slug: str) -> str:
    return slug.replace("-", "_")
