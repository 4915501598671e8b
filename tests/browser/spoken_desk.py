"""A spoken drill on its page, as the tests of it open and work it."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.test_drills import LOG
from tests.serving import Served

NOON = 1_800_000_000
"""Where the tests' clock starts, in seconds since 1970."""


def open_drill(page: Page, site: str, slug: str, query: str = "") -> Locator:
    """Open a drill's page under a clock that the test moves, and wait until the drill is there."""
    page.clock.install(time=NOON)
    page.goto(f"{site}rehearse/{slug}/{query}")
    drill = page.locator("spoken-drill")
    expect(drill).to_have_attribute("data-phase", "idle")
    page.clock.pause_at(NOON + 60)
    return drill


def button(drill: Locator, name: str) -> Locator:
    """A button of the drill by its whole name."""
    return drill.get_by_role("button", name=name, exact=True)


def wait(page: Page, seconds: float) -> None:
    """Let time go by, and a moment more, since the time is shown just after a second turns."""
    page.clock.run_for(round(seconds * 1000) + 20)


def clock(drill: Locator) -> Locator:
    """The big time."""
    return drill.get_by_role("timer")


def events(page: Page) -> list[dict[str, Any]]:
    """The kept runs in the reader's log."""
    found: list[dict[str, Any]] = page.evaluate(LOG)
    return [each["payload"] for each in found if each["kind"] == "spoken-drill"]


def data(served: Served, slug: str) -> Any:
    """A drill as the page reads it."""
    return json.loads((Path(served.folder) / "assets" / "spoken" / f"{slug}.json").read_text("utf-8"))


def prompt(drill: Locator) -> str:
    """The prompt that is shown, without its label."""
    return drill.locator(".spoken-prompt").inner_text().split("\n", 1)[1].strip()
