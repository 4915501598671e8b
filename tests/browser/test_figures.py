"""What the reader remembers, on its page in a real browser: from the first card to the day of the interview."""

import random
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from greenroom import api
from tests.browser.conftest import Watch
from tests.browser.page_states import ENGINE_MS, look_around
from tests.browser.test_pages import violations
from tests.browser.test_reader_data import SEED

PAGE = "decks/figures/"
DAY = 86_400_000
NOW = int(datetime(2026, 11, 21, 18, tzinfo=UTC).timestamp() * 1000)
TODAY = int(datetime(2026, 11, 21, 4, tzinfo=UTC).timestamp() * 1000)
INTERVIEW = "2026-12-03"
DEADLINE = TODAY + 12 * DAY
ZONE = "Africa/Abidjan"
"""A place whose clocks show UTC all year."""


def event(number: int, kind: str, time: float, payload: dict[str, Any]) -> dict[str, Any]:
    return {"id": f"event-{number:05}", "time": int(time), "kind": kind, "version": 1, "payload": payload}


def random_reviews(cards: list[str], count: int = 60) -> list[dict[str, Any]]:
    """Some weeks of reviews of some cards, every ninth of them undone."""
    chance = random.Random(7)  # noqa: S311
    events: list[dict[str, Any]] = []
    for card in chance.sample(cards, count):
        time, gap = NOW - chance.random() * 40 * DAY, 0.01
        while time < NOW:
            grade = chance.choices(["again", "hard", "good", "easy"], [1, 1, 7, 1])[0]
            shown = chance.randrange(2_000, 90_000)
            payload = {"card": card, "grade": grade, "deck": "x", "shown_ms": shown}
            events.append(event(len(events), "review", time, payload))
            if len(events) % 9 == 0:
                events.append(event(len(events), "undo", time + 1000, {"event": events[-1]["id"]}))
            time, gap = time + gap * DAY * chance.uniform(0.8, 1.3), max(1.0, gap * 2.6)
    return events


def card_list(page: Page, site: str) -> dict[str, list[str]]:
    """Every card of the site with its topics."""
    found = page.request.get(site + "assets/cards.json").json()
    return {card: [found["topics"][place][0] for place in places] for card, places in found["cards"].items()}


def open_figures(page: Page, site: str, phase: str = "ready") -> Locator:
    """Open the page and wait for a phase of it."""
    page.goto(site + PAGE)
    figures = page.locator("memory-figures")
    expect(figures).to_have_attribute("data-phase", phase, timeout=ENGINE_MS)
    return figures


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """A page on a Saturday evening, whose requests can be held up: no service worker answers them."""
    page = new_context(timezone_id=ZONE).new_page()
    page.clock.set_fixed_time(NOW / 1000)
    return page


def seed(page: Page, site: str, events: list[dict[str, Any]]) -> None:
    """Put events into the log of this browser."""
    open_figures(page, site, "empty")
    page.evaluate(SEED, {"events": events, "drafts": []})


def test_before_the_first_review_the_page_says_what_will_be_there(page: Page, site: str) -> None:
    figures = open_figures(page, site, "empty")
    expect(figures).to_contain_text("You have not graded a card yet.")
    expect(figures.locator("svg")).to_have_count(0)
    figures.get_by_role("link", name="Start with the critical cards").click()
    expect(page.locator("h1")).to_contain_text("Everything critical")


def test_the_page_tells_what_the_engine_reckons(page: Page, site: str) -> None:
    cards = card_list(page, site)
    events = random_reviews(list(cards))
    options = {"interview": INTERVIEW, "retention": 0.85, "new_limit": 35, "interleave": False}
    suspended = events[0]["payload"]["card"]
    events.append(event(90_000, "study-options", NOW - 1, options))
    events.append(event(90_001, "card-state", NOW - 1, {"cards": [suspended], "suspended": True}))
    seed(page, site, events)
    figures = open_figures(page, site)
    expected = api.call(
        "figures.memory",
        {
            "events": events,
            "cards": cards,
            "now": NOW,
            "days": [TODAY + day * DAY for day in range(-50, 40)],
            "rules": {"retention": 0.85, "deadline": DEADLINE},
            "held": [suspended],
            "new_limit": 35,
            "interleave": False,
        },
    )
    month, interview = expected["recall"]["month"], expected["interview"]
    due = f"{expected['all']['due']} due today"
    recall = f"recall {month['share'] * 100:.0f}% of {month['reviews']} reviews in 30 days"
    expect(figures.locator(".mf-heading")).to_have_text(f"{due}; {recall}, you asked for 85%.")
    expect(figures).to_contain_text(f"{expected['reviews']['total']} reviews in the last 30 days")
    told = f"recall {interview['all']['stop'] * 100:.0f}% of all cards if you stop now, and {interview['all']['go_on'] * 100:.0f}%"
    expect(figures).to_contain_text(f"Thursday 3 December, in 12 days: you can expect to {told}")
    expect(figures).to_contain_text(f"{interview['rate']} a day would reach all.")
    look_around(page)
    rows = figures.locator("table").first.locator("tbody tr")
    expect(rows).to_have_count(30)
    days = [
        [int(cell) for cell in row]
        for row in rows.evaluate_all(
            "rows => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent))"
        )
    ]
    assert days == [[day["known"], day["learning"]] for day in expected["forecast"]]
    expect(rows.nth(12)).to_contain_text("Thursday 3 December, interview")
    drill = figures.get_by_role("link", name="Drill").first
    expect(drill).to_have_attribute("href", f"{site}decks/everything/?topic={expected['weakest'][0]}")


