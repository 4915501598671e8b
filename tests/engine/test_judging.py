"""What the judge says of the reader's code: every way to end is a clear message and a usable judge."""

from typing import Any

import pytest

from greenroom import api
from greenroom.judging.limits import AlarmLimit
from greenroom.judging.memo import lru_cache_wrapper
from greenroom.judging.output import OUTPUT_LIMIT
from greenroom.judging.running import run
from greenroom.judging.testing import test as judge

VISIBLE = [
    {
        "name": "test_examples.py",
        "source": "from solution import double\n\n\ndef test_small():\n    assert double(2) == 4\n\n\n"
        "def test_list():\n    print('trying')\n    assert double([1]) == [1, 1]\n",
    }
]
HIDDEN = [
    {
        "name": "test_hidden.py",
        "source": "import pytest\nfrom solution import double\n\n\n"
        "@pytest.mark.parametrize('n', [0, 5])\ndef test_numbers(n):\n    assert double(n) == 2 * n\n",
    }
]


def verdict(code: str, **options: Any) -> dict[str, Any]:
    """Judge a solution of `double` with a short limit."""
    return judge(code, VISIBLE, HIDDEN, ["double"], test_seconds=0.3, limit=AlarmLimit(), **options)


def case(result: dict[str, Any], name: str) -> dict[str, Any]:
    """The test case of a name."""
    return next(each for each in result["cases"] if each["name"] == name)


def test_a_right_solution_is_accepted_with_every_case_listed() -> None:
    result = verdict("def double(x):\n    return x + x\n")
    assert result["verdict"] == "accepted"
    assert [each["name"] for each in result["cases"]] == [
        "test_small",
        "test_list",
        "test_numbers[0]",
        "test_numbers[5]",
    ]
    assert [each["hidden"] for each in result["cases"]] == [False, False, True, True]


def test_a_wrong_answer_shows_pytests_comparison_and_what_was_printed() -> None:
    result = verdict("def double(x):\n    return x\n")
    failed = case(result, "test_list")
    assert result["verdict"] == "failed"
    assert "assert [1] == [1, 1]" in failed["message"]
    assert "Right contains one more item: 1" in failed["message"]
    assert failed["stdout"] == "trying\n"


def test_an_exception_is_told_with_the_readers_own_line() -> None:
    result = verdict("def double(x):\n    table = {}\n    return table[x]\n")
    small = case(result, "test_small")
    assert (result["verdict"], small["outcome"], small["line"]) == ("failed", "error", 3)
    assert small["message"] == "KeyError: 2"
    assert 'File "solution.py", line 3, in double' in small["detail"]


def test_a_hidden_tests_source_is_not_shown() -> None:
    for code in ("def double(x):\n    return -1\n", "def double(x):\n    raise ValueError('no')\n"):
        hidden = case(verdict(code), "test_numbers[5]")
        assert "def test_numbers" not in str(hidden) and "parametrize" not in str(hidden)
        assert "test_hidden.py" not in hidden["detail"]


def test_an_endless_loop_is_a_timeout_and_the_judge_goes_on() -> None:
    result = verdict("def double(x):\n    while True:\n        pass\n")
    assert result["verdict"] == "timeout"
    assert "0.3 s" in result["cases"][0]["message"]
    assert result["message"] == "2 more test cases were not run after 2 ran out of time."
    assert verdict("def double(x):\n    return x + x\n")["verdict"] == "accepted"


def test_a_loop_that_catches_every_exception_is_a_timeout_too() -> None:
    code = "def double(x):\n    while True:\n        try:\n            while True:\n                pass\n        except Exception:\n            pass\n"
    assert verdict(code)["verdict"] == "timeout"


def test_an_endless_loop_at_the_top_level_is_a_timeout() -> None:
    assert verdict("while True:\n    pass\n")["verdict"] == "timeout"


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("def double(x:\n", "Python cannot read line 1: '(' was never closed."),
        ("import numpy\n", "There is no module 'numpy' here."),
        ("def triple(x):\n    return 3 * x\n", "The solution does not define 'double'."),
        ("import sys\nsys.exit()\n", "ends the program by sys.exit()"),
        ("1 / 0\n", ""),
        ("raise NotImplementedError\n", "not written yet"),
    ],
)
def test_code_that_cannot_be_tested_is_an_error_with_its_reason(code: str, message: str) -> None:
    result = verdict(code)
    assert result["verdict"] == "error"
    assert message in result["message"]
    assert result["cases"] == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("import sys; sys.exit(2)", "ended itself by sys.exit(2)"),
        ("return double(x)", "called itself too deeply"),
        ("raise MemoryError", "more memory than the 512 MB"),
        ("return input()", "asked for input(), and nobody types here"),
        (f"print('x' * {OUTPUT_LIMIT + 1})", "Output was cut after 100,000 characters"),
    ],
)
def test_each_way_to_fail_inside_a_test_has_its_message(body: str, message: str) -> None:
    result = verdict(f"def double(x):\n    {body}\n")
    assert result["verdict"] == "failed"
    assert message in result["cases"][0]["message"]


def test_only_the_asked_for_cases_run() -> None:
    result = verdict("def double(x):\n    return x + x\n", only=["test_examples.py::test_list"])
    assert [each["name"] for each in result["cases"]] == ["test_list"]


