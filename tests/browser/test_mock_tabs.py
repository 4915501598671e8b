"""A mock interview that is opened or under way: not lost to another one, to a reload, to a second tab or to refused locks."""

import re

from playwright.sync_api import Page, expect

from tests.browser.test_flashcards import log
from tests.browser.test_mock_room import (
    BEHAVIOURAL,
    CODING,
    DESIGN,
    ENGINE_MS,
    FALLEN,
    ROOM,
    mocks,
    open_mock,
    said,
    start,
    start_on_a_still_clock,
)

NO_LOCKS = """
const refuse = () => Promise.reject(new DOMException("not here", "SecurityError"));
Object.defineProperty(navigator, "locks", { value: { request: refuse, query: refuse } });
"""
ATTEMPT = """(problem) => new BroadcastChannel("greenroom-log").postMessage({
  id: "attempt-1", time: Date.now(), kind: "attempt", version: 1, payload: { problem, verdict: "accepted", passed: 3, total: 3 },
})"""


def note(page: Page, text: str) -> None:
    """Write under the latest line, and wait until it is kept."""
    page.locator(".mr-turn textarea").last.fill(text)
    page.wait_for_timeout(500)


def taken_over(page: Page, site: str, mock: str) -> Page:
    """Start a mock, then go on with it in a second tab; gives that."""
    open_mock(page, site, mock)
    start(page)
    page.wait_for_timeout(500)
    second = page.context.new_page()
    second.goto(f"{site}{ROOM}?mock={mock}")
    second.get_by_role("button", name="Go on here").click()
    expect(page.locator("mock-room")).to_have_attribute("data-place", "elsewhere")
    return second


def test_one_tab_has_the_mock_and_another_can_take_it(page: Page, site: str) -> None:
    open_mock(page, site, BEHAVIOURAL)
    start(page)
    page.locator(".mr-turn textarea").fill("written in the first tab")
    page.wait_for_timeout(500)
    second = page.context.new_page()
    second.goto(f"{site}{ROOM}?mock={BEHAVIOURAL}")
    expect(second.locator("mock-room")).to_have_attribute("data-place", "elsewhere")
    second.get_by_role("button", name="Go on here").click()
    expect(second.locator(".mr-turn textarea")).to_have_value("written in the first tab")
    expect(page.locator("mock-room")).to_have_attribute("data-place", "elsewhere")
    second.close()


def test_leaving_a_mock_can_be_taken_back(page: Page, site: str) -> None:
    open_mock(page, site, BEHAVIOURAL)
    start(page)
    page.locator(".mr-turn textarea").fill("not lost")
    page.get_by_role("button", name="Leave without a debrief").click()
    expect(page.locator("mock-room")).to_have_attribute("data-place", "lobby")
    page.get_by_role("button", name="Take that back").click()
    expect(page.locator(".mr-turn textarea")).to_have_value("not lost")
    expect(page.locator("phase-timer")).to_have_attribute("data-state", "running")
    assert mocks(page) == []


def test_a_mock_under_way_is_not_lost_to_another_one(page: Page, site: str) -> None:
    open_mock(page, site, BEHAVIOURAL)
    start(page)
    page.locator(".mr-turn textarea").fill("still here")
    page.wait_for_timeout(500)
    page.goto(f"{site}{ROOM}?mock={CODING}")
    expect(page.locator(".mr-box--now")).to_contain_text("A technical decision")
    page.get_by_role("button", name="Go on", exact=True).click()
    expect(page.locator(".mr-turn textarea")).to_have_value("still here")


def test_while_one_is_under_way_no_other_can_be_begun(page: Page, site: str) -> None:
    lobby = page.context.new_page()
    lobby.goto(site + ROOM)
    expect(lobby.locator(".mr-list")).to_be_visible()
    open_mock(page, site, BEHAVIOURAL)
    start(page)
    note(page, "not to be lost")
    # The other tab was opened before that, and offers what it knew then.
    lobby.locator(".mr-list button").first.click()
    expect(lobby.locator("mock-room")).to_have_attribute("data-place", "lobby")
    expect(lobby.get_by_role("heading", name="You have a mock interview under way")).to_be_focused()
    expect(lobby.locator(".mr-list")).to_have_count(0)
    lobby.get_by_role("button", name="Go on").click()
    lobby.get_by_role("button", name="Go on here").click()
    expect(lobby.locator(".mr-turn textarea")).to_have_value("not to be lost")
    lobby.close()


