"""An entry held against its dataclass: every error of shape, in an author's words."""

import json
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from greenroom.models.decks import Deck
from greenroom.models.drills import Drill
from greenroom.models.mocks import Interjection, Rubric
from greenroom.models.parts import Topic
from greenroom.models.plans import Checklist, Plan
from greenroom.models.problems import Pattern, Problem
from greenroom.models.questions import Question
from greenroom.models.reviews import Review
from greenroom.models.scripts import Script
from greenroom.models.spoken import SpokenDrill
from greenroom.models.traces import Trace
from greenroom.models.walkthroughs import Walkthrough
from macros.findings import Finding, choose_from, near_miss
from macros.source import Cursor, Path_

_EXPECTED = {
    "string_type": ("text", "put it in quotes"),
    "int_type": ("a whole number", "write digits without quotes"),
    "int_from_float": ("a whole number", "leave out the decimals"),
    "float_type": ("a number", "write digits without quotes"),
    "list_type": ("a list", "write one item a line, each after `- `"),
    "dataclass_type": ("a mapping", "write `field: value` lines"),
    "bool_type": ("true or false", "write one of the two"),
}


@cache
def adapter(model: type) -> TypeAdapter[Any]:
    """The validator of a dataclass of the schema."""
    return TypeAdapter(model)


@cache
def hints(model: type) -> Mapping[str, Any]:
    """The type of each field of a dataclass."""
    found = get_type_hints(model)
    return {each.name: found[each.name] for each in fields(model)}


@cache
def descriptions(model: type) -> Mapping[str, str]:
    """What stands under each field of a dataclass, in its own text or in that of a class it is made from."""
    definition = adapter(model).json_schema()
    if "$ref" in definition:
        definition = definition["$defs"][definition["$ref"].rsplit("/", 1)[1]]
    found = {name: about.get("description", "") for name, about in definition.get("properties", {}).items()}
    for base in model.__bases__:
        if is_dataclass(base):
            found |= {name: text for name, text in descriptions(base).items() if not found[name]}
    return found


@cache
def required(model: type) -> list[str]:
    """Names of the fields that every entry must have."""
    return [each.name for each in fields(model) if each.default is MISSING and each.default_factory is MISSING]


def strip_optional(hint: Any) -> Any:
    """`int` for `int | None`."""
    if get_origin(hint) in (Union, types.UnionType):
        rest = [each for each in get_args(hint) if each is not type(None)]
        return rest[0] if len(rest) == 1 else hint
    return hint


def hint_at(model: type, path: Path_) -> Any:
    """The type the schema gives for the place `path` in an entry, or None when there is no such place."""
    return _hint_at(model, tuple(0 if isinstance(step, int) else step for step in path))


@cache
def _hint_at(model: type, path: Path_) -> Any:
    hint: Any = model
    for step in path:
        hint = strip_optional(hint)
        if isinstance(step, int):
            arguments = get_args(hint)
            hint = arguments[0] if get_origin(hint) is list and arguments else None
        else:
            hint = hints(hint).get(step) if is_dataclass(hint) and isinstance(hint, type) else None
        if hint is None:
            return None
    return strip_optional(hint)


def validate(model: type, entry: Cursor, name: str) -> tuple[Any, list[Finding]]:
    """The entry as `model`, or None, and every error of its shape. `name` says which entry in the messages."""
    try:
        source = json.dumps(entry.value, allow_nan=False)
    except ValueError:
        return None, [entry.finding(f"{name} has a number that is not finite", "write a finite number")]
    try:
        made = adapter(model).validate_json(source, strict=True)
    except ValidationError as error:
        found = [_translate(model, entry, name, dict(each)) for each in error.errors(include_url=False)]
        return None, found + list(_empty(model, entry, name))
    return made, list(_empty(model, entry, name))


