"""No grade is lost and none counts twice: tabs that are killed, two that grade at once, a disk that is full."""

import json
import random
import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect

from tests.browser.conftest import ROOT, Watch
from tests.browser.test_flashcards import DECK, LOG, card, log, open_deck, scheduled, shown
from tests.serving import Served

RUNS = 200

GRADE_ON = """() => {
  // Grades without end, as fast as the page lets it; what the page has acknowledged is told at once.
  const next = () => {
    const tool = document.querySelector("flash-cards");
    const card = tool?.querySelector(".fc-card[data-card]")?.dataset.card;
    const show = tool?.querySelector(".fc-show");
    const grade = tool?.querySelector("[data-grade=again], [data-grade=easy]");
    if (window.pressed && card !== window.pressed) {
      console.log(`kept ${window.pressed}`);
      window.pressed = undefined;
    }
    if (show) show.click();
    else if (grade && card && !window.pressed) {
      window.pressed = card;
      grade.click();
    }
    setTimeout(next, 0);
  };
  next();
}"""


@pytest.fixture(scope="module")
def bare_deck(served: Served) -> Iterator[str]:
    """Address of a page with nothing but the study card, so that many runs are quick."""
    entry = json.loads((ROOT / "build" / "frontend" / "manifest.json").read_text("utf-8"))["entry"]
    page = served.folder / "bare-deck" / "index.html"
    page.parent.mkdir()
    page.write_text(
        '<!doctype html><html lang="en"><title>deck</title><link rel="icon" href="../assets/favicon.svg"><body>'
        '<flash-cards src="../assets/decks/behavioural.json"></flash-cards>'
        f'<script type="module" src="../assets/app/{entry}"></script>',
        encoding="utf-8",
    )
    yield f"{served.url}bare-deck/"
    shutil.rmtree(page.parent)


def start_anew(page: Page, site: str) -> None:
    """Empty the log, and ask for so many new cards a day that they do not run out."""
    page.goto(f"{site}about/privacy/")
    page.evaluate(
        """() => new Promise((resolve) => {
          const opening = indexedDB.open("greenroom", 1);
          opening.onupgradeneeded = () => {
            const events = opening.result.createObjectStore("events", { keyPath: "id" });
            events.createIndex("kind-time", ["kind", "time"]);
            opening.result.createObjectStore("drafts");
            opening.result.createObjectStore("derived");
          };
          opening.onsuccess = () => {
            const transaction = opening.result.transaction("events", "readwrite");
            transaction.objectStore("events").clear();
            const payload = { new_limit: 500, review_limit: 9999 };
            transaction.objectStore("events").put({ id: "limits", time: 1, kind: "study-options", version: 1, payload });
            transaction.oncomplete = () => { opening.result.close(); resolve(); };
          };
        })"""
    )


def hear(kept: list[str], said: ConsoleMessage) -> None:
    """Note a card that the page took for graded."""
    kept += re.findall(r"^kept (.+)", said.text)


def reviews(page: Page, known: set[str]) -> list[str]:
    """Cards of the reviews that are not known yet, in order; the ids of all are known then."""
    fresh = [event for event in log(page) if event["kind"] == "review" and event["id"] not in known]
    known |= {event["id"] for event in fresh}
    return [event["payload"]["card"] for event in fresh]


def test_a_tab_killed_at_any_moment_loses_no_grade_and_doubles_none(
    new_context: Callable[..., BrowserContext], bare_deck: str, site: str
) -> None:
    # Without the engine, which no grade waits for, and without the offline cache, 200 runs are quick.
    context = new_context()
    context.add_init_script("window.Worker = class { constructor() { throw new Error('no workers'); } };")
    reader = context.new_page()
    known: set[str] = set()
    graded = 0
    for run in range(RUNS):
        if run % 40 == 0:
            start_anew(reader, site)
        chance = random.Random(run)  # noqa: S311
        page = context.new_page()
        kept: list[str] = []
        page.on("console", partial(hear, kept))
        page.goto(bare_deck, wait_until="commit")
        page.wait_for_selector("flash-cards .fc-card[data-card]")
        page.evaluate(GRADE_ON)
        page.wait_for_timeout(chance.uniform(0, 120))
        page.close(run_before_unload=False)
        found = reviews(reader, known)
        # The last presses may be on disk without the test having heard of it; none before may be missing, none stand twice.
        assert found[: len(kept)] == kept, f"run {run}"
        assert len(set(found)) == len(found), f"run {run}"
        graded += len(found)
    assert graded > RUNS, "most runs are killed in the middle of grading"


