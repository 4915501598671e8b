"""The growth verdict: counts that repeat exactly, classes told apart, and "not clear" where they are not."""

from random import Random
from typing import Any

import pytest

from greenroom.growth.fitting import CLASSES, SHAPES, classify
from greenroom.growth.measuring import UNITS, measure

MAKER = """
def prepare(solution, n, rng):
    items = [rng.randrange(10 * n) for _ in range(n)]
    return lambda: solution.f(items)
"""


def grown(code: str, target: Any = "n") -> dict[str, Any]:
    """The verdict on a function `f` of a list of n random numbers."""
    return measure(code, MAKER, target, "numbers")


CODE = {
    "a loop": ("def f(xs):\n    for x in xs:\n        pass\n", "n"),
    "a while loop": ("def f(xs):\n    i = 0\n    while i < len(xs):\n        i += 1\n", "n"),
    "a comprehension": ("def f(xs):\n    return [x for x in xs]\n", "n"),
    "a generator": ("def f(xs):\n    return sum(x for x in xs)\n", "n"),
    "a loop whose body varies": (
        "def f(xs):\n    for x in xs:\n        if x % 3 == 0:\n            for _ in range(5):\n                pass\n",
        "n",
    ),
    "one look": ("def f(xs):\n    return xs[0]\n", "1"),
    "halving": (
        "def f(xs):\n    low, high = 0, len(xs)\n    while low < high:\n        low = (low + high) // 2 + 1\n",
        "log n",
    ),
    "bisect for each": (
        "from bisect import bisect\ndef f(xs):\n    kept = sorted(xs)\n    return [bisect(kept, x) for x in xs]\n",
        "n log n",
    ),
    "sorted": ("def f(xs):\n    return sorted(xs)\n", "n log n"),
    "sort in place": ("def f(xs):\n    xs.sort()\n    for x in xs:\n        pass\n", "n log n"),
    "a heap": ("import heapq\ndef f(xs):\n    h = []\n    for x in xs:\n        heapq.heappush(h, x)\n", "n log n"),
    "a loop twenty times the sort": (
        "def f(xs):\n    for x in sorted(xs):\n        for _ in range(20):\n            pass\n",
        "n log n",
    ),
    "two loops": ("def f(xs):\n    for a in xs:\n        for b in xs:\n            pass\n", "n^2"),
    "a list searched in C": ("def f(xs):\n    return [x for x in xs if -x in xs]\n", "n^2"),
    "not in": ("def f(xs):\n    s = []\n    for x in xs:\n        if x not in s:\n            s.append(x)\n", "n^2"),
    "index": ("def f(xs):\n    return [xs.index(x) for x in xs]\n", "n^2"),
    "pop at the front": ("def f(xs):\n    while xs:\n        xs.pop(0)\n", "n^2"),
    "pop at the end": ("def f(xs):\n    while xs:\n        xs.pop()\n", "n"),
    "pop the last by index": ("def f(xs):\n    while xs:\n        xs.pop(-1)\n", "n"),
    "insert at the front": ("def f(xs):\n    out = []\n    for x in xs:\n        out.insert(0, x)\n", "n^2"),
    "slices": ("def f(xs):\n    while xs:\n        xs = xs[1:]\n", "n^2"),
    "lists added up": ("def f(xs):\n    out = []\n    for x in xs:\n        out = out + [x]\n", "n^2"),
    "lists unpacked": ("def f(xs):\n    out = []\n    for x in xs:\n        out = [*out, x]\n", "n^2"),
    "sets compared": ("def f(xs):\n    return sum(xs[:] == list(xs) for _ in xs)\n", "n^2"),
    "a set": ("def f(xs):\n    s = set(xs)\n    return [x for x in xs if -x in s]\n", "n"),
    "map read by list": ("def f(xs):\n    return [len(list(map(str, xs))) for _ in xs]\n", "n^2"),
    "sum for each": ("def f(xs):\n    return [sum(xs) for _ in xs]\n", "n^2"),
    "three loops": (
        "def f(xs):\n    for a in xs:\n        for b in xs:\n            for c in xs:\n                pass\n",
        "n^3",
    ),
    "all subsets": (
        "def f(xs):\n    def g(i):\n        return 0 if i == len(xs) else max(g(i + 1), xs[i] + g(i + 1))\n    g(0)\n",
        "2^n",
    ),
}


@pytest.mark.parametrize("name", CODE)
def test_the_growth_of_code_is_recognised(name: str) -> None:
    code, grows = CODE[name]
    result = grown(code)
    assert result["grows"] == grows, result
    place = CLASSES.index(result["grows"]) - CLASSES.index("n")
    assert result["verdict"] == ("on-target" if place == 0 else "better" if place < 0 else "worse")


def test_the_same_code_gives_the_same_counts_again() -> None:
    code = CODE["a loop whose body varies"][0]
    assert grown(code) == grown(code)


def test_the_evidence_names_the_sizes_and_the_factor() -> None:
    result = grown(CODE["two loops"][0])
    assert result["message"] == "The work grows like n²; the target is n."
    assert "times as much" in result["evidence"] and "n² meets the counts within" in result["evidence"]
    assert [point["n"] for point in result["points"]] == [16, 32, 64, 128, 256, 512]


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("def f(xs):\n    for x in xs:\n        for _ in range(int(len(xs) ** 0.5)):\n            pass\n", "n to the power of 1.5"),
        ("def f(xs):\n    return 1 // (len(xs) - 64)\n", "ZeroDivisionError"),
        ("def f(xs):\n    while True:\n        pass\n", "did too much work"),
        ("def f(xs):\n    while True:\n        try:\n            raise ValueError\n        except ValueError:\n            pass\n", "did too much work"),
        ("def f(xs):\n    for _ in range(20):\n        print('x' * 9_000)\n", "Output was cut"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_said_to_be_unclear(code: str, says: str) -> None:
    result = grown(code)
    assert (result["verdict"], result["grows"]) == ("not-clear", "")
    assert says in result["message"]


def test_code_that_swallows_everything_cannot_outrun_the_budget() -> None:
    result = grown(
        "def f(xs):\n    for _ in range(10**6):\n        try:\n            pass\n        except BaseException:\n            pass\n"
    )
    assert result["verdict"] == "not-clear"
    assert sum(point["units"] for point in result["points"]) <= UNITS


def test_files_beside_the_solution_are_counted_and_left_behind_by_none() -> None:
    import sys

    result = measure(
        "from walk import walk\ndef f(xs):\n    return [walk(xs) for _ in xs]\n",
        MAKER,
        "n",
        files=[{"name": "walk.py", "source": "def walk(xs):\n    for x in xs:\n        pass\n"}],
    )
    assert result["grows"] == "n^2"
    assert "walk" not in sys.modules and "solution" not in sys.modules


@pytest.mark.parametrize("growth", CLASSES[:-1])
def test_a_curve_with_noise_and_a_constant_keeps_its_class(growth: str) -> None:
    for seed in range(30):
        rng = Random(seed)  # noqa: S311 - noise
        points = [
            (n, round((40 * SHAPES[growth](n) + 300) * rng.uniform(0.99, 1.01))) for n in (2**k for k in range(4, 13))
        ]
        found = classify(points)
        assert found is not None and found.growth == growth, (seed, points)