def test_counts_stand_there_before_the_engine_has_answered(page: Page, site: str) -> None:
    cards = list(card_list(page, site))[:3]
    events = [
        event(number, "review", NOW - number, {"card": card, "grade": "good"}) for number, card in enumerate(cards)
    ]
    seed(page, site, events)
    held: list[Any] = []
    page.route("**/assets/cards.json", lambda route: held.append(route))
    figures = open_figures(page, site, "counting")
    expect(figures.locator(".mf-heading")).to_have_text("3 reviews of 3 cards so far, 3 today.")
    expect(figures.get_by_role("status")).to_contain_text("Working out")
    held[0].continue_()
    expect(figures).to_have_attribute("data-phase", "ready", timeout=ENGINE_MS)
    expect(figures.locator(".mf-heading")).to_have_text(
        "3 due today; 0 reviews of known cards in 30 days, recall is told from 20 on."
    )
    expect(figures).to_contain_text("Set the day of your interview")


def test_what_failed_is_said_and_can_be_tried_again(page: Page, site: str, watch: Watch) -> None:
    watch.allow("cards.json")
    watch.allow("ERR_FAILED")
    seed(page, site, [event(1, "review", NOW, {"card": next(iter(card_list(page, site))), "grade": "good"})])
    page.route("**/assets/cards.json", lambda route: route.abort())
    figures = open_figures(page, site, "failed")
    expect(figures.get_by_role("alert")).to_contain_text("The list of cards could not be loaded.")
    expect(figures.locator(".mf-heading")).to_contain_text("1 review of 1 card")
    page.unroute("**/assets/cards.json")
    figures.get_by_role("button", name="Try again").click()
    expect(figures).to_have_attribute("data-phase", "ready", timeout=ENGINE_MS)
    expect(figures.get_by_role("alert")).to_have_count(0)


def test_a_review_in_another_tab_is_in_the_figures(page: Page, site: str) -> None:
    seed(page, site, [event(1, "review", NOW - DAY, {"card": "question/design-messaging/testing", "grade": "good"})])
    figures = open_figures(page, site)
    expect(figures).to_contain_text("1 review in the last 30 days")
    other = page.context.new_page()
    other.goto(site + "decks/behavioural/")
    other.get_by_role("button", name="Show answer").click()
    other.locator("flash-cards [data-grade=good]").click()
    expect(figures).to_contain_text("2 reviews in the last 30 days, on 2 days", timeout=ENGINE_MS)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_figures_suit_every_reader(new_context: Callable[..., BrowserContext], site: str, width: int) -> None:
    page = new_context(timezone_id=ZONE, viewport={"width": width, "height": 900}).new_page()
    page.clock.set_fixed_time(NOW / 1000)
    open_figures(page, site, "empty")
    findings = violations(page)
    events = random_reviews(list(card_list(page, site)))
    note = {"id": "own/1", "deck": "Mine", "type": "basic", "fields": ["a", "b"], "format": "markdown", "tags": []}
    events.append(event(90_000, "notes", NOW - 2, {"notes": [note]}))
    events.append(event(90_001, "study-options", NOW - 1, {"interview": INTERVIEW}))
    page.evaluate(SEED, {"events": events, "drafts": []})
    figures = open_figures(page, site)
    look_around(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert findings + violations(page) == []
    for picture in figures.locator("svg[role=img]").all():
        assert len(picture.get_attribute("aria-label") or "") > 40
    expect(figures.locator("svg[role=img]")).to_have_count(4)
    expect(figures).to_contain_text("Mine")
    # Every link, button and summary can be reached by Tab.
    reachable = figures.locator("a, button, summary").count()
    reached = page.evaluate("document.querySelector('memory-figures').querySelector('a, button, summary').focus()") or 1
    while reached < reachable + 10:
        page.keyboard.press("Tab")
        inside = page.evaluate("document.activeElement.closest('memory-figures') !== null")
        if not inside:
            break
        reached += page.evaluate("document.activeElement.matches('a, button, summary')")
    assert reached == reachable
