"""Work counted, not timed: the same code on the same input gives the same number on any machine, busy or not.

A unit is one function entered, one generator resumed, one turn of a loop (`sys.monitoring`), or one element that a built-in
operation touches: `x in items`, a slice, `sorted(items)`, `items.pop(0)`. The last kind happens in C, where no event shows
it, so it is charged by rule from the sizes at hand.
"""

import ast
import builtins
import functools
import math
import operator
import sys
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

# A tool id that neither debuggers (0), coverage (1), profilers (2) nor optimisers (5) use.
_TOOL = 4
_SEQUENCES = (list, tuple, str, bytes, bytearray, deque)
_SIZED = (*_SEQUENCES, dict, set, frozenset, range, Counter, OrderedDict, defaultdict)
_LAZY = (map, zip, filter, enumerate, reversed)


class BudgetSpent(BaseException):
    """The code did more work than one measurement may; not an Exception, so that `except Exception` does not swallow it."""


class Counted:
    """Units of work done so far, and the most that may be done."""

    def __init__(self, budget: int) -> None:
        self.units = 0
        self.budget = budget

    @property
    def spent(self) -> bool:
        """Whether more was done than may be."""
        return self.units > self.budget

    def add(self, units: int) -> None:
        """Charge units; raises BudgetSpent once the budget is, and counts no more then."""
        if self.spent:
            return
        self.units += units
        if self.spent:
            raise BudgetSpent


def size(value: Any) -> int:
    """Elements that a built-in operation over `value` touches; 0 where its own code is counted or nothing is known."""
    kind = type(value)
    if kind in _SIZED or isinstance(value, type({}.keys()) | type({}.values()) | type({}.items())):
        return len(value)
    if kind in _LAZY:
        inner = value.__reduce__()[1]
        return max((size(each) for each in inner if hasattr(each, "__iter__")), default=0)
    if kind.__module__ == "builtins" and hasattr(kind, "__length_hint__"):
        return operator.length_hint(value)
    return 0


def _linear(n: int, /) -> int:
    return n


def _sorting(n: int) -> int:
    return math.ceil(n * math.log2(n)) if n > 1 else n


def _halving(n: int) -> int:
    return n.bit_length()


_Costs = dict[str, Callable[[int], int]]
_TEXT = ("count", "find", "index", "rfind", "replace", "split", "splitlines", "strip", "lower", "upper")
_METHODS: dict[Any, _Costs] = {}
_METHODS[list] = {
    **dict.fromkeys(("index", "count", "remove", "insert", "reverse", "copy"), _linear),
    "sort": _sorting,
}
_METHODS[deque] = dict.fromkeys(("index", "count", "remove", "insert", "rotate", "reverse", "copy"), _linear)
_METHODS[dict] = {"copy": _linear}
_METHODS[set] = dict.fromkeys(
    ("copy", "union", "difference", "symmetric_difference", "issubset", "issuperset"), _linear
)
_METHODS[str] = dict.fromkeys(_TEXT, _linear)
_METHODS[frozenset] = _METHODS[set]
# What a method takes in from its argument, which the event does not show, is charged where the argument was built.
_BUILT_INS: dict[str, Callable[[int], int]] = {
    **dict.fromkeys(("sum", "min", "max", "any", "all"), _linear),
    "sorted": _sorting,
}
_HEAP: dict[str, Callable[[int], int]] = {
    **dict.fromkeys(("heappush", "heappop", "heapreplace", "heappushpop"), _halving),
    "heapify": _linear,
}
_HALVED = {"bisect", "bisect_left", "bisect_right"}
_INSERTED = {"insort", "insort_left", "insort_right"}


@functools.cache
def _cost_of(callee: Any) -> Callable[[int], int] | None:
    """How a call of C code is charged by the size of its first argument, or None for what is free or counted anyway."""
    if isinstance(callee, type):
        return _linear if callee in (*_SIZED, Counter, OrderedDict) else None
    name = getattr(callee, "__name__", "")
    owner = getattr(callee, "__objclass__", None) or type(getattr(callee, "__self__", None))
    if owner in _METHODS:
        return _METHODS[owner].get(name)
    if getattr(builtins, name, None) is callee:
        return _BUILT_INS.get(name)
    module = getattr(callee, "__module__", "")
    if module == "_heapq":
        return _HEAP.get(name)
    if module == "_bisect":
        return _halving if name in _HALVED else _linear if name in _INSERTED else None
    return None


def _charge_call(counted: Counted, callee: Any, first: Any) -> None:
    try:
        cost = _cost_of(callee)
    except TypeError:  # a callable without a hash is the reader's own
        return
    bound = getattr(callee, "__self__", None)
    if cost is None:
        if getattr(callee, "__name__", "") == "pop" and type(bound if bound is not None else first) is list:
            return  # charged by `Marks`, which sees where it pops
        return
    of = bound if type(bound) in _METHODS and not isinstance(bound, type) else first
    if of is not sys.monitoring.MISSING:
        counted.add(cost(size(of)))