def test_two_tabs_that_grade_at_once_agree(context: BrowserContext, bare_deck: str, site: str) -> None:
    reader = context.new_page()
    start_anew(reader, site)
    tabs = [context.new_page() for _ in range(2)]
    for tab in tabs:
        tab.goto(bare_deck)
        tab.wait_for_selector("flash-cards .fc-card[data-card]")
    for tab in tabs:
        tab.evaluate(GRADE_ON)
    tabs[0].wait_for_timeout(3_000)
    for tab in tabs:
        tab.evaluate("() => { window.setTimeout = () => 0; }")
    tabs[0].wait_for_timeout(300)
    assert len(reviews(reader, set())) > 20
    for tab in tabs:
        tab.reload()
        tab.wait_for_selector("flash-cards .fc-card[data-card]")
        tab.locator("flash-cards").hover()
        scheduled(tab)
    counts = [tab.locator("flash-cards .fc-top").inner_text() for tab in tabs]
    assert counts[0] == counts[1]
    assert shown(tabs[0]) == shown(tabs[1])


def test_a_full_disk_keeps_the_card_and_its_grade_until_there_is_room(page: Page, site: str) -> None:
    open_deck(page, site + DECK)
    first = shown(page)
    page.evaluate(
        """() => {
          const { add } = IDBObjectStore.prototype;
          IDBObjectStore.prototype.add = function (...args) {
            if (window.full) throw new DOMException("no room", "QuotaExceededError");
            return add.apply(this, args);
          };
          window.full = true;
        }"""
    )
    page.get_by_role("button", name="Show answer").click()
    page.keyboard.press("3")
    alert = page.get_by_role("alert").filter(has_text="space for the site is full")
    expect(alert).to_be_visible()
    expect(card(page, first)).to_be_visible()
    assert page.evaluate(LOG) == []
    page.evaluate("() => { window.full = false; }")
    alert.get_by_role("button", name="Try again").click()
    expect(card(page, first)).to_have_count(0)
    assert [(event["payload"]["card"], event["payload"]["grade"]) for event in log(page)] == [(first, "good")]


def test_data_that_the_browser_cleared_is_told_and_the_deck_starts_anew(page: Page, site: str, watch: Watch) -> None:
    open_deck(page, site + DECK)
    page.get_by_role("button", name="Show answer").click()
    page.keyboard.press("4")
    page.wait_for_timeout(300)
    other = page.context.new_page()
    other.goto(f"{site}about/privacy/")
    other.evaluate(
        "() => new Promise((resolve) => { indexedDB.deleteDatabase('greenroom').onsuccess = resolve; setTimeout(resolve, 3000); })"
    )
    expect(page.get_by_role("alert")).to_contain_text("Reload this page")
    page.reload()
    open_deck(page, site + DECK)
    assert log(page) == []


@pytest.mark.kept
def test_a_deck_studied_before_is_there_without_a_network(context: BrowserContext, site: str, watch: Watch) -> None:
    watch.allow("ERR_INTERNET_DISCONNECTED")
    watch.allow("Failed to load resource")
    page = context.new_page()
    open_deck(page, site + DECK)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
    page.wait_for_function("() => navigator.serviceWorker.controller")
    page.reload()
    expect(page.get_by_role("button", name="Show answer")).to_be_visible()
    context.set_offline(True)
    page.reload()
    first = shown(page) or ""
    page.get_by_role("button", name="Show answer").click()
    page.keyboard.press("3")
    expect(card(page, first)).to_have_count(0)
    assert [event["payload"]["grade"] for event in log(page)] == ["good"]
