"""What pytest does under the judge: each test case timed, limited and told, with its subtests and the reason it failed for."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from _pytest.assertion import util as assertion
from _pytest.subtests import SubtestReport

from greenroom.judging.comparing import Comparisons, Sides
from greenroom.judging.limits import Limit, TimeLimit
from greenroom.judging.messages import clip, format_error, reader_line
from greenroom.judging.output import Budget, Output, OutputLimit
from greenroom.judging.reasons import Finding, Place, diagnose
from greenroom.judging.running import Emit
from greenroom.judging.surroundings import streams, typed_input

# After so many test cases have run out of time, the rest would only make the reader wait.
TIMEOUTS_BEFORE_STOP = 2
SUBTESTS_SHOWN = 5
# What ends a test case at once, also where a test would go on with its next subtest.
_ENDS = TimeLimit, OutputLimit, MemoryError

Case = dict[str, Any]


@dataclass
class Subtests:
    """The subtests of the case that runs: how many there were, and those that failed."""

    count: int = 0
    failed: list[dict[str, Any]] = field(default_factory=list)


class Recorder:
    """A pytest plugin that times, limits and records each test case."""

    def __init__(self, place: Place, limit: Limit, seconds: float, only: frozenset[str], emit: Emit | None) -> None:
        self.place = place
        self.limit = limit
        self.seconds = seconds
        self.only = only
        self.emit = emit
        self.cases: list[Case] = []
        self.unreadable: BaseException | None = None
        self.collect_error = ""
        self.total = 0
        self.timeouts = 0
        self.subtests = Subtests()
        self.comparisons = Comparisons(None)
        self.call: pytest.CallInfo[None] | None = None

    def pytest_addoption(self, parser: pytest.Parser) -> None:
        """Stand in for the options of the debugger, which is left out but asked for by unittest classes."""
        parser.addoption("--trace", action="store_true", default=False)
        parser.addoption("--pdb", dest="usepdb", action="store_true", default=False)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the test cases that were asked for."""
        if self.only:
            items[:] = [item for item in items if case_id(item) in self.only]

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Tell the page how many test cases there are."""
        self.total = len(session.items)
        if self.emit:
            self.emit("collected", {"total": self.total})

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self) -> Iterator[None]:
        """Read a test file under a limit: its top level may call the reader's code."""
        self.limit.start(self.seconds)
        try:
            return (yield)
        finally:
            self.limit.stop()

    def pytest_exception_interact(
        self, call: pytest.CallInfo[Any], report: pytest.CollectReport | pytest.TestReport
    ) -> None:
        """Keep what a test file could not be read for: mostly a name that the solution lacks."""
        if isinstance(report, pytest.CollectReport) and self.unreadable is None and call.excinfo is not None:
            error = call.excinfo.value
            self.unreadable = error.__cause__ or error if isinstance(error, pytest.Collector.CollectError) else error
            self.collect_error = format_error(self.unreadable, self.place.folder, self.place.hidden)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep the text when a test file cannot be read."""
        if report.failed and not self.collect_error:
            self.collect_error = clip(str(report.longrepr))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> bool:
        """Run one test case under its limit; pytest's own protocol is replaced, its fixtures and reports are used."""
        case = self.begin(item)
        out = Output(Budget())
        self.subtests = Subtests()
        self.comparisons = Comparisons(assertion._reprcompare)
        assertion._reprcompare = self.comparisons  # pytest puts its own back after the case
        started = time.perf_counter()
        error: BaseException | None = None
        with streams(out, out), typed_input(""):
            for when in ("setup", "call", "teardown"):
                found = self.phase(item, when, nextitem, case)
                error = error or found
                if when == "setup" and (found is not None or case["outcome"] == "skipped"):
                    self.phase(item, "teardown", nextitem, case)
                    break
        case["ms"] = round((time.perf_counter() - started) * 1000, 1)
        case["stdout"] = clip(out.getvalue().replace(f"{self.place.folder}/", ""))
        self.finish(case, error)
        if self.timeouts >= TIMEOUTS_BEFORE_STOP:
            item.session.shouldstop = "time limits"
        return True

    def begin(self, item: pytest.Item) -> Case:
        """Start the record of a test case and tell the page which one runs."""
        case: Case = {
            "id": case_id(item),
            "name": item.nodeid.partition("::")[2],
            "file": item.path.name,
            "hidden": item.path.name in self.place.hidden,
            "outcome": "passed",
            "reason": "",
            "message": "",
            "advice": "",
            "detail": "",
            "expected": "",
            "got": "",
            "subtests": [],
            "line": None,
        }
        if self.emit:
            self.emit("started", {name: case[name] for name in ("id", "name", "hidden")})
        return case

    def phase(self, item: pytest.Item, when: str, nextitem: pytest.Item | None, case: Case) -> BaseException | None:
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
        if report.skipped:
            case.update(outcome="skipped", message=_why_skipped(report))
            return None
        if call.excinfo is None:
            # A test marked xfail(strict=True) that passed has no exception.
            return AssertionError("The test was expected to fail, but it passed.") if report.failed else None
        case["detail"] = case["detail"] or clip(report.longreprtext)
        return call.excinfo.value

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, call: pytest.CallInfo[None]) -> None:
        """Remember the call: the report of a subtest does not hold its exception."""
        self.call = call

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a subtest and keep how it failed; both unittest's subTest and the fixture `subtests` end here."""
        if not isinstance(report, SubtestReport):
            return
        self.subtests.count += 1
        if not report.failed or self.call is None or self.call.excinfo is None:
            return
        error = self.call.excinfo.value
        if isinstance(error, _ENDS):
            raise error
        told: Case = {
            "detail": clip(report.longreprtext),
            "hidden": report.nodeid.partition("::")[0] in self.place.hidden,
        }
        self.describe(told, error)
        label = report._sub_test_description()
        kept = ("outcome", "reason", "message", "advice", "detail", "expected", "got", "line")
        self.subtests.failed.append({"label": label, **{name: told[name] for name in kept}})

    def finish(self, case: Case, error: BaseException | None) -> None:
        """Complete the record of a test case from the exception that ended it, and tell the page."""
        if error is not None:
            self.describe(case, error)
        if self.subtests.failed:
            self.describe_subtests(case)
        self.cases.append(case)
        if self.emit:
            self.emit("finished", case)

    def describe(self, case: Case, error: BaseException) -> None:
        """Say in the record of a test case, or of a subtest, how it failed."""
        finding = diagnose(error, self.place)
        sides = Sides()
        outcome, detail, line = "error", "", reader_line(error, self.place.folder)
        if isinstance(error, TimeLimit):
            self.timeouts += 1
            outcome = "timeout"
            message = f"It ran longer than the {self.seconds:g} s a test case may take."
            finding = Finding("timeout", message, finding.advice)
        elif finding.reason == "wrong-answer":
            outcome, sides = "failed", self.comparisons.of(error)
            message = comparison(case["detail"]) or finding.message
            finding = Finding("wrong-answer", message, finding.advice)
            detail = message if case["hidden"] else case["detail"]
        elif not isinstance(error, OutputLimit):
            detail = format_error(error, self.place.folder, self.place.hidden)
        case.update(outcome=outcome, **finding.data(), detail=detail, line=line, expected=sides.expected, got=sides.got)

    def describe_subtests(self, case: Case) -> None:
        """Say in a test case which of its subtests failed and how."""
        failed = self.subtests.failed
        first = failed[0]
        outcome = case["outcome"] if case["outcome"] in {"timeout", "error"} else "failed"
        count = f"{len(failed)} of {self.subtests.count} subtests failed."
        blocks = [f"{each['label']}\n{each['message']}" for each in failed[:SUBTESTS_SHOWN]]
        if len(failed) > SUBTESTS_SHOWN:
            blocks.append(f"... and {len(failed) - SUBTESTS_SHOWN} more.")
        if case["message"]:
            blocks.append(case["message"])
        if outcome == "failed" and all(each["outcome"] == "error" for each in failed):
            outcome = "error"
        case.update(
            outcome=outcome,
            subtests=failed,
            message=clip("\n\n".join([count, *blocks])),
            detail=clip("\n\n".join(f"{each['label']}\n{each['detail']}" for each in failed[:SUBTESTS_SHOWN])),
        )
        if case["reason"] in {"", "wrong-answer"}:
            case.update({name: first[name] for name in ("reason", "advice", "expected", "got", "line")})


def case_id(item: pytest.Item) -> str:
    """The name of a test case among all of a problem: its file and what pytest calls it in there."""
    return f"{item.path.name}::{item.nodeid.partition('::')[2]}"


def _why_skipped(report: pytest.TestReport) -> str:
    """Why a test case was not judged: skipped, or expected to fail."""
    if hasattr(report, "wasxfail"):
        why = str(report.wasxfail).removeprefix("reason: ")
        return f"It was expected to fail{f': {why}' if why else ''}."
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return clip(str(text), 500)


def comparison(detail: str) -> str:
    """The lines of a failure that pytest marks with E: what was asserted and how the values differ."""
    lines = [line[4:] if line.startswith("E   ") else line[1:] for line in detail.splitlines() if line.startswith("E")]
    if lines:
        lines[0] = lines[0].removeprefix("AssertionError: ").removeprefix("Failed: ")
    return "\n".join(lines)
