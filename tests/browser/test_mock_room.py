"""The mock room: a mock interview from the choice to the debrief, kept through reloads, tabs and a full disk."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import ROOT, Watch
from tests.browser.runner_desk import judged, wait_for_problem
from tests.browser.test_flashcards import log
from tests.browser.test_pages import violations

ROOM = "rehearse/mock/"
BEHAVIOURAL = "question/cross-team-decision"
DESIGN = "walkthrough/feed-ranking"
CODING = "problem/busiest-window"
ENGINE_MS = 60_000
NOON = 1_800_000_000
"""Where a test's own clock starts, in seconds since 1970."""

# A browser with one voice on the device and one on a server; what each is given to say is kept.
VOICES = """
window.told = [];
const voices = [
  { name: "Far", lang: "en-US", localService: false, default: true, voiceURI: "far" },
  { name: "Near", lang: "en-GB", localService: true, default: false, voiceURI: "near" },
];
window.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: Object.assign(new EventTarget(), {
  getVoices: () => voices, speaking: false, pending: false, paused: false, resume() {}, pause() {}, cancel() {},
  speak(said) {
    window.told.push([said.voice?.name, said.text]);
    setTimeout(() => { said.dispatchEvent(new Event("end")); said.onend?.(new Event("end")); }, 0);
  },
}) });
"""
FALLEN = '.mr-turn:is([data-what="curveball"], [data-what="redirect"])'
FULL = """
const put = IDBObjectStore.prototype.put;
const refuse = () => { throw new DOMException("full", "QuotaExceededError"); };
IDBObjectStore.prototype.put = function (...given) { return window.full ? refuse() : put.apply(this, given); };
const add = IDBObjectStore.prototype.add;
IDBObjectStore.prototype.add = function (...given) { return window.full ? refuse() : add.apply(this, given); };
"""


def main_button(page: Page) -> Locator:
    """The button that leads on: Start, the interviewer's next line, the next phase, the end."""
    return page.locator("mock-room .mr-main")


def open_mock(page: Page, site: str, mock: str, dice: int = 7) -> None:
    """Open a mock on the stage, not yet started."""
    page.goto(f"{site}{ROOM}?mock={mock}&dice={dice}")
    expect(page.locator("mock-room")).to_have_attribute("data-place", "stage")
    expect(page.locator("mock-room phase-timer")).to_have_attribute("data-state", "ready")


def start(page: Page) -> None:
    main_button(page).click()
    expect(page.locator("mock-room phase-timer")).to_have_attribute("data-state", "running")
    expect(page.locator(".mr-turn")).to_have_count(1)


def start_on_a_still_clock(page: Page, site: str, mock: str, dice: int = 7) -> None:
    """Start a mock with a clock that only the test moves."""
    page.clock.install(time=NOON)
    open_mock(page, site, mock, dice)
    page.clock.pause_at(NOON + 60)
    start(page)


def go_through(page: Page) -> None:
    """Press on until the interview is over."""
    ended = page.locator(".mr-ended")
    for _ in range(120):
        if ended.is_visible():
            return
        main_button(page).click()
    raise AssertionError("the interview never ended")


def to_the_debrief(page: Page) -> None:
    main_button(page).click()
    expect(page.locator("mock-room")).to_have_attribute("data-place", "debrief")


def said(page: Page) -> list[str]:
    return page.locator(".mr-turn .mr-words").all_inner_texts()


def mocks(page: Page) -> list[dict[str, Any]]:
    """What the log holds of mock interviews."""
    return [event["payload"] for event in log(page) if event["kind"] == "mock"]


