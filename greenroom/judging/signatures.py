"""Names and parameters that do not fit: what the tests ask for and what the reader's code defines."""

import ast
import difflib
import inspect
import re
import sys
from collections.abc import Iterable, Sequence
from types import ModuleType, TracebackType
from typing import Any, Literal

from greenroom.judging.comparing import nodes_at
from greenroom.judging.messages import own_name, reader_frames

Misfit = tuple[Literal["no-such-function", "wrong-signature"], str, str]
_CALL = re.compile(r"^(?P<name>[\w.<>]+)\(\) (?:missing|takes|got (?:an unexpected|multiple values|some positional))")


def missing(names: Sequence[str], module: ModuleType, code: str) -> tuple[str, str] | None:
    """Message and advice when a solution lacks names that the tests import; None when it has all of them."""
    absent = [name for name in names if not hasattr(module, name)]
    if not absent:
        return None
    them = "it by that name" if len(absent) == 1 else "them by these names"
    message = f"The solution does not define {' and '.join(map(repr, absent))}. The tests import {them}."
    return message, _mend(absent[0], code, vars(module))


def _mend(name: str, code: str, defined: Iterable[str]) -> str:
    """How to come to a name that the tests ask for."""
    inner = _inside(name, code)
    if inner:
        return f"`{name}` is defined inside `{inner}`: move it to the top level of the file."
    own = [each for each in defined if not each.startswith("__")]
    close = difflib.get_close_matches(name, own, 1, 0.75)
    if close:
        return f"Your code defines `{close[0]}`: rename it to `{name}`."
    return f"Define `{name}` at the top level of the file, spelt as in the statement."


def _inside(name: str, code: str) -> str:
    """Name of the function or class inside which a name is defined; "" when there is none."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError):
        return ""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    for outer in tree.body:
        if isinstance(outer, kinds):
            inner = [each for each in ast.walk(outer) if isinstance(each, kinds) and each is not outer]
            if any(each.name == name for each in inner):
                return outer.name
    return ""


def misfit(error: BaseException, folder: str, tests: frozenset[str]) -> Misfit | None:
    """What of the reader's code does not fit what a test does with it; None when the error is of another kind."""
    frames = reader_frames(error.__traceback__, folder)
    in_test = bool(frames) and frames[-1].filename in tests
    if isinstance(error, ImportError) and not isinstance(error, ModuleNotFoundError):
        return _import(error, folder)
    if not in_test:
        return None
    if isinstance(error, AttributeError):
        return _attribute(error, folder)
    if isinstance(error, TypeError):
        return _call(error, folder)
    return None


def _import(error: ImportError, folder: str) -> Misfit | None:
    """`from solution import name`, where there is no such name."""
    name = getattr(error, "name_from", None)
    module = sys.modules.get(error.name or "")
    if not name or module is None or not own_name(getattr(module, "__file__", None), folder):
        return None
    code = "".join(inspect.getsource(module)) if error.name != "solution" else _source(module)
    file = "The solution" if error.name == "solution" else f"`{error.name}.py`"
    return (
        "no-such-function",
        f"{file} does not define {name!r}. The tests import it by that name.",
        _mend(name, code, vars(module)),
    )


def _source(module: ModuleType) -> str:
    return str(getattr(module, "__source__", ""))


def _attribute(error: AttributeError, folder: str) -> Misfit | None:
    """`solution.name` or `thing.name` in a test, where the reader's module or class has no such name."""
    owner, name = error.obj, error.name or ""
    if isinstance(owner, ModuleType):
        if not own_name(getattr(owner, "__file__", None), folder):
            return None
        message = f"The solution does not define {name!r}. The tests ask for it by that name."
        return "no-such-function", message, _mend(name, _source(owner), vars(owner))
    kind = owner if isinstance(owner, type) else type(owner)
    if not _is_readers(kind, folder):
        return None
    close = difflib.get_close_matches(name, [each for each in dir(owner) if not each.startswith("__")], 1, 0.75)
    advice = (
        f"Your class has `{close[0]}`: rename it to `{name}`."
        if close
        else f"Give `{kind.__name__}` an attribute or method `{name}`."
    )
    return "no-such-function", f"The test uses `{kind.__name__}.{name}`, which your class does not have.", advice


def _is_readers(kind: type, folder: str) -> bool:
    module = sys.modules.get(kind.__module__)
    return bool(own_name(getattr(module, "__file__", None), folder))


