"""The network off: what was visited works, what was not says so, and a new deployment is taken up whole."""

import re
import shutil
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Watch
from tests.serving import Served, serve

PROBLEM = "problems/busiest-window/"
WALKTHROUGH = "walkthroughs/feed-ranking/"
DECK = "decks/behavioural/"
PLAN = "plans/coding-45/"
MOCK = "rehearse/mock/?mock=walkthrough/feed-ranking&dice=5"
SOLUTION = Path(__file__).resolve().parents[2] / "bank" / "problems" / "busiest-window" / "solution.py"
pytestmark = pytest.mark.kept
KEPT_TIME = 90_000
"""Milliseconds that the runtime may take to be kept on a slow machine."""


def visit(page: Page, address: str) -> None:
    """Open a page and wait until it, and a tool on it, is kept."""
    page.goto(address)
    page.wait_for_selector("html[data-offline=ready]", timeout=KEPT_TIME)


def cut(context: BrowserContext, served: Served) -> None:
    """Take the network away, and forget what was asked until now; what was under way may still arrive for a moment."""
    context.set_offline(True)
    seen = -1
    while seen != len(served.requests):
        seen = len(served.requests)
        time.sleep(0.3)
    served.requests.clear()


def kept_addresses(page: Page) -> list[str]:
    """Addresses of everything that is kept."""
    script = """async () => {
      const kept = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
      return kept.flat().map((request) => request.url);
    }"""
    found: list[str] = page.evaluate(script)
    return found


def asked(served: Served) -> list[str]:
    """What pages asked of the server; the browser itself looks for a newer service worker whenever it likes."""
    return [path for path, _ in served.requests if not path.endswith("/service-worker.js")]


def runtime_requests(served: Served) -> list[str]:
    """What was asked of Python's files."""
    return [path for path in asked(served) if "/assets/runtime/" in path]


def test_a_reading_page_reloads_without_a_network_after_one_visit(
    page: Page, context: BrowserContext, served: Served
) -> None:
    visit(page, served.url + WALKTHROUGH)
    heading = page.locator("h1").inner_text()
    cut(context, served)
    page.reload()
    expect(page.locator("h1")).to_have_text(heading)
    assert asked(served) == []