def test_a_reload_before_the_start_keeps_dice_and_place_in_the_loop(page: Page, site: str) -> None:
    page.goto(site + ROOM)
    page.get_by_role("button", name="Begin the loop: Phone screen").click()
    expect(page.locator("mock-room")).to_have_attribute("data-place", "loop", timeout=ENGINE_MS)
    page.get_by_role("button", name="Begin round 1").click()
    expect(page.locator(".mr-loop")).to_have_text("Round 1 of 2: Phone screen")
    page.get_by_label("Dice").fill("4321")
    page.get_by_label("Dice").blur()
    page.wait_for_timeout(500)
    page.reload()
    expect(page.locator(".mr-loop")).to_have_text("Round 1 of 2: Phone screen")
    expect(page.get_by_label("Dice")).to_have_value("4321")


def test_dice_that_are_no_whole_number_are_not_taken(page: Page, site: str) -> None:
    open_mock(page, site, BEHAVIOURAL, dice=7)
    page.get_by_label("Dice").fill("1.5")
    page.get_by_label("Dice").blur()
    expect(page.get_by_label("Dice")).to_have_value("7")


def test_a_round_left_out_brings_no_break(page: Page, site: str) -> None:
    page.goto(site + ROOM)
    page.get_by_role("button", name="Begin the loop: Phone screen").click()
    expect(page.locator("mock-room")).to_have_attribute("data-place", "loop", timeout=ENGINE_MS)
    page.get_by_role("button", name="Leave this round out").click()
    expect(page.get_by_role("button", name="Begin round 2")).to_be_visible()
    expect(page.get_by_role("heading", name="Break")).to_have_count(0)
    expect(page.get_by_text("left out")).to_be_visible()


def test_a_mock_that_another_tab_has_ended_is_not_begun_again(page: Page, site: str) -> None:
    second = taken_over(page, site, BEHAVIOURAL)
    second.get_by_role("button", name="End now, to the debrief").click()
    second.locator(".mr-main").click()
    expect(second.locator("mock-room")).to_have_attribute("data-place", "debrief")
    page.get_by_role("button", name="Go on here").click()
    expect(page.locator("mock-room")).to_have_attribute("data-place", "lobby")
    expect(page.locator(".mr-box--now")).to_have_count(0)
    assert len(mocks(page)) == 1
    second.close()


def test_a_tab_that_lost_the_mock_writes_no_more(page: Page, site: str) -> None:
    second = taken_over(page, site, CODING)
    note(second, "written in the second tab")
    second.evaluate(ATTEMPT, CODING.split("/")[1])  # heard by the first tab as a run of the second
    page.wait_for_timeout(1_000)
    second.reload()
    expect(second.locator(".mr-turn textarea").last).to_have_value("written in the second tab")
    second.close()


def test_a_browser_that_refuses_locks_has_the_mock_all_the_same(page: Page, site: str) -> None:
    page.add_init_script(NO_LOCKS)
    open_mock(page, site, BEHAVIOURAL)
    start(page)
    assert len(said(page)) == 1
    assert [event for event in log(page) if event["kind"] == "mock"] == []


def test_what_falls_does_not_take_the_keyboard_away(page: Page, site: str) -> None:
    start_on_a_still_clock(page, site, DESIGN, dice=11)
    fallen = page.locator(FALLEN)
    for _ in range(8):
        while not re.search("Next phase", page.locator(".mr-main").inner_text()):
            page.locator(".mr-main").click()
        page.locator(".mr-main").click()
        latest = page.locator(".mr-turn textarea").last
        latest.focus()
        for _ in range(40):
            page.clock.run_for(15_000)
            if fallen.count():
                break
        if fallen.count():
            break
    assert fallen.count() >= 1
    page.keyboard.type("nnn")  # elsewhere in the page it would lead on
    assert "nnn" in page.locator(".mr-turn textarea").evaluate_all("fields => fields.map((field) => field.value)")
