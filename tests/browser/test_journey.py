"""The whole way of one reader: an evening of preparation, the day after, and a train without a network."""

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.runner_desk import judged, results

ROOT = Path(__file__).resolve().parents[2]
SOLUTION = (ROOT / "bank" / "problems" / "busiest-window" / "solution.py").read_text(encoding="utf-8")
WALKTHROUGH = "walkthroughs/feed-ranking/"
FIRST_PART = WALKTHROUGH + "1-clarify/"
QUESTION = "questions/busiest-window-question/"
PROBLEM = "problems/busiest-window/"
pytestmark = pytest.mark.kept
ENGINE_MS = 60_000
"""Milliseconds the engine may take to boot on a slow machine."""
KEPT_MS = 90_000
"""Milliseconds that everything may take to be kept on a slow machine."""


def kept(page: Page) -> None:
    """Wait until the page in view, and its tool, is kept for the time without a network."""
    page.wait_for_selector("html[data-offline=ready]", timeout=KEPT_MS)


def follow(page: Page, link: Locator, address: str) -> None:
    """Click a link of the page and arrive."""
    link.first.click()
    page.wait_for_url(address)
    expect(page.locator("h1")).to_be_visible()
    kept(page)


def read_the_mock_interview(page: Page) -> None:
    """Read the conversation with the interviewer's notes, then without them."""
    notes = page.locator(".gr-turn--note")
    expect(notes.first).to_be_visible()
    assert notes.count() > 1
    page.get_by_label("Show the interviewer’s notes").uncheck()
    expect(notes.locator("visible=true")).to_have_count(0)
    expect(page.locator(".gr-turn--candidate").first).to_be_visible()
    page.get_by_label("Show the interviewer’s notes").check()
    expect(notes.first).to_be_visible()


def new_cards(page: Page) -> Locator:
    """How many cards of the page were never reviewed."""
    return page.locator("flash-cards [data-count=new] b")


def card_in_view(page: Page) -> str:
    """Id of the card on the screen."""
    return page.locator("flash-cards .fc-card").get_attribute("data-card") or ""


def grade_a_card(page: Page) -> str:
    """Turn the card on the screen, find it easy, and give its id."""
    card = card_in_view(page)
    page.get_by_role("button", name="Show answer").click()
    expect(page.get_by_role("group", name="Answer")).to_be_visible()
    expect(page.locator("flash-cards")).to_have_attribute("data-scheduled", "true", timeout=ENGINE_MS)
    page.locator("flash-cards [data-grade=easy]").click()
    expect(page.locator(f'flash-cards .fc-card[data-card="{card}"]')).to_have_count(0, timeout=ENGINE_MS)
    return card


def timer(page: Page) -> Locator:
    """The phase timer of the problem, unfolded."""
    details = page.locator("details:has(phase-timer)")
    if details.get_attribute("open") is None:
        details.locator("summary").first.click()
    return page.locator("phase-timer")


def expect_the_evening_remembered(page: Page, time_left: str) -> None:
    """The problem's page stands as it was left: the code, the verdict and the paused timer."""
    page.wait_for_selector("code-runner[data-ready=editor]")
    expect(page.locator(".cm-content")).to_contain_text("def busiest_window")
    written = page.locator("code-runner .cm-content").inner_text()
    for line in SOLUTION.splitlines()[:5]:
        assert line.strip() in written
    expect(page.locator(".gr-last")).to_contain_text("Last attempt: Accepted")
    expect(timer(page)).to_have_attribute("data-state", "paused")
    expect(timer(page).get_by_role("timer")).to_have_text(time_left)


@pytest.mark.timeout(300)
def test_a_reader_prepares_comes_back_tomorrow_and_goes_on_without_a_network(
    page: Page, context: BrowserContext, site: str
) -> None:
    # In the evening: from the home page by its links.
    page.goto(site)
    kept(page)
    follow(page, page.get_by_role("link", name="Read a whole mock interview"), site + WALKTHROUGH)
    follow(page, page.locator(".gr-next a"), site + FIRST_PART)
    read_the_mock_interview(page)
    kept(page)

    follow(page, page.locator(".md-tabs").get_by_role("link", name="Questions"), site + "questions/")
    follow(page, page.locator("article a[href$='busiest-window-question/']"), site + QUESTION)
    page.locator("flash-cards").scroll_into_view_if_needed()
    cards = int(new_cards(page).inner_text())
    graded = grade_a_card(page)
    expect(new_cards(page)).to_have_text(str(cards - 1))

    follow(page, page.locator("article .gr-related a[href$='problems/busiest-window/']"), site + PROBLEM)
    timer(page).get_by_role("button", name="Start", exact=True).click()
    expect(timer(page)).to_have_attribute("data-state", "running")
    page.wait_for_selector("code-runner[data-ready=editor]")
    expect(page.get_by_role("button", name="Test")).to_be_enabled()
    assert judged(page, SOLUTION) == "accepted", results(page)
    expect(page.locator(".gr-last")).to_contain_text("Last attempt: Accepted")
    timer(page).get_by_role("button", name="Pause", exact=True).click()
    time_left = timer(page).get_by_role("timer").inner_text()
    page.close()

    # The day after, in a new tab.
    context.clock.install(time=dt.datetime.now(dt.UTC) + dt.timedelta(days=1))
    tomorrow = context.new_page()
    tomorrow.goto(site + PROBLEM)
    expect_the_evening_remembered(tomorrow, time_left)
    kept(tomorrow)
    tomorrow.goto(site + QUESTION)
    expect(new_cards(tomorrow)).to_have_text(str(cards - 1))
    assert card_in_view(tomorrow) != graded
    kept(tomorrow)

    # On the train: what was visited works as before.
    context.set_offline(True)
    tomorrow.reload()
    expect(new_cards(tomorrow)).to_have_text(str(cards - 1))
    assert grade_a_card(tomorrow) != graded
    expect(new_cards(tomorrow)).to_have_text(str(cards - 2))
    tomorrow.goto(site + PROBLEM)
    tomorrow.reload()
    expect_the_evening_remembered(tomorrow, time_left)
    timer(tomorrow).get_by_role("button", name="Resume", exact=True).click()
    expect(timer(tomorrow)).to_have_attribute("data-state", "running")
    assert judged(tomorrow, SOLUTION) == "accepted", results(tomorrow)
    tomorrow.goto(site + FIRST_PART)
    read_the_mock_interview(tomorrow)
    tomorrow.goto(site)
    expect(tomorrow.locator("h1")).to_contain_text("Get ready in the time you have")
