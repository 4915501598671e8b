"""What an attempt may not leave behind or reach, what it waits for, and how a failed comparison is told."""

import asyncio
import builtins
import os
import random
import socket
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from greenroom.judging.comparing import first_difference
from greenroom.judging.eventloop import _make_loop
from greenroom.judging.limits import AlarmLimit
from greenroom.judging.network import NetworkBlockedError, no_network
from greenroom.judging.running import run
from greenroom.judging.showing import ITEMS, parts, shown
from greenroom.judging.sleeping import sliced
from greenroom.judging.testing import test as judge
from greenroom.judging.threads import install
from tests.work import steps_of

EMPTY = [{"name": "test_any.py", "source": "import solution\n\n\ndef test_any():\n    solution.work()\n"}]


def judged(body: str) -> dict[str, Any]:
    """Judge a solution whose `work()` does something to the interpreter."""
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    return judge(f"def work():\n{lines}", EMPTY, test_seconds=1.0, limit=AlarmLimit())


def test_what_code_changes_of_the_interpreter_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GREENROOM_KEPT", "yes")
    home, numbers, octal = Path.cwd(), random.getstate(), oct
    result = judged(
        "import builtins, os, random\nbuiltins.oct = lambda _: 7\nbuiltins.made_up = 1\n"
        "os.environ['GREENROOM_KEPT'] = 'no'\nos.environ['GREENROOM_NEW'] = '1'\nos.chdir('/')\nrandom.seed(1)"
    )
    assert result["verdict"] == "accepted"
    assert builtins.oct is octal and not hasattr(builtins, "made_up")
    assert (os.environ["GREENROOM_KEPT"], "GREENROOM_NEW" in os.environ) == ("yes", False)
    assert (Path.cwd(), random.getstate()) == (home, numbers)


def test_a_file_beside_the_solution_hides_a_module_of_its_name_only_while_it_is_judged() -> None:
    tests = [{"name": "test_heap.py", "source": "import heapq\n\n\ndef test_own():\n    assert heapq.OWN == 1\n"}]
    assert judge("", tests, files=[{"name": "heapq.py", "source": "OWN = 1\n"}])["verdict"] == "accepted"
    import heapq

    assert not hasattr(heapq, "OWN")


def test_the_network_is_shut_and_opened_again() -> None:
    before = socket.getaddrinfo
    with no_network(), pytest.raises(NetworkBlockedError), socket.socket() as made:
        made.connect(("127.0.0.1", 9))
    assert socket.getaddrinfo is before and "connect" not in vars(socket.socket)


def test_code_with_a_fallback_for_a_failing_network_takes_it() -> None:
    code = "import urllib.request\ntry:\n    urllib.request.urlopen('http://127.0.0.1:9')\nexcept OSError:\n    print('cached')\n"
    assert run(code)["stdout"] == "cached\n"


def test_the_event_loop_of_the_browser_runs_tasks_timers_and_queues() -> None:
    async def work() -> list[int]:
        queue: asyncio.Queue[int] = asyncio.Queue()

        async def produce() -> None:
            for n in range(3):
                await asyncio.sleep(0.005)
                await queue.put(n)

        async with asyncio.TaskGroup() as group:
            group.create_task(produce())
            return [await queue.get() for _ in range(3)]

    with asyncio.Runner(loop_factory=_make_loop) as runner:
        assert runner.run(work()) == [0, 1, 2]


def test_the_event_loop_of_the_browser_says_when_nothing_can_happen_any_more() -> None:
    async def wait_for_good() -> None:
        await asyncio.Event().wait()

    loop = _make_loop()
    task = loop.create_task(wait_for_good())
    with pytest.raises(RuntimeError, match="every task waits"):
        loop.run_until_complete(task)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        loop.run_until_complete(task)
    loop.close()


def test_a_wrong_answer_of_many_values_is_told_at_once() -> None:
    def wrong(values: int) -> tuple[dict[str, Any], int]:
        code = f"def numbers():\n    return [n + 1 for n in range({values})]\n"
        source = (
            f"from solution import numbers\n\n\ndef test_numbers():\n    assert numbers() == list(range({values}))\n"
        )
        return steps_of(lambda: judge(code, [{"name": "test_many.py", "source": source}], limit=AlarmLimit()))

    wrong(10)  # what is loaded once
    (_, few), (result, many) = wrong(200), wrong(20_000)
    assert (result["verdict"], result["reason"]) == ("failed", "wrong-answer")
    assert "At index 0 the left has 1, the right 0." in result["cases"][0]["message"]
    assert many < 2 * few


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        ([1, 2, 3], [1, 5, 3], "At index 1 the left has 2, the right 5."),
        ([1, 2], [1, 2, 3], "The left has 2 items, the right 3; they agree as far as the shorter goes."),
        ({"a": 1}, {"a": 2}, "Under 'a' the left has 1, the right 2."),
        ({"a": 1}, {}, "Only the left has the key 'a'."),
        ({}, {"b": 1}, "Only the right has the key 'b'."),
        ("text", "test", ""),
    ],
)
def test_the_first_difference_is_told_in_a_sentence(left: object, right: object, said: str) -> None:
    assert first_difference(left, right) == said