def _call(error: TypeError, folder: str) -> Misfit | None:
    """A call of the reader's function from a test whose arguments do not fit its parameters."""
    text = str(error)
    match = _CALL.match(text)
    trace = _innermost(error.__traceback__, folder)
    if trace is None:
        return None
    if match is None:
        return _not_callable(text, trace, folder)
    name = match["name"].replace(".__init__", "").replace(".__new__", "")
    target = _resolve(name, folder) or _resolve_local(name, trace, folder)
    if target is None:
        return None
    called = _arguments(name.rpartition(".")[2], trace)
    signature = f"`{name.rpartition('.<locals>.')[2]}{_parameters(target)}`"
    call = f"calls `{name.rpartition('.')[2]}`" + (f" with {called}" if called else " with other arguments")
    message = f"The test {call}; your code defines {signature}."
    return (
        "wrong-signature",
        message,
        f"Give it the parameters of the statement's signature, in that order. Python says: {text}.",
    )


def _not_callable(text: str, trace: TracebackType, folder: str) -> Misfit | None:
    """A name that the tests call, but that holds a value."""
    if not re.match(r"'[\w.]+' object is not callable$", text):
        return None
    for node in nodes_at(trace.tb_frame.f_code.co_filename, trace.tb_lineno):
        name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
        solution = sys.modules.get("solution")
        value = (
            getattr(solution, name, None) if name and own_name(getattr(solution, "__file__", None), folder) else None
        )
        if value is not None and not callable(value):
            message = f"The test calls `{name}`, but your code makes it a value of type {type(value).__name__}."
            return "wrong-signature", message, f"Define `{name}` as a function and use another name for the value."
    return None


def _innermost(trace: TracebackType | None, folder: str) -> TracebackType | None:
    """The last frame of a test in a traceback."""
    last = None
    while trace is not None:
        if own_name(trace.tb_frame.f_code.co_filename, folder):
            last = trace
        trace = trace.tb_next
    return last


def _resolve(qualified: str, folder: str) -> Any:
    """The reader's function, method or class of this qualified name, or None."""
    for module in list(sys.modules.values()):
        if not own_name(getattr(module, "__file__", None), folder):
            continue
        found: Any = module
        for part in qualified.split("."):
            found = getattr(found, part, None)
            if found is None:
                break
        if found is not None and (getattr(found, "__module__", "") in sys.modules):
            home = sys.modules[found.__module__]
            name = own_name(getattr(home, "__file__", None), folder)
            if name and not name.startswith("test_") and not name.endswith("_test.py"):
                return found
    return None


def _resolve_local(qualified: str, trace: TracebackType, folder: str) -> Any:
    """A function of that qualified name which the test holds under a name of its own."""
    for value in [*trace.tb_frame.f_locals.values(), *trace.tb_frame.f_globals.values()]:
        if getattr(value, "__qualname__", None) == qualified:
            home = sys.modules.get(getattr(value, "__module__", "") or "")
            if own_name(getattr(home, "__file__", None), folder) == "solution.py":
                return value
    return None


def _parameters(target: Any) -> str:
    """Parameters of a function or class as its definition has them, without types."""
    try:
        signature = inspect.signature(target)
    except (TypeError, ValueError):
        return "(...)"
    plain = [each.replace(annotation=inspect.Parameter.empty) for each in signature.parameters.values()]
    return str(signature.replace(parameters=plain, return_annotation=inspect.Signature.empty))


def _arguments(name: str, trace: TracebackType) -> str:
    """How a test calls a function on its present line, in words: `2 arguments and now=`; "" when it cannot be told."""
    for node in nodes_at(trace.tb_frame.f_code.co_filename, trace.tb_lineno):
        if not isinstance(node, ast.Call):
            continue
        func = node.func
        called = func.id if isinstance(func, ast.Name) else func.attr if isinstance(func, ast.Attribute) else ""
        if called != name:
            continue
        if any(isinstance(each, ast.Starred) for each in node.args) or any(each.arg is None for each in node.keywords):
            return ""
        count = len(node.args)
        words = [f"{count or 'no'} argument{'s' if count != 1 else ''}"] if count or not node.keywords else []
        return " and ".join([*words, *[f"{each.arg}=" for each in node.keywords]])
    return ""
