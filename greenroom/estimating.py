"""Estimation drills: formulas evaluated safely, variants with new numbers, worked solutions, and answers held against them.

A worked solution rounds each step to the digits it shows and goes on with the rounded value, so that a reader who
follows it by hand meets the same numbers. Chance comes in as a seed.
"""

import ast
import math
import operator
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from greenroom.models.drills import Drill
from greenroom.units import UnreadableError, amount_text, number_text, read_unit, rounded

DIGITS = 3
"""Significant digits of each step of a worked solution."""
VARIANTS = 24
"""Variants that a drill must be able to give."""
_LONGEST = 200
_MOST_POWER = 64
_OPERATORS: dict[type[ast.operator], tuple[Callable[[float, float], float], str, int]] = {
    ast.Add: (operator.add, "+", 1),
    ast.Sub: (operator.sub, "−", 1),
    ast.Mult: (operator.mul, "×", 2),
    ast.Div: (operator.truediv, "÷", 2),
    ast.Pow: (operator.pow, "^", 4),
}
"""Operator -> what it does, how it is written, how strongly it binds."""


class FormulaError(ValueError):
    """A formula that cannot be used; the message says what is wrong with it."""


@dataclass(frozen=True)
class Formula:
    """A formula that has been checked: numbers, names, `+ - * / **` and parentheses."""

    tree: ast.expr
    names: frozenset[str]

    def value(self, known: Mapping[str, float]) -> float:
        """The result; raises FormulaError where a name is missing or the result is no finite number."""
        try:
            found = _value(self.tree, known)
        except (ArithmeticError, TypeError) as error:
            raise FormulaError(f"cannot be worked out ({error})") from None
        if isinstance(found, complex) or not math.isfinite(found):
            raise FormulaError("gives no finite number")
        return found

    def written(self, known: Mapping[str, float]) -> str:
        """The formula as it is written by hand, with values for names: `100 million × 2 ÷ 86,400`."""
        return _written(self.tree, known)


def formula(text: str) -> Formula:
    """Check a formula; raises FormulaError with what it may not hold."""
    if len(text) > _LONGEST:
        raise FormulaError(f"has {len(text)} characters; split it into steps of at most {_LONGEST}")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise FormulaError("is no formula; write it like users * posts / 86400") from None
    return Formula(tree, frozenset(_names(tree)))


