"""Run: the reader's program from top to bottom, as `python solution.py` would."""

import builtins
import linecache
import sys
import time
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from greenroom.judging.limits import TimeLimit
from greenroom.judging.messages import SOLUTION, explain, format_error, reader_line
from greenroom.judging.output import Budget, Output, OutputLimit

Emit = Callable[[str, Any], None]
Outcome = dict[str, Any]


# Frames the reader's code may stack. Twice CPython's 1,000, because in the browser a memoised call takes two of them; at
# 4,000 the browser's own stack gives out first and takes the interpreter with it.
RECURSION_LIMIT = 2_100


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Let the code recurse to RECURSION_LIMIT, the same under CPython and in the browser."""
    old = sys.getrecursionlimit()
    sys.setrecursionlimit(RECURSION_LIMIT)
    try:
        yield
    finally:
        sys.setrecursionlimit(old)


@contextmanager
def streams(out: Output, err: Output) -> Iterator[None]:
    """Put the given streams in the place of standard output and error, and flush them at the end."""
    old = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = out, err
    try:
        yield
    finally:
        sys.stdout, sys.stderr = old
        out.flush()
        err.flush()


@contextmanager
def typed_input(stdin: str) -> Iterator[None]:
    """Let `input()` read the lines the reader typed before the run."""
    lines = stdin.splitlines()
    taken = 0

    def read(prompt: object = "", /) -> str:
        nonlocal taken
        sys.stdout.write(str(prompt))
        if taken >= len(lines):
            had = f"the Input box has {len(lines)} line{'s' if len(lines) != 1 else ''}"
            raise EOFError(f"input() asked for line {taken + 1}, but {had}. Type the lines there before you run.")
        taken += 1
        sys.stdout.write(f"{lines[taken - 1]}\n")
        return lines[taken - 1]

    old = builtins.input
    builtins.input = read
    try:
        yield
    finally:
        builtins.input = old


def remember_source(code: str) -> None:
    """Let tracebacks show the reader's lines: the code is in no file."""
    linecache.cache[SOLUTION] = (len(code), None, code.splitlines(keepends=True), SOLUTION)


def failure(error: BaseException, folder: str = "") -> Outcome:
    """The part of an outcome that tells of an error; `folder` is where the reader's files lie."""
    if isinstance(error, OutputLimit):
        return {"verdict": "error", "message": str(error), "traceback": "", "line": None}
    if isinstance(error, TimeLimit):
        return {
            "verdict": "timeout",
            "message": "The code ran out of time.",
            "traceback": "",
            "line": reader_line(error, folder),
        }
    if isinstance(error, SystemExit):
        return {"verdict": "finished", "message": explain(error), "traceback": "", "line": None}
    return {
        "verdict": "error",
        "message": explain(error),
        "traceback": format_error(error, folder),
        "line": reader_line(error, folder),
    }


def run(code: str, stdin: str = "", emit: Emit | None = None) -> Outcome:
    """Run a program; gives verdict (`finished`, `error` or `timeout`), message, traceback, line, stdout, stderr and seconds.

    `emit("stdout", text)` and `emit("stderr", text)` are called with each chunk while it runs.
    """
    budget = Budget()
    out = Output(budget, (lambda text: emit("stdout", text)) if emit else None)
    err = Output(budget, (lambda text: emit("stderr", text)) if emit else None)
    module = types.ModuleType("__main__")
    module.__file__ = SOLUTION
    previous = sys.modules.get("__main__")
    outcome: Outcome = {"verdict": "finished", "message": "", "traceback": "", "line": None}
    remember_source(code)
    started = time.perf_counter()
    try:
        with streams(out, err), typed_input(stdin), deep_recursion():
            sys.modules["__main__"] = module
            exec(compile(code, SOLUTION, "exec"), module.__dict__)
    except BaseException as error:
        outcome = failure(error)
    finally:
        if previous is not None:
            sys.modules["__main__"] = previous
    outcome["seconds"] = time.perf_counter() - started
    return {**outcome, "stdout": out.getvalue(), "stderr": err.getvalue()}