def test_a_mock_goes_from_the_first_line_to_the_debrief(page: Page, site: str) -> None:
    open_mock(page, site, BEHAVIOURAL)
    expect(page.locator(".mr-brief")).to_contain_text("Speak aloud")
    start(page)
    first = page.locator(".mr-turn")
    expect(first).to_contain_text("Tell me about a technical decision")
    first.get_by_label("Your answer in notes").fill("The order events: situation, objection, pilot.")
    main_button(page).click()
    expect(main_button(page)).to_have_text("Next phase: Follow-ups")
    go_through(page)
    expect(page.locator(".mr-ended h3")).to_be_focused()
    to_the_debrief(page)
    expect(page).to_have_url(re.compile(r"\?session=[0-9a-f-]{36}$"))
    expect(page.locator("mock-debrief")).to_contain_text("technical decision")
    expect(page.locator("mock-room").get_by_role("link", name="All past mocks")).to_have_count(1)
    [mock] = mocks(page)
    assert (mock["mock"], mock["kind"], mock["seed"], mock["finished"], mock["recorded"]) == (
        BEHAVIOURAL,
        "behavioural",
        7,
        True,
        False,
    )
    assert mock["notes"] == [
        {"what": "line", "id": "listen-1", "phase": "listen", "text": "The order events: situation, objection, pilot."}
    ]
    assert [each["id"] for each in mock["phases"]] == ["listen", "answer", "follow-ups", "close"]
    assert len(mock["used"]) == 4
    assert mock["ended"] >= mock["started"] > 0
    assert [each["what"] for each in mock["said"]].count("follow-up") == 3
    page.reload()
    expect(page.locator("mock-debrief")).to_contain_text("technical decision")
    assert len(mocks(page)) == 1


def test_a_reload_in_the_middle_loses_nothing(page: Page, site: str) -> None:
    start_on_a_still_clock(page, site, DESIGN)
    page.clock.run_for(20_000)
    page.locator(".mr-turn").get_by_label("Your answer in notes").fill("First, what is a good feed?")
    page.locator("#mr-question").fill("How many people use it a day?")
    page.keyboard.press("Enter")
    expect(page.locator(".mr-turn")).to_have_count(2)
    before = said(page)
    page.clock.run_for(400)
    page.reload()
    page.clock.run_for(1_000)
    expect(page.locator(".mr-turn")).to_have_count(2)
    assert said(page) == before
    expect(page.locator(".mr-turn textarea").first).to_have_value("First, what is a good feed?")
    expect(page.locator("phase-timer")).to_have_attribute("data-state", "running")
    left = page.locator("phase-timer").get_by_role("timer").inner_text()
    assert "4:30" < left < "4:41"
    # Without the mock in the address it is offered all the same.
    page.goto(site + ROOM)
    page.clock.run_for(1_000)
    expect(page.locator(".mr-turn")).to_have_count(2)


@pytest.mark.parametrize("mock", [BEHAVIOURAL, DESIGN, CODING, "script/introduction"])
def test_each_kind_can_be_done_by_keyboard_on_a_phone(
    new_context: Callable[..., BrowserContext], site: str, mock: str
) -> None:
    page = new_context(viewport={"width": 390, "height": 800}, reduced_motion="reduce").new_page()
    open_mock(page, site, mock)
    expect(page.locator("mock-room h2")).to_be_focused()
    for _ in range(40):
        page.keyboard.press("Tab")
        if main_button(page).evaluate("button => button === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".mr-turn")).to_have_count(1)
    expect(main_button(page)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".mr-turn textarea")).to_be_focused()
    page.keyboard.type("by keyboard")
    page.keyboard.press("Tab")
    for _ in range(120):
        if page.locator(".mr-ended").is_visible():
            break
        page.keyboard.press("Enter")
    expect(page.locator(".mr-ended h3")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("mock-room")).to_have_attribute("data-place", "debrief")
    assert mocks(page)[0]["notes"][0]["text"] == "by keyboard"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_surprises_fall_by_the_clock_and_by_the_dice(page: Page, site: str) -> None:
    start_on_a_still_clock(page, site, DESIGN, dice=11)
    fallen = page.locator(FALLEN)
    for _ in range(8):
        phase = page.locator("phase-timer")
        assert phase.get_attribute("data-state") == "running"
        page.clock.run_for(5 * 60_000)
        main_button(page).evaluate("button => button.textContent.includes('Next phase') && button.click()")
        if fallen.count():
            break
        while not re.search("Next phase|End", main_button(page).inner_text()):
            main_button(page).click()
        if not fallen.count():
            main_button(page).click()
    assert fallen.count() >= 1
    words = fallen.first.inner_text()
    page.get_by_role("button", name="Leave without a debrief").click()
    # The same dice again bring the same; with surprises off there is none.
    open_mock(page, site, DESIGN, dice=11)
    page.get_by_label("may change the constraints").uncheck()
    start(page)
    go_through(page)
    assert fallen.count() == 0
    page.get_by_role("button", name="Leave without a debrief").click()
    open_mock(page, site, DESIGN, dice=11)
    page.get_by_label("may change the constraints").check()
    start(page)
    for _ in range(60):
        if page.locator(".mr-ended").is_visible() or fallen.count():
            break
        main_button(page).click()
    assert fallen.first.locator(".mr-words").inner_text() in words


