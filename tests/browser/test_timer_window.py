"""The phase timer in a small window of its own, above other windows where the browser can do that."""

import re

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.test_timer_signals import PLAN, press

NO_PICTURES = "delete window.documentPictureInPicture;"


def small_window(timer: Locator, context: BrowserContext) -> Page:
    """Open the small window."""
    with context.expect_page() as opening:
        press(timer, "Small window")
    return opening.value


def test_a_small_window_shows_the_run_and_drives_it(page: Page, context: BrowserContext, site: str) -> None:
    context.add_init_script(NO_PICTURES)
    page.goto(site + PLAN)
    timer = page.locator("phase-timer")
    press(timer, "Start")
    small = small_window(timer, context)
    expect(small.get_by_role("timer")).to_have_text(re.compile(r"^(5:00|4:5\d)$"))
    expect(small.get_by_role("main")).to_contain_text("Introductions")
    face = "getComputedStyle(document.querySelector('.phase-timer-mini__time')).fontWeight"
    small.wait_for_function(f"{face} === '700'")  # the site's style sheet holds there
    small.get_by_role("button", name="Pause").click()
    expect(timer).to_have_attribute("data-state", "paused")
    small.get_by_role("button", name="Resume").click()
    small.get_by_role("button", name="Next phase").click()
    expect(timer.locator("[aria-current=step]")).to_contain_text("Clarify")
    expect(small.get_by_role("main")).to_contain_text("Clarify")
    small.keyboard.press("n")
    expect(timer.locator("[aria-current=step]")).to_contain_text("Choose an approach")
    press(timer, "Pause")
    expect(small.get_by_role("button", name="Resume")).to_be_visible()
    press(timer, "Close the small window")
    expect(timer.get_by_role("button", name="Small window", exact=True)).to_be_visible()
    assert small.is_closed()


@pytest.mark.parametrize("given", [True, False])
def test_a_window_above_all_others_is_asked_for_first(
    page: Page, context: BrowserContext, site: str, given: bool
) -> None:
    answer = 'window.open("", "", "popup")' if given else 'Promise.reject(new DOMException("no", "NotAllowedError"))'
    script = f"value: {{ requestWindow: (options) => {{ window.asked = options; return {answer}; }} }}"
    context.add_init_script(f"Object.defineProperty(window, 'documentPictureInPicture', {{ {script} }});")
    page.goto(site + PLAN)
    small = small_window(page.locator("phase-timer"), context)
    expect(small.get_by_role("timer")).to_have_text("5:00")
    assert page.evaluate("window.asked.width") > 0


def test_the_small_window_goes_with_its_page(page: Page, context: BrowserContext, site: str) -> None:
    context.add_init_script(NO_PICTURES)
    page.goto(site + PLAN)
    small = small_window(page.locator("phase-timer"), context)
    with small.expect_event("close"):
        page.goto(site + "plans/")


def test_a_browser_that_opens_no_window_says_so_or_offers_none(page: Page, context: BrowserContext, site: str) -> None:
    context.add_init_script(NO_PICTURES + "window.open = () => null;")
    page.goto(site + PLAN)
    timer = page.locator("phase-timer")
    press(timer, "Small window")
    expect(timer.locator("[aria-live=polite]")).to_contain_text("did not open a window")
    context.add_init_script("window.open = undefined;")
    page.reload()
    expect(timer.get_by_role("button", name="Start")).to_be_visible()
    expect(timer.get_by_role("button", name="Small window")).to_have_count(0)
