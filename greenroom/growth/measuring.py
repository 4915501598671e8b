"""The growth verdict: the reader's solution run on the inputs of a problem's `growth.py`, counted and held against the target."""

import gc
import sys
import types
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any, cast

from greenroom.growth.counting import BudgetSpent, Counted, charges, counting, marked
from greenroom.growth.fitting import CLASSES, LEAST_POINTS, SHAPES, Fit, classify, exponent
from greenroom.judging.limits import Limit, NoLimit, TimeLimit
from greenroom.judging.messages import SOLUTION
from greenroom.judging.output import Budget, Output, OutputLimit
from greenroom.judging.surroundings import deep_recursion, streams, typed_input
from greenroom.models.problems import GrowthClass

SMALLEST = 16
"""Size of the first input; each later one is twice as large."""
LARGEST = 8_192
UNITS = 600_000
"""Units of work after which no larger input is tried."""
SECONDS = 20.0
"""Time after which the measurement ends with the sizes it has; a backstop, far beyond what the units take."""
_SMALL = (4, 6, 8, 10, 12, 14, 16, 18, 20)
"""Sizes for code that cannot even finish the doubling ones."""

Points = list[tuple[int, int]]


def measure(
    code: str,
    growth: str,
    target: GrowthClass,
    n: str = "n",
    files: Sequence[Mapping[str, str]] = (),
    emit: Callable[[str, Any], None] | None = None,
    limit: Limit | None = None,
) -> dict[str, Any]:
    """Hold the growth of a solution against its target.

    `growth` is the source of a problem's `growth.py`, `n` says what its size counts, `files` are modules beside the solution
    (`name`, `source`). Gives `verdict` (`on-target`, `better`, `worse` or `not-clear`), `grows` (a class or ""), `target`,
    `points` (`n`, `units`), `curve` (the target's growth from the first point on), `exponent`, and the
    sentences `message` and `evidence`. `emit("point", …)` tells each size as it is counted. Raises nothing: code that
    fails on these inputs is `not-clear`, with the reason.
    """
    limit = limit or NoLimit()
    counter = _Counter(code, growth, files, emit)
    reason = ""
    enabled = gc.isenabled()
    gc.disable()  # a finaliser that runs in the middle would be counted
    try:
        with deep_recursion():
            limit.start(SECONDS)
            try:
                counter.count(_doubling())
                if len(counter.points) < LEAST_POINTS:
                    counter.points.clear()
                    counter.count(_SMALL)
            finally:
                limit.stop()
    except TimeLimit:
        reason = f"The measurement was ended after {SECONDS:g} s."
    except OutputLimit as error:
        reason = str(error)
    except BaseException as error:  # noqa: BLE001 - whatever the reader's code raises
        reason = f"On a generated input the code raised {type(error).__name__}{f': {error}' if str(error) else ''}."
    finally:
        if enabled:
            gc.enable()
    return verdict(counter.points, target, n, reason)


def _doubling() -> Sequence[int]:
    sizes, size = [], SMALLEST
    while size <= LARGEST:
        sizes.append(size)
        size *= 2
    return sizes


class _Counter:
    """Counts the work of one solution at one size after the other."""

    def __init__(
        self,
        code: str,
        growth: str,
        files: Sequence[Mapping[str, str]],
        emit: Callable[[str, Any], None] | None,
    ) -> None:
        self.code, self.growth, self.files, self.emit = code, growth, files, emit
        self.points: Points = []

    def count(self, sizes: Sequence[int]) -> None:
        """Count at these sizes until the budget is spent; raises what the code raises."""
        spent = 0
        for size in sizes:
            counted = Counted(UNITS - spent)
            try:
                self._one(size, counted)
            except BudgetSpent:
                return
            if counted.spent:  # the code swallowed it
                return
            spent += counted.units
            self.points.append((size, max(1, counted.units)))
            if self.emit:
                self.emit("point", {"n": size, "units": counted.units})

    def _one(self, size: int, counted: Counted) -> None:
        """Make the input and count the work on it, in fresh modules: nothing is kept from one size to the next."""
        before = dict(sys.modules)
        quiet = Output(Budget())
        try:
            with streams(quiet, quiet), typed_input(""):
                for file in self.files:
                    _load(file["name"].removesuffix(".py"), file["name"], file["source"], counted)
                solution = _load("solution", SOLUTION, self.code, counted)
                maker = types.ModuleType("growth")
                exec(compile(self.growth, "growth.py", "exec"), maker.__dict__)
                work = cast(Callable[[], object], maker.prepare(solution, size, Random(size)))
                counted.units = 0
                with counting(counted):
                    work()
        finally:
            for name in set(sys.modules) - set(before):
                if name == "solution" or f"{name}.py" in {file["name"] for file in self.files}:
                    del sys.modules[name]


def _load(name: str, filename: str, source: str, counted: Counted) -> types.ModuleType:
    module = types.ModuleType(name)
    module.__dict__.update(charges(counted))
    sys.modules[name] = module
    exec(marked(source, filename), module.__dict__)
    return module


def verdict(points: Points, target: GrowthClass, n: str, reason: str = "") -> dict[str, Any]:
    """What counts say about a target; see `measure`."""
    found = classify(points) if points else None
    result: dict[str, Any] = {
        "verdict": "not-clear",
        "grows": found.growth if found else "",
        "target": target,
        "n": n,
        "points": [{"n": size, "units": units} for size, units in points],
        "curve": target_curve(points, target),
        "exponent": round(exponent(points), 2) if len(points) > 1 else None,
        "message": reason,
        "evidence": _evidence(points, found),
    }
    if found is None:
        result["message"] = reason or _unclear(points)
        return result
    place, wanted = CLASSES.index(found.growth), CLASSES.index(target)
    grows = "The work does not grow" if found.growth == "1" else f"The work grows like {shown(found.growth)}"
    if place == wanted:
        result.update(verdict="on-target", message=f"{grows}, which is the target.")
    elif place < wanted:
        message = f"{grows} on these inputs, which is less than the target of {shown(target)}."
        result.update(verdict="better", message=message)
    else:
        wanted_text = "no growth" if target == "1" else shown(target)
        result.update(verdict="worse", message=f"{grows}; the target is {wanted_text}.")
    return result


def target_curve(points: Points, target: GrowthClass) -> list[dict[str, float]]:
    """The target's growth from the first count on, at the sizes counted: `n` and `units`."""
    if not points:
        return []
    first, units = points[0]
    shape = SHAPES[target]
    return [{"n": size, "units": round(units * shape(size) / shape(first), 1)} for size, _ in points]


def shown(growth: str) -> str:
    """A class as a reader writes it: n², 2ⁿ."""
    return growth.replace("^2", "²").replace("^3", "³").replace("^n", "ⁿ")


def _evidence(points: Points, found: Fit | None) -> str:
    if len(points) < 2:
        return ""
    (n_before, before), (n_last, last) = points[-2:]
    text = f"From {n_before:,} to {n_last:,} the work went from {before:,} to {last:,} steps: {last / before:.2f} times as much."
    if found is not None:
        text += f" The curve of {shown(found.growth)} meets the counts within {max(0.1, found.gap * 100):.1f} %."
    return text


def _unclear(points: Points) -> str:
    if len(points) < LEAST_POINTS:
        return f"It did too much work to be measured at {LEAST_POINTS} sizes: {UNITS:,} steps were spent after {len(points)}."
    return f"Not clear: no simple curve meets the counts. The last doubling points to n to the power of {exponent(points):.2f}."
