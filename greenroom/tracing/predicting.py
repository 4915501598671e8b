"""A trace drill: places of a run where the reader says what comes next, and their answers held against what came."""

import ast
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from greenroom.judging.limits import Limit
from greenroom.tracing.recording import trace

ROUND = 8
"""Questions of a round, where the run has as many."""
LEAST = 6
"""Questions that a run must give to be worth drilling."""
_LONGEST = 40
"""Characters of the longest value that is asked for."""
_DEPTH = 3
_NEAR, _FAR = 5, 24
"""Steps between a question and its answer: as many are always allowed, and never more. What runs in between cannot be asked."""
_SHARE = 6
"""Between the two, one question may take this part of the run (a sixth)."""
_BRANCHES = ("if ", "elif ", "while ", "for ", "return", "raise", "yield", "break", "continue")
_IDLE = ("def ", "class ", "import ", "from ", "@", "async def ")
"""How lines start that nobody has to think about."""
_ONE_LINERS = ("lambda", "generator expression")
_LABELS = ("value", "val", "name", "key")
"""Fields by which a node is told from another."""
_WRAPPERS = {"set", "frozenset", "deque", "list", "tuple", "dict", "Counter", "OrderedDict", "defaultdict"}
_WORDS = {"true": True, "false": False, "none": None}

type Point = dict[str, Any]


def drill(code: str, seed: int = 0, limit: Limit | None = None) -> dict[str, Any]:
    """A recorded run as `trace` gives it, with `points`: what to ask of it, in the order of the run.

    A point has `kind` (`line`: which line runs next; `value`: what `name` holds after the line; `return`: what `function`
    returns), `step` (the last that may be seen before the answer), `shown` (the step that shows the answer), `line`,
    `function`, `name` and `expected`, a line number or a literal; `also` are line numbers that count as right too. The same seed gives the same points.
    """
    result = trace(code, limit=limit)
    return {**result, "points": chosen(candidates(result, code), seed)}


def answer(given: str, expected: str) -> dict[str, Any]:
    """Whether a value that was typed is the expected literal: `right`, and `fault` where it cannot be read, else "".

    Brackets and quotes are forgiven: a tuple stands for a list, a bare word for its text, `[]` for an empty set.
    """
    wanted = _parsed(expected)
    try:
        read = _parsed(given)
    except (ValueError, SyntaxError, TypeError, RecursionError):
        if isinstance(wanted, str) and given.strip():
            return {"right": given.strip() == wanted, "fault": ""}
        return {
            "right": False,
            "fault": "That is no Python value. Write it as Python shows it: 3, 'abc', [1, 2], {'a': 1}, None.",
        }
    return {"right": _alike(read, wanted), "fault": ""}