def test_values_are_shown_whatever_they_are() -> None:
    class Broken:
        def __repr__(self) -> str:
            raise ValueError

    loop: list[Any] = []
    loop.append(loop)
    assert shown(Broken()) == "<Broken whose repr raises ValueError>"
    assert "Recursion" in shown(loop)
    assert len(shown(list(range(10**6)))) < 2_100 and parts(list(range(10**6))) > ITEMS
    assert shown({"b": 1, "a": 2}, ordered=False) == "{'a': 2, 'b': 1}"
    assert shown({"b": 1, "a": 2}) == "{'b': 1, 'a': 2}"


def test_only_the_failed_can_be_run_again() -> None:
    tests = [{"name": "test_any.py", "source": "def test_a():\n    assert 0\n\n\ndef test_b():\n    pass\n"}]
    first = judge("", tests)
    failed = [case["id"] for case in first["cases"] if case["outcome"] == "failed"]
    again = judge("", tests, only=failed)
    assert (again["total"], [case["name"] for case in again["cases"]]) == (1, ["test_a"])


def test_a_hidden_tests_source_is_shown_nowhere_whatever_the_style() -> None:
    source = (
        "import unittest\nfrom solution import double\n\n\nclass Secret(unittest.TestCase):\n"
        "    def test_table(self):\n        for secret_name in (1, 2):\n            with self.subTest(n=secret_name):\n"
        "                self.assertEqual(double(secret_name), 2 * secret_name)\n\n\n"
        "def test_call(tmp_path):\n    double(tmp_path, secret_name=1)\n"
    )
    for code in ("def double(x):\n    return 0\n", "def double(x):\n    raise KeyError(x)\n"):
        cases = judge(code, [], [{"name": "test_hidden.py", "source": source}])["cases"]
        shown_texts = str([{**each, "name": "", "id": ""} for each in cases])
        assert "assertEqual" not in shown_texts and "test_hidden.py" not in str([each["detail"] for each in cases])
        assert "for secret_name" not in shown_texts and "tmp_path" not in shown_texts


def test_a_long_sleep_is_made_of_short_ones_and_a_wrong_length_is_refused() -> None:
    now, slept = 0.0, list[float]()

    def sleep(seconds: float) -> None:
        nonlocal now
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        slept.append(seconds)
        now += seconds

    wait = sliced(sleep, lambda: now)
    wait(0)
    wait(0.1)
    assert slept[0] == 0 and sum(slept) == pytest.approx(0.1) and max(slept) <= 0.02
    with pytest.raises(ValueError, match="non-negative"):
        wait(-1)


@pytest.mark.parametrize("start", range(1, 20))
def test_a_sleep_by_a_coarse_clock_is_never_shorter_than_asked_for(start: int) -> None:
    # A browser's clock steps by a tenth of a millisecond; its reading plus the length may round to a hair less.
    ticks = 12_345_000 + start

    def sleep(seconds: float) -> None:
        nonlocal ticks
        ticks += max(1, int(seconds * 10_000))

    began = ticks / 10_000
    sliced(sleep, lambda: ticks / 10_000)(0.05)
    assert ticks / 10_000 - began >= 0.05


def test_a_thread_of_the_browser_runs_when_it_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    thread: Any = threading.Thread
    for name in ("start", "join", "is_alive"):
        monkeypatch.setattr(thread, name, getattr(thread, name))
    main = threading.current_thread()
    seen: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda _: seen.append("failed"))
    install()

    def leave() -> None:
        seen.append(threading.current_thread())
        sys.exit()

    quits = threading.Thread(target=leave)
    quits.start()
    threading.Thread(target=int, args=("x",)).start()
    assert seen == [quits, "failed"] and threading.current_thread() is main
    quits.join()
    assert not quits.is_alive()
    with pytest.raises(RuntimeError, match="only be started once"):
        quits.start()
