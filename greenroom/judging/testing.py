"""Test: the reader's solution against the problem's test files, judged by pytest.

The visible files run first, the hidden ones after them. Each test case has a time limit of its own; what it prints is kept
apart. The result is plain data: a verdict with its reason, and a list of test cases.
"""

import gc
import itertools
import os
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from types import ModuleType
from typing import Any

import pytest

from greenroom.judging import signatures
from greenroom.judging.limits import Limit, NoLimit
from greenroom.judging.messages import SOLUTION, clip, reader_line
from greenroom.judging.output import Budget, Output
from greenroom.judging.reasons import Finding, Place, diagnose, exit_on_import, raised_in, unreadable_tests
from greenroom.judging.recorder import TIMEOUTS_BEFORE_STOP, Recorder
from greenroom.judging.running import Emit, failure
from greenroom.judging.surroundings import streams
from greenroom.judging.workplace import SourceFile, load_solution, workplace

# Plugins of pytest that write files, talk to terminals or capture what we capture ourselves.
_WITHOUT = [
    "cacheprovider",
    "junitxml",
    "doctest",
    "pastebin",
    "stepwise",
    "debugging",
    "setuponly",
    "setupplan",
    "faulthandler",
    "logging",
    "threadexception",
    "unraisableexception",
    "warnings",
    "terminalprogress",
]
_OPTIONS = [
    "-s", "-vv", "--tb=short", "--no-header", "--no-summary", "--color=no", "--assert=rewrite", "--import-mode=prepend",
    *itertools.chain.from_iterable(("-p", f"no:{name}") for name in _WITHOUT),
]  # fmt: skip


def verdict_of(cases: Sequence[Mapping[str, Any]], total: int) -> str:
    """The verdict over all test cases: accepted, failed, or timeout when nothing but time was wrong."""
    outcomes = {case["outcome"] for case in cases}
    if outcomes & {"failed", "error"}:
        return "failed"
    if "timeout" in outcomes:
        return "timeout"
    return "accepted" if "passed" in outcomes and len(cases) == total else "error"


def test(
    code: str,
    tests: Sequence[SourceFile],
    hidden: Sequence[SourceFile] = (),
    requires: Sequence[str] = (),
    test_seconds: float = 2.0,
    only: Sequence[str] = (),
    files: Sequence[SourceFile] = (),
    language: str = "python",
    schema: str = "",
    emit: Emit | None = None,
    limit: Limit | None = None,
) -> dict[str, Any]:
    """Judge a solution.

    `tests` and `hidden` are files (`name`, `source`), `requires` the names the solution must define, `test_seconds` the limit
    of one test case in seconds, `only` the ids of test cases to run (all when empty), `files` what lies beside the solution,
    `schema` the tables of a problem in SQL. Gives `verdict` (`accepted`, `failed`, `timeout` or `error`), `reason`,
    `message`, `advice`, `traceback`, `line`, `stdout` (of the top level), `cases`, `total` and `seconds`. The reason is ""
    when accepted, otherwise that of the first failed case or of what kept the tests from running. Each case has `id`, `name`,
    `file`, `hidden`, `outcome` (`passed`, `failed`, `error`, `timeout` or `skipped`), `reason`, `message`, `advice`, `detail`,
    `stdout`, `line`, `ms`, `expected`, `got` and `subtests` (those that failed). `emit` hears `collected`, `started` and
    `finished`.
    """
    limit = limit or NoLimit()
    started = time.perf_counter()
    result: dict[str, Any] = {
        "verdict": "error",
        **Finding("").data(),
        "traceback": "",
        "line": None,
        "stdout": "",
        "cases": [],
        "total": 0,
    }
    with ExitStack() as stack:
        folder = stack.enter_context(workplace(code, [*files, *tests, *hidden]))
        place = Place(
            folder,
            tests=frozenset(file["name"] for file in [*tests, *hidden]),
            hidden=frozenset(file["name"] for file in hidden),
            doing="test",
            files=frozenset({SOLUTION, *(file["name"] for file in files)}),
        )
        try:
            if language == "sql":
                module = _load_sql(code, schema, folder, limit, test_seconds, stack)
            else:
                module, out = load_solution(code, folder, limit, test_seconds)
                result["stdout"] = clip(out.getvalue().replace(f"{folder}/", ""))
            missing = signatures.missing(requires, module, code)
            if missing:
                result.update(Finding("no-such-function", *missing).data())
            else:
                result.update(judge(place, [*tests, *hidden], limit, test_seconds, only, emit))
        except SystemExit:
            result.update(exit_on_import().data())
        except BaseException as error:  # whatever the reader's top level raises
            result.update(failure(error, place))
            if result["traceback"] and result["reason"] == "exception":
                result["message"] = ""  # the traceback says it
    result["seconds"] = time.perf_counter() - started
    return result


