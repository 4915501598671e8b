"""Expected and got: the two sides of a failed comparison, from pytest's asserts and unittest's methods."""

import ast
import functools
import linecache
import re
import reprlib
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import FrameType, TracebackType
from typing import Any

from greenroom.judging.showing import ITEMS, parts, shown

# Differing values with more parts than this are told by the first difference: pytest's diff takes minutes for them, and the
# reader would be told of a time limit instead of a wrong answer.
DIFFABLE = 300
_OPERATORS = {"<", "<=", ">", ">=", "!=", "is not"}
_SAME = {"==", "is"}
_UNITTEST_OPERATORS = {
    "assertGreater": ">",
    "assertGreaterEqual": ">=",
    "assertLess": "<",
    "assertLessEqual": "<=",
    "assertNotEqual": "!=",
    "assertIsNot": "is not",
}


@dataclass(frozen=True)
class Sides:
    """What a test expected and what it got, as text; empty where nothing is known."""

    expected: str = ""
    got: str = ""


class Comparisons:
    """Hears of each comparison that fails inside an `assert` and keeps the last one with its place."""

    def __init__(self, explain: Callable[[str, object, object], str | None] | None) -> None:
        self.explain = explain
        self.place: tuple[str, int] | None = None
        self.sides = Sides()

    def __call__(self, op: str, left: object, right: object) -> str | None:
        """Take the place of pytest's own explanation, which is asked for unless the values are too large for it."""
        frame = _asserting_frame(sys._getframe(1))
        if frame is not None:
            self.place = (frame.f_code.co_filename, frame.f_lineno)
            self.sides = ordered_sides(op, left, right, assert_at(frame.f_code.co_filename, frame.f_lineno))
        if parts(left, DIFFABLE) > DIFFABLE or parts(right, DIFFABLE) > DIFFABLE:
            brief = first_difference(left, right) if op == "==" else ""
            lines = [f"{reprlib.repr(left)} {op} {reprlib.repr(right)}", *([brief] if brief else [])]
            return "\n~".join(line.replace("\n", "\\n") for line in lines).replace("%", "%%")
        return self.explain(op, left, right) if self.explain else None

    def of(self, error: BaseException) -> Sides:
        """The sides of the comparison that an error ended in; empty when it was another one."""
        last = _last(error.__traceback__)
        if last and self.place == last:
            return self.sides
        return unittest_sides(error) or raises_sides(error) or truth_sides(error)


def _asserting_frame(frame: FrameType | None) -> FrameType | None:
    """The frame whose assert it is: the first one outside of pytest."""
    while frame is not None and str(frame.f_globals.get("__name__", "")).startswith("_pytest."):
        frame = frame.f_back
    return frame


def _last(trace: TracebackType | None) -> tuple[str, int] | None:
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return (trace.tb_frame.f_code.co_filename, trace.tb_lineno) if trace else None


def assert_at(filename: str, line: int) -> ast.expr | None:
    """What the assert statement around a line asserts, or None where the source cannot be had."""
    found = [each for each in nodes_at(filename, line) if isinstance(each, ast.Assert)]
    return found[-1].test if found else None


def nodes_at(filename: str, line: int) -> list[ast.stmt | ast.expr]:
    """The statements and expressions of a file that lie over a line, outer ones first; none where it cannot be read."""
    tree = _tree("".join(linecache.getlines(filename)))
    return [each for each in ast.walk(tree) if isinstance(each, ast.stmt | ast.expr) and covers(each, line)]


@functools.lru_cache(maxsize=8)
def _tree(source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def covers(node: ast.stmt | ast.expr, line: int) -> bool:
    """Whether a node's source lies over a line."""
    return node.lineno <= line <= (node.end_lineno or node.lineno)


def _is_literal(node: ast.expr | None) -> bool:
    return node is not None and not any(
        isinstance(each, ast.Name | ast.Call | ast.Attribute) for each in ast.walk(node)
    )


def ordered_sides(op: str, left: object, right: object, asserted: ast.expr | None) -> Sides:
    """Expected and got of a comparison: what was got stands on the left, unless the left is written out as a literal."""
    swapped = False
    if isinstance(asserted, ast.Compare) and len(asserted.ops) == 1:
        swapped = _is_literal(asserted.left) and not _is_literal(asserted.comparators[0])
    if op in _SAME:
        texts = _around(left, right) or (_text(left), _text(right))
        return Sides(*texts) if swapped else Sides(*texts[::-1])
    if op in _OPERATORS and not swapped:
        return Sides(f"{op} {_text(right)}", _text(left))
    return Sides()


def _around(left: object, right: object) -> tuple[str, str] | None:
    """The parts of two long sequences where they differ first; None for values that can be shown in full."""
    if not isinstance(left, list | tuple) or not isinstance(right, list | tuple) or parts(left) <= ITEMS:
        return None
    at = _differ_at(left, right)
    start = max(0, (min(len(left), len(right)) if at is None else at) - 3)

    def window(values: Sequence[object]) -> str:
        items = [reprlib.repr(value) for value in values[start : start + 8]]
        rest = ["..."] if len(values) > start + 8 else []
        return f"from index {start:,}: [{', '.join([*items, *rest])}]"

    return window(left), window(right)


def _differ_at(left: Sequence[object], right: Sequence[object]) -> int | None:
    return next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), None)