def test_a_problem_never_tried_online_is_solved_without_a_network(
    page: Page, context: BrowserContext, served: Served
) -> None:
    visit(page, served.url + PROBLEM)
    cut(context, served)
    page.reload()
    page.wait_for_selector("code-runner[data-ready=editor]")
    page.locator("code-runner .cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    page.locator("code-runner .cm-content").evaluate(
        """(element, text) => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          element.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        SOLUTION.read_text("utf-8"),
    )
    page.get_by_role("button", name="Test").click()
    page.wait_for_selector("code-runner[data-verdict]", timeout=60_000)
    assert page.locator("code-runner").get_attribute("data-verdict") == "accepted"
    assert asked(served) == []


def test_flashcards_are_reviewed_without_a_network(page: Page, context: BrowserContext, served: Served) -> None:
    visit(page, served.url + DECK)
    cut(context, served)
    page.reload()
    page.locator("flash-cards .fc-show").click()
    grade = page.locator("flash-cards .fc-grade").first
    expect(grade).to_be_visible()
    card = page.locator("flash-cards .fc-card").get_attribute("data-card")
    grade.click(timeout=60_000)
    expect(page.locator(f'flash-cards .fc-card[data-card="{card}"]')).to_have_count(0, timeout=60_000)
    assert asked(served) == []


def test_a_timer_starts_without_a_network(page: Page, context: BrowserContext, served: Served) -> None:
    visit(page, served.url + PLAN)
    cut(context, served)
    page.reload()
    page.locator("phase-timer").get_by_role("button", name="Start").click()
    expect(page.locator("phase-timer")).to_have_attribute("data-state", "running")
    assert asked(served) == []


def test_a_mock_begun_online_is_ended_and_looked_back_on_without_a_network(
    page: Page, context: BrowserContext, served: Served
) -> None:
    visit(page, served.url + MOCK)
    page.locator("mock-room .mr-main").click()
    expect(page.locator(".mr-turn")).to_have_count(1)
    page.wait_for_timeout(1_000)
    cut(context, served)
    page.reload()
    expect(page.locator(".mr-turn")).to_have_count(1)
    page.get_by_role("button", name="End now, to the debrief").click()
    page.locator(".mr-ended .mr-main").click()
    expect(page.locator("mock-debrief input[type=radio]").first).to_be_visible()
    page.goto(served.url + "rehearse/mock/")
    expect(page.locator(".mr-lobby .mr-count")).to_contain_text("mock interviews")
    assert asked(served) == []


def test_pages_reached_by_instant_navigation_are_kept_too(page: Page, context: BrowserContext, served: Served) -> None:
    visit(page, served.url)
    page.evaluate("window.sameDocument = true")
    page.locator("a[href$='walkthroughs/']").first.evaluate("link => link.click()")
    page.wait_for_url("**/walkthroughs/")
    page.wait_for_selector("html[data-offline=ready]", timeout=KEPT_TIME)
    assert page.evaluate("window.sameDocument") is True
    cut(context, served)
    page.goto(served.url + "walkthroughs/")
    expect(page.locator("h1")).to_be_visible()
    page.locator(".md-logo").first.evaluate("link => link.click()")
    page.wait_for_url(served.url)
    assert asked(served) == []


def test_a_page_never_opened_says_so_and_lists_what_is_kept(
    page: Page, context: BrowserContext, served: Served
) -> None:
    visit(page, served.url + WALKTHROUGH)
    title = page.title()
    cut(context, served)
    page.goto(served.url + PROBLEM)
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not kept on this device")
    page.get_by_role("link", name=title).click()
    expect(page).to_have_url(served.url + WALKTHROUGH)
    assert page.title() == title


def test_a_reading_page_fetches_nothing_of_python(page: Page, served: Served) -> None:
    served.requests.clear()
    visit(page, served.url + "questions/")
    assert runtime_requests(served) == []


def test_a_browser_that_saves_data_keeps_the_page_and_not_python(
    page: Page, context: BrowserContext, served: Served
) -> None:
    context.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    served.requests.clear()
    page.goto(served.url + PROBLEM)
    page.wait_for_selector("html[data-offline=partly]")
    assert runtime_requests(served) == []
    cut(context, served)
    page.reload()
    page.wait_for_selector("code-runner[data-ready=editor]")


def test_a_page_asks_for_python_once(page: Page, served: Served) -> None:
    served.requests.clear()
    visit(page, served.url + PROBLEM)
    first = runtime_requests(served)
    assert len(first) == len(set(first)) > 0
    page.reload()
    page.wait_for_selector("html[data-offline=ready]", timeout=KEPT_TIME)
    assert runtime_requests(served) == first


# --- with a server of its own


def moved(source: Path, target: Path, port: int) -> Path:
    """A copy of a built site for another port of this machine."""
    shutil.copytree(source, target)
    for path in [*target.rglob("*.html"), *target.rglob("*.xml")]:
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"http://127\.0\.0\.1:\d+/", f"http://127.0.0.1:{port}/", text), "utf-8")
    return target


def redeployed(source: Path, target: Path) -> Path:
    """The next deployment of a site: new names for the entry and the timer, the old files gone."""
    shutil.copytree(source, target)
    app = target / "assets" / "app"
    renamed = {next(app.glob(f"{stem}-*.js")).name: f"{stem}-SECOND22.js" for stem in ("main", "phase-timer")}
    for before, after in renamed.items():
        (app / before).rename(app / after)
    texts = [*app.glob("*.js"), *target.rglob("*.html"), target / "service-worker.js"]
    for path in texts:
        text = path.read_text("utf-8")
        for before, after in renamed.items():
            text = text.replace(before, after)
        path.write_text(re.sub(r'(name="greenroom-build" content=")', r"\1second-", text), "utf-8")
    entry = app / "main-SECOND22.js"
    entry.write_text(entry.read_text("utf-8") + '\ndocument.documentElement.dataset.deployment = "second";\n', "utf-8")
    return target


@pytest.fixture
def own(served: Served, tmp_path: Path) -> Iterator[Served]:
    """A copy of the site on a server that a test may change."""
    with serve(tmp_path, prefix=urlsplit(served.url).path) as running:
        running.folder = moved(served.folder, tmp_path / "first", urlsplit(running.url).port or 0)
        yield running


@pytest.fixture
def own_context(browser: Browser, own: Served) -> Iterator[Callable[[], tuple[BrowserContext, Watch]]]:
    """Makes a watched context for the copy."""
    made: list[BrowserContext] = []

    def make() -> tuple[BrowserContext, Watch]:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        watch = Watch(own.url)
        watch.attach(context)
        made.append(context)
        return context, watch

    yield make
    for context in made:
        context.close()


def test_a_new_deployment_is_taken_up_whole_and_old_pages_keep_their_own_files(
    own: Served, own_context: Callable[[], tuple[BrowserContext, Watch]], tmp_path: Path
) -> None:
    context, watch = own_context()
    page = context.new_page()
    second = page.locator("html[data-deployment=second]")
    visit(page, own.url + PLAN)
    visit(page, own.url)
    first_entry = next((own.folder / "assets" / "app").glob("main-*.js")).name

    own.folder = redeployed(own.folder, tmp_path / "second")
    page.locator("a[href$='walkthroughs/']").first.evaluate("link => link.click()")
    expect(second).to_have_count(1)  # an instant navigation met the new deployment and became a full load
    expect(page).to_have_url(own.url + "walkthroughs/")
    page.wait_for_selector("html[data-offline=ready]", timeout=KEPT_TIME)

    context.set_offline(True)
    page.goto(own.url + PLAN)  # kept from the first deployment, whose files are gone from the server
    expect(page.locator("phase-timer").get_by_role("button", name="Start")).to_be_enabled()
    expect(second).to_have_count(0)
    page.goto(own.url + "walkthroughs/")
    expect(second).to_have_count(1)

    context.set_offline(False)
    page.goto(own.url + PLAN)
    expect(second).to_have_count(1)
    expect(page.locator("phase-timer").get_by_role("button", name="Start")).to_be_enabled()
    visit(page, own.url)
    for _ in range(100):  # no kept page needs the first deployment any more
        left = [address for address in kept_addresses(page) if address.endswith(first_entry)]
        if not left:
            break
        page.wait_for_timeout(100)
    assert left == []
    context.set_offline(True)
    page.goto(own.url + PLAN)
    expect(page.locator("phase-timer").get_by_role("button", name="Start")).to_be_enabled()
    assert watch.errors == []


def test_what_the_reader_made_outlives_a_new_deployment(
    own: Served, own_context: Callable[[], tuple[BrowserContext, Watch]], tmp_path: Path
) -> None:
    context, watch = own_context()
    page = context.new_page()
    visit(page, own.url + PLAN)
    page.locator("phase-timer").get_by_role("button", name="Start").click()
    own.folder = redeployed(own.folder, tmp_path / "second")
    page.goto(own.url + PLAN)
    expect(page.locator("html[data-deployment=second]")).to_have_count(1)
    expect(page.locator("phase-timer")).to_have_attribute("data-state", "running")
    assert watch.errors == []


def test_a_network_that_never_answers_shows_the_kept_page_after_seconds(
    served: Served, browser: Browser, tmp_path: Path
) -> None:
    with serve(served.folder, prefix=urlsplit(served.url).path) as running:
        context = browser.new_context()
        page = context.new_page()
        visit(page, running.url + WALKTHROUGH)
        heading = page.locator("h1").inner_text()
        port = urlsplit(running.url).port
    with socket.socket() as silent:
        silent.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        silent.bind(("127.0.0.1", port))
        silent.listen(64)
        page.goto(running.url + WALKTHROUGH, wait_until="commit", timeout=10_000)
        expect(page.locator("h1")).to_have_text(heading)
        context.close()