class Marks(ast.NodeTransformer):
    """Rewrites operators that walk a sequence in C into calls that charge for it and then do the same."""

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """`x in items` and `a == b`."""
        self.generic_visit(node)
        names = {ast.In: "__gr_in__", ast.NotIn: "__gr_not_in__", ast.Eq: "__gr_eq__"}
        name = names.get(type(node.ops[0])) if len(node.ops) == 1 else None
        return _call(name, node, node.left, node.comparators[0]) if name else node

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        """`items[a:b]` where it is read."""
        self.generic_visit(node)
        if not isinstance(node.slice, ast.Slice) or not isinstance(node.ctx, ast.Load):
            return node
        none = ast.Constant(None)
        parts = [node.slice.lower or none, node.slice.upper or none, node.slice.step or none]
        return _call("__gr_slice__", node, node.value, *parts)

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """`a + b`, `a * k` and the operators of sets."""
        self.generic_visit(node)
        names = {ast.Add: "add", ast.Mult: "mul", ast.BitAnd: "and_", ast.BitOr: "or_", ast.Sub: "sub"}
        name = names.get(type(node.op))
        return _call("__gr_op__", node, ast.Constant(name), node.left, node.right) if name else node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """`items.pop(i)`: all elements behind `i` move up."""
        self.generic_visit(node)
        callee = node.func
        is_pop = (
            isinstance(callee, ast.Attribute) and callee.attr == "pop" and len(node.args) == 1 and not node.keywords
        )
        if is_pop and isinstance(callee, ast.Attribute) and not isinstance(node.args[0], ast.Starred):
            return _call("__gr_pop__", node, callee.value, node.args[0])
        return node

    def visit_List(self, node: ast.List) -> ast.AST:
        """`[*items, x]`."""
        self.generic_visit(node)
        has_star = any(isinstance(each, ast.Starred) for each in node.elts)
        return _call("__gr_new__", node, node) if has_star and isinstance(node.ctx, ast.Load) else node


def _call(name: str, place: ast.expr, *arguments: ast.expr) -> ast.expr:
    called = ast.Call(ast.Name(name, ast.Load()), list(arguments), [])
    return ast.fix_missing_locations(ast.copy_location(called, place))


def marked(source: str, filename: str) -> Any:
    """The code of a module with the marks in it; raises SyntaxError as Python does."""
    tree: ast.Module = Marks().visit(ast.parse(source, filename))
    return compile(ast.fix_missing_locations(tree), filename, "exec")


def charges(counted: Counted) -> dict[str, Any]:
    """What the marks of `marked` call, for the module's namespace."""

    def contains(item: Any, items: Any) -> bool:
        if type(items) in _SEQUENCES:
            counted.add(len(items))
        return item in items

    def equal(left: Any, right: Any) -> Any:
        if type(left) in _SIZED and type(left) is type(right) and len(left) == len(right):
            counted.add(len(left))
        return left == right

    def part(items: Any, lower: Any, upper: Any, step: Any) -> Any:
        found = items[lower:upper:step] if step is not None else items[lower:upper]
        if type(found) in _SEQUENCES:
            counted.add(len(found))
        return found

    def operate(name: str, left: Any, right: Any) -> Any:
        found = getattr(operator, name)(left, right)
        if type(found) in (*_SEQUENCES, set, frozenset):
            counted.add(max(len(found), min(size(left), size(right))))
        return found

    def pop(items: Any, at: Any) -> Any:
        if type(items) is list and isinstance(at, int) and items:
            counted.add(len(items) - 1 - (at if at >= 0 else len(items) + at))
        return items.pop(at)

    def new(items: Any) -> Any:
        counted.add(len(items))
        return items

    return {
        "__gr_in__": contains,
        "__gr_not_in__": lambda item, items: not contains(item, items),
        "__gr_eq__": equal,
        "__gr_slice__": part,
        "__gr_op__": operate,
        "__gr_pop__": pop,
        "__gr_new__": new,
    }


@contextmanager
def counting(counted: Counted) -> Iterator[None]:
    """Count what runs inside; raises BudgetSpent in the code that spends the budget."""
    events = sys.monitoring.events
    wanted = events.PY_START | events.PY_RESUME | events.JUMP | events.CALL

    def one(*_: Any) -> None:
        counted.add(1)

    def called(_code: Any, _offset: int, callee: Any, first: Any) -> None:
        _charge_call(counted, callee, first)

    sys.monitoring.use_tool_id(_TOOL, "greenroom")
    for event in (events.PY_START, events.PY_RESUME, events.JUMP):
        sys.monitoring.register_callback(_TOOL, event, one)
    sys.monitoring.register_callback(_TOOL, events.CALL, called)
    sys.monitoring.set_events(_TOOL, wanted)
    try:
        yield
    finally:
        sys.monitoring.set_events(_TOOL, 0)
        sys.monitoring.free_tool_id(_TOOL)
