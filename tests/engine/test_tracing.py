"""A trace tells line by line what a run did; what the page shows is a fold over its steps."""

import json
from typing import Any

import pytest

from greenroom.judging.limits import AlarmLimit
from greenroom.tracing.recording import STEPS, trace


def traced(code: str, call: str = "", **more: Any) -> list[dict[str, Any]]:
    """The steps of a run that ends well."""
    result = trace(code, call, **more)
    assert result["verdict"] == "finished", result
    assert len(json.dumps(result)) < 1_000_000
    return list(result["steps"])


def lines(steps: list[dict[str, Any]], function: str = "f") -> list[int]:
    """The lines that ran in a function, in order."""
    return [step["line"] for step in steps if step["event"] == "line" and step["function"] == function]


def states(steps: list[dict[str, Any]]) -> list[dict[str, dict[str, Any]]]:
    """Variables by frame after each step, as plain Python, from the changes alone."""
    known: dict[str, dict[str, Any]] = {}
    heap: dict[str, Any] = {}
    found = []
    for step in steps:
        for frame in step.get("names", {}):
            known[frame] = {}
        for frame, names in step.get("gone", {}).items():
            for name in names:
                del known[frame][name]
        for frame, values in step.get("set", {}).items():
            known[frame] |= values
        heap |= step.get("heap", {})
        found.append({frame: {name: plain(value, heap) for name, value in known[frame].items()} for frame in known})
    return found


def plain(value: dict[str, Any], heap: dict[str, Any]) -> Any:
    """A value as nested lists and texts."""
    if "text" in value:
        return value["text"]
    data = heap[str(value["ref"])]
    if "items" in data:
        return [plain(each, heap) for each in data["items"]]
    if "pairs" in data:
        return {plain(key, heap): plain(each, heap) for key, each in data["pairs"]}
    return {name: plain(each, heap) for name, each in data["fields"]}


def test_a_loop_shows_each_turn_and_what_changed() -> None:
    steps = traced("def f(n):\n    t = 0\n    for i in range(n):\n        t += i\n    return t\n", "f(3)")
    assert lines(steps) == [2, 3, 4, 3, 4, 3, 4, 3, 5]
    assert [step["set"]["1"]["t"]["text"] for step in steps if "t" in step.get("set", {}).get("1", {})] == [
        "0",
        "1",
        "3",
    ]
    assert next(step["value"] for step in steps if step["event"] == "return") == {"text": "3"}


def test_recursion_stacks_a_frame_for_each_call() -> None:
    steps = traced("def f(n):\n    return 1 if n < 2 else n * f(n - 1)\n", "f(3)")
    assert max(len(step["stack"]) for step in steps) == 4
    assert [step["value"]["text"] for step in steps if step["event"] == "return"][:3] == ["1", "2", "6"]


def test_two_names_for_one_list_show_as_one() -> None:
    steps = traced("a = [1]\nb = a\nc = [1]\nb.append(2)\n")
    last = {name: value for step in steps for name, value in step.get("set", {}).get("0", {}).items()}
    assert last["a"] == last["b"] != last["c"]
    assert states(steps)[-1]["0"] == {"a": ["1", "2"], "b": ["1", "2"], "c": ["1"]}


def test_linked_nodes_keep_their_numbers_while_links_move() -> None:
    code = (
        "class Node:\n    def __init__(self, value, next=None):\n        self.value, self.next = value, next\n"
        "def f(head):\n    before = None\n    while head:\n        head.next, before, head = before, head, head.next\n    return before\n"
    )
    steps = traced(code, "f(Node(1, Node(2)))")
    assert states(steps)[-1]["3"]["before"] == {"value": "2", "next": {"value": "1", "next": "None"}}


def test_a_structure_that_holds_itself_is_told_once() -> None:
    steps = traced("a = []\na.append(a)\n")
    heap = {number: data for step in steps for number, data in step.get("heap", {}).items()}
    assert heap["0"]["items"] == [{"ref": 0}]


def test_generators_pause_and_go_on() -> None:
    steps = traced("def f():\n    yield 1\n    yield 2\nfor x in f():\n    pass\n")
    events = [step["event"] for step in steps if step["function"] == "f" and step["event"] != "line"]
    assert events == ["call", "yield", "resume", "yield", "resume", "return"]


