"""The authors' reference, written from the schema: no field is described anywhere else."""

import inspect
import types
from dataclasses import dataclass, is_dataclass
from typing import Any, Literal, Union, get_args, get_origin

from macros.schema import KINDS, descriptions, hints, required

FILES = {
    "topic": "bank/topics.yml",
    "pattern": "bank/patterns.yml",
    "question": "bank/questions/*.yml",
    "problem": "bank/problems/ID/problem.yml",
    "review": "bank/reviews/ID/review.yml",
    "walkthrough": "bank/walkthroughs/*.yml",
    "script": "bank/scripts/*.yml",
    "drill": "bank/drills/*.yml",
    "trace": "bank/traces/*.yml",
    "deck": "bank/decks/*.yml",
    "plan": "bank/plans/*.yml",
    "checklist": "bank/checklists/*.yml",
}
"""Kind of entry -> where its files are."""


@dataclass(frozen=True)
class FieldText:
    """One field as the reference shows it."""

    name: str
    type: str
    required: bool
    description: str


@dataclass(frozen=True)
class TypeText:
    """One dataclass as the reference shows it; `kind` is empty for a part of an entry."""

    name: str
    kind: str
    file: str
    about: str
    fields: tuple[FieldText, ...]


def reference() -> list[TypeText]:
    """Every kind of entry, then every part that they share, in the order of first use."""
    parts: dict[str, type] = {}
    found = [_text(model, kind, FILES[kind], parts) for kind, model in KINDS.items()]
    done: set[str] = set()
    while missing := [name for name in parts if name not in done]:
        for name in missing:
            done.add(name)
            found.append(_text(parts[name], "", "", parts))
    return found


def _text(model: type, kind: str, file: str, parts: dict[str, type]) -> TypeText:
    needed, about = required(model), descriptions(model)
    fields = tuple(
        FieldText(name, _type_text(hint, parts), name in needed, about.get(name, ""))
        for name, hint in hints(model).items()
    )
    return TypeText(model.__name__, kind, file, inspect.getdoc(model) or "", fields)


def _type_text(hint: Any, parts: dict[str, type]) -> str:
    origin = get_origin(hint)
    if origin is list:
        return f"list of {_type_text(get_args(hint)[0], parts)}"
    if origin is Literal:
        return " or ".join(f"`{each}`" for each in get_args(hint))
    if origin in (Union, types.UnionType):
        return _type_text(next(each for each in get_args(hint) if each is not type(None)), parts)
    if is_dataclass(hint) and isinstance(hint, type):
        parts.setdefault(hint.__name__, hint)
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    return {str: "text", int: "whole number", float: "number"}.get(hint, str(hint))
