"""Past mocks side by side, in a real browser."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.mock_log import (
    CRITERIA,
    DAY,
    MINUTE,
    PAGE,
    SAID,
    answered,
    event,
    kept,
    level,
    marked,
    open_debrief,
    sat,
    seed,
)
from tests.browser.page_states import ENGINE_MS, look_around
from tests.browser.test_pages import violations


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    return answered(new_context)


def test_before_the_first_mock_the_page_says_what_will_be_there(page: Page, site: str) -> None:
    page.goto(site + PAGE)
    history = page.locator("mock-history")
    expect(history).to_have_attribute("data-phase", "empty")
    expect(history).to_contain_text("You have not sat a mock yet.")
    assert violations(page) == []
    history.get_by_role("link", name="Sit a mock interview").click()
    expect(page.locator("h1")).to_be_visible()
    assert page.url.startswith(f"{site}rehearse/mock/")


def twelve(now: int) -> list[dict[str, Any]]:
    """A dozen mocks of two kinds, one every two days, better from one to the next."""
    events = []
    for number in range(12):
        time, name = now - (12 - number) * 2 * DAY, f"s{number}"
        kind = "behavioural" if number % 3 == 2 else "system-design"
        events.append(
            sat(
                name,
                [300_000, 300_000, 900_000 + (8 - number) * MINUTE, 60_000],
                time,
                kind=kind,
                title=f"Mock {number}",
            )
        )
        if number % 4:
            ratings = dict.fromkeys(CRITERIA[: 2 if kind == "behavioural" else 3], 1 + number // 4)
            events.append(marked(name, time + MINUTE, ratings=ratings, summary="So."))
        if number in (3, 6):
            figures = {
                "ok": True,
                "seconds": 300,
                "words_per_minute": {"middle": 100 + 10 * number},
                "pauses": {"count": 30},
            }
            events.append(
                event(
                    "speech", f"p{number}", time, {"session": name, "recording": name, "at": time, "figures": figures}
                )
            )
    return events


def open_history(page: Page, site: str) -> Locator:
    page.goto(site + PAGE)
    history = page.locator("mock-history")
    expect(history).to_have_attribute("data-phase", "ready", timeout=ENGINE_MS)
    return history


def test_a_dozen_mocks_stand_side_by_side(page: Page, site: str) -> None:
    now = page.evaluate("Date.now()")
    seed(page, site, *twelve(now))
    history = open_history(page, site)
    expect(history.locator(".mh-heading")).to_have_text(
        "12 mocks, 5 hours 42 minutes in total, all in the last 30 days."
    )
    titles = history.locator(".mh-list .gr-list__title")
    expect(titles).to_have_text([f"Mock {number}" for number in range(11, -1, -1)])
    expect(titles.first).to_have_attribute("href", f"{site}rehearse/mock/?session=s11")
    expect(history.get_by_text("8 of 12 ran over the plan.")).to_be_visible()
    history.get_by_role("radio", name="All").focus()
    page.keyboard.press("ArrowRight")
    expect(history.get_by_role("radio", name="System design")).to_be_checked()
    expect(titles).to_have_count(8)
    expect(history.get_by_text("Against the mean of the 5 before it, your latest mock took")).to_be_visible()
    history.get_by_text("The ratings of each mock").click()
    expect(history.get_by_role("columnheader", name="How numbers went")).to_be_visible()
    rows = history.locator(".mh-ratings tbody tr")
    expect(rows).to_have_count(8)
    expect(rows.nth(0).locator("td")).to_have_text(["–", "–", "–"])
    expect(rows.nth(7).locator("td")).to_have_text(["3", "3", "3"])
    history.get_by_text("The speech of each mock").click()
    expect(history.locator("table").last.locator("tbody tr td")).to_have_text(["130", "6", "160", "6"])


def test_with_one_kind_of_round_there_is_nothing_to_choose(page: Page, site: str) -> None:
    now = page.evaluate("Date.now()")
    seed(
        page,
        site,
        sat("a", time=now - 2 * DAY),
        marked("a", now - 2 * DAY, ratings={"questions": 2}),
        sat("b", [300_000, 300_000, 1_020_000, 60_000], now - DAY),
        marked("b", now - DAY, ratings={"questions": 3, "numbers": 3}),
    )
    history = open_history(page, site)
    expect(history).to_contain_text(
        "Against the mean of the one before it, your latest mock took 2 minutes more against its plan and was rated 1.0 higher."
    )
    expect(history.get_by_role("heading", name="System design mocks")).to_be_visible()
    expect(history.get_by_role("radio")).to_have_count(0)
    history.get_by_text("The ratings of each mock").click()
    expect(history.get_by_role("columnheader")).to_have_text(["Mock", "How questions went", "How numbers went"])


def test_a_mock_that_was_broken_off_at_once_has_taken_no_zero_seconds(page: Page, site: str) -> None:
    now = page.evaluate("Date.now()")
    seed(page, site, sat("a", [2_000, 0, 0, 0], now - DAY, finished=False))
    expect(open_history(page, site)).to_contain_text("1 mock, less than a minute in total, all in the last 30 days.")


def test_what_differs_too_little_to_show_is_called_the_same(page: Page, site: str) -> None:
    now = page.evaluate("Date.now()")
    said = [*SAID, {"at": 130, "what": "curveball", "id": "c1", "phase": "design", "plain": "Half the budget."}]
    events = []
    # Rated 3.33 against a mean of 3.30, and 120 words a minute against a mean of 120.33.
    for number, words, levels in (
        (0, 120, [3, 3, 3, 4]),
        (1, 121, [3, 3, 4]),
        (2, 120, [3, 3, 4]),
        (3, 120, [4, 3, 3]),
    ):
        name, time = f"s{number}", now - (4 - number) * DAY
        figures = {"ok": True, "seconds": 300, "words_per_minute": {"middle": words}, "pauses": {"count": 30}}
        rated = dict(zip([*CRITERIA, "gone"], levels, strict=False))
        events += [
            sat(name, time=time, said=said, taken={"r1": "missed"} if number == 3 else {}),
            marked(name, time, ratings=rated, taken={"c1": "missed"} if number == 3 else {}),
            event("speech", f"p{number}", time, {"session": name, "recording": name, "at": time, "figures": figures}),
        ]
    seed(page, site, *events)
    history = open_history(page, site)
    expect(history).to_contain_text(
        "Against the mean of the 3 before it, your latest mock kept the time just as they did, was rated the same and was as fast."
    )
    expect(history.locator('[data-session="s3"]')).to_contain_text("redirects and curveballs missed: 2")
    expect(history.locator('[data-session="s0"]')).not_to_contain_text("missed")


def test_a_mock_sat_in_another_tab_joins(page: Page, site: str, context: BrowserContext) -> None:
    seed(page, site, *twelve(page.evaluate("Date.now()")))
    history = open_history(page, site)
    other = context.new_page()
    debrief = open_debrief(other, site, told=False, session="s8")
    level(debrief, "numbers", 2).check()
    kept(debrief)
    row = history.locator('[data-session="s8"]')
    expect(row).to_contain_text("rated 2.0 of 4 in 1 criterion")


@pytest.mark.parametrize("width", [390, 1280])
def test_past_mocks_are_usable_by_everyone(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    seed(page, site, *twelve(page.evaluate("Date.now()")))
    history = open_history(page, site)
    for kind in ("All", "System design"):
        history.get_by_role("radio", name=kind).check()
        look_around(page)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert violations(page) == []
