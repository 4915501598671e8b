"""What the rehearsal room costs: recording and analysing 45 minutes of sound, and a step of a mock interview."""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Playwright

from tests import speech_synthesis as synthesis
from tests.bench.figures import Figure, median
from tests.browser.board_desk import crowded
from tests.browser.conftest import FLAGS
from tests.browser.test_reader_data import SEED
from tests.serving import Served

MINUTES = 45
HEARD_RATE = 8_000
"""Samples a second, about as many as the recorder keeps for the analysis."""
RECORDED_SECONDS = 20

WATCH = """
window.longest = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
}).observe({ type: "longtask" });
"""
ANALYSE = """async ([address, minutes, rate]) => {
  const bytes = await (await fetch(address)).arrayBuffer();
  const once = new Int16Array(bytes);
  // A stretch at a time, so that making the sound is no long task of its own.
  const samples = new Int16Array(minutes * 60 * rate);
  for (let at = 0; at < samples.length; at += once.length) {
    samples.set(once.subarray(0, Math.min(once.length, samples.length - at)), at);
    await new Promise((resolve) => setTimeout(resolve));
  }
  const recorder = document.querySelector("voice-recorder");
  window.longest = 0;
  const start = performance.now();
  await recorder.analyse(samples, rate);
  return [performance.now() - start, window.longest];
}"""
STEP = """() => new Promise((resolve) => {
  const before = document.querySelectorAll(".mr-turn").length;
  const start = performance.now();
  new MutationObserver((_, observer) => {
    if (document.querySelectorAll(".mr-turn").length === before) return;
    observer.disconnect();
    resolve(performance.now() - start);
  }).observe(document.querySelector("mock-room"), { subtree: true, childList: true });
  document.querySelector(".mr-main").click();
})"""


def memory(browser: Browser) -> float:
    """Memory that the browser's renderers hold now, in MB: the resident part that they share with nobody, on Linux."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    kilobytes = 0
    for process in processes:
        status = Path(f"/proc/{process['id']}/status")
        if process["type"] == "renderer" and status.exists():
            rows = dict(line.split(":", 1) for line in status.read_text("utf-8").splitlines())
            kilobytes += int(rows.get("RssAnon", "0 kB").split()[0])
    return kilobytes / 1_000


def rehearsal(playwright: Playwright, path: str | None, served: Served, rounds: int) -> list[Figure]:
    """Figures of the room, in a browser whose microphone speaks."""
    phrases = synthesis.ANSWERS["decision"]
    speech = synthesis.talk(phrases, [0.8] * (len(phrases) - 1))
    (served.folder / "bench" / "speech.pcm").write_bytes(
        synthesis.raw(synthesis.resampled(speech.samples, synthesis.RATE, HEARD_RATE))
    )
    with tempfile.TemporaryDirectory() as folder:
        file = synthesis.write_wav(Path(folder) / "speech.wav", speech.samples)
        fake = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
        browser = playwright.chromium.launch(
            executable_path=path, args=[*FLAGS, *fake, f"--use-file-for-fake-audio-capture={file}"]
        )
        try:
            return [*_sound(browser, served), *_steps(browser, served, rounds), *_board(browser, served, rounds)]
        finally:
            browser.close()


def _sound(browser: Browser, served: Served) -> list[Figure]:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(600_000)
    page.add_init_script(WATCH)
    page.goto(f"{served.url}rehearse/recordings/")
    page.wait_for_selector("voice-recorder[data-state]")
    page.wait_for_timeout(1_000)
    page.evaluate("() => { window.longest = 0; }")
    page.get_by_role("button", name="Record", exact=True).click()
    page.wait_for_timeout(RECORDED_SECONDS * 1_000)
    recording = page.evaluate("window.longest")
    page.get_by_role("button", name="Stop", exact=True).click()
    page.wait_for_selector("voice-recorder[data-state=stopped]")
    page.wait_for_timeout(5_000)
    before = memory(browser)
    spent, longest = page.evaluate(ANALYSE, [f"{served.url}bench/speech.pcm", MINUTES, HEARD_RATE])
    held = memory(browser) - before
    page.context.close()
    name = f"sound of {MINUTES} minutes"
    return [
        Figure("recording: longest main-thread task", recording, "ms", aim=50),
        Figure(f"{name}: kept and analysed, engine warm", spent / 1_000, "s", aim=MINUTES * 60 * 0.05),
        Figure(f"{name}: longest main-thread task", longest, "ms", aim=50),
        Figure(
            f"{name}: memory held after it, the samples of {MINUTES * 60 * HEARD_RATE * 2 / 1e6:.0f} MB included",
            held,
            "MB",
            aim=250,
        ),
    ]


def _steps(browser: Browser, served: Served, rounds: int) -> list[Figure]:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.add_init_script(WATCH)
    page.goto(f"{served.url}rehearse/mock/?mock=walkthrough/feed-ranking&dice=3")
    page.locator("mock-room[data-place=stage] .mr-main").wait_for()
    page.wait_for_timeout(2_000)
    page.evaluate("() => { window.longest = 0; }")
    taken = [page.evaluate(STEP) for _ in range(max(4, rounds))]
    longest = page.evaluate("window.longest")
    page.context.close()
    return [
        median("mock interview: press to the next line", taken, "ms", aim=50),
        Figure("mock interview: longest main-thread task", longest, "ms", aim=50),
    ]


def _board(browser: Browser, served: Served, rounds: int) -> list[Figure]:
    """A board of 200 shapes with arrows and 200 strokes of 300 points: opened, and a stroke drawn on it."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.add_init_script(WATCH)
    page.goto(f"{served.url}rehearse/board/")
    page.locator("drawing-board[data-phase=ready]").wait_for()
    page.evaluate(SEED, {"events": [], "drafts": [{"key": "board:crowd", "text": crowded(), "time": 1}]})
    opened, drawn = [], []
    for _ in range(rounds):
        page.goto(f"{served.url}rehearse/board/")
        page.locator("drawing-board[data-phase=ready]").wait_for()
        page.wait_for_timeout(1_000)
        page.evaluate("() => { window.longest = 0; }")
        page.evaluate("document.querySelector('drawing-board').setAttribute('name', 'crowd')")
        page.locator("drawing-board [data-id]").nth(499).wait_for(state="attached")
        page.wait_for_timeout(300)
        opened.append(page.evaluate("window.longest"))
        page.evaluate("() => { window.longest = 0; }")
        page.get_by_role("button", name="Pen", exact=True).click()
        page.mouse.move(400, 500)
        page.mouse.down()
        page.mouse.move(800, 650, steps=60)
        page.mouse.up()
        page.wait_for_timeout(300)
        drawn.append(page.evaluate("window.longest"))
    page.context.close()
    return [
        median("board of 500 shapes and strokes: longest main-thread task of opening", opened, "ms", aim=50),
        median("board of 500 shapes and strokes: longest main-thread task of drawing", drawn, "ms", aim=50),
    ]
