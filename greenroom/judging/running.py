"""Run: the reader's program from top to bottom, as `python solution.py` would."""

import linecache
import sys
import time
import types
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Any

from greenroom.judging.eventloop import own_event_loop
from greenroom.judging.limits import TimeLimit
from greenroom.judging.messages import SOLUTION, format_error, reader_line
from greenroom.judging.network import no_network
from greenroom.judging.output import Budget, Output, OutputLimit
from greenroom.judging.reasons import Place, SolutionError, diagnose
from greenroom.judging.surroundings import deep_recursion, streams, typed_input
from greenroom.judging.workplace import SourceFile, workplace

Emit = Callable[[str, Any], None]
Outcome = dict[str, Any]


def remember_source(name: str, code: str) -> None:
    """Let tracebacks show the lines of code that is in no file."""
    linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)


def failure(error: BaseException, place: Place) -> Outcome:
    """The part of an outcome that tells of an error: verdict, reason, message, advice, traceback and line."""
    told = diagnose(error, place).data()
    line = reader_line(error, place.folder)
    if isinstance(error, SystemExit) and place.doing == "run":
        return {"verdict": "finished", **told, "traceback": "", "line": None}
    if isinstance(error, TimeLimit):
        return {"verdict": "timeout", **told, "traceback": "", "line": line}
    if isinstance(error, OutputLimit | SolutionError):
        return {"verdict": "error", **told, "traceback": "", "line": line}
    return {
        "verdict": "error",
        **told,
        "traceback": format_error(error, place.folder, place.hidden),
        "line": line,
    }


def run(
    code: str,
    stdin: str = "",
    files: Sequence[SourceFile] = (),
    language: str = "python",
    schema: str = "",
    emit: Emit | None = None,
) -> Outcome:
    """Run a program, or in SQL its statements on the tables and sample rows of `schema`.

    `files` (`name`, `source`) lie beside it. Gives `verdict` (`finished`, `error` or `timeout`), `reason`, `message`,
    `advice`, `traceback`, `line`, `stdout`, `stderr` and `seconds`. `emit("stdout", text)` and `emit("stderr", text)` are
    called with each chunk while it runs.
    """
    budget = Budget()
    out = Output(budget, (lambda text: emit("stdout", text)) if emit else None)
    err = Output(budget, (lambda text: emit("stderr", text)) if emit else None)
    outcome: Outcome = {"verdict": "finished", "reason": "", "message": "", "advice": "", "traceback": "", "line": None}
    started = time.perf_counter()
    place = Place()
    with ExitStack() as stack:
        if files:
            place = Place(stack.enter_context(workplace(code, files)))
        for around in (no_network(), own_event_loop(), streams(out, err), typed_input(stdin), deep_recursion()):
            stack.enter_context(around)
        try:
            if language == "sql":
                _run_sql(code, schema)
            else:
                _run_python(code)
        except BaseException as error:
            outcome = failure(error, place)
    outcome["seconds"] = time.perf_counter() - started
    return {**outcome, "stdout": out.getvalue(), "stderr": err.getvalue()}


def _run_python(code: str) -> None:
    module = types.ModuleType("__main__")
    module.__file__ = SOLUTION
    previous = sys.modules.get("__main__")
    remember_source(SOLUTION, code)
    try:
        sys.modules["__main__"] = module
        exec(compile(code, SOLUTION, "exec"), module.__dict__)
    finally:
        if previous is not None:
            sys.modules["__main__"] = previous


def _run_sql(code: str, schema: str) -> None:
    from greenroom.judging import sql  # SQLite is loaded for SQL alone

    sql.print_results(code, schema)
