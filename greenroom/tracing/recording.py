"""A trace: the steps of a run, each with the line that comes next and what changed since the step before."""

import dis
import inspect
import linecache
import sys
import types
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from greenroom.judging.limits import Limit, NoLimit
from greenroom.judging.messages import SOLUTION
from greenroom.judging.network import no_network
from greenroom.judging.output import Budget, Output
from greenroom.judging.reasons import Place
from greenroom.judging.running import failure
from greenroom.judging.surroundings import deep_recursion, streams, typed_input
from greenroom.tracing.values import Heap, Value

VERSION = 1
STEPS = 2_000
"""Steps that a trace may have; what runs longer is cut there."""
SECONDS = 10.0
CALL = "your call"
"""File name of the lines that the reader typed to call the solution."""
# Where a generator that will go on stands: on the yield, or on the instruction behind it.
_PAUSES = {dis.opmap["YIELD_VALUE"], dis.opmap["RESUME"]}
_HIDDEN = types.ModuleType | types.FunctionType | type | types.BuiltinFunctionType


class TraceFull(BaseException):
    """The trace has all the steps it may; not an Exception, so that `except Exception` does not swallow it."""


class Recorder:
    """Hears each event of the reader's frames and makes a step of it."""

    def __init__(self, files: set[str], out: Output, hidden: Mapping[str, object]) -> None:
        self.files = files
        self.steps: list[dict[str, Any]] = []
        self.frames: list[types.FrameType] = []
        """The stack, the oldest first."""
        self.full = False
        self._out = out
        self._hidden = set(hidden)
        self._heap = Heap()
        self._numbers: dict[int, int] = {}
        self._kept: list[types.FrameType] = []
        self._known: dict[int, dict[str, Value]] = {}

    def hide(self, names: Mapping[str, object]) -> None:
        """Show none of these names at the top level: they were there before the recording."""
        self._hidden |= set(names)

    def trace(self, frame: types.FrameType, event: str, argument: Any) -> Callable[..., Any] | None:
        """What `sys.settrace` calls; lines are asked for in the reader's files only."""
        if frame.f_code.co_filename not in self.files:
            return None
        if event == "call":
            if _is_class_body(frame):
                return None
            again = id(frame) in self._numbers
            self._number(frame)
            self.frames.append(frame)
            self._step(frame, "resume" if again else "call")
        elif event == "line":
            self._step(frame, "line")
        elif event == "return":
            paused = _yields(frame) and frame.f_code.co_code[frame.f_lasti] in _PAUSES
            self._step(frame, "yield" if paused else "return", value=argument)
            if frame in self.frames:
                self.frames.remove(frame)
        elif event == "exception":
            self._step(frame, "exception", error=argument[0].__name__)
        return self.trace

    def _number(self, frame: types.FrameType) -> int:
        if id(frame) not in self._numbers:
            self._numbers[id(frame)] = len(self._kept)
            self._kept.append(frame)
        return self._numbers[id(frame)]

    def _step(self, frame: types.FrameType, event: str, value: Any = None, error: str = "") -> None:
        if len(self.steps) >= STEPS:
            self.full = True
            raise TraceFull
        self._out.flush()
        step: dict[str, Any] = {
            "event": event,
            "file": frame.f_code.co_filename,
            "line": frame.f_lineno,
            "function": _named(frame.f_code.co_name),
            "stack": [self._number(each) for each in self.frames],
            "printed": len(self._out.getvalue()),
        }
        visible = {self._number(each): self._variables(each) for each in self.frames}
        roots = [each for variables in visible.values() for each in variables.values()]
        if event in ("return", "yield"):
            step["value"] = self._heap.value(value)
            roots.append(value)
        if error:
            step["error"] = error
        step |= self._changes(visible)
        heap = self._heap.snapshot(roots)
        if heap:
            step["heap"] = {str(number): data for number, data in heap.items()}
        self.steps.append(step)

    def _variables(self, frame: types.FrameType) -> dict[str, Any]:
        local = frame.f_locals
        if frame.f_code.co_name == "<module>":
            local = frame.f_globals | dict(local)  # inside a comprehension, only its own variables are local
            names = [name for name in local if not name.startswith("__") and name not in self._hidden]
            return {name: local[name] for name in names if not isinstance(local[name], _HIDDEN)}
        return {name: value for name, value in local.items() if not name.startswith(".")}

    def _changes(self, visible: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
        """`names` of frames that are new; `set` and `gone` by frame: variables that are new or changed, and those that left."""
        told: dict[str, Any] = {}
        for number, variables in visible.items():
            known = self._known.get(number)
            if known is None:
                known = self._known[number] = {}
                told.setdefault("names", {})[str(number)] = _named(self._kept[number].f_code.co_name)
            now = {name: self._heap.value(value) for name, value in variables.items()}
            changed = {name: value for name, value in now.items() if known.get(name) != value}
            gone = [name for name in known if name not in now]
            if changed:
                told.setdefault("set", {})[str(number)] = changed
            if gone:
                told.setdefault("gone", {})[str(number)] = gone
            self._known[number] = now
        return told


def _named(name: str) -> str:
    return {"<module>": "top level", "<lambda>": "lambda", "<genexpr>": "generator expression"}.get(name, name)


def _is_class_body(frame: types.FrameType) -> bool:
    return not frame.f_code.co_flags & inspect.CO_NEWLOCALS and frame.f_code.co_name != "<module>"


def _yields(frame: types.FrameType) -> bool:
    return bool(frame.f_code.co_flags & (inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR))


def trace(
    code: str,
    call: str = "",
    files: Sequence[Mapping[str, str]] = (),
    stdin: str = "",
    limit: Limit | None = None,
) -> dict[str, Any]:
    """Run code and record each step.

    With `call`, the solution's top level runs first, unrecorded, and then these lines are recorded, with all they call.
    `files` are modules beside the solution (`name`, `source`), `stdin` the lines for `input()`. Gives `version`, `steps`,
    `verdict` (`finished`, `error` or `timeout`), `message`, `traceback`, `line`, `stdout`, and `cut`, the reason why steps
    are missing at the end, or "". A step has `event` (`call`, `line`, `return`, `exception`, `yield`, `resume`), `file`,
    the `line` that comes next, `function`, `stack` (numbers of frames, the oldest first), `printed` (characters of
    `stdout` so far), and where there are any `names` (of new frames), `set` and `gone` (variables by frame), `heap`
    (containers and objects by number), `value` and `error`. Everything holds until a later step says otherwise.
    """
    limit = limit or NoLimit()
    out = Output(Budget())
    names = {SOLUTION, CALL, *(file["name"] for file in files)}
    before = set(sys.modules)
    main = types.ModuleType("__main__" if not call else "solution")
    recorder = Recorder(names, out, main.__dict__)
    result: dict[str, Any] = {"verdict": "finished", "message": "", "traceback": "", "line": None}
    sources = {SOLUTION: code, CALL: call} | {file["name"]: file["source"] for file in files}
    try:
        for name, source in sources.items():
            linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        with no_network(), streams(out, out), typed_input(stdin), deep_recursion():
            limit.start(SECONDS)
            try:
                _execute(code, call, files, main, recorder)
            finally:
                sys.settrace(None)
                limit.stop()
    except TraceFull:
        pass
    except BaseException as error:  # noqa: BLE001 - whatever the reader's code raises
        result.update(failure(error, Place()))
    finally:
        for name in sources:
            linecache.cache.pop(name, None)
        for module in set(sys.modules) - before:
            if module in ("solution", *(file["name"].removesuffix(".py") for file in files)):
                del sys.modules[module]
    cut = f"The trace ends after {STEPS:,} steps; the code ran longer." if recorder.full else ""
    return {"version": VERSION, "steps": recorder.steps, "stdout": out.getvalue(), "cut": cut, **result}


def _execute(
    code: str, call: str, files: Sequence[Mapping[str, str]], main: types.ModuleType, recorder: Recorder
) -> None:
    for file in files:
        module = types.ModuleType(file["name"].removesuffix(".py"))
        sys.modules[module.__name__] = module
        exec(compile(file["source"], file["name"], "exec"), module.__dict__)
    program = compile(code, SOLUTION, "exec")
    if not call:
        sys.settrace(recorder.trace)
        exec(program, main.__dict__)
        return
    sys.modules["solution"] = main
    exec(program, main.__dict__)
    recorder.hide(main.__dict__)
    typed = compile(call, CALL, "exec")
    sys.settrace(recorder.trace)
    exec(typed, main.__dict__)
