"""What a mock came to, and past mocks side by side, in a real browser."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.browser.conftest import Watch
from tests.browser.page_states import ENGINE_MS, look_around
from tests.browser.test_pages import violations
from tests.browser.test_reader_data import SEED

PAGE = "rehearse/history/"
MINUTE = 60_000
DAY = 24 * 60 * MINUTE
NOON = 1_795_262_400_000
SESSION = "0b1f3c52-7a11-4b8e-9d57-3f7f5d1c9a01"
PHASES = [
    {"id": "clarify", "title": "Clarify", "seconds": 300, "clear": "clarify"},
    {"id": "estimate", "title": "Requirements", "seconds": 300, "clear": "list-and-estimate"},
    {"id": "design", "title": "Architecture", "seconds": 900, "clear": "architect"},
    {"id": "close", "title": "Close", "seconds": 60, "clear": ""},
]
ON_TIME = [300_000, 300_000, 900_000, 60_000]
SAID = [
    {"at": 0, "what": "line", "id": "l1", "phase": "clarify", "plain": "Design a feed."},
    {"at": 9, "what": "ask", "id": "a1", "phase": "clarify", "plain": "Ten million.", "question": "How many readers?"},
    {"at": 99, "what": "redirect", "id": "r1", "phase": "design", "plain": "And if that queue is down too?"},
    {"at": 120, "what": "follow-up", "id": "f1", "phase": "design", "plain": "How do you test it?"},
]
NOTES = [{"what": "line", "id": "l1", "phase": "clarify", "text": "Fan out on write.\nTwo exceptions."}]
CRITERIA = ["questions", "numbers", "redirects"]


def spoken(name: str, phase: str, plain: str, direction: str = "") -> dict[str, str]:
    return {"id": name, "phase": phase, "html": f"<p>{plain}</p>", "plain": plain, "direction": direction}


MOCK = {
    "version": 1,
    "id": "walkthrough/feed",
    "type": "walkthrough",
    "url": "walkthroughs/feed-ranking/",
    "lines": [spoken("l1", "clarify", "Design a feed."), spoken("l2", "close", "Sum up.")],
    "asks": [
        {"id": "a1", "question": "How many?", "html": "<p>Ten million.</p>", "plain": "Ten million."},
        {"id": "a2", "question": "How fresh?", "html": "<p>Seconds.</p>", "plain": "Seconds."},
    ],
    "hints": [],
    "redirects": [spoken("r1", "design", "And if that queue is down too?", "<p>To reconciliation from the source of truth.</p>")],
    "curveballs": [],
    "follow_ups": [spoken("f1", "design", "How do you test it?", "<p>Replay a day of traffic.</p>")],
    "model": [
        {"phase": "clarify", "title": "Clarify", "html": '<p>Ask <a href="{root}guides/clear-map/">five things</a>.</p>'},
        {"phase": "design", "title": "The path", "html": "<p>One queue for each shard.</p>"},
    ],
    "notes": [{"phase": "design", "html": "<p>Names the source of truth.</p>"}],
    "checks": [{"id": "k1", "clear": "clarify", "check": "Could each question change the design?"}],
    "rubric": "system-design",
    "tool": "",
    "problem": None,
}  # fmt: skip
RUBRICS = {
    "version": 1,
    "rubrics": {
        "system-design": {
            "id": "system-design",
            "title": "System design",
            "criteria": [
                {
                    "id": name,
                    "title": f"How {name} went",
                    "question": f"What of your {name}?",
                    "clear": "",
                    "levels": [f"{name} of level {level}" for level in range(1, 5)],
                    "practise": {"title": f"Practise {name}", "url": "guides/clear-map/"},
                }
                for name in CRITERIA
            ],
        }
    },
}


def event(kind: str, name: str, time: int, payload: dict[str, Any]) -> dict[str, Any]:
    return {"id": name, "time": time, "kind": kind, "version": 1, "payload": payload}


def sat(session: str = SESSION, used: list[int] = ON_TIME, time: int = NOON, **changes: Any) -> dict[str, Any]:
    """A mock that ended at `time`."""
    told = {
        "session": session,
        "mock": "walkthrough/feed",
        "title": "A feed for readers",
        "kind": "system-design",
        "impact": "critical",
        "minutes": 26,
        "seed": 1,
        "loop": None,
        "started": time - sum(used),
        "ended": time,
        "phases": PHASES,
        "actions": [],
        "used": used,
        "said": SAID,
        "notes": NOTES,
        "taken": {},
        "hints": 1,
        "attempt": None,
        "recorded": False,
        "finished": True,
    }
    return event("mock", f"mock-{session}", time, told | changes)


def marked(session: str, time: int, **marks: Any) -> dict[str, Any]:
    return event("debrief", f"debrief-{session}", time, {"session": session, **marks})


def answer(route: Route) -> None:
    """The build's files, as literal data."""
    name = route.request.url.rpartition("/assets/mocks/")[2]
    found = {"walkthrough/feed.json": MOCK, "rubrics.json": RUBRICS}.get(name)
    route.fulfill(status=200 if found else 404, json=found or {})


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    """A profile whose requests can be answered by the test: no service worker stands before them."""
    made = new_context(service_workers="block", timezone_id="Africa/Abidjan", permissions=["clipboard-write"])
    made.route("**/assets/mocks/**", answer)
    return made


def seed(page: Page, site: str, *events: dict[str, Any]) -> None:
    """Put events into the log of this browser."""
    page.goto(site + PAGE)
    expect(page.locator("mock-history")).to_have_attribute("data-phase", "empty")
    page.evaluate(SEED, {"events": list(events), "drafts": []})


