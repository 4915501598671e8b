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
    "spoken-drill": "bank/spoken/*.yml",
    "deck": "bank/decks/*.yml",
    "plan": "bank/plans/*.yml",
    "checklist": "bank/checklists/*.yml",
    "rubric": "bank/rubrics.yml",
    "interjection": "bank/interjections.yml",
}
"""Kind of entry -> where its files are."""

REHEARSED = ("spoken-drill", "plan", "checklist", "rubric", "interjection")
"""Kinds that the reference tells on a page of their own, with the parts that only they use."""
SECTIONS = ("kinds", "rehearsal", "parts")
"""What the reference is divided into."""


@dataclass(frozen=True)
class FieldText:
    """One field as the reference shows it."""

    name: str
    type: str
    required: bool
    description: str


@dataclass(frozen=True)
class TypeText:
    """One dataclass as the reference shows it; `kind` is empty for a part of an entry, `section` one of `SECTIONS`."""

    name: str
    kind: str
    file: str
    about: str
    fields: tuple[FieldText, ...]
    section: str


def reference() -> list[TypeText]:
    """Every kind of entry, then every part that they share, in the order of first use; what is rehearsed comes last."""
    parts: dict[str, type] = {}
    found: list[TypeText] = []
    for rehearsed in (False, True):
        kinds = [kind for kind in KINDS if (kind in REHEARSED) == rehearsed]
        found += [_text(KINDS[kind], kind, parts, "rehearsal" if rehearsed else "kinds") for kind in kinds]
        told = {each.name for each in found}
        while missing := [name for name in parts if name not in told]:
            told.update(missing)
            found += [_text(parts[name], "", parts, "rehearsal" if rehearsed else "parts") for name in missing]
    return found


def _text(model: type, kind: str, parts: dict[str, type], section: str) -> TypeText:
    needed, about = required(model), descriptions(model)
    fields = tuple(
        FieldText(name, _type_text(hint, parts), name in needed, about.get(name, ""))
        for name, hint in hints(model).items()
    )
    return TypeText(model.__name__, kind, FILES.get(kind, ""), inspect.getdoc(model) or "", fields, section)


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
