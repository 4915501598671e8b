"""The trace drill in a real browser: predicting a recorded run from start to score, by mouse, by keys, and in the log."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from greenroom.tracing.predicting import drill as recorded
from tests.browser.page_states import OPEN_ALL
from tests.browser.test_drills import LOG
from tests.browser.test_pages import violations
from tests.serving import Served

SLUG = "binary-search-boundary"
START = 60_000
"""Milliseconds that a first start of Python may take on a busy machine."""


def open_drill(page: Page, site: str, slug: str = SLUG) -> Locator:
    """Open a drill's page and wait until it can be started."""
    page.goto(f"{site}traces/{slug}/")
    drill = page.locator("trace-drill")
    expect(drill.get_by_role("button", name="Start")).to_be_enabled()
    return drill


def start(drill: Locator) -> list[dict[str, Any]]:
    """Start a round and give what it will ask."""
    drill.get_by_role("button", name="Start").click()
    expect(drill).to_have_attribute("data-phase", "asking", timeout=START)
    points: list[dict[str, Any]] = drill.evaluate("(element) => element.points")
    return points


def field(drill: Locator) -> Locator:
    """Where the answer is typed."""
    return drill.get_by_role("textbox")


def verdict(drill: Locator) -> Locator:
    """What is said of the last answer."""
    return drill.locator(".gr-verdict")


def go_on(drill: Locator) -> None:
    """To the next question, or to the score after the last."""
    drill.locator(".gr-told-next").click()


def events(page: Page) -> list[dict[str, Any]]:
    """The finished rounds in the reader's log."""
    found: list[dict[str, Any]] = page.evaluate(LOG)
    return [each for each in found if each["kind"] == "trace-drill"]


def test_a_round_from_start_to_score(page: Page, site: str, served: Served) -> None:
    served.requests.clear()
    drill = open_drill(page, site)
    assert not any("/assets/runtime/" in path for path, _ in served.requests), "Python is loaded on intent"
    points = start(drill)
    code = json.loads((Path(served.folder) / "assets" / "traces" / f"{SLUG}.json").read_text())["code"]
    here = recorded(code, 0)
    steps = drill.evaluate("(element) => element.trace.steps.map((step) => [step.event, step.line, step.function])")
    assert steps == [[step["event"], step["line"], step["function"]] for step in here["steps"]]
    assert points == here["points"]

    said = []
    for number, point in enumerate(points, 1):
        expect(drill).to_contain_text(f"Question {number} of {len(points)}")
        expect(drill.locator("trace-player [aria-current]")).to_contain_text(str(point["line"]))
        expect(drill.get_by_role("button", name="Step forward")).to_be_disabled()
        if number == 1:
            drill.get_by_role("button", name="Show me").click()
            outcome, given = "shown", ""
        elif number == 2:
            given = "999" if point["kind"] == "line" else "[999]"
            field(drill).fill(given)
            field(drill).press("Enter")
            outcome = "wrong"
            expect(verdict(drill)).to_contain_text(f"You said {given}.")
        else:
            given = str(point["expected"])
            field(drill).fill(given)
            drill.get_by_role("button", name="Check").click()
            outcome = "right"
        expect(verdict(drill)).to_have_attribute("data-outcome", outcome)
        expect(verdict(drill)).to_contain_text(str(point["expected"]))
        said.append({key: point[key] for key in ("kind", "step", "line", "name", "expected")})
        said[-1] |= {"given": given, "outcome": outcome}
        go_on(drill)

    right = len(points) - 2
    expect(drill.locator(".gr-drill-score")).to_have_text(f"{right} of {len(points)} right")
    expect(drill.locator(".gr-drill-answers > li")).to_have_count(len(points))
    (event,) = events(page)
    assert event["payload"] == {"trace": SLUG, "seed": 0, "asked": len(points), "right": right, "answers": said}

    drill.get_by_role("button", name="Look at it").nth(1).click()
    expect(drill.locator("trace-player [aria-current]")).to_contain_text(str(points[1]["line"]))
    expect(drill.get_by_role("button", name="Step forward")).to_be_enabled()
    drill.get_by_role("button", name="Another round").click()
    expect(drill).to_have_attribute("data-phase", "asking")
    assert drill.evaluate("(element) => element.points") == recorded(code, 1)["points"]


def test_a_press_on_a_line_of_the_code_answers(page: Page, site: str) -> None:
    drill = open_drill(page, site)
    points = start(drill)
    while points[0]["kind"] != "line":
        drill.get_by_role("button", name="Show me").click()
        go_on(drill)
        points = points[1:]
    drill.get_by_role("button", name=str(points[0]["expected"]), exact=True).click()
    expect(verdict(drill)).to_have_attribute("data-outcome", "right")


def test_what_cannot_be_read_is_no_answer(page: Page, site: str) -> None:
    drill = open_drill(page, site)
    points = start(drill)
    drill.get_by_role("button", name="Check").click()
    expect(drill.get_by_role("alert")).to_have_text("Type an answer first, or press Show me.")
    for point in points[:2]:
        field(drill).fill("the next one" if point["kind"] == "line" else "[1, 2")
        field(drill).press("Enter")
        said = "Type the number of a line" if point["kind"] == "line" else "That is no Python value."
        expect(drill.get_by_role("alert")).to_contain_text(said)
        expect(field(drill)).to_have_attribute("aria-invalid", "true")
        expect(verdict(drill)).to_have_count(0)
        drill.get_by_role("button", name="Show me").click()
        go_on(drill)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_round_by_keys_alone_suits_every_reader(
    new_context: Callable[..., BrowserContext], site: str, width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 900}).new_page()
    drill = open_drill(page, site, "shared-rows")
    page.evaluate(OPEN_ALL)  # colours that change inside what is closed never come to rest
    assert violations(page) == []
    drill.get_by_role("button", name="Start").focus()
    page.keyboard.press("Enter")
    expect(drill).to_have_attribute("data-phase", "asking", timeout=START)
    for number, point in enumerate(drill.evaluate("(element) => element.points")):
        expect(field(drill)).to_be_focused()
        page.keyboard.type(str(point["expected"]) if number else "7")
        if number < 2:
            assert violations(page) == []
        page.keyboard.press("Enter")
        expect(drill.locator(".gr-told-next")).to_be_focused()
        if number < 2:
            assert violations(page) == []
        page.keyboard.press("Enter")
    expect(drill.locator(".gr-drill-score")).to_be_focused()
    expect(drill.get_by_role("status")).to_contain_text("right.")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_next_visit_tells_of_the_last_round(page: Page, site: str) -> None:
    for seed in range(2):
        drill = open_drill(page, site)
        points = start(drill)
        for _ in points:
            drill.get_by_role("button", name="Show me").click()
            go_on(drill)
        expect(drill.locator(".gr-drill-score")).to_be_visible()
        assert [each["payload"]["seed"] for each in events(page)] == list(range(seed + 1))
    expect(drill).to_contain_text("You have done one round here. Last time: 0 of 8 right.")


def test_without_javascript_the_program_can_be_read(new_context: Callable[..., BrowserContext], site: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}traces/{SLUG}/")
    expect(page.locator("trace-drill")).to_contain_text("def first_at_least(values, target):")
    page.locator("summary", has_text="What the run shows").click()
    expect(page.get_by_text("a place to insert, not a value to read")).to_be_visible()