PUT = """session => {
  const debrief = document.createElement("mock-debrief");
  debrief.setAttribute("session", session);
  debrief.setAttribute("root", "../../");
  document.querySelector("mock-history").replaceWith(debrief);
  document.dispatchEvent(new Event("greenroom:components"));
}"""


def open_debrief(page: Page, site: str, *, told: bool = True, session: str = SESSION) -> Locator:
    """Put the debrief of a session on a page, as the room does; wait for the engine's part of it."""
    page.goto(site + PAGE)
    page.locator("mock-history:defined").wait_for()
    page.evaluate(PUT, session)
    debrief = page.locator("mock-debrief")
    expect(debrief).to_have_attribute("data-phase", "ready")
    if told:
        expect(debrief).to_have_attribute("data-told", "true", timeout=ENGINE_MS)
    return debrief


def kept(debrief: Locator) -> None:
    """Wait until what was marked is on disk."""
    expect(debrief).to_have_attribute("data-kept", "true")


def criterion(debrief: Locator, name: str) -> Locator:
    return debrief.locator(f'[data-criterion="{name}"]')


def level(debrief: Locator, name: str, number: int) -> Locator:
    return criterion(debrief, name).get_by_role("radio").nth(number - 1)


# --- one debrief


def test_the_log_speaks_before_the_engine_does(page: Page, site: str) -> None:
    seed(page, site, sat(used=[300_000, 1_000, 1_020_000, 60_000]))
    held: list[Route] = []
    released: list[bool] = []
    page.route("**/assets/runtime/**", lambda route: route.continue_() if released else held.append(route))
    debrief = open_debrief(page, site, told=False)
    expect(debrief.get_by_text("23:01 of 26:00: 2 minutes 59 seconds under. Skipped: “Requirements”.")).to_be_visible()
    rows = debrief.locator(".md-times tbody tr")
    assert [row.split() for row in rows.locator("td").all_inner_texts()] == [
        *(["5:00"], ["5:00"], ["0:00"], ["5:00"], ["skipped"], ["−4:59"]),
        *(["15:00"], ["17:00"], ["+2:00"], ["1:00"], ["1:00"], ["0:00"]),
    ]
    expect(criterion(debrief, "numbers").get_by_text("numbers of level 3")).to_be_visible()
    expect(debrief.get_by_text("Fan out on write.")).to_be_visible()
    expect(debrief.locator(".md-next")).to_contain_text("Choosing")
    released.append(True)
    for route in held:
        route.continue_()
    expect(debrief).to_have_attribute("data-told", "true", timeout=ENGINE_MS)
    expect(debrief.locator(".md-next")).to_contain_text("“Architecture” took 2 minutes more than its 15 minutes")
    expect(debrief).to_contain_text(
        "1 line of the interviewer never came. 1 clarifying question with an answer was not put."
    )


def test_rated_with_the_keyboard_alone_and_kept(page: Page, site: str) -> None:
    seed(page, site, sat())
    debrief = open_debrief(page, site)
    expect(debrief.locator(".md-next")).to_contain_text("no closing sentence yet")
    level(debrief, "questions", 5).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(debrief.locator(".md-stands")).to_have_text("2 of 3 rated, mean 3.0 of 4.")
    kept(debrief)
    expect(debrief.locator(".md-next")).to_contain_text("“How questions went” 2, nearly: the lowest of 2 rated")
    expect(debrief.locator(".md-next a")).to_have_attribute("href", f"{site}guides/clear-map/")
    debrief = open_debrief(page, site)
    expect(level(debrief, "questions", 2)).to_be_checked()
    expect(level(debrief, "numbers", 4)).to_be_checked()
    expect(level(debrief, "redirects", 5)).to_be_checked()
    level(debrief, "numbers", 4).focus()
    page.keyboard.press("ArrowDown")
    expect(debrief.locator(".md-stands")).to_have_text("1 of 3 rated, mean 2.0 of 4.")
    kept(debrief)
    expect(level(open_debrief(page, site), "numbers", 5)).to_be_checked()


def test_what_is_written_outlives_a_page_that_is_left_at_once(page: Page, site: str) -> None:
    seed(page, site, sat())
    debrief = open_debrief(page, site, told=False)
    sentence = "So: one queue for each shard, proved by replay; deletes are open."
    debrief.get_by_label("In one sentence").fill(sentence)
    expect(debrief.locator("#md-summary-count")).to_have_text("12 words, 5 seconds.")
    debrief.get_by_label("How you know it works").check()
    debrief.get_by_label("What I take from it").fill("Estimate before drawing.")
    debrief = open_debrief(page, site, told=False)
    expect(debrief.get_by_label("In one sentence")).to_have_value(sentence)
    expect(debrief.get_by_label("How you know it works")).to_be_checked()
    expect(debrief.get_by_label("What I take from it")).to_have_value("Estimate before drawing.")
    debrief.get_by_label("In one sentence").fill("word " * 37)
    expect(debrief.locator("#md-summary-count")).to_have_text("37 words, 15 seconds: 2 too many.")


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
    expect(debrief.locator(".md-next")).to_contain_text("You marked a redirect as missed.")
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
    expect(debrief).to_contain_text("The model answer could not be loaded (404). Reload the page.")
    expect(debrief.get_by_text("Fan out on write.")).to_be_visible()
    expect(level(debrief, "numbers", 3)).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    debrief = open_debrief(page, site, told=False, session="odd")
    expect(debrief).to_contain_text("There is no mock “../../secret” on this site.")
    assert not [url for url in asked if "secret" in url]


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


# --- past mocks


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