def test_progress_is_told_case_by_case() -> None:
    heard: list[tuple[str, Any]] = []
    verdict("def double(x):\n    return x + x\n", emit=lambda event, data: heard.append((event, data)))
    assert [event for event, _ in heard[:3]] == ["collected", "started", "finished"]
    assert heard[0][1] == {"total": 4}


def test_fixtures_and_unittest_classes_are_judged_like_any_test() -> None:
    source = (
        "import unittest\nfrom solution import double\n\n\nclass Doubling(unittest.TestCase):\n"
        "    def test_one(self):\n        self.assertEqual(double(1), 2)\n\n\n"
        "def test_file(tmp_path, monkeypatch):\n    assert double(str(tmp_path)) == str(tmp_path) * 2\n"
    )
    result = judge(
        "def double(x):\n    return x * 2\n", [{"name": "test_more.py", "source": source}], requires=["double"]
    )
    assert (result["verdict"], result["total"]) == ("accepted", 2)


def test_one_attempt_leaves_nothing_behind_for_the_next() -> None:
    verdict("STATE = []\ndef double(x):\n    STATE.append(x)\n    return len(STATE)\n")
    assert verdict("def double(x):\n    return x + x\n")["verdict"] == "accepted"


def test_a_run_streams_what_is_printed_and_returns_it() -> None:
    chunks: list[tuple[str, str]] = []
    result = run(
        "import sys\nprint('out')\nprint('err', file=sys.stderr)\n",
        emit=lambda stream, text: chunks.append((stream, text)),
    )
    assert (result["verdict"], result["stdout"], result["stderr"]) == ("finished", "out\n", "err\n")
    assert sorted(chunks) == [("stderr", "err\n"), ("stdout", "out\n")]


def test_a_traceback_shows_the_readers_lines_and_none_of_ours() -> None:
    result = run("def inner():\n    return 1 / 0\n\ninner()\n")
    assert result["line"] == 2
    assert "return 1 / 0" in result["traceback"] and "greenroom" not in result["traceback"]
    assert result["traceback"].endswith("ZeroDivisionError: division by zero\n")


def test_endless_printing_ends_with_a_sentence() -> None:
    result = run("while True:\n    print('again')\n")
    assert result["verdict"] == "error"
    assert "Output was cut after 100,000 characters" in result["message"]
    assert len(result["stdout"]) == OUTPUT_LIMIT


def test_input_reads_the_lines_given_and_says_when_they_run_out() -> None:
    result = run("print(int(input('a? ')) + int(input('b? ')))\n", stdin="2\n3")
    assert result["stdout"] == "a? 2\nb? 3\n5\n"
    short = run("input()\ninput()\n", stdin="2")
    assert (
        short["message"]
        == "input() asked for line 2, but the Input box has 1 line. Type the lines there before you run."
    )


def test_lines_can_be_read_from_standard_input_too() -> None:
    result = run("import sys\nprint(input())\nprint([line for line in sys.stdin])\n", stdin="1\n2\n3")
    assert result["stdout"] == "1\n1\n['2\\n', '3\\n']\n"


def test_sys_exit_ends_a_run_without_an_error() -> None:
    result = run("import sys\nprint('before')\nsys.exit(3)\n")
    assert (result["verdict"], result["stdout"], result["message"]) == (
        "finished",
        "before\n",
        "The program ended itself by sys.exit(3).",
    )


def test_the_pure_lru_cache_evicts_the_least_recently_used() -> None:
    calls: list[int] = []

    def double(n: int) -> int:
        calls.append(n)
        return n * 2

    cached = lru_cache_wrapper(double, 2, False, lambda *counts: counts)
    assert [cached(1), cached(2), cached(1), cached(3), cached(1), cached(2)] == [2, 4, 2, 6, 2, 4]
    assert calls == [1, 2, 3, 2]
    assert cached.cache_info() == (2, 4, 2, 2)
    cached.cache_clear()
    assert cached.cache_info() == (0, 0, 2, 0)


def test_the_pure_lru_cache_tells_types_apart_when_asked() -> None:
    typed = lru_cache_wrapper(lambda n: type(n).__name__, None, True, lambda *counts: counts)
    assert (typed(1), typed(1.0), typed(True)) == ("int", "float", "bool")


def test_memoised_recursion_of_a_thousand_levels_works() -> None:
    assert (
        run("from functools import cache\n@cache\ndef f(n):\n    return n and 1 + f(n - 1)\nprint(f(1000))\n")["stdout"]
        == "1000\n"
    )


def test_an_unknown_method_is_an_error_as_data() -> None:
    answer = api.handle({"v": api.VERSION, "id": 3, "method": "judge.rnu", "params": {}})
    assert (answer["id"], answer["error"]["code"]) == (3, "no-such-method")
    assert "judge.run" in answer["error"]["message"]


def test_a_message_of_another_version_asks_for_a_reload() -> None:
    answer = api.handle({"v": 99, "id": 1, "method": "judge.run", "params": {"code": ""}})
    assert answer["error"]["code"] == "version" and "reload the page" in answer["error"]["message"]
