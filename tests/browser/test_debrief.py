"""What a mock came to, in a real browser."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import Watch
from tests.browser.mock_log import (
    CRITERIA,
    DAY,
    NOON,
    PAGE,
    PUT,
    SESSION,
    answered,
    criterion,
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
from tests.browser.test_reader_data import SEED


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    return answered(new_context)


def test_the_log_speaks_before_the_engine_does(page: Page, site: str) -> None:
    seed(page, site, sat(used=[300_000, 1_000, 1_020_000, 60_000]))
    held: list[Route] = []
    released: list[bool] = []
    page.route("**/assets/runtime/**", lambda route: route.continue_() if released else held.append(route))
    debrief = open_debrief(page, site, told=False)
    expect(debrief.get_by_text("23:01 of 26:00: 2 minutes 59 seconds under. Skipped: “Requirements”.")).to_be_visible()
    rows = debrief.locator(".db-times tbody tr")
    assert [row.split() for row in rows.locator("td").all_inner_texts()] == [
        *(["5:00"], ["5:00"], ["0:00"], ["5:00"], ["skipped"], ["−4:59"]),
        *(["15:00"], ["17:00"], ["+2:00"], ["1:00"], ["1:00"], ["0:00"]),
    ]
    expect(criterion(debrief, "numbers").get_by_text("numbers of level 3")).to_be_visible()
    expect(debrief.get_by_text("Fan out on write.")).to_be_visible()
    expect(debrief.locator(".db-next")).to_contain_text("Choosing")
    released.append(True)
    for route in held:
        route.continue_()
    expect(debrief).to_have_attribute("data-told", "true", timeout=ENGINE_MS)
    expect(debrief.locator(".db-next")).to_contain_text("“Architecture” took 2 minutes more than its 15 minutes")
    expect(debrief).to_contain_text(
        "1 line of the interviewer never came. 1 clarifying question with an answer was not put."
    )


def test_rated_with_the_keyboard_alone_and_kept(page: Page, site: str) -> None:
    seed(page, site, sat())
    debrief = open_debrief(page, site)
    expect(debrief.locator(".db-next")).to_contain_text("no closing sentence yet")
    level(debrief, "questions", 5).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(debrief.locator(".db-stands")).to_have_text("2 of 3 rated, mean 3.0 of 4.")
    kept(debrief)
    expect(debrief.locator(".db-next")).to_contain_text("“How questions went” 2, nearly: the lowest of 2 rated")
    expect(debrief.locator(".db-next a")).to_have_attribute("href", f"{site}guides/clear-map/")
    debrief = open_debrief(page, site)
    expect(level(debrief, "questions", 2)).to_be_checked()
    expect(level(debrief, "numbers", 4)).to_be_checked()
    expect(level(debrief, "redirects", 5)).to_be_checked()
    level(debrief, "numbers", 4).focus()
    page.keyboard.press("ArrowDown")
    expect(debrief.locator(".db-stands")).to_have_text("1 of 3 rated, mean 2.0 of 4.")
    kept(debrief)
    expect(level(open_debrief(page, site), "numbers", 5)).to_be_checked()


def test_what_is_written_outlives_a_page_that_is_left_at_once(page: Page, site: str) -> None:
    seed(page, site, sat())
    debrief = open_debrief(page, site, told=False)
    sentence = "So: one queue for each shard, proved by replay; deletes are open."
    debrief.get_by_label("In one sentence").fill(sentence)
    expect(debrief.locator("#db-summary-count")).to_have_text("12 words, 5 seconds.")
    debrief.get_by_label("How you know it works").check()
    debrief.get_by_label("What I take from it").fill("Estimate before drawing.")
    debrief = open_debrief(page, site, told=False)
    expect(debrief.get_by_label("In one sentence")).to_have_value(sentence)
    expect(debrief.get_by_label("How you know it works")).to_be_checked()
    expect(debrief.get_by_label("What I take from it")).to_have_value("Estimate before drawing.")
    debrief.get_by_label("In one sentence").fill("word " * 37)
    expect(debrief.locator("#db-summary-count")).to_have_text("37 words, 15 seconds: 2 too many.")


def test_marks_stay_where_the_last_ones_come_from_a_clock_that_ran_ahead(page: Page, site: str) -> None:
    ahead = page.evaluate("Date.now()") + DAY
    seed(page, site, sat(), marked(SESSION, ahead, ratings={"numbers": 2}))
    debrief = open_debrief(page, site, told=False)
    for number in (4, 1):
        level(debrief, "numbers", number).check()
        kept(debrief)
        expect(level(debrief, "numbers", number)).to_be_checked()
    expect(level(open_debrief(page, site, told=False), "numbers", 1)).to_be_checked()


def test_two_tabs_come_to_the_same(page: Page, site: str, context: BrowserContext) -> None:
    seed(page, site, sat())
    first = open_debrief(page, site, told=False)
    other = context.new_page()
    second = open_debrief(other, site, told=False)
    level(first, "questions", 3).check()
    first.get_by_label("What I take from it").fill("Ask first.")
    level(second, "numbers", 1).check()
    second.get_by_label("Could each question change the design?").check()
    for tab in (first, second):
        expect(level(tab, "questions", 3)).to_be_checked()
        expect(level(tab, "numbers", 1)).to_be_checked()
        expect(tab.get_by_label("What I take from it")).to_have_value("Ask first.")
        expect(tab.get_by_label("Could each question change the design?")).to_be_checked()
        kept(tab)
    assert "Ask first." in json.dumps(page.evaluate(LAST_MARKS))
    other.close()


LAST_MARKS = """async () => {
  const opening = indexedDB.open("greenroom");
  const database = await new Promise((resolve) => (opening.onsuccess = () => resolve(opening.result)));
  const events = await new Promise((resolve) => {
    const request = database.transaction("events").objectStore("events").getAll();
    request.onsuccess = () => resolve(request.result);
  });
  database.close();
  return events.filter(({ kind }) => kind === "debrief").sort((a, b) => a.time - b.time).at(-1).payload;
}"""


def test_the_model_answer_waits_for_the_rating(page: Page, site: str) -> None:
    seed(page, site, sat())
    debrief = open_debrief(page, site, told=False)
    answers = debrief.get_by_text("One queue for each shard.")
    expect(answers).not_to_be_visible()
    for name in CRITERIA:
        level(debrief, name, 4).check()
    expect(answers).to_be_visible()
    expect(debrief.get_by_text("Names the source of truth.")).to_be_visible()
    # A part that is called like its phase is not named twice.
    expect(debrief.locator("summary", has_text="Model answer")).to_have_text(["Model answer", "Model answer: The path"])
    expect(debrief.get_by_role("link", name="five things")).to_have_attribute("href", f"{site}guides/clear-map/")
    kept(debrief)
    debrief = open_debrief(page, site, told=False)
    expect(debrief.get_by_text("One queue for each shard.")).to_be_visible()


def test_the_model_answer_can_be_asked_for(page: Page, site: str) -> None:
    seed(page, site, sat())
    debrief = open_debrief(page, site, told=False)
    debrief.get_by_role("button", name="Show the model answer now").click()
    expect(debrief.get_by_text("One queue for each shard.")).to_be_visible()


def test_a_redirect_that_was_missed_says_where_it_led(page: Page, site: str) -> None:
    seed(page, site, sat())
    debrief = open_debrief(page, site)
    expect(debrief.get_by_text("To reconciliation from")).not_to_be_visible()
    debrief.get_by_role("group", name="And if that queue is down too?").get_by_label("Missed").check()
    expect(debrief.get_by_text("To reconciliation from")).to_be_visible()
    expect(debrief.locator(".db-next")).to_contain_text("You marked a redirect as missed.")
    debrief.get_by_role("link", name="A hint is a turn in the road").click()
    expect(page.locator("h1")).to_contain_text("A hint is a turn in the road")


def test_markdown_holds_all_that_was_marked_and_said(page: Page, site: str) -> None:
    speech = {"session": SESSION, "recording": "r1", "label": "Answer", "at": NOON}
    figures = {"ok": True, "seconds": 95, "words_per_minute": {"middle": 151}, "pauses": {"count": 12}}
    seed(
        page,
        site,
        sat(used=[330_000, 300_000, 900_000, 60_000]),
        marked(
            SESSION, NOON, ratings={"numbers": 2}, checks={"k1": True}, taken={"r1": "defended"}, summary="So: a queue."
        ),
        event("speech", "speech-1", NOON, speech | {"figures": figures}),
    )
    debrief = open_debrief(page, site)
    with page.expect_download() as waiting:
        debrief.get_by_role("button", name="Download").click()
    assert waiting.value.suggested_filename == "debrief-walkthrough-feed-2026-11-21.md"
    text = Path(waiting.value.path()).read_text("utf-8")
    for part in (
        "# Debrief: A feed for readers",
        "| Clarify | 5:00 | 5:30 | +0:30 |",
        "| **Whole** | 26:00 | 26:30 | +0:30 |",
        "- [x] Could each question change the design?",
        "- [ ] Clarify\n",
        "- **How numbers went**: 2, nearly. numbers of level 2",
        "- **How questions went**: not rated",
        "  - How I took it: defended\n  - Where it steers to: To reconciliation from the source of truth.",
        "**Interviewer**: Design a feed.\n\n> Fan out on write.\n> Two exceptions.",
        "(I asked: How many readers?): Ten million.",
        "- Answer: 1:35, about 151 words a minute, estimated from syllables, 12 pauses",
        "> So: a queue.\n\n3 words, 1 second at 150 words a minute. No part marked.",
        "## Next\n\nPractise numbers: You rated",
    ):
        assert part in text, text
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    debrief.get_by_role("button", name="Copy as Markdown").click()
    expect(debrief.get_by_text("Copied as Markdown.")).to_be_visible()
    assert page.evaluate("window.copied") == text


def test_the_drawing_stands_in_the_debrief_and_in_its_markdown(page: Page, site: str) -> None:
    looks = {"w": 160, "h": 80, "tone": "grey"}
    shapes: list[dict[str, Any]] = [
        {"id": "a", "kind": "box", "x": 0, "y": 0, "text": "Feed API", **looks},
        {"id": "b", "kind": "store", "x": 300, "y": 0, "text": "Timelines", **looks},
        {
            "id": "c",
            "kind": "arrow",
            "from": "a",
            "to": "b",
            "text": "",
            "tone": "grey",
            "both": False,
            "dashed": False,
        },
    ]
    seed(page, site, sat())
    draft = {"key": f"board:mock:{SESSION}", "text": json.dumps({"version": 1, "shapes": shapes}), "time": NOON}
    page.evaluate(SEED, {"events": [], "drafts": [draft]})
    debrief = open_debrief(page, site, told=False)
    expect(debrief.locator("drawing-board svg").get_by_text("Timelines").first).to_be_visible()
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    debrief.get_by_role("button", name="Copy as Markdown").click()
    expect(debrief.get_by_text("Copied as Markdown.")).to_be_visible()
    assert "## Board\n\n- Feed API → Timelines" in page.evaluate("window.copied")


def test_a_recording_can_be_heard_where_there_is_one(page: Page, site: str) -> None:
    seed(page, site, sat(recorded=True), sat("silent"))
    debrief = open_debrief(page, site, told=False)
    expect(debrief.locator(f'voice-review[session="{SESSION}"]')).to_have_count(1)
    expect(open_debrief(page, site, told=False, session="silent").locator("voice-review")).to_have_count(0)


def test_on_paper_all_is_open_and_nothing_can_be_pressed(page: Page, site: str) -> None:
    seed(page, site, sat(), marked(SESSION, NOON, ratings={"numbers": 2}, summary="So: a queue."))
    debrief = open_debrief(page, site, told=False)
    page.emulate_media(media="print")
    expect(debrief.get_by_text("One queue for each shard.")).to_be_visible()
    expect(debrief.get_by_text("Replay a day of traffic.")).to_be_visible()
    expect(debrief.get_by_text("numbers of level 2")).to_be_visible()
    expect(debrief.get_by_text("numbers of level 3")).not_to_be_visible()
    expect(debrief.get_by_text("So: a queue.")).to_be_visible()
    expect(debrief.locator("button:visible, input:visible, textarea:visible")).to_have_count(0)
    page.emulate_media(media="screen")
    expect(debrief.get_by_text("One queue for each shard.")).not_to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_debrief_is_usable_by_everyone(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    seed(
        page,
        site,
        sat(used=[330_000, 1_000, 900_000, 0], finished=False),
        marked(SESSION, NOON, ratings={"numbers": 2}),
    )
    debrief = open_debrief(page, site)
    debrief.get_by_role("button", name="Show the model answer now").click()
    look_around(page)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert violations(page) == []
    model, notes = debrief.get_by_text("One queue for each shard."), debrief.get_by_text("How do you test it?").last
    beside = model.bounding_box(), notes.bounding_box()
    assert beside[0] and beside[1]
    assert (beside[0]["x"] > beside[1]["x"] + 200) == (width == 1280), "side by side where there is room"


FULL = """() => {
  const add = IDBObjectStore.prototype.add;
  IDBObjectStore.prototype.add = function (...values) {
    if (window.roomy) return add.apply(this, values);
    throw new DOMException("full", "QuotaExceededError");
  };
}"""


def test_a_full_disk_is_said_and_loses_nothing(page: Page, site: str) -> None:
    seed(page, site, sat())
    debrief = open_debrief(page, site, told=False)
    page.evaluate(FULL)
    level(debrief, "numbers", 3).check()
    expect(debrief.get_by_role("alert")).to_contain_text(
        "What you marked is not kept. This browser's space for the site is full"
    )
    expect(level(debrief, "numbers", 3)).to_be_checked()
    page.evaluate("window.roomy = true")
    debrief.get_by_role("button", name="Try again").click()
    expect(debrief.get_by_role("alert")).to_have_count(0)
    kept(debrief)
    expect(level(open_debrief(page, site, told=False), "numbers", 3)).to_be_checked()


def test_what_cannot_be_loaded_is_said_and_the_rest_stands(page: Page, site: str, watch: Watch) -> None:
    watch.allow("404")
    seed(page, site, sat(mock="walkthrough/gone"), sat("odd", mock="../../secret"))
    debrief = open_debrief(page, site, told=False)
    expect(debrief).to_contain_text("The model answer could not be loaded (404). Reload this page.")
    expect(debrief.get_by_text("Fan out on write.")).to_be_visible()
    expect(level(debrief, "numbers", 3)).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    debrief = open_debrief(page, site, told=False, session="odd")
    expect(debrief).to_contain_text("There is no mock “../../secret” on this site.")
    assert not [url for url in asked if "secret" in url]


def test_a_rubric_that_failed_can_be_fetched_again_where_it_is_missed(page: Page, site: str, watch: Watch) -> None:
    watch.allow("ERR_FAILED")
    seed(page, site, sat())
    page.route("**/assets/mocks/rubrics.json", lambda route: route.abort())
    debrief = open_debrief(page, site)
    rating = debrief.locator("section", has=page.get_by_role("heading", name="Rate yourself"))
    expect(rating).to_contain_text("The rubric could not be loaded. There is no connection, and it is not kept")
    page.unroute("**/assets/mocks/rubrics.json")
    rating.get_by_role("button", name="Try again").click()
    level(debrief, "numbers", 2).check()
    expect(rating).not_to_contain_text("could not be loaded")
    expect(debrief.locator(".db-next")).to_contain_text("“How numbers went” 2, nearly", timeout=ENGINE_MS)


def test_an_engine_that_failed_can_be_asked_again_where_it_is_missed(page: Page, site: str, watch: Watch) -> None:
    watch.allow("ERR_FAILED")
    seed(page, site, sat())
    page.route("**/assets/runtime/**", lambda route: route.abort())
    debrief = open_debrief(page, site, told=False)
    again = debrief.locator(".db-next").get_by_role("button", name="Try again")
    expect(again).to_be_visible(timeout=ENGINE_MS)
    page.unroute("**/assets/runtime/**")
    again.click()
    expect(debrief).to_have_attribute("data-told", "true", timeout=ENGINE_MS)
    expect(debrief.locator(".db-next")).to_contain_text("no closing sentence yet")
    expect(again).to_have_count(0)


def test_a_mock_that_the_engine_cannot_read_is_said(page: Page, site: str) -> None:
    seed(page, site, sat() | {"version": 2})
    debrief = open_debrief(page, site, told=False)
    expect(debrief.locator(".db-next")).to_contain_text("written by another version of this site", timeout=ENGINE_MS)
    expect(debrief.locator(".db-next")).not_to_contain_text("Choosing")


def test_a_session_that_is_not_there_is_said(page: Page, site: str) -> None:
    page.goto(site + PAGE)
    page.locator("mock-history:defined").wait_for()
    page.evaluate(PUT, "nobody")
    expect(page.locator("mock-debrief")).to_contain_text("This mock is not in the log of this device.")


def test_words_of_the_log_are_words(page: Page, site: str) -> None:
    evil = "<img src=x onerror=alert(1)><b>bold</b>"
    said = [{"at": 0, "what": "line", "id": "l1", "phase": "clarify", "plain": evil}]
    notes = [{"what": "line", "id": "l1", "phase": "clarify", "text": evil}]
    seed(page, site, sat(title=evil, said=said, notes=notes), marked(SESSION, NOON, lesson=evil))
    debrief = open_debrief(page, site, told=False)
    expect(debrief.get_by_text(evil)).to_have_count(4)
    expect(debrief.locator("img")).to_have_count(0)
