"""The analysis of recordings in a real browser: figures, words of a transcript, and reasons why there are none."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import speech_synthesis as synthesis
from tests.browser import test_recording as recording
from tests.browser.test_recording import HELD, Visit, choose, is_state, press, sheet, until
from tests.browser.test_recordings_kept import revise

# The same rooms as there.
speech, folder, speaking, visit = recording.speech, recording.folder, recording.speaking, recording.visit

# The log's events of a kind, the oldest first, past the page.
EVENTS = """async (kind) => {
  const opening = indexedDB.open("greenroom");
  const database = await new Promise((resolve) => (opening.onsuccess = () => resolve(opening.result)));
  const request = database.transaction("events").objectStore("events").getAll();
  const rows = await new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
  database.close();
  return rows.filter((event) => event.kind === kind).sort((a, b) => a.time - b.time).map((event) => event.payload);
}"""
# Another tab analyses, but only the first time this page asks.
BUSY = """
const { request } = window.LockManager?.prototype ?? {};
let told = false;
if (request) LockManager.prototype.request = function (name, options, work) {
  if (told || !name.startsWith("greenroom-analysis")) return request.call(this, name, options, work);
  told = true;
  return Promise.resolve(work(null));
};
"""
KEPT_TEXT = """async () => {
  const opening = indexedDB.open("greenroom");
  const database = await new Promise((resolve) => (opening.onsuccess = () => resolve(opening.result)));
  const request = database.transaction("drafts").objectStore("drafts").getAllKeys();
  const keys = await new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
  database.close();
  return keys.some((key) => key.startsWith("transcript:"));
}"""


def transcript(page: Page) -> Any:
    """The field of the transcript."""
    return sheet(page).get_by_role("textbox", name="Transcript")


def test_figures_of_a_file_are_those_of_the_speech_in_it_and_rest_on_named_sources(
    visit: Visit, speaking: Browser, folder: Path, speech: synthesis.Speech
) -> None:
    page = visit(speaking)
    choose(page, folder / "speech.wav")
    figures = sheet(page).get_by_label("Figures", exact=True)
    expect(figures).to_be_visible()
    [event] = page.evaluate(EVENTS, "speech")
    told = event["figures"]
    assert told["ok"]
    assert abs(told["syllables"] - speech.syllables) <= 0.1 * speech.syllables
    assert abs(told["pauses"]["count"] - len(speech.pauses)) <= 0.1 * len(speech.pauses)
    assert "picture" not in told
    assert (event["label"], event["session"], event["transcript"]) == ("speech", "", None)
    expect(figures).to_contain_text(f"{told['speech_rate']:.1f} syllables a second")
    expect(figures).to_contain_text("Advice: 140 to 160 words a minute.")
    expect(figures).to_contain_text("Our proposal: 120 to 170 words a minute.")
    expect(figures).to_contain_text("Evidence:")
    picture = sheet(page).get_by_role("img", name="Picture of the answer over time")
    expect(picture).to_contain_text("our proposal")
    # The picture and the arrow keys go to a place; what is heard is deleted, what was made of it stays.
    box = picture.bounding_box()
    assert box
    picture.click(position={"x": box["width"] / 2, "y": 60})
    clock = page.locator(".voice-sheet__clock")
    expect(clock).to_have_text(re.compile("^0:2[3-5] of 0:48"))
    slider = sheet(page).get_by_role("slider", name="Place in the recording")
    slider.press("Home")
    slider.press("ArrowRight")
    expect(clock).to_have_text("0:01 of 0:48")
    sheet(page).get_by_text("The picture as a table").click()
    expect(sheet(page).get_by_role("table", name="The answer over time").get_by_role("row")).to_have_count(6)
    held = page.evaluate(HELD)
    assert (held["pcm"], held["pieces"], held["recordings"][0]["waiting"]) == (0, 2, 0)
    # Fillers come from a transcript, which is kept.
    text = "So, um, we chose the the log. Uh, you know, it held."
    sheet(page).get_by_role("textbox", name="Transcript").fill(text)
    sheet(page).get_by_role("textbox", name="Transcript").press("Tab")
    words = sheet(page).get_by_label("What the transcript tells")
    expect(words).to_contain_text("um")
    expect(words).to_contain_text("Said twice in a row")
    page.reload()
    expect(sheet(page).get_by_role("textbox", name="Transcript")).to_have_value(text)
    expect(words).to_contain_text("um")
    assert page.evaluate(EVENTS, "speech")[-1]["transcript"]["fillers"]["count"] == 2
    assert page.evaluate(EVENTS, "speech")[-1]["figures"] == told


def test_a_spoken_answer_is_recorded_analysed_and_shown(
    visit: Visit, speaking: Browser, speech: synthesis.Speech
) -> None:
    page = visit(speaking)
    page.evaluate("document.querySelector('voice-recorder').mark('Before the start')")
    press(page, "Record")
    is_state(page, "recording")
    expect(page.locator(".voice-recorder__clock")).to_have_text(re.compile("0:1[1-9]"), timeout=30_000)
    page.evaluate("document.querySelector('voice-recorder').mark('Second half')")
    expect(page.locator(".voice-recorder__clock")).to_have_text("0:22", timeout=30_000)
    press(page, "Stop")
    is_state(page, "stopped")
    figures = sheet(page).get_by_label("Figures", exact=True)
    expect(figures).to_be_visible()
    told = page.evaluate(EVENTS, "speech")[-1]["figures"]
    assert told["ok"]
    assert told["speech_rate"] == pytest.approx(speech.syllables / (speech.seconds - 1), rel=0.15)
    assert told["pauses"]["median"] == pytest.approx(0.8, abs=0.1)
    assert [phase["text"] for phase in told["phases"]] == ["Before the start", "Second half"]
    expect(sheet(page).get_by_role("table", name="By phase")).to_contain_text("Second half")


def test_sound_that_cannot_be_measured_gets_a_reason_and_no_number(
    visit: Visit, speaking: Browser, folder: Path
) -> None:
    page = visit(speaking)
    for name, reason in {"silence.wav": "digital silence", "short.wav": "2 seconds of sound"}.items():
        choose(page, folder / name)
        expect(sheet(page).locator(".vf-refused")).to_contain_text(reason)
        expect(sheet(page)).not_to_contain_text("syllables a second")
        press(sheet(page), "Delete…")
        press(sheet(page), "Yes, delete it")
        expect(page.locator("voice-sheet")).to_have_count(0)
    choose(page, folder / "letter.mp3")
    said = expect(page.locator("voice-recorder .voice-recorder__trouble").last)
    said.to_contain_text("This browser cannot read the file as sound. Save it as WAV, MP3 or M4A")
    assert page.evaluate(HELD)["recordings"] == []
    events = page.evaluate(EVENTS, "speech")
    assert [event["figures"]["reason"] for event in events] == ["silence", "too-short"]


def test_a_transcript_that_was_not_counted_is_counted_on_request(visit: Visit, speaking: Browser, folder: Path) -> None:
    page = visit(speaking)
    choose(page, folder / "short.wav")
    transcript(page).fill("So, um, we chose the log.")
    until(page, KEPT_TEXT)
    page.reload()
    words = sheet(page).get_by_label("What the transcript tells")
    count = sheet(page).get_by_role("button", name="Count the words")
    count.press("Enter")
    expect(words).to_contain_text("um")
    expect(count).to_have_count(0)
    expect(transcript(page)).to_be_focused()
    page.reload()
    expect(words).to_contain_text("um")
    expect(count).to_have_count(0)


def test_hearing_the_sound_anew_keeps_the_words_that_were_counted(
    visit: Visit, speaking: Browser, folder: Path
) -> None:
    page = visit(speaking, BUSY)
    choose(page, folder / "short.wav")
    expect(sheet(page)).to_contain_text("Another tab analyses this recording.")
    transcript(page).fill("So, um, we chose the log.")
    transcript(page).press("Tab")
    words = sheet(page).get_by_label("What the transcript tells")
    expect(words).to_contain_text("um")
    press(sheet(page), "Analyse from the sound anew")
    refused = sheet(page).locator(".vf-refused")
    expect(refused).to_contain_text("2 seconds of sound")
    expect(words).to_contain_text("um")
    assert page.evaluate(EVENTS, "speech")[-1]["transcript"]["fillers"]["count"] == 1
    # Left before the end, the figures of before stand there, and that they lack something is said.
    revise(page, "parts[0].taps = parts[0].heard = 0")
    expect(refused).to_be_visible()
    expect(sheet(page)).to_contain_text("Not all of it is in the figures yet.")
    press(sheet(page), "Analyse the sound")
    expect(sheet(page)).not_to_contain_text("Not all of it is in the figures yet.")