def test_a_hint_is_given_on_request_and_counted(page: Page, site: str) -> None:
    open_mock(page, site, CODING)
    start(page)
    for _ in range(3):
        page.get_by_role("button", name="Ask for a hint").click()
    expect(page.locator('.mr-turn[data-what="hint"]')).to_have_count(3)
    expect(page.get_by_role("button", name="Ask for a hint")).to_have_count(0)
    page.get_by_role("button", name="End now, to the debrief").click()
    to_the_debrief(page)
    [mock] = mocks(page)
    assert (mock["hints"], mock["finished"]) == (3, False)
    assert mock["used"][1:] == [0, 0, 0, 0]


def test_a_clarifying_question_is_answered_or_given_back(page: Page, site: str) -> None:
    open_mock(page, site, DESIGN)
    start(page)
    for question, answer in [
        ("How many users are there a day?", "Hundreds of millions"),
        ("Is the office near a lake?", "Make an assumption"),
    ]:
        page.locator("#mr-question").fill(question)
        page.get_by_role("button", name="Ask", exact=True).click()
        latest = page.locator(".mr-turn[data-latest]")
        expect(latest).to_contain_text(f"You asked: {question}")
        expect(latest).to_contain_text(answer)
        expect(page.locator("#mr-question")).to_have_value("")


def test_the_verdict_of_the_code_goes_into_the_log(page: Page, site: str) -> None:
    open_mock(page, site, CODING)
    start(page)
    wait_for_problem(page)
    solution = (ROOT / "bank" / "problems" / "busiest-window" / "solution.py").read_text("utf-8")
    assert judged(page, solution) == "accepted"
    page.get_by_role("button", name="End now, to the debrief").click()
    to_the_debrief(page)
    [mock] = mocks(page)
    assert mock["attempt"]["verdict"] == "accepted"
    assert mock["attempt"]["passed"] == mock["attempt"]["total"] > 0
    # The desk of the interview is its own: the problem's page starts as it was.
    page.goto(f"{site}problems/busiest-window/")
    wait_for_problem(page)
    expect(page.locator("code-runner .cm-content")).to_contain_text("NotImplementedError")


def test_lines_are_read_only_by_a_voice_of_this_device(page: Page, site: str) -> None:
    page.add_init_script(VOICES)
    open_mock(page, site, BEHAVIOURAL)
    page.get_by_label("Read the interviewer’s lines aloud").check()
    start(page)
    page.wait_for_function("() => window.told.length > 0")
    told = page.evaluate("window.told")
    assert {name for name, _ in told} == {"Near"}
    assert "Tell me about a technical decision" in told[0][1]


def test_without_a_voice_of_this_device_none_is_offered(page: Page, site: str) -> None:
    page.add_init_script(VOICES.replace("localService: true", "localService: false"))
    open_mock(page, site, BEHAVIOURAL)
    expect(page.get_by_label("may change the constraints")).to_be_visible()
    expect(page.get_by_label("Read the interviewer’s lines aloud")).to_have_count(0)


def test_a_full_disk_is_told_and_the_mock_goes_on(page: Page, site: str) -> None:
    page.add_init_script(FULL)
    open_mock(page, site, BEHAVIOURAL)
    start(page)
    page.evaluate("window.full = true")
    page.locator(".mr-turn textarea").fill("nowhere to keep this")
    expect(page.locator(".mr-trouble")).to_contain_text("not kept")
    go_through(page)
    main_button(page).click()
    expect(page.locator(".mr-trouble")).to_contain_text("could not be put into your log")
    expect(page.locator(".mr-ended")).to_be_visible()
    page.evaluate("window.full = false")
    to_the_debrief(page)
    assert mocks(page)[0]["notes"][0]["text"] == "nowhere to keep this"


