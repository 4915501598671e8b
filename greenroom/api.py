"""The one door to the engine: numbered requests with plain data in, plain data or an error as data out.

A request is `{"v": 1, "id": 7, "method": "phases.position", "params": {...}}`. The answer is `{"v": 1, "id": 7, "result": ...}`
or `{"v": 1, "id": 7, "error": {"code": "...", "message": "..."}}`. The page sends nothing else and the engine answers nothing
else; `VERSION` goes up when a message changes its meaning, so that a page never talks to an engine of another deployment.
"""

import importlib
from collections.abc import Mapping
from typing import Any

VERSION = 1

# Method -> "module:function" of this package; a module is imported on first use, so that a tool starts without the others.
METHODS: dict[str, str] = {
    "anki.map": "exchange.texts:mapped",
    "anki.read": "exchange.reading:read",
    "anki.write": "exchange.writing:write",
    "anki.write_text": "exchange.writing:write_text",
    "figures.memory": "figures.remembering:memory",
    "fitting.fit": "fitting:fit",
    "growth.measure": "growth.measuring:measure",
    "judge.evaluate": "judging.evaluating:evaluate",
    "judge.run": "judging.running:run",
    "judge.test": "judging.testing:test",
    "judge.warm_up": "judging.testing:warm_up",
    "phases.position": "phases:position",
    "progress.overview": "progress.overview:overview",
    "rehearsals.debrief": "rehearsals.debriefing:debrief",
    "rehearsals.history": "rehearsals.history:history",
    "rehearsals.draw": "rehearsals.drawing:draw",
    "scheduling.load": "scheduling.studies:load",
    "scheduling.preview": "scheduling.intervals:preview",
    "scheduling.session": "scheduling.session:session",
    "scheduling.standing": "scheduling.studies:standing",
    "speech.bands": "speech.bands:bands",
    "speech.figures": "speech.figures:figures",
    "speech.hear": "speech.hearing:hear",
    "speech.words": "speech.words:words",
    "trace.answer": "tracing.predicting:answer",
    "trace.drill": "tracing.predicting:drill",
    "trace.run": "tracing.recording:trace",
}

# What a method takes beside its parameters: ways to tell the page something while it runs, and a time limit.
HOOKS: dict[str, tuple[str, ...]] = {
    "anki.read": ("emit",),
    "fitting.fit": ("emit", "limit"),
    "growth.measure": ("emit", "limit"),
    "judge.evaluate": ("emit", "limit"),
    "judge.run": ("emit",),
    "judge.test": ("emit", "limit"),
    "trace.drill": ("limit",),
    "trace.run": ("limit",),
}


class EngineError(Exception):
    """A request that cannot be answered: `code` for the program, the message for the reader."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def call(method: str, params: Mapping[str, Any], **hooks: Any) -> Any:
    """Call one method with keyword parameters and give its plain-data result; raises EngineError."""
    target = METHODS.get(method)
    if target is None:
        raise EngineError("no-such-method", f"engine: no method {method!r}; use one of {', '.join(sorted(METHODS))}")
    module, _, name = target.partition(":")
    function = getattr(importlib.import_module(f"greenroom.{module}"), name)
    try:
        return function(**params, **{name: hooks[name] for name in HOOKS.get(method, ()) if name in hooks})
    except EngineError:
        raise
    except (TypeError, ValueError, KeyError) as error:
        raise EngineError("bad-params", f"{method}: {error}") from error


def handle(request: Mapping[str, Any], **hooks: Any) -> dict[str, Any]:
    """Answer one request; never raises, since an error is data too.

    `hooks` may hold `emit(event, data)` and `limit` (a judging.limits.Limit); they reach the methods listed in HOOKS.
    """
    head = {"v": VERSION, "id": request.get("id")}
    if request.get("v") != VERSION:
        message = f"engine: message version {request.get('v')!r}, this engine speaks {VERSION}; reload the page"
        return {**head, "error": {"code": "version", "message": message}}
    try:
        return {**head, "result": call(str(request.get("method")), request.get("params") or {}, **hooks)}
    except EngineError as error:
        return {**head, "error": {"code": error.code, "message": str(error)}}
