"""The study card against the built site and the real engine: what a reader sees, and what is kept."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, Request, Route, expect

from tests.browser.conftest import Watch

DECK = "decks/behavioural/"
PROBLEM = "problems/busiest-window/"
ENGINE_MS = 60_000
"""Milliseconds the engine may take to boot on a slow machine."""

HOLD = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("greenroom");
  opening.onerror = reject;
  opening.onsuccess = () => {
    const database = opening.result;
    const transaction = database.transaction("events", "readwrite");
    const store = transaction.objectStore("events");
    transaction.oncomplete = () => database.close();
    window.held = true;
    const keepOpen = () => {
      store.get("none").onsuccess = () => window.held && keepOpen();
    };
    keepOpen();
    resolve();
  };
})"""
"""Keeps a transaction over the log open, so that nothing else is written, until `window.held` is false."""

LOG = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("greenroom");
  opening.onerror = reject;
  opening.onsuccess = () => {
    const database = opening.result;
    const all = database.transaction("events").objectStore("events").getAll();
    all.onsuccess = () => {
      database.close();
      resolve(all.result);
    };
  };
})"""


def log(page: Page) -> list[dict[str, Any]]:
    """The events on disk, oldest first."""
    events: list[dict[str, Any]] = page.evaluate(LOG)
    return sorted(events, key=lambda event: (event["time"], event["id"]))


def shown(page: Page) -> str:
    """Id of the card on the screen."""
    return page.locator("flash-cards .fc-card").get_attribute("data-card") or ""


def card(page: Page, identity: str) -> Locator:
    return page.locator(f'flash-cards .fc-card[data-card="{identity}"]')


def left(page: Page, kind: str) -> Locator:
    return page.locator(f'flash-cards [data-count="{kind}"] b')


def interval(page: Page, grade: str) -> Locator:
    return page.locator(f'flash-cards [data-grade="{grade}"] .fc-grade__interval')


def scheduled(page: Page) -> None:
    """Wait until the engine has said where the deck stands."""
    expect(page.locator("flash-cards")).to_have_attribute("data-scheduled", "true", timeout=ENGINE_MS)


def open_deck(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("flash-cards .fc-card, flash-cards .fc-done")).to_be_visible()


def test_the_first_card_stands_there_before_any_engine_is_loaded(page: Page, site: str) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    open_deck(page, site + DECK)
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("button", name="Show answer")).to_be_visible()
    assert not [url for url in asked if url.endswith(".wasm") or "python-worker" in url]


def test_a_card_is_turned_and_graded_by_keyboard_alone(page: Page, site: str) -> None:
    open_deck(page, site + DECK)
    first = shown(page)
    page.keyboard.press("Space")
    answer = page.get_by_role("group", name="Answer")
    expect(answer).to_be_visible()
    expect(answer).to_be_focused()
    scheduled(page)
    expect(interval(page, "again")).to_have_text("1 min")
    expect(interval(page, "hard")).to_have_text("6 min")
    expect(interval(page, "good")).to_have_text("10 min")
    expect(interval(page, "easy")).to_have_text("8 d")
    page.keyboard.press("4")
    expect(card(page, first)).to_have_count(0)
    expect(page.locator("flash-cards .fc-card")).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="Easy, back in 8 days.")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(answer).to_be_visible()


def test_grades_are_remembered_after_a_reload(page: Page, site: str) -> None:
    open_deck(page, site + DECK)
    graded = []
    new = int(left(page, "new").inner_text())
    for key in ("4", "3"):
        graded.append(shown(page))
        page.get_by_role("button", name="Show answer").click()
        page.keyboard.press(key)
        expect(card(page, graded[-1])).to_have_count(0)
    scheduled(page)
    expect(left(page, "learning")).to_have_text("1")
    page.wait_for_timeout(1_000)  # what the engine said is kept shortly after; until then only it can tell
    page.reload()
    expect(page.locator("flash-cards .fc-card")).to_be_visible()
    assert shown(page) not in graded
    expect(left(page, "learning")).to_have_text("1")
    expect(left(page, "new")).to_have_text(str(new - 2))
    assert [(event["payload"]["card"], event["payload"]["grade"]) for event in log(page)] == [
        (graded[0], "easy"),
        (graded[1], "good"),
    ]


def test_a_grade_is_on_disk_before_the_next_card_is_shown(page: Page, site: str) -> None:
    open_deck(page, site + DECK)
    first = shown(page)
    page.get_by_role("button", name="Show answer").click()
    page.evaluate(HOLD)
    page.keyboard.press("3")
    page.wait_for_timeout(400)
    expect(card(page, first)).to_be_visible()
    page.evaluate("() => { window.held = false; }")
    expect(card(page, first)).to_have_count(0)
    [event] = log(page)
    assert event["kind"] == "review"
    assert event["payload"]["card"] == first
    assert event["payload"]["deck"] == "behavioural"
    assert event["payload"]["shown_ms"] >= 0


def test_grading_does_not_wait_for_the_engine(new_context: Callable[..., BrowserContext], site: str) -> None:
    context = new_context()
    held: list[Route] = []
    context.route("**/pyodide.asm.wasm", lambda route: held.append(route))
    page = context.new_page()
    open_deck(page, site + DECK)
    first = shown(page)
    page.get_by_role("button", name="Show answer").click()
    expect(interval(page, "good")).to_have_text("…")
    page.keyboard.press("1")
    expect(card(page, first)).to_have_count(0)
    assert [event["payload"]["grade"] for event in log(page)] == ["again"]
    page.get_by_role("button", name="Show answer").click()
    held[0].continue_()
    scheduled(page)
    expect(interval(page, "good")).to_have_text("10 min")
    expect(left(page, "learning")).to_have_text("1")


def test_two_tabs_agree(context: BrowserContext, site: str) -> None:
    here, there = context.new_page(), context.new_page()
    open_deck(here, site + DECK)
    open_deck(there, site + DECK)
    first = shown(here)
    assert shown(there) == first
    here.get_by_role("button", name="Show answer").click()
    here.keyboard.press("4")
    expect(card(there, first)).to_have_count(0)
    expect(there.get_by_role("status").filter(has_text="graded in another tab")).to_have_count(1)
    assert shown(there) == shown(here)


def test_a_finished_page_says_when_the_next_card_is_due_and_lets_one_go_on(page: Page, site: str) -> None:
    open_deck(page, site + PROBLEM)
    page.locator("flash-cards").scroll_into_view_if_needed()
    show = page.get_by_role("button", name="Show answer")
    cards = int(left(page, "new").inner_text())
    for place in range(cards):
        show.click()
        before = shown(page)
        page.keyboard.press("4")
        expect(card(page, before)).to_have_count(0)
        if place == 0:
            scheduled(page)
    done = page.locator("flash-cards .fc-done")
    expect(done).to_contain_text(f"You did {cards} reviews of these cards today.", timeout=ENGINE_MS)
    expect(done).to_contain_text("The next card is due in 8 days")
    expect(done.get_by_role("link", name="Other decks")).to_have_attribute("href", f"{site}decks/")
    done.get_by_role("button", name="Review ahead").click()
    expect(show).to_be_visible()
    expect(page.locator("flash-cards .fc-note")).to_have_text("not due yet")


def test_a_deck_that_does_not_load_says_so_and_can_be_tried_again(
    new_context: Callable[..., BrowserContext], watch: Watch, site: str
) -> None:
    watch.allow("503")
    context = new_context()
    context.route("**/assets/decks/*.json", lambda route: route.fulfill(status=503, body=""), times=1)
    page = context.new_page()
    page.goto(site + DECK)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("The server answered 503 for the deck.")
    alert.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("button", name="Show answer")).to_be_visible()


def test_a_browser_that_keeps_nothing_says_so(page: Page, site: str) -> None:
    page.add_init_script(
        """Object.defineProperty(window, "indexedDB", {
          get() { throw new DOMException("denied", "SecurityError"); },
        });"""
    )
    page.goto(site + DECK)
    expect(page.get_by_role("alert")).to_contain_text("Your reviews cannot be remembered here.")