def test_an_exception_is_a_step_and_finally_still_runs() -> None:
    code = "def f():\n    try:\n        return 1 // 0\n    except ZeroDivisionError:\n        return 2\n    finally:\n        print('end')\n"
    steps = traced(code, "f()")
    assert [step["error"] for step in steps if step["event"] == "exception"] == ["ZeroDivisionError"]
    assert lines(steps) == [2, 3, 4, 5, 7]


def test_an_exception_that_ends_the_run_keeps_the_steps_up_to_it() -> None:
    result = trace("x = 1\ny = [x]\ny[3]\n")
    assert result["verdict"] == "error" and result["line"] == 3 and "IndexError" in result["traceback"]
    assert result["steps"][-1]["line"] == 3


def test_prints_are_told_by_their_place_in_the_output() -> None:
    result = trace("print('a')\nprint('bc')\nx = 1\n")
    assert result["stdout"] == "a\nbc\n"
    printed = [step["printed"] for step in result["steps"] if step["event"] == "line"]
    assert printed == [0, 2, 5]


def test_input_is_taken_from_the_lines_given() -> None:
    assert states(traced("x = input()\ny = x\n", stdin="hello"))[-1]["0"] == {"x": "'hello'", "y": "'hello'"}


def test_functions_classes_and_modules_are_no_variables() -> None:
    steps = traced("import math\nclass A:\n    size = 1\ndef f():\n    pass\nx = math.pi > 3\n")
    assert states(steps)[-1]["0"] == {"x": "True"}


def test_a_call_shows_nothing_of_the_top_level_before_it() -> None:
    steps = traced("table = [1]\ndef f(x):\n    return x + table[0]\n", "y = f(2)")
    assert steps[0]["file"] == "your call"
    assert states(steps)[-1]["0"] == {"y": "3"}


def test_other_files_of_the_reader_are_followed() -> None:
    files = [{"name": "twice.py", "source": "def twice(x):\n    return 2 * x\n"}]
    steps = traced("from twice import twice\ndef f(x):\n    return twice(x)\n", "f(2)", files=files)
    assert [step["file"] for step in steps if step["function"] == "twice"] == ["twice.py"] * 3


@pytest.mark.parametrize(
    "code",
    [
        "while True:\n    pass\n",
        "for _ in range(5000):\n    try:\n        pass\n    except BaseException:\n        pass\n",
    ],
)
def test_a_long_run_is_cut_and_says_so(code: str) -> None:
    result = trace(code, limit=AlarmLimit())
    assert len(result["steps"]) == STEPS
    assert result["cut"] == "The trace ends after 2,000 steps; the code ran longer."


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("x = {3, 1, 2}", ["1", "2", "3"]),
        ("x = {'b': 1, 'a': [2]}", {"'b'": "1", "'a'": ["2"]}),
        ("from collections import deque\nx = deque([1], maxlen=2)", ["1"]),
        ("from collections import Counter\nx = Counter('aab')", {"'a'": "2", "'b'": "1"}),
        ("from enum import Enum\nclass C(Enum):\n    RED = 1\nx = C.RED", "C.RED"),
        ("from dataclasses import dataclass\n@dataclass(slots=True)\nclass P:\n    a: int\nx = P(4)", {"a": "4"}),
        ("from typing import NamedTuple\nclass P(NamedTuple):\n    a: int\nx = P(4)", {"a": "4"}),
        ("x = lambda: 0\nx = (x,)", ["lambda"]),
        ("x = 10 ** 200", "int of 665 bits"),
        ("x = 'a' * 200", "'" + "a" * 78 + "…"),
        ("x = ValueError('no')", "ValueError('no')"),
        ("class Loud:\n    def __repr__(self):\n        raise RuntimeError\n    def __init__(self):\n        self.n = 1\nx = Loud()", {"n": "1"}),
    ],
)  # fmt: skip
def test_values_are_shown_without_asking_them(code: str, shown: Any) -> None:
    assert states(traced(f"{code}\npass\n"))[-1]["0"]["x"] == shown


def test_a_long_list_says_how_much_is_left_out() -> None:
    steps = traced("x = list(range(100))\npass\n")
    heap = next(step["heap"]["0"] for step in steps if "heap" in step)
    assert len(heap["items"]) == 40 and heap["more"] == 60


def test_the_same_run_gives_the_same_trace() -> None:
    code = "seen = {'a', 'b', 'c'}\nfor each in sorted(seen):\n    print(each)\n"
    assert trace(code) == trace(code)
