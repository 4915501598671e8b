"""Test: the reader's solution against the problem's test files, judged by pytest.

The visible file runs first, the hidden ones after it. Each test case has a time limit of its own; what it prints is kept
apart. The result is plain data: a verdict and a list of test cases.
"""

import gc
import itertools
import linecache
import os
import shutil
import sys
import tempfile
import time
import types
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from greenroom.judging.limits import Limit, NoLimit, TimeLimit
from greenroom.judging.messages import SOLUTION, explain, format_error, reader_line
from greenroom.judging.output import Budget, Output, OutputLimit
from greenroom.judging.running import Emit, deep_recursion, failure, streams, typed_input

# After so many test cases have run out of time, the rest would only make the reader wait.
TIMEOUTS_BEFORE_STOP = 2
TEXT_LIMIT = 6_000

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

TestFile = Mapping[str, str]
_attempts = itertools.count(1)


class Recorder:
    """A pytest plugin that times, limits and records each test case."""

    def __init__(self, folder: str, hidden: set[str], limit: Limit, seconds: float, emit: Emit | None) -> None:
        self.folder = folder
        self.hidden = hidden
        self.limit = limit
        self.seconds = seconds
        self.emit = emit
        self.cases: list[dict[str, Any]] = []
        self.collect_error = ""
        self.total = 0
        self.timeouts = 0

    def pytest_addoption(self, parser: pytest.Parser) -> None:
        """Stand in for the options of the debugger, which is left out but asked for by unittest classes."""
        parser.addoption("--trace", action="store_true", default=False)
        parser.addoption("--pdb", dest="usepdb", action="store_true", default=False)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Tell the page how many test cases there are."""
        self.total = len(session.items)
        if self.emit:
            self.emit("collected", {"total": self.total})

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep the reason when a test file cannot be read: an error of the problem, not of the reader."""
        if report.failed and not self.collect_error:
            self.collect_error = clip(str(report.longrepr))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> bool:
        """Run one test case under its limit; pytest's own protocol is replaced, its fixtures and reports are used."""
        case = self.begin(item)
        budget = Budget()
        out = Output(budget)
        started = time.perf_counter()
        error: BaseException | None = None
        with streams(out, out), typed_input(""):
            for when in ("setup", "call", "teardown"):
                found = self.phase(item, when, nextitem, case)
                error = error or found
                if when == "setup" and found is not None:
                    self.phase(item, "teardown", nextitem, case)
                    break
        case["ms"] = round((time.perf_counter() - started) * 1000, 1)
        case["stdout"] = clip(out.getvalue())
        self.finish(case, error)
        if self.timeouts >= TIMEOUTS_BEFORE_STOP:
            item.session.shouldstop = "time limits"
        return True

    def begin(self, item: pytest.Item) -> dict[str, Any]:
        """Start the record of a test case and tell the page which one runs."""
        file = item.path.name
        case: dict[str, Any] = {
            "id": f"{file}::{item.nodeid.partition('::')[2]}",
            "name": item.nodeid.partition("::")[2],
            "file": file,
            "hidden": file in self.hidden,
            "outcome": "passed",
            "message": "",
            "detail": "",
            "line": None,
        }
        if self.emit:
            self.emit("started", {"id": case["id"], "name": case["name"], "hidden": case["hidden"]})
        return case

    def phase(
        self, item: pytest.Item, when: str, nextitem: pytest.Item | None, case: dict[str, Any]
    ) -> BaseException | None:
        """Run setup, call or teardown of a test case under the limit; gives the exception that ended it, if any."""
        hook = getattr(item.ihook, f"pytest_runtest_{when}")
        arguments = {"item": item, "nextitem": nextitem} if when == "teardown" else {"item": item}

        def limited() -> None:
            self.limit.start(self.seconds)
            try:
                hook(**arguments)
            finally:
                self.limit.stop()

        try:
            call: pytest.CallInfo[None] = pytest.CallInfo.from_call(limited, when=when, reraise=())  # type: ignore[arg-type]
        except TimeLimit as late:  # it came between two lines of pytest
            return late
        # Made for a passed phase too: fixtures such as tmp_path look at it.
        report = item.ihook.pytest_runtest_makereport(item=item, call=call)
        if call.excinfo is None:
            return None
        if report.skipped:
            case["outcome"] = "skipped"
            return None
        case["detail"] = case.get("detail") or clip(report.longreprtext)
        return call.excinfo.value

    def finish(self, case: dict[str, Any], error: BaseException | None) -> None:
        """Complete the record of a test case from the exception that ended it, and tell the page."""
        if error is not None:
            self.describe(case, error)
        self.cases.append(case)
        if self.emit:
            self.emit("finished", case)

    def describe(self, case: dict[str, Any], error: BaseException) -> None:
        """Say in a test case how it failed."""
        case["line"] = reader_line(error, self.folder)
        if isinstance(error, TimeLimit):
            self.timeouts += 1
            case.update(
                outcome="timeout", detail="", message=f"It ran longer than the {self.seconds:g} s a test case may take."
            )
        elif isinstance(error, OutputLimit):
            case.update(outcome="error", detail="", message=str(error))
        elif isinstance(error, AssertionError):
            case.update(outcome="failed", message=comparison(case["detail"]) or str(error))
            if case["hidden"]:
                case["detail"] = case["message"]
        else:
            what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            detail = format_error(error, self.folder, without=case["file"] if case["hidden"] else "")
            case.update(outcome="error", message=explain(error) or what, detail=detail)


def comparison(detail: str) -> str:
    """The lines of a failure that pytest marks with E: what was asserted and how the values differ."""
    return "\n".join(
        line[4:] if line.startswith("E   ") else line[1:] for line in detail.splitlines() if line.startswith("E")
    )


