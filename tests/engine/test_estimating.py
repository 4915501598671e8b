"""Estimation drills: answers as people write them, formulas, variants; the page's TypeScript beside the engine's Python."""

import json
import math
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom import estimating, quantities, units
from greenroom.models.drills import Drill, DrillStep, DrillVariable
from macros.bank import load
from tests.node import under_node

ROOT = Path(__file__).parents[2]
TABLE: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parent / "quantity_cases.json").read_text(encoding="utf-8")
)
DRILLS = {key: entry.model for key, entry in load(ROOT / "bank")[0].drills.items()}
ASKED = ("posts/s", "posts", "GB/day", "TB", "Gbit/s", "%", "hours", "workers", "$", "$/month", "model calls/day")
PIECES = [*units.SCALES, *units.TIMES, *units.DATA, *units.LONG, *sorted(units.NOUNS), *quantities.RATES]
PIECES += [
    "GB",
    "Mb",
    "MB/s",
    "Gbps",
    "MBps",
    "KiB",
    "%",
    "$",
    "/",
    "/s",
    " per ",
    " a ",
    "about ",
    "~",
    "-",
    "^",
    "×10^",
    "10⁶",
]
PIECES += [
    "1",
    "23",
    "4.5",
    ".5",
    "6,7",
    "8,000",
    "9 000",
    "0,25",
    "1e3",
    "2e",
    "e",
    ",",
    ".",
    " ",
    "  ",
    "posts",
    "boxes",
]
answers = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)


def understood(text: str, asked: str) -> dict[str, Any]:
    """What the engine makes of an answer, as data."""
    unit = units.read_unit(asked)
    try:
        found = quantities.read(text, unit)
    except units.UnreadableError as error:
        return {"refused": str(error)}
    return {"value": found.into(unit), "reading": quantities.reading(found, unit)}


# The same as the page's own code makes it.
PAGE = """
import { compare } from "./estimate/verdict";
import { into, read, reading } from "./quantities/quantities";
import { numberText, readUnit, UnreadableError } from "./quantities/units";

const understood = ([text, asked]) => {
  const unit = readUnit(asked);
  try {
    const found = read(text, unit);
    return { value: into(found, unit), reading: reading(found, unit) };
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return { refused: error.message };
  }
};
export const run = (rows) => ({
  read: rows.read.map(understood),
  compare: rows.compare.map((row) => compare(...row)),
  numbers: rows.numbers.map((row) => numberText(...row)),
});
"""


@pytest.mark.parametrize("case", TABLE["read"], ids=lambda case: f"{case['text']} for {case['asked']}")
def test_an_answer_is_read_as_people_mean_it(case: dict[str, Any]) -> None:
    found = understood(case["text"], case["asked"])
    assert found.get("reading") == case["reading"], found
    assert found["value"] == pytest.approx(case["value"], rel=1e-12)


@pytest.mark.parametrize("case", TABLE["refused"], ids=lambda case: f"{case['text']} for {case['asked']}")
def test_what_cannot_be_read_is_refused_with_a_reason(case: dict[str, Any]) -> None:
    assert understood(case["text"], case["asked"])["refused"].startswith(case["message"])


@pytest.mark.parametrize("case", TABLE["compare"], ids=lambda case: f"{case['given']} for {case['expected']}")
def test_a_verdict_says_which_way_and_by_how_much(case: dict[str, Any]) -> None:
    found = estimating.compare(case["given"], case["expected"], case["tolerance"])
    assert (found.outcome, found.message, found.hint) == (case["outcome"], case["message"], case["hint"])


