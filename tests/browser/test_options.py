"""The options of scheduling in a real browser: kept on change, refused where wrong, agreed between tabs, fitted to a log."""

import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.page_states import show_an_answer
from tests.browser.test_pages import violations

PAGE = "decks/options/"
DAY = 86_400_000
ENGINE_MS = 60_000

LOG = """async (kind) => {
  const opening = indexedDB.open("greenroom");
  const database = await new Promise((resolve) => (opening.onsuccess = () => resolve(opening.result)));
  const request = database.transaction("events").objectStore("events").getAll();
  const all = await new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
  database.close();
  return all.filter((event) => event.kind === kind).sort((a, b) => a.time - b.time).map((event) => event.payload);
}"""
SEED = """async (events) => {
  const opening = indexedDB.open("greenroom");
  const database = await new Promise((resolve) => (opening.onsuccess = () => resolve(opening.result)));
  const writing = database.transaction("events", "readwrite");
  for (const event of events) writing.objectStore("events").put(event);
  await new Promise((resolve) => (writing.oncomplete = resolve));
  database.close();
}"""


def opened(page: Page, site: str) -> Page:
    page.goto(site + PAGE)
    expect(page.locator("study-options")).to_have_attribute("data-phase", "ready")
    return page


def kept(page: Page) -> list[dict[str, Any]]:
    """Payloads of the options kept, oldest first."""
    return list(page.evaluate(LOG, "study-options"))


def row(page: Page, key: str) -> Locator:
    return page.locator(f"study-options [data-key={key}]")


def reviews(cards: int, share: float, now: int, each: int = 6) -> list[dict[str, Any]]:
    """A log of reviews three days apart, of which a share was recalled."""
    chance = random.Random(7)  # noqa: S311
    return [
        {
            "id": f"seed-{card}-{turn}",
            "time": now - (each - turn) * 3 * DAY - card * 1000,
            "kind": "review",
            "version": 1,
            "payload": {
                "card": f"question/a/{card}",
                "grade": "good" if turn == 0 or chance.random() < share else "again",
                "deck": "all",
                "shown_ms": 900,
            },
        }
        for card in range(cards)
        for turn in range(each)
    ]


def seeded(page: Page, site: str, events: list[dict[str, Any]]) -> Page:
    opened(page, site)
    page.evaluate(SEED, events)
    return opened(page, site)


def test_a_change_is_kept_alone_and_stays(page: Page, site: str) -> None:
    opened(page, site)
    page.get_by_label("New cards a day").fill("35")
    expect(row(page, "new_limit")).to_contain_text("Saved")
    assert kept(page) == [{"new_limit": 35}]
    page.get_by_label("Keep topics apart").uncheck()
    expect(page.locator(".study-options__said")).to_have_text("Keep topics apart: saved.")
    page.get_by_label("Set aside after").fill("0")
    page.get_by_label("Set aside after").press("Tab")
    expect(row(page, "leech_at")).to_contain_text("Saved")
    assert kept(page) == [{"new_limit": 35}, {"interleave": False}, {"leech_at": 0}]
    opened(page, site)
    expect(page.get_by_label("New cards a day")).to_have_value("35")
    expect(page.get_by_label("Keep topics apart")).not_to_be_checked()
    expect(page.get_by_label("Reviews a day")).to_have_value("200")
    assert len(kept(page)) == 3


def test_many_steps_of_a_slider_are_one_event(page: Page, site: str) -> None:
    opened(page, site)
    slider = page.get_by_label("Desired retention, slider")
    slider.focus()
    for _ in range(5):
        slider.press("ArrowRight")
    # What it costs is said before anything is kept.
    expect(row(page, "retention")).to_contain_text("0.4 times as long as at 90 %, so about 2.5 times the reviews")
    expect(page.get_by_label("Desired retention", exact=True)).to_have_value("95")
    expect(row(page, "retention")).to_contain_text("Saved")
    assert kept(page) == [{"retention": 0.95}]
    for percent, text in (("90", "about nine"), ("80", "0.3 times the reviews"), ("97", "4.5 times the reviews")):
        page.get_by_label("Desired retention", exact=True).fill(percent)
        expect(row(page, "retention")).to_contain_text(text)
        expect(slider).to_have_value(percent)