def test_a_draw_keeps_to_the_wish_and_says_why(page: Page, site: str) -> None:
    page.goto(site + ROOM)
    page.get_by_label("Round").select_option("behavioural")
    page.get_by_label("Length").select_option("10")
    seen = set()
    for name in ("Draw", "Draw again", "Draw again"):
        page.get_by_role("button", name=name, exact=True).click()
        card = page.locator(".mr-drawn .mr-card")
        expect(page.get_by_role("button", name="Draw again")).to_be_enabled(timeout=ENGINE_MS)
        expect(card).to_contain_text("Behavioural")
        expect(card).to_contain_text("not sat yet")
        seen.add(card.locator("h3").inner_text())
    assert len(seen) == 3
    page.get_by_role("button", name="Sit this one").click()
    expect(page.locator("mock-room")).to_have_attribute("data-place", "stage")


def test_the_list_is_searched_by_title_and_topic(page: Page, site: str) -> None:
    page.goto(site + ROOM)
    page.get_by_label("Title or topic").fill("busiest window")
    expect(page.locator(".mr-list li").first).to_contain_text("Busiest")
    page.get_by_label("Made from").select_option("problem")
    expect(page.locator(".mr-count")).to_contain_text(re.compile(r"^[1-3] of "))
    page.locator(".mr-list button").first.click()
    expect(page.locator("mock-room .code-runner, mock-room code-runner")).to_be_visible()


def test_a_loop_goes_through_rounds_and_a_break_to_its_debriefs(page: Page, site: str) -> None:
    page.clock.install(time=NOON)
    page.goto(site + ROOM)
    page.get_by_role("button", name="Begin the loop: Phone screen").click()
    expect(page.locator("mock-room")).to_have_attribute("data-place", "loop", timeout=ENGINE_MS)
    expect(page.locator(".mr-rounds li")).to_have_count(2)
    page.get_by_role("button", name="Begin round 1").click()
    expect(page.locator(".mr-loop")).to_have_text("Round 1 of 2: Phone screen")
    start(page)
    page.get_by_role("button", name="End now, to the debrief").click()
    main_button(page).click()
    expect(page.locator(".mr-break h2")).to_have_text("Break")
    expect(page.locator(".mr-break").get_by_role("timer")).to_have_text(re.compile(r"^[12]:"))
    page.reload()  # the break is kept too
    expect(page.locator(".mr-break h2")).to_have_text("Break")
    page.get_by_role("button", name="Begin round 2").click()
    start(page)
    page.get_by_role("button", name="End now, to the debrief").click()
    main_button(page).click()
    expect(page.locator(".mr-break h2")).to_have_text("The loop is over")
    expect(page.get_by_role("link", name="Debrief")).to_have_count(2)
    rounds = mocks(page)
    assert [each["loop"]["round"] for each in rounds] == [0, 1]
    assert len({each["loop"]["id"] for each in rounds}) == 1
    assert [each["kind"] for each in rounds] == ["coding", "behavioural"]
    page.get_by_role("link", name="Debrief").first.click()
    expect(page.locator("mock-debrief")).to_be_visible()


def test_an_unknown_mock_says_so(page: Page, site: str, watch: Watch) -> None:
    watch.allow("404")
    page.goto(f"{site}{ROOM}?mock=question/none")
    expect(page.locator(".mr-trouble")).to_contain_text("could not be loaded (404)")
    expect(page.locator(".mr-lobby")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_no_state_of_the_room_has_an_axe_violation(
    new_context: Callable[..., BrowserContext], site: str, width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 900}).new_page()
    page.goto(site + ROOM)
    expect(page.locator(".mr-lobby")).to_be_visible()
    found = {"lobby": violations(page)}
    for mock in (DESIGN, CODING):
        open_mock(page, site, mock)
        found[f"{mock}, brief"] = violations(page)
        start(page)
        page.locator("#mr-question").fill("Why?")
        page.keyboard.press("Enter")
        found[f"{mock}, stage"] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.get_by_role("button", name="End now, to the debrief").click()
        found[f"{mock}, ended"] = violations(page)
        page.get_by_role("button", name="Leave without a debrief").click()
    assert {place: each for place, each in found.items() if each} == {}
