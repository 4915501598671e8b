"""Trace drills at build: each program is run once, and refused where it would make no drill."""

from collections.abc import Iterable

from greenroom.models.traces import Trace
from greenroom.tracing.predicting import LEAST, ROUND, candidates, chosen
from greenroom.tracing.recording import trace
from macros.findings import Finding
from macros.source import Cursor

VERSION = 1
"""Version of the format that `<trace-drill>` reads."""
LINES = (8, 25)
"""Fewest and most lines of a program."""
WIDTH = 68
"""Characters of its longest line."""


def findings(drill: Trace, entry: Cursor) -> Iterable[Finding]:
    """What is wrong with a drill whose shape is right: its size, how its run ends, too few questions."""
    name, place, lines = f"trace {drill.id!r}", entry.get("code"), drill.code.splitlines()
    if not LINES[0] <= len(lines) <= LINES[1]:
        yield place.finding(f"the code of {name} has {len(lines)} lines", f"write {LINES[0]} to {LINES[1]}")
    for number, line in enumerate(lines, 1):
        if len(line) > WIDTH:
            mend = f"keep to {WIDTH}, so that it fits a phone held sideways"
            yield place.finding(f"line {number} of the code of {name} has {len(line)} characters", mend)
    try:
        compile(drill.code, "solution.py", "exec")
    except (SyntaxError, ValueError) as error:
        where = f"line {error.lineno}: {error.msg}" if isinstance(error, SyntaxError) else str(error)
        yield place.finding(f"the code of {name} is no Python: {where}", "correct it; a `|` block keeps its lines")
        return
    result = trace(drill.code)
    if result["cut"] or result["verdict"] != "finished":
        ending = result["traceback"].strip().rpartition("\n")[2] or result["message"]
        told = result["cut"] or f"It ends with {ending}"
        yield place.finding(
            f"the run of {name} does not finish. {told}", "give it smaller values, or catch what it raises"
        )
    elif (found := len(chosen(candidates(result, drill.code), 0))) < LEAST:
        mend = f"let it branch and change variables until there are {LEAST}"
        yield place.finding(f"the run of {name} gives {found} questions", mend)


def source(trace_id: str) -> str:
    """Address of a drill's data, relative to the site's root."""
    return f"assets/traces/{trace_id}.json"


def as_data(drill: Trace) -> dict[str, object]:
    """A drill as the browser reads it; the run is recorded there."""
    return {"version": VERSION, "id": drill.id, "title": drill.title, "questions": ROUND, "code": f"{drill.code}\n"}