def _place(path: Path_) -> str:
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def _describe(value: Any) -> str:
    match value:
        case None:
            return "is empty"
        case bool():
            return f"is {str(value).lower()}"
        case int() | float():
            return f"is the number {value}"
        case str():
            shown = value if len(value) < 30 else value[:27] + "…"
            return f"is the text {shown!r}"
        case list():
            return "is a list"
        case _:
            return "is a mapping"


def _translate(model: type, entry: Cursor, name: str, error: dict[str, Any]) -> Finding:
    loc: Path_ = tuple(step for step in error["loc"] if step != "function-after")
    line = entry.document.line((*entry.path, *loc))
    file, kind, place = entry.document.file, error["type"], _place(loc)
    if kind == "missing":
        parent = hint_at(model, loc[:-1])
        known_type = is_dataclass(parent) and isinstance(parent, type)
        about = descriptions(parent).get(str(loc[-1]), "") if known_type else ""
        inside = f" in `{_place(loc[:-1])}`" if len(loc) > 1 else ""
        finding = f"{name} has no `{loc[-1]}`{inside}"
        return Finding(file, line, finding, f"add `{loc[-1]}:` ({_first_sentence(about)})")
    if kind in ("unexpected_keyword_argument", "extra_forbidden"):
        parent = hint_at(model, loc[:-1])
        known = list(hints(parent)) if is_dataclass(parent) and isinstance(parent, type) else []
        inside = f" in `{_place(loc[:-1])}`" if len(loc) > 1 else ""
        mend = choose_from(loc[-1], known, "fields are", limit=40)
        if near_miss(loc[-1], known) is None:
            mend = f"remove it ({mend})"
        return Finding(file, line, f"unknown field `{loc[-1]}`{inside} of {name}", mend)
    if kind == "literal_error":
        choices = [str(each) for each in get_args(hint_at(model, loc))]
        return Finding(
            file, line, f"`{place}` of {name} {_describe(error['input'])}", choose_from(error["input"], choices)
        )
    expected, mend = _EXPECTED.get(kind, (str(error["msg"]).lower(), "see the authors' page"))
    if error["input"] is None:
        mend = f"write {expected} or remove the line"
    if not loc:
        return Finding(file, line, f"{name} {_describe(error['input'])}, not a mapping", "write `field: value` lines")
    return Finding(file, line, f"`{place}` of {name} {_describe(error['input'])}, not {expected}", mend)


def _first_sentence(text: str) -> str:
    return text.split(". ")[0].rstrip(".") or "see the authors' page"


def _empty(model: type, place: Cursor, name: str, path: Path_ = ()) -> list[Finding]:
    """Texts without a word and required lists without an item, anywhere in the entry."""
    found: list[Finding] = []
    hint = hint_at(model, path)
    if isinstance(place.value, str) and not place.value.strip() and hint is str:
        found.append(place.finding(f"`{_place(path)}` of {name} is empty", "write its text or remove the line"))
    elif isinstance(place.value, list):
        if not place.value and path and isinstance(path[-1], str) and path[-1] in _required_at(model, path[:-1]):
            found.append(place.finding(f"`{_place(path)}` of {name} has no item", "add at least one"))
        for index, item in enumerate(place.items()):
            found += _empty(model, item, name, (*path, index))
    elif isinstance(place.value, dict):
        for key in place.value:
            found += _empty(model, place.get(key), name, (*path, key))
    return found


def _required_at(model: type, path: Path_) -> list[str]:
    parent = hint_at(model, path)
    return required(parent) if is_dataclass(parent) and isinstance(parent, type) else []


KINDS: dict[str, type] = {
    "topic": Topic,
    "pattern": Pattern,
    "question": Question,
    "problem": Problem,
    "review": Review,
    "walkthrough": Walkthrough,
    "script": Script,
    "drill": Drill,
    "trace": Trace,
    "spoken-drill": SpokenDrill,
    "deck": Deck,
    "plan": Plan,
    "checklist": Checklist,
    "rubric": Rubric,
    "interjection": Interjection,
}
"""Kind of entry -> its dataclass."""