@pytest.mark.parametrize(
    ("label", "key", "texts", "sentence"),
    [
        ("New cards a day", "new_limit", ["501", "-1", "2.5", ""], "Use a whole number from 0 to 500."),
        ("Desired retention", "retention", ["69", "98", "1e9"], "Use a whole number from 70 to 97."),
        ("Reviews a day", "review_limit", ["10000"], "Use a whole number from 0 to 9,999."),
        ("Set aside after", "leech_at", ["100"], "Use a whole number from 0 to 99."),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_not_kept(
    page: Page, site: str, label: str, key: str, texts: list[str], sentence: str
) -> None:
    opened(page, site)
    field = page.get_by_label(label, exact=True)
    for text in texts:
        field.fill(text)
        field.press("Tab")
        expect(row(page, key)).to_contain_text(sentence)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_value(text)
    expect(page.locator(".study-options__said")).to_contain_text("is not saved")
    assert kept(page) == []
    field.fill("80")
    field.press("Tab")
    expect(row(page, key)).to_contain_text("Saved")
    expect(row(page, key)).not_to_contain_text(sentence)
    assert kept(page) == [{key: 0.8 if key == "retention" else 80}]


def test_the_interview_date_is_counted_down_cleared_and_ignored_when_past(page: Page, site: str) -> None:
    page.clock.install(time="2026-03-02T12:00:00")
    opened(page, site)
    field, note = page.get_by_label("Day of the interview"), row(page, "interview")
    expect(note).to_contain_text("Without a date nothing is hurried.")
    field.fill("2026-03-09")
    expect(note).to_contain_text("In 7 days.")
    page.clock.run_for(1000)
    expect(note).to_contain_text("Saved")
    field.fill("2026-03-01")
    expect(note).to_contain_text("This day is past, so it is ignored.")
    field.press("Tab")
    page.get_by_role("button", name="Clear the date").click()
    expect(field).to_have_value("")
    expect(note).to_contain_text("Saved")
    assert [each["interview"] for each in kept(page)] == ["2026-03-09", "2026-03-01", ""]
    # A year that is still being typed is neither kept nor blamed until the field is left.
    field.fill("0020-03-09")
    page.clock.run_for(1000)
    expect(note).not_to_contain_text("Give a whole date")
    field.evaluate("field => field.blur()")
    expect(note).to_contain_text("Give a whole date, with a year from 2000 to 2199.")
    field.fill("2926-03-09")
    page.clock.run_for(1000)
    expect(note).not_to_contain_text("In 3")
    field.evaluate("field => field.blur()")
    expect(note).to_contain_text("Give a whole date, with a year from 2000 to 2199.")
    assert len(kept(page)) == 3


def dated(date: str, time: float) -> dict[str, Any]:
    return {"id": "seed-date", "time": time, "kind": "study-options", "version": 1, "payload": {"interview": date}}


def test_a_date_counts_that_is_set_after_one_of_a_clock_that_ran_ahead(page: Page, site: str) -> None:
    seeded(page, site, [dated("2032-03-09", page.evaluate("Date.now()") + DAY)])
    field = page.get_by_label("Day of the interview")
    for date in ("2033-03-09", "2034-03-09"):
        field.fill(date)
        field.press("Tab")
        expect(row(page, "interview")).to_contain_text("Saved")
        expect(field).to_have_value(date)
    opened(page, site)
    expect(field).to_have_value("2034-03-09")


def test_a_date_centuries_away_in_the_log_does_not_stop_the_scheduler(page: Page, site: str) -> None:
    seeded(page, site, [dated("2926-03-09", page.evaluate("Date.now()") - DAY)])
    expect(page.get_by_label("Day of the interview")).to_have_value("")
    expect(row(page, "interview")).to_contain_text("Without a date nothing is hurried.")
    page.goto(site + "decks/everything/")
    show_an_answer(page)


def test_a_date_that_is_half_typed_is_neither_kept_nor_lost(context: BrowserContext, site: str) -> None:
    page, other = context.new_page(), context.new_page()
    seeded(page, site, [dated("2032-03-09", 1_780_000_000_000)])
    opened(other, site)
    field, note = page.get_by_label("Day of the interview"), row(page, "interview")
    page.bring_to_front()
    field.focus()
    page.keyboard.press("Backspace")  # the month
    page.wait_for_timeout(1_000)  # longer than the rest after which a date is kept
    expect(note).not_to_contain_text("Give a whole date")
    field.evaluate("field => field.blur()")
    expect(note).to_contain_text("Give a whole date, with a year from 2000 to 2199.")
    assert kept(page) == [{"interview": "2032-03-09"}]
    # What comes from another tab leaves the day and the year where they are.
    other.get_by_label("New cards a day").fill("7")
    expect(page.get_by_label("New cards a day")).to_have_value("7")
    page.bring_to_front()
    field.focus()
    page.keyboard.type("11")
    expect(field).to_have_value("2032-11-09")
    expect(note).to_contain_text("Saved")
    page.keyboard.press("Backspace")  # the day, where typing went on
    page.get_by_role("button", name="Clear the date").click()
    expect(note).to_contain_text("Without a date nothing is hurried.")
    expect(note).to_contain_text("Saved")
    assert not field.evaluate("field => field.validity.badInput")
    assert kept(page)[-1] == {"interview": ""}


def test_two_tabs_agree(context: BrowserContext, site: str) -> None:
    first, second = opened(context.new_page(), site), opened(context.new_page(), site)
    second.get_by_label("Reviews a day").fill("10000")  # not kept, and not lost by what comes from the other tab
    first.get_by_label("New cards a day").fill("7")
    expect(second.get_by_label("New cards a day")).to_have_value("7")
    expect(second.get_by_label("Reviews a day")).to_have_value("10000")
    second.get_by_label("New cards a day").fill("8")
    expect(first.get_by_label("New cards a day")).to_have_value("8")


def test_leaving_the_page_at_once_keeps_the_last_change(page: Page, site: str) -> None:
    opened(page, site)
    page.get_by_label("New cards a day").fill("12")
    page.get_by_role("link", name="see what you remember").click()
    expect(page.locator("h1")).to_contain_text("What you remember")
    opened(page, site)
    expect(page.get_by_label("New cards a day")).to_have_value("12")


def test_an_error_of_the_store_is_shown_and_the_text_stays(
    new_context: Callable[..., BrowserContext], site: str
) -> None:
    context = new_context()
    context.add_init_script(
        "globalThis.full = false; const put = IDBObjectStore.prototype.add;"
        "for (const name of ['add', 'put']) { const plain = IDBObjectStore.prototype[name];"
        "IDBObjectStore.prototype[name] = function (...given) {"
        "if (globalThis.full) throw new DOMException('full', 'QuotaExceededError'); return plain.apply(this, given); }; }"
    )
    page = opened(context.new_page(), site)
    page.evaluate("globalThis.full = true")
    page.get_by_label("New cards a day").fill("9")
    page.get_by_label("New cards a day").press("Tab")
    expect(page.locator(".study-options__trouble")).not_to_be_empty()
    expect(row(page, "new_limit")).not_to_contain_text("Saved")
    expect(page.get_by_label("New cards a day")).to_have_value("9")
    page.get_by_label("Keep topics apart").click()
    expect(page.get_by_label("Keep topics apart")).to_be_checked()
    page.evaluate("globalThis.full = false")
    page.get_by_label("New cards a day").fill("10")
    expect(row(page, "new_limit")).to_contain_text("Saved")
    expect(page.locator(".study-options__trouble")).to_be_empty()


# Fitting.


def test_too_few_reviews_are_refused_with_their_number(page: Page, site: str) -> None:
    seeded(page, site, reviews(10, 0.8, 1_780_000_000_000))
    page.get_by_role("button", name="Fit to my reviews").click()
    expect(page.locator(".study-options__found")).to_contain_text("50 of your reviews", timeout=ENGINE_MS)
    expect(page.locator(".study-options__found")).to_be_focused()
    expect(page.get_by_role("button", name="Use these")).to_have_count(0)
    assert kept(page) == []


def test_a_fit_is_measured_used_and_taken_back(page: Page, site: str) -> None:
    seeded(page, site, reviews(200, 0.45, 1_780_000_000_000))
    page.get_by_role("button", name="Fit to my reviews").click()
    found = page.locator(".study-options__found")
    expect(found).to_contain_text("better than those in use", timeout=ENGINE_MS)
    expect(found).to_contain_text("1,000 reviews of 200 cards counted.")
    before, after = (float(text) for text in found.locator("tbody tr").first.locator("td").all_inner_texts())
    assert after < before
    assert kept(page) == []
    assert violations(page) == []
    page.get_by_role("button", name="Use these").click()
    expect(page.locator(".study-options__in-use")).to_contain_text("fitted to your reviews. ✓ Saved")
    [payload] = kept(page)
    assert list(payload) == ["weights"] and len(payload["weights"]) == 21
    page.get_by_role("button", name="Back to published").click()
    expect(page.locator(".study-options__in-use")).to_contain_text("published parameters")
    assert kept(page)[1:] == [{"weights": None}]


def test_a_fit_can_be_cancelled_and_begun_again(page: Page, site: str) -> None:
    seeded(page, site, reviews(1500, 0.45, 1_780_000_000_000))
    page.get_by_role("button", name="Fit to my reviews").click()
    expect(page.locator("study-options progress")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator(".study-options__said")).to_have_text("Cancelled. Your parameters are as they were.")
    expect(page.get_by_role("button", name="Fit to my reviews")).to_be_focused()
    page.get_by_role("button", name="Fit to my reviews").click()
    expect(page.locator("study-options progress[max]")).to_be_visible(timeout=ENGINE_MS)
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("study-options progress")).to_have_count(0)
    for _ in range(50):
        page.wait_for_timeout(100)  # the browser tells late of a worker that was busy when it was ended
        pythons = [worker for worker in page.workers if "python-worker" in worker.url]
        if not pythons:
            break
    assert pythons == []
    expect(page.locator(".study-options__found")).to_have_count(0)
    assert kept(page) == []


def test_it_fits_a_phone_and_needs_no_mouse(new_context: Callable[..., BrowserContext], site: str) -> None:
    page = opened(new_context(viewport={"width": 390, "height": 844}).new_page(), site)
    page.get_by_label("New cards a day").fill("9999")
    page.get_by_label("New cards a day").press("Tab")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page) == []
    stops = []
    page.get_by_label("Desired retention", exact=True).focus()
    for _ in range(12):
        stops.append(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))
        page.keyboard.press("Tab")
    assert [stop for stop in ("so-new_limit", "so-review_limit", "so-leech_at") if stop not in stops] == []
    assert json.dumps(kept(page)) == "[]"