def test_the_page_and_the_engine_agree_on_the_table_and_on_random_answers() -> None:
    rows: dict[str, list[Any]] = {
        "read": [[case["text"], case["asked"]] for case in TABLE["read"] + TABLE["refused"]],
        "compare": [[case["given"], case["expected"], case["tolerance"]] for case in TABLE["compare"]],
        "numbers": [],
    }
    rows["read"] += [[f"3 {word}", asked] for word in PIECES for asked in ASKED]

    @settings(max_examples=600, database=None, derandomize=True)
    @given(answers, st.sampled_from(ASKED), st.floats(1e-9, 1e29), st.floats(1e-9, 1e29), st.integers(1, 8))
    def collect(text: str, asked: str, one: float, two: float, digits: int) -> None:
        rows["read"].append([text, asked])
        rows["compare"].append([one, two, 2])
        rows["numbers"].append([one, digits])

    collect()
    found = under_node(PAGE, rows)
    for row, answer in zip(rows["read"], found["read"], strict=True):
        assert answer == understood(*row), row
    for row, answer in zip(rows["compare"], found["compare"], strict=True):
        assert {**answer, "factor": float(answer["factor"])} == asdict(estimating.compare(*row)), row
    for row, answer in zip(rows["numbers"], found["numbers"], strict=True):
        assert answer == units.number_text(*row), row


@given(st.floats(1e-6, 1e15), st.sampled_from([each for each in ASKED if each != "%"]))
def test_a_number_written_for_readers_is_read_back(value: float, asked: str) -> None:
    unit = units.read_unit(asked)
    shown = units.amount_text(value, asked, 6)
    assert quantities.read(shown, unit).into(unit) == pytest.approx(value, rel=1e-5)


@given(st.floats(1e-6, 1e12), st.floats(1e-6, 1e12), st.floats(1.01, 10))
def test_right_lies_within_the_tolerance_either_way(one: float, two: float, tolerance: float) -> None:
    there, back = estimating.compare(one, two, tolerance), estimating.compare(two, one, tolerance)
    assert (there.outcome == "right") == (back.outcome == "right")
    assert there.factor == pytest.approx(back.factor) == pytest.approx(max(one / two, two / one))


# --- formulas


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [
        ("users * posts / 86400", 100e6 * 2 / 86400, "100 million × 2 ÷ 86,400"),
        ("(users + posts) * 2", 200_000_004, "(100 million + 2) × 2"),
        ("posts / (users * 2)", 1e-8, "2 ÷ (100 million × 2)"),
        ("posts - (users - 1)", 3 - 100e6, "2 − (100 million − 1)"),
        ("2 ** 10 * -posts", -2048, "2 ^ 10 × −2"),
        ("posts / users * 100", 2e-6, "2 ÷ 100 million × 100"),
    ],
)
def test_a_formula_gives_its_value_and_is_written_by_hand(text: str, value: float, written: str) -> None:
    known = {"users": 100e6, "posts": 2.0}
    made = estimating.formula(text)
    assert made.value(known) == pytest.approx(value)
    assert made.written(known) == written


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("__import__('os').getcwd()", "holds `__import__"),
        ("users.real", "holds `users.real`"),
        ("[1][0]", "holds `[1][0]`"),
        ("users if 1 else 2", "holds"),
        ("users // 2", "holds `users // 2`"),
        ("'a' * 3", "holds `'a'`"),
        ("True + 1", "holds `True`"),
        ("users *", "is no formula"),
        ("1 +" * 200 + "1", "split it into steps"),
    ],
)
def test_a_formula_is_arithmetic_and_nothing_else(text: str, message: str) -> None:
    with pytest.raises(estimating.FormulaError) as error:
        estimating.formula(text)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("users / 0", "cannot be worked out"),
        ("9 ** 9 ** 9", "64 is the most"),
        ("10.0 ** 64 * 10.0 ** 64 * 10.0 ** 64 * 10.0 ** 64 * 10.0 ** 64", "gives no finite number"),
        ("(0 - 8) ** 0.5", "gives no finite number"),
        ("guests", "uses `guests`, which is no variable and no earlier step"),
    ],
)
def test_a_formula_that_cannot_be_worked_out_says_why(text: str, message: str) -> None:
    with pytest.raises(estimating.FormulaError) as error:
        estimating.formula(text).value({"users": 5.0})
    assert message in str(error.value)


# --- the drills of the bank


def test_there_are_drills_enough_for_every_evening() -> None:
    assert len(DRILLS) >= 14


