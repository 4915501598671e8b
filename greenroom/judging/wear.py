"""Whether the reader's code has changed what the judge is made of.

The code runs in the same interpreter as the judge, so it can replace a function of pytest, of the standard library or of
the judge itself, by mistake or in earnest. What comes after would be judged by the changed one. The page therefore swaps
the interpreter for a fresh one when this finds a change. Code that hides its change fools only the reader who runs it.
"""

import builtins
import sys
from collections.abc import Iterator
from types import FunctionType, ModuleType
from typing import Any

# Modules of the standard library that answers and tests use, and so may be patched by an answer.
_WATCHED = (
    "bisect", "collections", "copy", "datetime", "functools", "heapq", "itertools", "json", "math", "operator", "os",
    "random", "re", "string", "sys", "time", "types",
)  # fmt: skip
_OURS = ("greenroom", "_pytest", "pytest", "pluggy")

Entry = tuple[dict[str, Any], str, Any, Any]

# What each watched name stood for when it was first looked at.
_known: dict[str, list[Entry]] = {}


def _code(value: Any) -> Any:
    """The code behind a function, which can be replaced without replacing the function."""
    function = getattr(value, "__func__", value) if isinstance(value, (classmethod, staticmethod)) else value
    return function.__code__ if isinstance(function, FunctionType) else None


def _entries(module: ModuleType, deep: bool) -> Iterator[Entry]:
    """The functions and classes of a module; `deep`: the methods of its own classes, too."""
    names = vars(module)
    for name, value in list(names.items()):
        if not callable(value):
            continue
        yield names, name, value, _code(value)
        if deep and isinstance(value, type) and value.__module__ == module.__name__:
            # A class shows its names through a proxy that cannot be kept apart from it; it reads like a dictionary.
            members: Any = vars(value)
            for each, member in list(members.items()):
                if callable(member) or isinstance(member, (classmethod, property)):
                    yield members, each, member, _code(member)


def _modules() -> Iterator[tuple[str, ModuleType, bool]]:
    yield "builtins", builtins, False
    for name, module in list(sys.modules.items()):
        ours = name.partition(".")[0] in _OURS
        if ours or name in _WATCHED:
            yield name, module, ours


def look() -> None:
    """Remember the modules that are loaded now and were not before."""
    for name, module, deep in _modules():
        if name not in _known:
            _known[name] = list(_entries(module, deep))


def found() -> bool:
    """Whether something that was remembered has changed; remembers what has been loaded since."""
    changed = any(
        names.get(name) is not value or _code(value) is not code
        for entries in _known.values()
        for names, name, value, code in entries
    )
    look()
    return changed
