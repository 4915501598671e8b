"""Values as plain data: atoms by their text, containers and objects by number, so that two names for one list show as one.

Nothing of the reader's is called: no `__repr__`, no property, no `__len__`. Orders that depend on hashes are made fixed.
"""

import sys
import types
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Iterable
from contextlib import suppress
from enum import Enum
from typing import Any

ITEMS = 40
"""Items of a container that are shown."""
TEXT = 80
"""Characters of an atom that are shown."""
OBJECTS = 250
"""Containers and objects that one step shows."""

_ATOMS = (int, float, complex, bool, str, bytes, type(None), type(...), range, slice)
_LISTS = (list, tuple, deque)
_DICTS = (dict, defaultdict, Counter, OrderedDict)
_SETS = (set, frozenset)

Value = dict[str, Any]
"""`{"text": ...}` for an atom, `{"ref": number}` for what is in the heap."""


class Heap:
    """Containers and objects met so far, by a number that stays with each."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        # A freed object's address would be given to another.
        self._kept: list[object] = []
        self.shown: dict[int, dict[str, Any]] = {}
        """Number -> what the page knows of it."""

    def snapshot(self, roots: Iterable[object]) -> dict[int, dict[str, Any]]:
        """What must be told anew so that all that `roots` reach is shown: number -> object as data."""
        changed: dict[int, dict[str, Any]] = {}
        waiting = [root for root in roots if not is_atom(root)]
        seen: set[int] = set()
        while waiting and len(seen) < OBJECTS:
            each = waiting.pop(0)
            number = self.number(each)
            if number in seen:
                continue
            seen.add(number)
            data, inner = self._described(each)
            waiting += [value for value in inner if not is_atom(value)]
            if self.shown.get(number) != data:
                self.shown[number] = changed[number] = data
        return changed

    def number(self, value: object) -> int:
        """The number of a container or object."""
        if id(value) not in self._numbers:
            self._numbers[id(value)] = len(self._kept)
            self._kept.append(value)
        return self._numbers[id(value)]

    def value(self, value: object) -> Value:
        """A value as data."""
        return {"text": text(value)} if is_atom(value) else {"ref": self.number(value)}

    def _described(self, each: Any) -> tuple[dict[str, Any], list[object]]:
        """An object as data, and the values in it."""
        kind = type(each)
        inner: list[object]
        if kind in _DICTS:
            pairs = list(dict.items(each))[:ITEMS]
            inner = [part for pair in pairs for part in pair]
            data: dict[str, Any] = {"kind": kind.__name__}
            data["pairs"] = [[self.value(key), self.value(value)] for key, value in pairs]
        elif kind in (*_LISTS, *_SETS):
            inner = sorted(each, key=_fixed_order) if kind in _SETS else [each[i] for i in range(min(len(each), ITEMS))]
            inner = inner[:ITEMS]
            data = {"kind": kind.__name__, "items": [self.value(item) for item in inner]}
        else:
            fields = _fields(each)[:ITEMS]
            inner = [value for _, value in fields]
            data = {"kind": "object", "class": kind.__name__}
            data["fields"] = [[name, self.value(value)] for name, value in fields]
            return data, inner
        if len(each) > ITEMS:
            data["more"] = len(each) - ITEMS
        return data, inner


def is_atom(value: object) -> bool:
    """Whether a value is shown by its text alone."""
    kind = type(value)
    if kind in _ATOMS or isinstance(value, type):
        return True
    return kind not in (*_LISTS, *_DICTS, *_SETS) and not _is_readers(value)


def _is_readers(value: object) -> bool:
    """Whether a value is an object of a class that the reader wrote; errors and members of an Enum are shown by their text."""
    kind = type(value)
    if isinstance(value, BaseException | Enum | types.ModuleType | types.FunctionType | type):
        return False
    return str(kind.__module__).split(".")[0] not in sys.stdlib_module_names


def text(value: Any) -> str:
    """An atom's text, clipped; without addresses, which differ from run to run."""
    kind = type(value)
    if kind in (int, bool) and abs(value) > 10**TEXT:
        return f"int of {value.bit_length()} bits"  # its digits would take long to work out
    if kind in _ATOMS:
        shown = repr(value)
        return shown if len(shown) <= TEXT else f"{shown[: TEXT - 1]}…"
    if isinstance(value, Enum):
        return f"{kind.__name__}.{value._name_}"
    if isinstance(value, type):
        return f"class {value.__name__}"
    name = getattr(value, "__name__", "") if isinstance(value, types.FunctionType | types.BuiltinFunctionType) else ""
    if name:
        return "lambda" if name == "<lambda>" else f"function {name}"
    if isinstance(value, BaseException):
        return f"{kind.__name__}({', '.join(text(each) for each in value.args if is_atom(each))})"
    return f"{kind.__name__} object"


def _fixed_order(value: object) -> tuple[str, Any]:
    if type(value) in (int, float, bool):
        return "", value
    return type(value).__name__, text(value) if is_atom(value) else ""


def _fields(value: Any) -> list[tuple[str, object]]:
    """Attributes of an object of the reader's own class, without asking the object."""
    kind = type(value)
    found: dict[str, object] = {}
    if isinstance(value, tuple):  # a named one
        found |= zip(getattr(kind, "_fields", ()), tuple(value), strict=False)
    for base in kind.__mro__:
        slots = base.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            member = base.__dict__.get(name)
            if isinstance(member, types.MemberDescriptorType):
                try:
                    found[name] = member.__get__(value, kind)
                except AttributeError:  # not set yet
                    continue
    with suppress(AttributeError):
        found |= object.__getattribute__(value, "__dict__")
    return [(name, each) for name, each in found.items() if not name.startswith("__")]