def _load_sql(code: str, schema: str, folder: str, limit: Limit, seconds: float, stack: ExitStack) -> ModuleType:
    """The module `solution` over the reader's SQL; its databases are closed with `stack`.

    Raises SolutionError for statements that SQLite cannot make sense of.
    """
    from greenroom.judging import sql  # SQLite is loaded for SQL alone

    solution = stack.enter_context(closing(sql.Solution(code, schema, seconds)))
    limit.start(seconds)
    try:
        solution.check()
    finally:
        limit.stop()
    sys.modules["solution"] = solution.module(f"{folder}/{SOLUTION}")
    return sys.modules["solution"]


def judge(
    place: Place,
    tests: Sequence[SourceFile],
    limit: Limit,
    test_seconds: float,
    only: Sequence[str],
    emit: Emit | None,
) -> dict[str, Any]:
    """Run pytest over the test files in the folder; gives verdict, reason, message, advice, cases and total."""
    recorder = Recorder(place, limit, test_seconds, frozenset(only), emit)
    wanted = {each.partition("::")[0] for each in only}
    targets = [f"{place.folder}/{name}" for name in test_files(tests) if not wanted or name in wanted]
    quiet = Output(Budget(10_000_000))
    frozen = gc.isenabled()
    gc.disable()  # a collection in the middle of a test case would be counted to it
    try:
        with streams(quiet, quiet):
            folder = [f"--rootdir={place.folder}", f"--confcutdir={place.folder}", "-c", os.devnull]
            pytest.main([*_OPTIONS, *folder, *targets], plugins=[recorder])
    finally:
        if frozen:
            gc.enable()
    if recorder.unreadable is not None or recorder.collect_error or not recorder.total:
        return _not_run(recorder, place)
    first = next((case for case in recorder.cases if case["outcome"] not in {"passed", "skipped"}), None)
    finding = Finding(first["reason"], "", first["advice"]) if first else Finding("")
    verdict = verdict_of(recorder.cases, recorder.total)
    skipped = recorder.total - len(recorder.cases)
    message = f"{skipped} more test cases were not run after {TIMEOUTS_BEFORE_STOP} ran out of time." if skipped else ""
    if verdict == "error":
        finding, message = unreadable_tests(), "Every test case was skipped."
    return {"verdict": verdict, **finding.data(), "message": message, "cases": recorder.cases, "total": recorder.total}


def test_files(files: Sequence[SourceFile]) -> list[str]:
    """Names of the files that hold tests; the others, such as conftest.py, are there to be imported."""
    names = [file["name"] for file in files]
    held = [name for name in names if name.startswith("test_") or name.endswith("_test.py")]
    return held or [name for name in names if name != "conftest.py"]


def _not_run(recorder: Recorder, place: Place) -> dict[str, Any]:
    """The result when the test files could not be read: a fault of theirs, unless the solution lacks what they import."""
    error = recorder.unreadable
    finding, line = unreadable_tests(), None
    if error is not None:
        found = diagnose(error, place)
        if found.reason in {"no-such-function", "wrong-signature", "timeout"} or raised_in(error, place) in place.files:
            finding, line = found, reader_line(error, place.folder)
    verdict = "timeout" if finding.reason == "timeout" else "error"
    return {"verdict": verdict, **finding.data(), "traceback": recorder.collect_error, "line": line}


def warm_up() -> None:
    """Import and run what a first test would otherwise wait for."""
    test(
        "def one():\n    return 1\n",
        [{"name": "test_warm.py", "source": "from solution import one\n\ndef test_one():\n    assert one() == 1\n"}],
    )
