"""A whole mock interview with the recorder running: from the first line to the debrief, and what happens when sound fails."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests import speech_synthesis as synthesis
from tests.browser.conftest import Watch
from tests.browser.test_flashcards import log
from tests.browser.test_mock_room import BEHAVIOURAL, go_through, main_button, mocks, open_mock, start, to_the_debrief
from tests.browser.test_recording import FAKE, HELD, is_state

SPOKEN = 24
"""Seconds of speech: a rate is only told from 20 on."""
FIGURES_MS = 60_000
REFUSED = "if (window.MediaDevices) MediaDevices.prototype.getUserMedia = async () => { throw new DOMException('', 'NotAllowedError'); };"


@pytest.fixture(scope="module")
def speaking(launch: Callable[..., Browser], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser whose microphone speaks without end."""
    phrases = synthesis.ANSWERS["decision"]
    speech = synthesis.talk(phrases, [0.8] * (len(phrases) - 1))
    file = synthesis.write_wav(tmp_path_factory.mktemp("sound") / "speech.wav", speech.samples)
    running = launch(*FAKE, f"--use-file-for-fake-audio-capture={file}")
    yield running
    running.close()


@pytest.fixture
def visit(watch: Watch) -> Iterator[Callable[..., Page]]:
    """Opens a page in a fresh, watched profile of a browser."""
    made: list[BrowserContext] = []

    def open_page(browser: Browser, **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        context.set_default_timeout(20_000)
        watch.attach(context)
        made.append(context)
        return context.new_page()

    yield open_page
    for context in made:
        context.close()
    assert watch.errors == [], "the console shows errors"
    assert watch.foreign == [], "a request left the site's origin"


def test_a_recorded_mock_ends_in_a_debrief_with_figures(
    visit: Callable[..., Page], speaking: Browser, site: str
) -> None:
    page = visit(speaking)
    open_mock(page, site, BEHAVIOURAL)
    page.get_by_role("button", name="Record", exact=True).click()
    is_state(page, "recording")
    start(page)
    page.locator(".mr-turn textarea").fill("The pilot with the search team.")
    expect(page.locator(".voice-recorder__clock")).to_have_text(re.compile("0:0[6-9]"))
    # A reload in the middle: the mock goes on, the recording so far is there and can go on too.
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator(".mr-turn textarea")).to_have_value("The pilot with the search team.")
    expect(page.locator(".voice-recorder__interrupted")).to_contain_text("cut off at 0:0")
    page.get_by_role("button", name="Go on recording").click()
    is_state(page, "recording")
    main_button(page).click()
    expect(page.locator(".voice-recorder__clock")).to_have_text(re.compile(f"0:{SPOKEN}"), timeout=SPOKEN * 2_000)
    go_through(page)
    to_the_debrief(page)
    [mock] = mocks(page)
    assert mock["recorded"] is True
    [recording] = page.evaluate(HELD)["recordings"]
    assert recording["session"] == mock["session"]
    assert recording["state"] == "stopped"
    assert len(recording["parts"]) == 2
    review = page.locator("mock-debrief voice-review")
    expect(review).to_contain_text(re.compile(r"syllables a second", re.IGNORECASE), timeout=FIGURES_MS)
    told = [event["payload"] for event in log(page) if event["kind"] == "speech"]
    assert told[-1]["session"] == mock["session"]
    assert told[-1]["figures"]["ok"] is True


def test_a_mock_goes_on_without_a_microphone(visit: Callable[..., Page], speaking: Browser, site: str) -> None:
    page = visit(speaking)
    page.add_init_script(REFUSED)
    open_mock(page, site, BEHAVIOURAL)
    start(page)
    page.get_by_role("button", name="Record", exact=True).click()
    is_state(page, "failed")
    expect(page.locator(".voice-recorder__trouble").first).to_contain_text("The microphone was not allowed")
    expect(page.locator("phase-timer")).to_have_attribute("data-state", "running")
    go_through(page)
    to_the_debrief(page)
    assert mocks(page)[0]["recorded"] is False
