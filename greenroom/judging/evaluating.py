"""Try: lines of the reader's own after their solution, and what the reference gives for the same lines."""

import ast
import math
import re
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from greenroom.judging.limits import Limit, NoLimit
from greenroom.judging.messages import SOLUTION, TYPED, clip, said
from greenroom.judging.output import Budget, Output
from greenroom.judging.reasons import Place, SolutionError, diagnose, raised_in
from greenroom.judging.running import Emit, failure, remember_source
from greenroom.judging.showing import listed, shown
from greenroom.judging.surroundings import streams, typed_input
from greenroom.judging.workplace import SourceFile, load_solution, workplace

VALUE_LIMIT = 6_000


@dataclass
class Evaluated:
    """What came of the lines: a value with its text, or an error."""

    value: Any = None
    text: str = ""
    kind: str = ""
    stdout: str = ""
    error: BaseException | None = None
    told: dict[str, Any] = field(default_factory=dict)
    """The part of the result that tells of the error."""
    of_lines: bool = False
    """Whether the error is of the typed lines themselves, not of the code they call."""


def evaluate(
    code: str,
    expression: str,
    files: Sequence[SourceFile] = (),
    reference: str = "",
    reference_files: Sequence[SourceFile] = (),
    language: str = "python",
    schema: str = "",
    emit: Emit | None = None,
    limit: Limit | None = None,
    seconds: float = 5.0,
) -> dict[str, Any]:
    """Run the lines of `expression` after the solution, and after the reference in a place of its own.

    The value is that of the last line when it is an expression. In SQL the lines fill the tables of `schema` in place of its
    sample rows, and the value is the result as a table. Gives `verdict` (`finished`, `error` or `timeout`), `value`, `type`,
    `stdout`, `reason`, `message`, `advice`, `traceback`, `line` (in the solution), `ms`, `expected` (the reference's value,
    or `raises …`; "" when it cannot be had) and `same` (None when there is nothing to compare). `seconds` limits each of the
    two. `emit` hears `stdout` once.
    """
    limit = limit or NoLimit()
    started = time.perf_counter()
    own = _one(code, expression, files, language, schema, limit, seconds)
    took = time.perf_counter() - started
    if emit and own.stdout:
        emit("stdout", own.stdout)
    expected, same = "", None
    if reference and not own.of_lines:
        wanted = _one(reference, expression, reference_files or files, language, schema, limit, seconds)
        expected, same = _held_against(own, wanted, ordered=language != "sql" or _is_ordered(reference))
    result = {
        "verdict": "finished",
        "reason": "",
        "message": "",
        "advice": "",
        "traceback": "",
        "line": None,
        **own.told,
    }
    return {
        **result,
        "value": own.text,
        "type": own.kind,
        "stdout": own.stdout,
        "ms": round(took * 1000, 1),
        "expected": expected,
        "same": same,
    }


def _one(
    code: str, expression: str, files: Sequence[SourceFile], language: str, schema: str, limit: Limit, seconds: float
) -> Evaluated:
    """Run the code and then the lines in a fresh place."""
    found = Evaluated()
    out = Output(Budget())
    with workplace(code, files) as folder:
        place = Place(folder, doing="try", files=frozenset({SOLUTION, *(file["name"] for file in files)}))
        try:
            if language == "sql":
                _query(code, expression, schema, limit, seconds, found)
            else:
                _lines(code, expression, folder, limit, seconds, out, found)
        except BaseException as error:
            found.error = error
            found.told = failure(error, place)
            found.of_lines = language == "python" and raised_in(error, place) not in place.files
            if isinstance(error, SyntaxError) and diagnose(error, place).reason == "syntax":
                found.of_lines = found.told["line"] is None
    found.stdout += clip(out.getvalue())
    return found


def _lines(
    code: str, expression: str, folder: str, limit: Limit, seconds: float, out: Output, found: Evaluated
) -> None:
    """Run the solution's top level and the typed lines; the last one's value counts."""
    module, printed = load_solution(code, folder, limit, seconds)
    found.stdout = clip(printed.getvalue())
    tree = ast.parse(expression.strip("\n"), TYPED)
    remember_source(TYPED, expression.strip("\n"))
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    with streams(out, out), typed_input(""):
        limit.start(seconds)
        try:
            exec(compile(tree, TYPED, "exec"), module.__dict__)
            if isinstance(last, ast.Expr):
                value = eval(compile(ast.Expression(last.value), TYPED, "eval"), module.__dict__)  # noqa: S307
                found.kind = type(value).__name__
                found.value = listed(value)
                found.text = shown(found.value, VALUE_LIMIT)
        finally:
            limit.stop()


def _query(code: str, setup: str, schema: str, limit: Limit, seconds: float, found: Evaluated) -> None:
    """Run the reader's statements on the rows that `setup` puts in."""
    from greenroom.judging import sql  # SQLite is loaded for SQL alone

    with closing(sql.Solution(code, schema, seconds)) as solution:
        limit.start(seconds)
        try:
            columns, rows = solution.result(setup)
        finally:
            limit.stop()
    found.value, found.kind, found.text = rows, "table", sql.table(columns, rows)


def _is_ordered(sql: str) -> bool:
    return re.search(r"\border\s+by\b", sql, re.IGNORECASE) is not None


def _held_against(own: Evaluated, wanted: Evaluated, *, ordered: bool) -> tuple[str, bool | None]:
    """The reference's value as text and whether the reader's is the same."""
    if wanted.error is not None:
        if wanted.of_lines or isinstance(wanted.error, SolutionError) or wanted.told["verdict"] == "timeout":
            return "", None
        same = own.error is not None and type(own.error).__name__ == type(wanted.error).__name__
        return f"raises {clip(said(wanted.error), 500)}", same
    if own.error is not None:
        return wanted.text, False
    if not ordered:
        return wanted.text, sorted(map(repr, own.value)) == sorted(map(repr, wanted.value))
    return wanted.text, alike(own.value, wanted.value) or _bare(own.text) == _bare(wanted.text)


def _bare(text: str) -> str:
    """A text without what differs from object to object."""
    return re.sub(r" at 0x[0-9a-f]+", "", text)


def alike(left: object, right: object) -> bool:
    """Whether two values are the same answer: equal, with floats that differ in their last digits counted as equal."""
    try:
        if isinstance(left, float) and isinstance(right, float | int) and not isinstance(right, bool):
            return math.isclose(left, right, rel_tol=1e-9, abs_tol=1e-12) or (left != left and right != right)
        if isinstance(left, list | tuple) and type(left) is type(right):
            return len(left) == len(right) and all(map(alike, left, right))
        if isinstance(left, Mapping) and isinstance(right, Mapping):
            return left.keys() == right.keys() and all(alike(value, right[key]) for key, value in left.items())
        return bool(left == right)
    except Exception:
        return False
