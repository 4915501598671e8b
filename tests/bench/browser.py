"""What a reader waits for: boots against bare Pyodide, verdicts, Stop, blocked time and bytes."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.decks import decks
from tests.bench.figures import Figure, median
from tests.bench.rehearsal import rehearsal
from tests.browser.conftest import FLAGS, ROOT, build_site
from tests.serving import Served, free_port, serve

PROBLEM = "problems/busiest-window/"
READING = "questions/design-messaging/"
LONG_TASKS = """
window.longest = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.longest = Math.max(window.longest, entry.duration);
}).observe({type: "longtask", buffered: true});
"""
PASTE = """(element, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  element.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""
CLICK_TO = """([button, wanted]) => new Promise((resolve) => {
  const runner = document.querySelector("code-runner");
  const started = performance.now();
  const seen = new MutationObserver(() => {
    if (runner.dataset.verdict === wanted) { seen.disconnect(); resolve(performance.now() - started); }
  });
  seen.observe(runner, {attributes: true});
  [...runner.querySelectorAll("button")].find((each) => each.textContent.trim().startsWith(button)).click();
})"""


@contextmanager
def measured_site() -> Iterator[Served]:
    """The built site with the floor and the bench's own page beside it."""
    port = free_port()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "greenroom"
        build_site(folder, f"http://127.0.0.1:{port}/greenroom/")
        bench = folder / "bench"
        shutil.copytree(ROOT / "node_modules" / "pyodide", bench / "stock")
        shutil.copyfile(ROOT / "tests" / "bench" / "floor.mjs", bench / "floor.mjs")
        worker = next((folder / "assets" / "app").glob("python-worker-*.js")).name
        script = folder / "assets" / "app" / "bench.js"
        subprocess.run(["node", "tests/bundle.mjs", "tests/bench/entry.ts", str(script), worker], cwd=ROOT, check=True)
        page = '<!doctype html><html lang="en"><title>bench</title><script type="module" src="../assets/app/bench.js">'
        (bench / "index.html").write_text(f"{page}</script>", encoding="utf-8")
        with serve(folder, port=port) as served:
            yield served


def measure(rounds: int) -> list[Figure]:
    """All figures of the browser."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with measured_site() as served, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            return [
                *boots(browser, served, rounds),
                *at_work(browser, served, rounds),
                *decks(browser, served, rounds),
                *rehearsal(playwright, path, served, rounds),
                *weights(browser, served),
            ]
        finally:
            browser.close()


def bench_page(browser: Browser, served: Served) -> Page:
    """The bench's page in a fresh profile."""
    page = browser.new_context().new_page()
    page.goto(f"{served.url}bench/")
    page.wait_for_function("globalThis.bench")
    return page


def boots(browser: Browser, served: Served, rounds: int) -> list[Figure]:
    """Boots of bare Pyodide, of the engine and of an isolated runner.

    Cold is a fresh profile, warm with all files in the browser's cache, a second visit with a snapshot kept as well.
    """
    times: dict[str, list[float]] = {}
    kept: list[dict[str, float]] = []
    for turn in range(rounds + 1):
        for kind in ("floor", "engine", "runner"):
            page = bench_page(browser, served)
            cold = page.evaluate(f"bench.{kind}()")
            page.reload()
            page.wait_for_function("globalThis.bench")
            warm = page.evaluate(f"bench.{kind}()")
            found = {"cold": cold, "warm": warm}
            if kind != "floor":
                kept.append(page.evaluate("bench.snapshot()"))
                page.reload()
                page.wait_for_function("globalThis.bench")
                found["second visit"] = page.evaluate(f"bench.{kind}()")
            if kind == "runner":
                found["spare"] = page.evaluate("bench.spare()")
            page.context.close()
            if turn:  # the first round only warms the server and the disk
                for state, value in found.items():
                    times.setdefault(f"{kind} {state}", []).append(value)
    figures = [median(f"boot, {name}", values, "ms") for name, values in times.items()]
    for kind in ("engine", "runner"):
        for state, aim in (("cold", 0.5), ("warm", 0.5), ("second visit", 0.25)):
            pairs = zip(times[f"{kind} {state}"], times["floor cold" if state == "cold" else "floor warm"], strict=True)
            ratios = [ours / floor for ours, floor in pairs]
            figures.append(median(f"boot, {kind} {state}, against bare Pyodide", ratios, "×", aim))
    figures.append(median("snapshot, kept on the device", [each["bytes"] / 1e6 for each in kept], "MB"))
    figures.append(
        median("snapshot, making it in the background, stillness included", [each["ms"] for each in kept], "ms")
    )
    return figures


def write(page: Page, code: str) -> None:
    """Put code into the editor."""
    editor = page.locator("code-runner .cm-content")
    editor.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    editor.evaluate(PASTE, code)


def open_problem(browser: Browser, served: Served) -> Page:
    """A problem's page in a fresh profile, its editor ready."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.add_init_script(LONG_TASKS)
    page.goto(served.url + PROBLEM)
    page.wait_for_selector("code-runner[data-ready=editor]")
    page.wait_for_function("!document.querySelectorAll('.gr-bar button')[1].disabled")
    return page


def at_work(browser: Browser, served: Served, rounds: int) -> list[Figure]:
    """Test and Stop on a problem's page, the longest blocked stretch while it starts, and the bare judge."""
    click, stop, again, longest = [], [], [], []
    solution = (ROOT / "bank" / PROBLEM / "solution.py").read_text(encoding="utf-8")
    for _ in range(rounds):
        page = open_problem(browser, served)
        page.evaluate("window.longest = 0")
        page.evaluate(CLICK_TO, ["Test", "failed"])
        longest.append(page.evaluate("longest"))
        write(page, solution)
        click += [page.evaluate(CLICK_TO, ["Test", "accepted"]) for _ in range(3)]
        write(page, "while True: pass\n")
        page.evaluate("document.querySelector('.gr-bar button').click()")
        page.wait_for_timeout(4_000)  # a spare is ready by then
        stop.append(page.evaluate(CLICK_TO, ["Stop", "stopped"]))
        write(page, "print(1)\n")
        again.append(page.evaluate(CLICK_TO, ["Run", "finished"]))
        page.context.close()
    page = bench_page(browser, served)
    bare = page.evaluate("bench.warm(10)")
    page.context.close()
    return [
        median("Test → verdict, warm, 12 small test cases", bare["test"], "ms", 150),
        median("Test click → verdict shown, warm, 18 test cases of busiest-window", click, "ms"),
        median("Run again", bare["run"], "ms", 10),
        median("growth verdict of a solution in n log n", bare["growth"], "ms"),
        median("trace of a run of 300 steps", bare["trace"], "ms"),
        median("Stop click → ready to run again", stop, "ms", 100),
        median("Run → output, first run after Stop", again, "ms"),
        median("longest main-thread task while Python starts (0: none over 50 ms)", longest, "ms", 50),
    ]


def transferred(served: Served, action: Callable[[], None]) -> tuple[float, int]:
    """Compressed bytes and requests of an action, without what the offline cache fetches in the background."""
    served.requests.clear()
    action()
    return sum(size for _, size in served.requests), len(served.requests)


def weights(browser: Browser, served: Served) -> list[Figure]:
    """Compressed bytes of a reading page and of a first code run, service worker off so that nothing is fetched ahead."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()

    def read() -> None:
        page.goto(served.url + READING, wait_until="networkidle")

    reading, reading_requests = transferred(served, read)
    context.close()
    page = browser.new_context(service_workers="block").new_page()

    def run() -> None:
        page.goto(served.url + PROBLEM)
        page.wait_for_selector("code-runner[data-ready=editor]")
        page.evaluate(CLICK_TO, ["Run", "finished"])

    first, first_requests = transferred(served, run)
    page.context.close()
    return [
        Figure("a reading page, compressed", reading / 1000, "kB", aim=150),
        Figure("a reading page, requests", reading_requests, "requests"),
        Figure("first code run from an empty cache, compressed", first / 1e6, "MB", aim=7),
        Figure("first code run from an empty cache, requests", first_requests, "requests"),
    ]