def candidates(result: Mapping[str, Any], code: str) -> list[Point]:
    """Every place of a recorded run that can be asked about, in the order of its steps."""
    steps: Sequence[Mapping[str, Any]] = result["steps"]
    source = ["", *(line.strip() for line in code.splitlines())]
    views = list(_views(steps))
    found: list[Point] = []
    latest: dict[int, int] = {}
    """Frame -> the line it has come to."""
    far = min(_FAR, max(_NEAR, len(steps) // _SHARE))
    for number, step in enumerate(steps):
        text = source[step["line"]] if step["line"] < len(source) else ""
        inner = step["stack"][-1]
        if step["event"] != "line" or step["function"] in _ONE_LINERS or text.startswith(_IDLE):
            continue
        if latest.get(inner) == step["line"]:  # a turn of a comprehension
            continue
        latest[inner] = step["line"]
        point = {"step": number, "line": step["line"], "function": step["function"]}
        point |= {"name": "", "also": []}
        ahead = range(number + 1, min(len(steps), number + 1 + far))
        found += _line(point, steps, ahead, inner, text)
        found += _returned(point, steps, views, ahead, inner, text)
        said = text.replace('"', "'")  # what the line says itself is no question
        values = _values(point, steps, views, ahead, inner)
        found += [each for each in values if not said.endswith(f"= {each['expected']}")]
    return found


def chosen(points: Sequence[Point], seed: int, count: int = ROUND) -> list[Point]:
    """Points for one round: as many kinds and places as there are, none that gives another's answer away."""
    shuffled = list(points)
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - practice, no secret
    met: Counter[tuple[object, ...]] = Counter()
    ranked: list[tuple[int, Point]] = []
    for point in shuffled:
        place = (point["kind"], point["line"], point["name"])
        ranked.append((met[place], point))
        met[place] += 1
    ranked.sort(key=lambda each: each[0])
    values = [point for _, point in ranked if point["kind"] != "line"]
    lines = [point for _, point in ranked if point["kind"] == "line"]
    taken: list[Point] = []
    while (values or lines) and len(taken) < count:
        asked = Counter(point["kind"] == "line" for point in taken)
        pile = (values if asked[False] <= asked[True] else lines) or values or lines
        point = pile.pop(0)
        if all(point["shown"] <= other["step"] or point["step"] >= other["shown"] for other in taken):
            taken.append(point)
    return sorted(taken, key=lambda point: int(point["step"]))


def _line(point: Point, steps: Sequence[Mapping[str, Any]], ahead: range, inner: int, text: str) -> Iterator[Point]:
    """Which line runs next, where that is not simply the one below."""
    after = next(
        (each for each in ahead if steps[each]["event"] == "line" and not _turns(point, steps[each], inner)), None
    )
    if after is None:
        return
    following = steps[after]
    if text.startswith(_BRANCHES) or following["stack"][-1] != inner or not 0 < following["line"] - point["line"] < 3:
        between = range(point["step"] + 1, after)
        yield {**point, "kind": "line", "shown": after, "expected": following["line"], "also": _passed(steps, between)}


def _turns(point: Point, step: Mapping[str, Any], inner: int) -> bool:
    """Whether a step is one more turn within the line that is asked about, as in a comprehension."""
    within = step["stack"][-1] == inner or step["function"] in _ONE_LINERS
    return step["event"] == "line" and step["line"] == point["line"] and within


def _passed(steps: Sequence[Mapping[str, Any]], between: range) -> list[int]:
    """Lines that a reader may mean as well: the `def` that a call enters, and the caller's line that goes on after a return."""
    found = []
    for number in between:
        step = steps[number]
        if step["event"] == "call":
            found.append(step["line"])
        elif step["event"] in ("return", "yield") and len(step["stack"]) > 1:
            caller = step["stack"][-2]
            found.append(next(each["line"] for each in reversed(steps[:number]) if each["stack"][-1] == caller))
    return found


type View = tuple[Mapping[int, Mapping[str, Any]], Mapping[str, Any]]
"""After a step: variables by frame, and the heap."""


def _returned(
    point: Point, steps: Sequence[Mapping[str, Any]], views: Sequence[View], ahead: range, inner: int, text: str
) -> Iterator[Point]:
    """What the function returns, asked at its `return`."""
    if not text.startswith("return"):
        return
    for number in ahead:
        step = steps[number]
        if step["event"] == "return" and step["stack"][-1] == inner:
            expected = _literal(step["value"], views[number][1])
            if expected is not None:
                yield {**point, "kind": "return", "shown": number, "expected": expected}
            return


def _values(
    point: Point, steps: Sequence[Mapping[str, Any]], views: Sequence[View], ahead: range, inner: int
) -> Iterator[Point]:
    """What the variables hold that the line changes."""
    ends = ("line", "return", "yield", "exception")
    here = (each for each in ahead if steps[each]["stack"][-1] == inner and steps[each]["event"] in ends)
    after = next((each for each in here if not _turns(point, steps[each], inner)), None)
    if after is None or steps[after]["event"] == "exception":
        return
    (before, old), (now, heap) = views[point["step"]], views[after]
    for name, value in now.get(inner, {}).items():
        known = before.get(inner, {}).get(name)
        if name.startswith("_"):
            continue
        shown, expected = name, _literal(value, heap)
        was = _literal(known, old) if known is not None else None
        if expected is None and known != value:  # a node: asked for by the field that names it
            label = _label(value, heap)
            shown, expected = (f"{name}.{label[0]}", label[1]) if label else (name, None)
        if expected is not None and (was != expected or known is None):
            yield {**point, "kind": "value", "name": shown, "shown": after, "expected": expected}


def _views(steps: Sequence[Mapping[str, Any]]) -> Iterator[View]:
    variables: dict[int, dict[str, Any]] = {}
    heap: dict[str, Any] = {}
    for step in steps:
        variables = dict(variables)
        for frame in step.get("names", {}):
            variables[int(frame)] = {}
        for frame, gone in step.get("gone", {}).items():
            left = variables[int(frame)]
            variables[int(frame)] = {name: value for name, value in left.items() if name not in gone}
        for frame, values in step.get("set", {}).items():
            variables[int(frame)] = variables[int(frame)] | values
        heap = heap | step.get("heap", {})
        yield variables, heap


def _label(value: Mapping[str, Any], heap: Mapping[str, Any]) -> tuple[str, str] | None:
    data = heap.get(str(value.get("ref")), {})
    for name, field in data.get("fields", ()):
        if name in _LABELS and (text := _literal(field, heap)) is not None:
            return name, text
    return None


def _literal(value: Mapping[str, Any], heap: Mapping[str, Any]) -> str | None:
    """A value as one would type it; None where that is too long, or it is no literal."""
    text = _written(value, heap, _DEPTH)
    return text if text is not None and len(text) <= _LONGEST else None


def _written(value: Mapping[str, Any], heap: Mapping[str, Any], depth: int) -> str | None:
    if "text" in value:
        try:
            ast.literal_eval(value["text"])
        except (ValueError, SyntaxError):
            return None
        return str(value["text"])
    data = heap.get(str(value["ref"]), {})
    if depth == 0 or "more" in data or not ("items" in data or "pairs" in data):
        return None
    if "pairs" in data:
        pairs = [(_written(key, heap, depth - 1), _written(each, heap, depth - 1)) for key, each in data["pairs"]]
        if any(None in pair for pair in pairs):
            return None
        return "{" + ", ".join(f"{key}: {each}" for key, each in pairs) + "}"
    items = [_written(each, heap, depth - 1) for each in data["items"]]
    if None in items:
        return None
    inner = ", ".join(str(each) for each in items)
    kind = data["kind"]
    if kind == "tuple":
        return f"({inner},)" if len(items) == 1 else f"({inner})"
    if kind in ("set", "frozenset"):
        return f"{{{inner}}}" if items else "set()"
    return f"deque([{inner}])" if kind == "deque" else f"[{inner}]"


def _parsed(text: str) -> Any:
    """What a literal says, a bare word for its text; raises ValueError or SyntaxError."""
    return _value(ast.parse(text.strip(), mode="eval").body)


def _value(node: ast.expr) -> Any:
    match node:
        case ast.Constant(value):
            return value
        case ast.UnaryOp(ast.USub(), ast.Constant(int() | float() as value)):
            return -value
        case ast.Name(word):
            return _WORDS.get(word.lower(), word)
        case ast.List(items) | ast.Tuple(items):
            return [_value(each) for each in items]
        case ast.Set(items):
            return {_frozen(_value(each)) for each in items}
        case ast.Dict(keys, values) if None not in keys:
            return {
                _frozen(_value(key)): _value(each) for key, each in zip(keys, values, strict=True) if key is not None
            }
        case ast.Call(ast.Name(name), arguments, []) if name in _WRAPPERS:
            inner = _value(arguments[-1]) if arguments else {} if name in ("dict", "Counter") else []
            return {_frozen(each) for each in inner} if name in ("set", "frozenset") else inner
    raise ValueError(ast.dump(node))


def _frozen(value: Any) -> Any:
    return tuple(_frozen(each) for each in value) if isinstance(value, list) else value


def _alike(given: Any, wanted: Any) -> bool:
    """Equality that tells True from 1 and forgives the kind of bracket."""
    if isinstance(wanted, set):
        if given == {} or not isinstance(given, set | list):
            return given == {} and not wanted
        return {_frozen(each) for each in given} == wanted
    if isinstance(wanted, list):
        return isinstance(given, list) and len(given) == len(wanted) and all(map(_alike, given, wanted))
    if isinstance(wanted, dict):
        same = isinstance(given, dict) and given.keys() == wanted.keys()
        return same and all(_alike(given[key], wanted[key]) for key in wanted)
    if _is_number(wanted):
        return _is_number(given) and bool(given == wanted)
    return type(given) is type(wanted) and bool(given == wanted)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
