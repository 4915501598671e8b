"""Mocks in the log of a browser and the build's files about them, for the tests of debriefs and of past mocks."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.browser.page_states import ENGINE_MS
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


def answered(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    """A profile whose requests can be answered by the test: no service worker stands before them."""
    made = new_context(timezone_id="Africa/Abidjan", permissions=["clipboard-write"])
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
