"""The judge says the same in the browser as under CPython: every golden case, put to one isolated Python on a bare page.

The browser's Python is 3.14, the host's may be 3.12 or later. What may differ for that reason is left out by name: times,
addresses, tracebacks (their inner lines are Python's own), and the texts listed in `WORDED_DIFFERENTLY`.
"""

import json
import subprocess
import sys
from typing import Any

import pytest
from playwright.sync_api import Page

from greenroom import api
from tests.browser.conftest import ROOT
from tests.golden import load, outcomes, replay, request, told

CASES = load()
# Cases whose message is worded by Python itself, and was worded anew between two of its versions.
WORDED_DIFFERENTLY = {"exception": "3.14 says which list is no key of a dictionary"}
# Ways to the network that only a browser has.
BROWSER_ONLY = {
    "js.fetch": "import js\nawait_me = js.fetch('https://example.org/')\n",
    "from js": "from js import fetch\nfetch('https://example.org/')\n",
    "XMLHttpRequest": "import js\njs.XMLHttpRequest.new()\n",
    "open_url": "from pyodide.http import open_url\nprint(open_url('https://example.org/').read())\n",
    "pyfetch": "import asyncio\nfrom pyodide.http import pyfetch\nasyncio.run(pyfetch('https://example.org/'))\n",
    "https": "import urllib.request\nurllib.request.urlopen('https://example.org/')\n",
    "requests": "import requests\n",
}


@pytest.fixture(scope="module")
def answers(bare: Page) -> dict[str, dict[str, Any]]:
    """What the browser says of each case and of the ways to the network it alone has, from one start of Python."""
    questions = [dict(zip(("method", "params"), request(case), strict=True)) for case in CASES]
    questions += [{"method": "judge.run", "params": {"code": code}} for code in BROWSER_ONLY.values()]
    names = [case["id"] for case in CASES] + list(BROWSER_ONLY)
    return dict(zip(names, bare.evaluate("questions => golden.judge(questions)", questions), strict=True))


@pytest.fixture(scope="module")
def here() -> dict[str, dict[str, Any]]:
    """What the judge says of each case here, in a process without the loop that drives the browser."""
    done = subprocess.run([sys.executable, "-m", "tests.golden"], cwd=ROOT, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_browser_says_what_cpython_says(
    here: dict[str, dict[str, Any]], answers: dict[str, dict[str, Any]], case: dict[str, Any]
) -> None:
    own, there = here[case["id"]], answers[case["id"]]
    assert outcomes(there) == outcomes(own)
    expected, found = told(own), told(there)
    if case["id"] in WORDED_DIFFERENTLY:
        for result in (expected, found):
            result["message"] = ""
            result["cases"] = []
    assert found == expected


@pytest.mark.parametrize("name", BROWSER_ONLY)
def test_the_browsers_own_ways_to_the_network_end_in_the_same_reason(
    answers: dict[str, dict[str, Any]], name: str
) -> None:
    result = answers[name]
    assert (result["verdict"], result["reason"]) == ("error", "network"), result


def test_the_browsers_sqlite_is_the_one_problems_may_rely_on(bare: Page) -> None:
    code = "import sqlite3\nprint(sqlite3.sqlite_version)\n"
    question = {"method": "judge.run", "params": {"code": code}}
    (result,) = bare.evaluate("questions => golden.judge(questions)", [question])
    version = tuple(map(int, result["stdout"].strip().split(".")))
    assert version >= (3, 39), (
        "problems in SQL use window functions, UPSERT, RETURNING and RIGHT JOIN, and nothing newer"
    )


def test_a_history_of_200_reviews_replays_to_the_same_dates_here_and_in_the_browser(bare: Page) -> None:
    kept = json.loads(replay.KEPT.read_text(encoding="utf-8"))
    here = api.call(**replay.request())
    [there] = bare.evaluate("questions => golden.judge(questions)", [replay.request()])
    for result in (here, there):
        assert replay.told(result) == {key: kept[key] for key in ("cards", "queue", "counts")}
        assert replay.memory(result) == pytest.approx(kept["memory"], abs=1e-5)
