"""The code runner in a real browser: the six problems, their mistakes, and every way for code to misbehave."""

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from ruamel.yaml import YAML

PROBLEMS = Path(__file__).resolve().parent.parent.parent / "bank" / "problems"
SLUGS = sorted(folder.name for folder in PROBLEMS.iterdir() if (folder / "problem.yml").is_file())
PROBLEM = "problems/busiest-window/"


def open_problem(page: Page, address: str) -> None:
    """Open a problem's page and wait until its editor can be used."""
    page.goto(address)
    page.wait_for_selector("code-runner[data-ready=editor]")
    expect(page.get_by_role("button", name="Test")).to_be_enabled()


def write(page: Page, code: str) -> None:
    """Put code into the editor as a paste would."""
    editor = page.locator("code-runner .cm-content")
    editor.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    editor.evaluate(
        """(element, text) => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          element.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        code,
    )


def press(page: Page, button: str, timeout: float = 30_000) -> str:
    """Press Run or Test and give the verdict."""
    page.get_by_role("button", name=button).click()
    page.wait_for_selector("code-runner[data-verdict]", timeout=timeout)
    return page.locator("code-runner").get_attribute("data-verdict") or ""


def judged(page: Page, code: str) -> str:
    """Test a solution and give the verdict."""
    write(page, code)
    return press(page, "Test")


def results(page: Page) -> str:
    """All that the runner shows below its status."""
    return page.locator(".gr-results").inner_text()


@pytest.mark.parametrize("slug", SLUGS)
def test_a_problem_accepts_its_solution_and_fails_each_listed_mistake(page: Page, site: str, slug: str) -> None:
    folder = PROBLEMS / slug
    open_problem(page, f"{site}problems/{slug}/")
    assert judged(page, (folder / "solution.py").read_text(encoding="utf-8")) == "accepted", results(page)
    about = YAML(typ="safe").load((folder / "problem.yml").read_text(encoding="utf-8"))
    for mistake in about["mistakes"]:
        code = (folder / "mistakes" / f"{mistake['id'].replace('-', '_')}.py").read_text(encoding="utf-8")
        assert judged(page, code) == "failed", f"{mistake['id']}: {results(page)}"


def test_run_shows_output_and_the_readers_own_line_numbers(page: Page, site: str) -> None:
    open_problem(page, site + PROBLEM)
    write(page, "import sys\nprint('to stdout')\nprint('to stderr', file=sys.stderr)\nprint({}['missing'])\n")
    assert press(page, "Run") == "error"
    text = results(page)
    assert "to stdout" in text and "to stderr" in text
    assert 'File "solution.py", line 4, in <module>' in text and "KeyError: 'missing'" in text


def test_a_failed_case_shows_pytests_diff_its_output_and_its_time(page: Page, site: str) -> None:
    open_problem(page, site + PROBLEM)
    assert (
        judged(
            page, "def busiest_window(timestamps, limit):\n    print('looking at', timestamps)\n    return (0, None)\n"
        )
        == "failed"
    )
    first = page.locator(".gr-case details[open]").first
    expect(first).to_contain_text("assert (0, None) ==")
    expect(first).to_contain_text("looking at")
    expect(first).to_contain_text(re.compile(r"\d m?s"))


def test_a_click_before_python_is_ready_is_kept(page: Page, site: str) -> None:
    page.goto(site + PROBLEM)
    page.wait_for_selector("code-runner[data-ready=editor]")
    write(page, "print('early')\n")
    page.get_by_role("button", name="Run").click()
    assert page.locator("code-runner").get_attribute("data-python") in {"cold", "loading"}
    page.wait_for_selector("code-runner[data-verdict=finished]", timeout=30_000)
    assert "early" in results(page)


def stop_and_run_again(page: Page) -> None:
    """Stop what runs and prove that the runner is usable."""
    page.get_by_role("button", name="Stop").click()
    page.wait_for_selector("code-runner[data-verdict=stopped]", timeout=2_000)
    write(page, "print(6 * 7)\n")
    assert press(page, "Run") == "finished"
    assert "42" in results(page)


def test_stop_ends_an_endless_loop_and_leaves_the_page_ready(page: Page, site: str) -> None:
    open_problem(page, site + PROBLEM)
    write(page, "while True: pass\n")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("status").filter(has_text="Running")).to_be_visible(timeout=30_000)
    stop_and_run_again(page)


def test_stop_works_for_a_loop_that_catches_everything_while_testing(page: Page, site: str) -> None:
    open_problem(page, site + PROBLEM)
    write(page, "while True:\n    try:\n        while True: pass\n    except BaseException:\n        pass\n")
    page.get_by_role("button", name="Test").click()
    expect(page.get_by_role("status").filter(has_text="Testing")).to_be_visible(timeout=30_000)
    stop_and_run_again(page)


def test_a_test_that_never_comes_back_is_ended_and_named(page: Page, site: str) -> None:
    open_problem(page, site + PROBLEM)
    loop = (
        "    while True:\n        try:\n            while True: pass\n        except BaseException:\n            pass\n"
    )
    code = f"def busiest_window(timestamps, limit):\n{loop}"
    assert judged(page, code) == "timeout"
    assert "ran past its limit of 2 s and was ended" in results(page)
    write(page, "print('usable')\n")
    assert press(page, "Run") == "finished"


MISBEHAVING = {
    "endless printing": ("while True: print('again and again')\n", "error", "Output was cut after 100,000 characters"),
    "1 GB at once": ("block = bytearray(10**9)\n", "error", "more memory than the 512 MB a run may use"),
    "growing memory": (
        "rows = [[0] * 10**6 for _ in range(10**4)]\n",
        "error",
        "more memory than the 512 MB a run may use",
    ),
    "input": ("name = input('Name? ')\n", "error", "Type the lines there before you run"),
    "sys.exit": ("import sys\nprint('bye')\nsys.exit(3)\n", "finished", "The program ended itself by sys.exit(3)."),
    "syntax error": ("def broken(:\n    pass\n", "error", "Python cannot read line 1"),
    "missing package": ("import numpy\n", "error", "There is no module 'numpy' here"),
    "deep recursion": ("def deep(n):\n    return deep(n + 1)\ndeep(0)\n", "error", "called itself too deeply"),
    "recursion through C": (
        "def deep(n):\n    return sorted([n], key=lambda _: deep(n + 1))\ndeep(0)\n",
        "error",
        "called itself too deeply",
    ),
    "a chain freed at once": (
        "chain = None\nfor _ in range(10**5):\n    chain = [chain]\nchain = None\n",
        "error",
        "brought the Python interpreter down",
    ),
    "os._exit": ("import os\nos._exit(1)\n", "error", "A fresh one is ready"),
}


def test_misbehaving_code_ends_in_a_clear_message_and_a_usable_runner(page: Page, site: str) -> None:
    open_problem(page, site + PROBLEM)
    for name, (code, verdict, message) in MISBEHAVING.items():
        write(page, code)
        assert press(page, "Run", timeout=60_000) == verdict, name
        assert message in results(page), name
        write(page, "print('still here')\n")
        assert press(page, "Run") == "finished", f"after {name}"
        assert "still here" in results(page), f"after {name}"


def test_input_reads_the_lines_typed_beside_the_editor(page: Page, site: str) -> None:
    open_problem(page, site + PROBLEM)
    write(page, "print(int(input()) + int(input()))\n")
    page.get_by_label("Input for input()").fill("20\n22")
    assert press(page, "Run") == "finished"
    assert "42" in results(page)


def test_memoised_recursion_and_deep_recursion_work(page: Page, site: str) -> None:
    open_problem(page, site + PROBLEM)
    write(
        page,
        "from functools import lru_cache\n@lru_cache(maxsize=None)\ndef f(n):\n    return n and 1 + f(n - 1)\nprint(f(1000))\n",
    )
    assert press(page, "Run") == "finished", results(page)
    assert "1000" in results(page)


ESCAPES = [
    "from pyodide.code import run_js\nrun_js('indexedDB.open(\"greenroom\")')\n",
    "import js\nprint(js.indexedDB.databases)\n",
    "import js\njs.caches.keys\n",
    "import js\njs.parent.document.body\n",
    "import js\njs.localStorage.getItem('x')\n",
    "import js\njs.XMLHttpRequest.new()\n",
    "from js import fetch\nfetch('/greenroom/')\n",
    "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:1/')\n",
    "from pyodide.ffi import to_js\nto_js([1]).constructor.constructor('return globalThis')()\n",
    "from pyodide.code import run_js\nrun_js('importScripts(\"x.js\")')\n",
]


def test_the_readers_code_reaches_neither_the_sites_data_nor_the_network(page: Page, site: str) -> None:
    open_problem(page, site + PROBLEM)
    for code in ESCAPES:
        write(page, code)
        assert press(page, "Run") == "error", code


def test_a_draft_and_the_last_verdict_are_there_after_a_reload(page: Page, site: str) -> None:
    open_problem(page, site + PROBLEM)
    assert judged(page, "def busiest_window(timestamps, limit):\n    return 'my draft'\n") == "failed"
    page.reload()
    page.wait_for_selector("code-runner[data-ready=editor]")
    expect(page.locator(".cm-content")).to_contain_text("my draft")
    expect(page.locator(".gr-last")).to_contain_text("Last attempt: Failed")


def test_reset_brings_the_starter_back_and_can_be_undone(page: Page, site: str) -> None:
    open_problem(page, site + PROBLEM)
    write(page, "mine = True\n")
    page.get_by_role("button", name="Reset").click()
    expect(page.locator(".cm-content")).to_contain_text("def busiest_window")
    page.get_by_role("button", name="Undo reset").click()
    expect(page.locator(".cm-content")).to_contain_text("mine = True")


def test_everything_can_be_done_with_the_keyboard(page: Page, site: str) -> None:
    open_problem(page, site + PROBLEM)
    page.locator(".cm-content").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("print('by keyboard')")
    page.keyboard.press("ControlOrMeta+Enter")
    page.wait_for_selector("code-runner[data-verdict=finished]", timeout=30_000)
    assert "by keyboard" in results(page)
    page.keyboard.press("ControlOrMeta+Shift+Enter")
    page.wait_for_selector("code-runner[data-verdict=error]")
    assert "does not define 'busiest_window'" in results(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.gr-editor') === null")


def test_stop_is_quick_with_a_spare(page: Page, site: str) -> None:
    open_problem(page, site + PROBLEM)
    write(page, "while True: pass\n")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("status").filter(has_text="Running")).to_be_visible(timeout=30_000)
    time.sleep(4)  # the spare starts in the background
    page.get_by_role("button", name="Stop").click()
    page.wait_for_selector("code-runner[data-verdict=stopped]")
    assert page.locator("code-runner").get_attribute("data-python") == "ready"
