"""The code runner in a real browser: Run, Test and Stop, drafts, keys, and every way for code to misbehave."""

import re
import time

from playwright.sync_api import Page, expect

from tests.browser.runner_desk import PROBLEM, READY, button, judged, open_problem, press, results, write


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
    page.wait_for_selector(READY)
    write(page, "print('early')\n")
    button(page, "Run").click()
    assert page.locator("code-runner").get_attribute("data-python") in {"cold", "loading"}
    page.wait_for_selector("code-runner[data-verdict=finished]", timeout=30_000)
    assert "early" in results(page)


def stop_and_run_again(page: Page) -> None:
    """Stop what runs and prove that the runner is usable."""
    button(page, "Stop").click()
    page.wait_for_selector("code-runner[data-verdict=stopped]", timeout=2_000)
    write(page, "print(6 * 7)\n")
    assert press(page, "Run") == "finished"
    assert "42" in results(page)


def test_stop_ends_an_endless_loop_and_leaves_the_page_ready(page: Page, site: str) -> None:
    open_problem(page, site + PROBLEM)
    write(page, "while True: pass\n")
    button(page, "Run").click()
    expect(page.get_by_role("status").filter(has_text="Running")).to_be_visible(timeout=30_000)
    stop_and_run_again(page)


def test_stop_works_for_a_loop_that_catches_everything_while_testing(page: Page, site: str) -> None:
    open_problem(page, site + PROBLEM)
    write(page, "while True:\n    try:\n        while True: pass\n    except BaseException:\n        pass\n")
    button(page, "Test").click()
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


def test_a_draft_and_the_last_verdict_are_there_after_a_reload(page: Page, site: str) -> None:
    open_problem(page, site + PROBLEM)
    assert judged(page, "def busiest_window(timestamps, limit):\n    return 'my draft'\n") == "failed"
    page.reload()
    page.wait_for_selector(READY)
    expect(page.locator(".cm-content")).to_contain_text("my draft")
    expect(page.locator(".gr-last")).to_contain_text("Last attempt: Failed")


def test_reset_brings_the_starter_back_and_can_be_undone(page: Page, site: str) -> None:
    open_problem(page, site + PROBLEM)
    write(page, "mine = True\n")
    button(page, "Reset").click()
    expect(page.locator(".cm-content")).to_contain_text("def busiest_window")
    button(page, "Undo reset").click()
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
    button(page, "Run").click()
    expect(page.get_by_role("status").filter(has_text="Running")).to_be_visible(timeout=30_000)
    time.sleep(4)  # the spare starts in the background
    button(page, "Stop").click()
    page.wait_for_selector("code-runner[data-verdict=stopped]")
    assert page.locator("code-runner").get_attribute("data-python") == "ready"