def _text(value: object) -> str:
    return shown(value, ordered=False)


def first_difference(left: object, right: object) -> str:
    """Where two long values differ first, in one sentence; "" when that is not plain."""
    if isinstance(left, str | bytes) or isinstance(right, str | bytes):
        return ""
    if isinstance(left, Sequence) and isinstance(right, Sequence):
        at = _differ_at(left, right)
        if at is not None:
            return f"At index {at:,} the left has {shown(left[at], 200)}, the right {shown(right[at], 200)}."
        return f"The left has {len(left):,} items, the right {len(right):,}; they agree as far as the shorter goes."
    if isinstance(left, dict) and isinstance(right, dict):
        for key in left:
            if key not in right:
                return f"Only the left has the key {shown(key, 200)}."
            if left[key] != right[key]:
                return (
                    f"Under {shown(key, 200)} the left has {shown(left[key], 200)}, the right {shown(right[key], 200)}."
                )
        return f"Only the right has the key {shown(next(key for key in right if key not in left), 200)}."
    return ""


def _assert_method(error: BaseException) -> tuple[str, dict[str, Any], TracebackType] | None:
    """The assert method of unittest that was called from a test: its name, its arguments, and the test's own frame."""
    trace = error.__traceback__
    before: TracebackType | None = None
    while trace is not None:
        frame = trace.tb_frame
        inside = frame.f_globals.get("__unittest")
        if inside and before is not None and frame.f_code.co_name.startswith("assert"):
            names = frame.f_code.co_varnames[: frame.f_code.co_argcount]
            return frame.f_code.co_name, {name: frame.f_locals.get(name) for name in names}, before
        before = None if inside else trace
        trace = trace.tb_next
    return None


def unittest_sides(error: BaseException) -> Sides | None:
    """Expected and got of a failed `self.assert…`, or None when it is none or has no two sides."""
    called = _assert_method(error)
    if called is None:
        return None
    name, arguments, test = called
    values = [value for key, value in arguments.items() if key != "self"]
    if name in {"assertTrue", "assertFalse"} and values:
        return Sides(str(name == "assertTrue"), _text(values[0]))
    if name in {"assertIsNone", "assertIsNotNone"} and values:
        return Sides("None" if name == "assertIsNone" else "is not None", _text(values[0]))
    if len(values) < 2 or name.startswith(("assertRaises", "assertNot", "assertIn", "assertRegex")):
        return None if name != "assertNotEqual" else Sides(f"!= {_text(values[1])}", _text(values[0]))
    if name == "assertIsInstance":
        return Sides(f"an instance of {getattr(values[1], '__name__', values[1])}", _text(values[0]))
    if name in _UNITTEST_OPERATORS:
        return Sides(f"{_UNITTEST_OPERATORS[name]} {_text(values[1])}", _text(values[0]))
    first, second = values[:2]
    if name == "assertCountEqual":
        return Sides(f"{_text(second)}\nin any order", _text(first))
    swapped = _first_is_literal(test, name)
    return Sides(_text(first), _text(second)) if swapped else Sides(_text(second), _text(first))


def _first_is_literal(test: TracebackType, method: str) -> bool:
    for call in nodes_at(test.tb_frame.f_code.co_filename, test.tb_lineno):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        if call.func.attr == method and len(call.args) > 1:
            return _is_literal(call.args[0]) and not _is_literal(call.args[1])
    return False


def raises_sides(error: BaseException) -> Sides | None:
    """Expected and got where an exception was asked for: by pytest.raises or by unittest's assertRaises."""
    text = str(error)
    if match := re.match(r"DID NOT RAISE (?:<class '(?:\w+\.)*(\w+)'>|any of (.+))$", text):
        return Sides(f"raises {match[1] or match[2]}", "no exception")
    if match := re.match(r"(\w+) not raised(?: by \w+)?(?: : .*)?$", text, re.DOTALL):
        return Sides(f"raises {match[1]}", "no exception")
    if match := re.match(r'"(.*)" does not match "(.*)"$', text, re.DOTALL):
        return Sides(f"a message that matches {match[1]}", match[2])
    if match := re.search(r"Expected regex: (.*)\n *Actual message: (.*)", text):
        return Sides(f"a message that matches {match[1]}", match[2])
    return None


def truth_sides(error: BaseException) -> Sides:
    """Expected and got of `assert f(x)` and `assert not f(x)`, read from what pytest says of them."""
    first, _, rest = str(error).partition("\n")
    if rest.lstrip().startswith("+  where") or not rest:
        if first in {"assert False", "assert None", "assert 0"}:
            return Sides("True", first.removeprefix("assert "))
        if first == "assert not True":
            return Sides("False", "True")
    return Sides()