@pytest.mark.parametrize("drill", DRILLS.values(), ids=list(DRILLS))
def test_every_variant_is_its_own_and_comes_again_from_its_seed(drill: Drill) -> None:
    made = estimating.variants(drill)
    assert len({tuple(each.values.values()) for each in made}) == estimating.VARIANTS
    assert [estimating.variant(drill, each.seed) for each in made] == made
    assert not list(estimating.faults(drill))


@given(st.sampled_from(sorted(DRILLS)), st.integers(0, 10_000))
def test_every_step_recomputes_from_the_numbers_it_shows(name: str, seed: int) -> None:
    drill = DRILLS[name]
    made = estimating.variant(drill, seed)
    known = dict(made.values)
    for step, source in zip(made.steps, drill.steps, strict=True):
        whole = eval(source.formula, {"__builtins__": {}}, known)  # noqa: S307 - checked by formula(); Python is the second opinion
        assert step.value == pytest.approx(whole, rel=0.0051)
        assert step.exact == math.isclose(step.value, whole, rel_tol=1e-9)
        assert step.result == units.amount_text(step.value, source.unit)
        known[source.id] = step.value
    assert made.expected == known[drill.answer] > 0
    assert "{" not in made.prompt


@given(st.sampled_from(sorted(DRILLS)), st.integers(0, 10_000))
def test_the_worked_answer_typed_in_is_right_and_a_tenth_of_it_is_not(name: str, seed: int) -> None:
    made = estimating.variant(DRILLS[name], seed)
    unit = units.read_unit(made.unit)
    given_back = quantities.read(units.amount_text(made.expected, made.unit), unit).into(unit)
    tolerance = DRILLS[name].tolerance
    assert estimating.compare(given_back, made.expected, tolerance).message == "Right, to the percent."
    assert estimating.compare(given_back / 10, made.expected, tolerance).outcome == "low"


@pytest.mark.parametrize("drill", DRILLS.values(), ids=list(DRILLS))
def test_rounding_inputs_to_one_digit_stays_within_the_tolerance(drill: Drill) -> None:
    for each in estimating.variants(drill):
        rough = {key: value if is_share(drill, key) else units.rounded(value, 1) for key, value in each.values.items()}
        estimate = estimating.with_values(drill, rough).expected
        assert estimating.compare(estimate, each.expected, drill.tolerance).outcome == "right", (rough, each.values)


def is_share(drill: Drill, key: str) -> bool:
    """Whether a variable is a percentage: nobody rounds 99.9% to 100%."""
    return next(each.unit for each in drill.variables if each.id == key) == "%"


# --- what an author can get wrong

PLAIN = Drill(
    id="plain",
    title="Plain",
    summary="Plain.",
    topics=[],
    prompt="{users} users, {posts} posts.",
    variables=[
        DrillVariable(id="users", choices=[1e6, 2e6, 3e6, 4e6, 5e6]),
        DrillVariable(id="posts", choices=[1, 2, 3, 4, 5]),
    ],
    steps=[DrillStep(id="rate", text="Divide.", formula="users * posts / 86400", unit="posts/s")],
    answer="rate",
    tolerance=2,
    tolerance_because="Two inputs.",
    so_what="One machine.",
)


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"answer": "peak"}, "has no step 'peak' to ask for"),
        ({"tolerance": 1}, "`tolerance` is 1"),
        ({"prompt": "{users} users."}, "the prompt does not say `{posts}`"),
        ({"variables": [DrillVariable(id="users", choices=[1, 2])]}, "gives 2 variants"),
        ({"variables": [*PLAIN.variables, DrillVariable(id="rate", choices=[1])]}, "'rate' names two"),
        ({"variables": [PLAIN.variables[0], DrillVariable(id="posts", choices=[0, 1, 2, 3, 4])]}, "not above 0"),
        ({"steps": [DrillStep(id="rate", text="", formula="guests", unit="posts/s")]}, "step 'rate' uses `guests`"),
        ({"steps": [DrillStep(id="rate", text="", formula="users", unit="posts/blink")]}, "`blink` is no period"),
    ],
)
def test_a_wrong_drill_is_found(change: dict[str, Any], finding: str) -> None:
    assert not list(estimating.faults(PLAIN))
    assert finding in " ".join(each for fault in estimating.faults(replace(PLAIN, **change)) for each in fault)