def clip(text: str) -> str:
    """A text short enough to show, with a sentence that says what was cut."""
    if len(text) <= TEXT_LIMIT:
        return text
    return f"{text[:TEXT_LIMIT]}\n... {len(text) - TEXT_LIMIT:,} more characters are not shown."


def verdict_of(cases: Sequence[Mapping[str, Any]], total: int) -> str:
    """The verdict over all test cases: accepted, failed, or timeout when nothing but time was wrong."""
    outcomes = {case["outcome"] for case in cases}
    if outcomes & {"failed", "error"}:
        return "failed"
    if "timeout" in outcomes:
        return "timeout"
    return "accepted" if cases and len(cases) == total else "error"


@contextmanager
def workplace(code: str, files: Sequence[TestFile]) -> Iterator[str]:
    """A folder with the solution and the test files, first on the path; all traces of it are removed afterwards."""
    place = Path(tempfile.gettempdir()) / f"attempt-{os.getpid()}-{next(_attempts)}"
    place.mkdir(parents=True)
    folder = str(place)
    modules, path, writes = set(sys.modules), list(sys.path), sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    try:
        for name, source in [(SOLUTION, code), *((file["name"], file["source"]) for file in files)]:
            (place / name).write_text(source, encoding="utf-8")
        sys.path.insert(0, folder)
        yield folder
    finally:
        sys.path[:] = path
        sys.dont_write_bytecode = writes
        for name in set(sys.modules) - modules:
            if (getattr(sys.modules[name], "__file__", None) or "").startswith(folder):
                del sys.modules[name]
        shutil.rmtree(folder, ignore_errors=True)
        linecache.checkcache()


def load_solution(code: str, folder: str, limit: Limit, seconds: float) -> tuple[types.ModuleType, Output]:
    """Run the solution's top level as the module `solution`; gives it with what it printed. Raises what the code raises."""
    module = types.ModuleType("solution")
    module.__file__ = f"{folder}/{SOLUTION}"
    out = Output(Budget())
    sys.modules["solution"] = module
    with streams(out, out), typed_input(""):
        limit.start(seconds)
        try:
            exec(compile(code, module.__file__, "exec"), module.__dict__)
        finally:
            limit.stop()
    return module, out


def test(
    code: str,
    tests: Sequence[TestFile],
    hidden: Sequence[TestFile] = (),
    requires: Sequence[str] = (),
    test_seconds: float = 2.0,
    only: Sequence[str] = (),
    emit: Emit | None = None,
    limit: Limit | None = None,
) -> dict[str, Any]:
    """Judge a solution.

    `tests` and `hidden` are files (`name`, `source`), `requires` the names the solution must define, `test_seconds` the limit
    of one test case in seconds, `only` the ids of test cases to run (all when empty). Gives `verdict` (`accepted`, `failed`,
    `timeout` or `error`), `message`, `traceback`, `line`, `stdout` (of the top level), `cases`, `total` and `seconds`.
    `emit` hears `collected`, `started` and `finished`.
    """
    limit = limit or NoLimit()
    started = time.perf_counter()
    result: dict[str, Any] = {
        "verdict": "error",
        "message": "",
        "traceback": "",
        "line": None,
        "stdout": "",
        "cases": [],
        "total": 0,
    }
    with workplace(code, [*tests, *hidden]) as folder, deep_recursion():
        try:
            module, out = load_solution(code, folder, limit, test_seconds)
            result["stdout"] = clip(out.getvalue())
            missing = [name for name in requires if not hasattr(module, name)]
            if missing:
                result["message"] = (
                    f"The solution does not define {' and '.join(map(repr, missing))}. The tests import it by that name."
                )
            else:
                result.update(judge(folder, tests, hidden, limit, test_seconds, only, emit))
        except BaseException as error:  # whatever the reader's top level raises, sys.exit() included
            result.update(failure(error, folder))
            if isinstance(error, SystemExit):
                result.update(
                    verdict="error",
                    message="The code ends the program by sys.exit() as soon as it is imported, so nothing can be tested.",
                )
    result["seconds"] = time.perf_counter() - started
    return result


def judge(
    folder: str,
    tests: Sequence[TestFile],
    hidden: Sequence[TestFile],
    limit: Limit,
    test_seconds: float,
    only: Sequence[str],
    emit: Emit | None,
) -> dict[str, Any]:
    """Run pytest over the files in the folder and give verdict, message, cases and total."""
    recorder = Recorder(folder, {file["name"] for file in hidden}, limit, test_seconds, emit)
    targets = [f"{folder}/{name}" for name in only or [file["name"] for file in [*tests, *hidden]]]
    quiet = Output(Budget(10_000_000))
    frozen = gc.isenabled()
    gc.disable()  # a collection in the middle of a test case would be counted to it
    try:
        with streams(quiet, quiet):
            pytest.main([*_OPTIONS, f"--rootdir={folder}", "-c", os.devnull, *targets], plugins=[recorder])
    finally:
        if frozen:
            gc.enable()
    if recorder.collect_error or not recorder.total:
        return {"verdict": "error", "message": "The tests could not be read.", "traceback": recorder.collect_error}
    verdict = verdict_of(recorder.cases, recorder.total)
    skipped = recorder.total - len(recorder.cases)
    message = f"{skipped} more test cases were not run after {TIMEOUTS_BEFORE_STOP} ran out of time." if skipped else ""
    return {"verdict": verdict, "message": message, "cases": recorder.cases, "total": recorder.total}


def warm_up() -> None:
    """Import and run what a first test would otherwise wait for."""
    test(
        "def one():\n    return 1\n",
        [{"name": "test_warm.py", "source": "from solution import one\n\ndef test_one():\n    assert one() == 1\n"}],
    )