def _names(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            yield from _names(left)
            yield from _names(right)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            yield from _names(operand)
        case ast.Name(id=name):
            yield name
        case ast.Constant(value=value) if isinstance(value, int | float) and not isinstance(value, bool):
            return
        case _:
            raise FormulaError(f"holds `{ast.unparse(node)}`; use numbers, names, + - * / ** and parentheses")


def _value(node: ast.expr, known: Mapping[str, float]) -> float:
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            one, two = _value(left, known), _value(right, known)
            if isinstance(op, ast.Pow) and abs(two) > _MOST_POWER:
                raise FormulaError(f"raises to the power of {two:g}; {_MOST_POWER} is the most")
            return _OPERATORS[type(op)][0](one, two)
        case ast.UnaryOp(operand=operand):
            return -_value(operand, known)
        case ast.Name(id=name):
            if name not in known:
                raise FormulaError(f"uses `{name}`, which is no variable and no earlier step")
            return known[name]
        case ast.Constant(value=int() | float() as number):
            return float(number)
    raise FormulaError(f"holds `{ast.unparse(node)}`")


def _written(node: ast.expr, known: Mapping[str, float], within: int = 0) -> str:
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            _, sign, strength = _OPERATORS[type(op)]
            # a − (b − c) and a ÷ (b × c) keep their parentheses
            closer = strength + (not isinstance(op, ast.Add | ast.Mult))
            text = f"{_written(left, known, strength)} {sign} {_written(right, known, closer)}"
            return f"({text})" if strength < within else text
        case ast.UnaryOp(operand=operand):
            return f"−{_written(operand, known, 3)}"
        case ast.Name(id=name):
            return number_text(known[name])
        case ast.Constant(value=int() | float() as number):
            return number_text(float(number))
    raise FormulaError(f"holds `{ast.unparse(node)}`")


@dataclass(frozen=True, kw_only=True)
class WorkedStep:
    """One line of a worked solution with the numbers of a variant."""

    id: str
    text: str
    """What is worked out, in Markdown."""
    sum: str
    """The formula with its values: `100 million × 2`."""
    result: str
    """The result with its unit: `200 million posts per day`."""
    value: float
    """The result as it is shown and goes into later steps."""
    exact: bool
    """Whether nothing was rounded."""


@dataclass(frozen=True, kw_only=True)
class Variant:
    """A drill with numbers put in."""

    seed: int
    values: Mapping[str, float]
    prompt: str
    """The task in Markdown."""
    steps: tuple[WorkedStep, ...]
    expected: float
    """The answer, in `unit`, above 0."""
    unit: str


def variant(drill: Drill, seed: int) -> Variant:
    """The drill with the numbers of a seed: the same for the same seed. Raises FormulaError for a drill that is wrong."""
    chance = random.Random(f"{drill.id}/{seed}")  # noqa: S311 - practice numbers, no secret
    return with_values(drill, {each.id: float(chance.choice(each.choices)) for each in drill.variables}, seed)


def variants(drill: Drill, count: int = VARIANTS, seed: int = 0) -> list[Variant]:
    """So many variants, no two alike, from seeds counted up; raises FormulaError where there are not that many."""
    if combinations(drill) < count:
        raise FormulaError(f"gives {combinations(drill)} variants, not {count}")
    found: dict[tuple[float, ...], Variant] = {}
    while len(found) < count:
        made = variant(drill, seed)
        found.setdefault(tuple(made.values.values()), made)
        seed += 1
    return list(found.values())


def combinations(drill: Drill) -> int:
    """How many different variants a drill can give."""
    return math.prod(len(set(each.choices)) for each in drill.variables)


def with_values(drill: Drill, values: Mapping[str, float], seed: int = 0) -> Variant:
    """The drill with the given numbers; raises FormulaError with the step where a formula is wrong."""
    known = dict(values)
    steps: list[WorkedStep] = []
    for step in drill.steps:
        try:
            made = formula(step.formula)
            whole = made.value(known)
        except FormulaError as error:
            raise FormulaError(f"step {step.id!r} {error}") from None
        value = rounded(whole, DIGITS)
        steps.append(
            WorkedStep(
                id=step.id,
                text=step.text,
                sum=made.written(known),
                result=amount_text(value, step.unit, DIGITS),
                value=value,
                exact=math.isclose(whole, value, rel_tol=1e-9),
            )
        )
        known[step.id] = value
    answer = {step.id: step for step in drill.steps}.get(drill.answer)
    if answer is None:
        raise FormulaError(f"has no step {drill.answer!r} to ask for")
    if known[drill.answer] <= 0:
        raise FormulaError(f"step {drill.answer!r} gives {known[drill.answer]:g}, and an answer is above 0")
    prompt = drill.prompt
    for each in drill.variables:
        prompt = prompt.replace(f"{{{each.id}}}", amount_text(values[each.id], each.unit))
    return Variant(
        seed=seed,
        values=dict(values),
        prompt=prompt,
        steps=tuple(steps),
        expected=known[drill.answer],
        unit=answer.unit,
    )


def faults(drill: Drill) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a drill beyond its shape: the field, the finding, and the mend."""
    names = [each.id for each in drill.variables]
    ids = [*names, *(each.id for each in drill.steps)]
    for name in sorted({each for each in ids if ids.count(each) > 1}):
        yield "steps", f"{name!r} names two variables or steps", "give each a name of its own"
    for each in drill.variables:
        if any(choice <= 0 for choice in each.choices):
            yield "variables", f"variable {each.id!r} has a choice that is not above 0", "write numbers above 0"
        if f"{{{each.id}}}" not in drill.prompt:
            yield "prompt", f"the prompt does not say `{{{each.id}}}`", "use every variable in it"
    if combinations(drill) < VARIANTS:
        yield "variables", f"gives {combinations(drill)} variants", f"add choices until there are {VARIANTS}"
    if not drill.tolerance > 1:
        yield "tolerance", f"`tolerance` is {drill.tolerance:g}", "write a factor above 1, such as 2"
    try:
        for ends in (min, max):
            made = with_values(drill, {each.id: ends(each.choices) for each in drill.variables})
        read_unit(made.unit)
    except FormulaError as error:
        yield "steps", str(error), "see the authors' page on formulas"
    except UnreadableError as error:
        yield "steps", f"the unit of step {drill.answer!r}: {error}", "see the authors' page on units"


SLIPS: tuple[tuple[float, str], ...] = (
    (31536000.0, "A year has that many seconds: check what the rate is per."),
    (86400.0, "A day has that many seconds: check a day against a second."),
    (1e9, "Nine powers of ten: check K, M and B, or KB, MB and GB."),
    (1e6, "Six powers of ten: check K, M and B, or KB, MB and GB."),
    (3600.0, "An hour has that many seconds: check the units of time."),
    (1000.0, "Three powers of ten: check K, M and B, or KB, MB and GB."),
    (365.0, "A year has that many days: check a day against a year."),
    (100.0, "Two powers of ten: check percentages and zeros."),
    (60.0, "Seconds against minutes, or minutes against hours?"),
    (24.0, "A day has that many hours: check the units of time."),
    (10.0, "One power of ten: count the zeros again."),
    (8.0, "A byte has that many bits: check bits against bytes."),
)
"""Factors that tell a slip from a guess, and what to look at."""
NEAR_SLIP = 1.12


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """How an answer stands to the expected value."""

    outcome: Literal["right", "high", "low"]
    factor: float
    """How many times too high or too low; 1 or more."""
    message: str
    """The same in words."""
    hint: str
    """The slip it looks like, or nothing."""


def compare(given: float, expected: float, tolerance: float) -> Verdict:
    """Hold an answer against the expected value, both in one unit and above 0; right within `tolerance` either way."""
    ratio = given / expected
    side: Literal["high", "low"] = "high" if ratio >= 1 else "low"
    factor = ratio if ratio >= 1 else expected / given
    # The edge belongs to the answer: twice the value is within a factor of 2, whatever floating point says.
    if factor <= tolerance * (1 + 1e-9):
        percent = abs(ratio - 1) * 100
        shown = f"{number_text(percent, 2)}% {'above' if side == 'high' else 'below'}"
        message = "Right, to the percent." if percent < 1 else f"Right: {shown} the worked value."
        return Verdict(outcome="right", factor=factor, message=message, hint="")
    hint = next((text for slip, text in SLIPS if slip / NEAR_SLIP < factor < slip * NEAR_SLIP), "")
    return Verdict(
        outcome=side,
        factor=factor,
        message=f"Too {side} by a factor of {number_text(factor, 2 if factor < 100 else 3)}.",
        hint=hint,
    )
