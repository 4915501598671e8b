"""A built site under a sub-path, a real browser, and a page that fails its test on any console error or foreign request."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright

from tests.serving import Served, free_port, serve

expect.set_options(timeout=10_000)  # a busy machine is slow, not wrong

ROOT = Path(__file__).resolve().parent.parent.parent
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


def build_site(target: Path, url: str) -> None:
    """Build the site for an address."""
    environment = {**os.environ, "SITE_URL": url, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site, built for the address it is served at."""
    port = free_port()
    folder = tmp_path_factory.mktemp("site") / "greenroom"
    build_site(folder, f"http://127.0.0.1:{port}/greenroom/")
    with serve(folder, port=port) as running:
        yield running
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def site(served: Served) -> str:
    """The site's address, ending in `/greenroom/`."""
    return served.url


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[..., Browser]]:
    """Starts a Chromium, with further flags where they are given."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        yield lambda *flags: playwright.chromium.launch(executable_path=path, args=[*FLAGS, *flags])


@pytest.fixture(scope="session")
def browser(launch: Callable[..., Browser]) -> Iterator[Browser]:
    """One Chromium for all browser tests. Its second compiler would work on Pythons that live for one test only."""
    running = launch("--js-flags=--liftoff-only")
    yield running
    running.close()


@pytest.fixture(scope="session")
def bare(launch: Callable[..., Browser], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page with nothing on it but the way to an isolated Python, in a Chromium of its own as readers have it."""
    folder = tmp_path_factory.mktemp("bare") / "greenroom"
    app = folder / "assets" / "app"
    app.mkdir(parents=True)
    worker = next((ROOT / "build" / "frontend").glob("python-worker-*.js"))
    shutil.copyfile(worker, app / worker.name)
    runtime = json.loads((ROOT / "build" / "runtime" / "manifest.json").read_text(encoding="utf-8"))
    shutil.copytree(ROOT / "build" / "runtime", folder / "assets" / "runtime" / runtime["hash"])
    command = ["node", "tests/bundle.mjs", "tests/golden/entry.ts", str(app / "golden.js"), worker.name]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    script = '<script type="module" src="assets/app/golden.js"></script>'
    (folder / "index.html").write_text(f'<!doctype html><html lang="en"><title>golden</title><body>{script}', "utf-8")
    browser = launch()
    with serve(folder) as served:
        page = browser.new_page()
        page.set_default_timeout(120_000)
        page.goto(served.url)
        page.wait_for_function("globalThis.golden")
        yield page
    browser.close()


class Watch:
    """What a page did that it must not: errors on the console and requests to other origins."""

    def __init__(self, site: str) -> None:
        self.origin = site.split("/greenroom/")[0]
        self.errors: list[str] = []
        self.foreign: list[str] = []
        self.allowed: list[str] = []

    def allow(self, part: str) -> None:
        """Expect console errors that contain a text, such as those of a network that is off."""
        self.allowed.append(part)

    def console(self, message: ConsoleMessage) -> None:
        """Note an error or warning of the page's own policy."""
        if message.type == "error" and not any(part in message.text for part in self.allowed):
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")

    def request(self, request: Request) -> None:
        """Note a request that leaves the origin."""
        if request.url.startswith(("data:", "blob:", "about:", self.origin)):
            return
        self.foreign.append(request.url)

    def attach(self, context: BrowserContext) -> None:
        """Watch all pages of a context."""
        context.on("request", self.request)
        context.on("console", self.console)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))


@pytest.fixture
def watch(site: str) -> Watch:
    """The watch over the pages of a test; `watch.allow(text)` expects an error."""
    return Watch(site)


@pytest.fixture
def new_context(
    browser: Browser, watch: Watch, request: pytest.FixtureRequest
) -> Iterator[Callable[..., BrowserContext]]:
    """Makes watched browser contexts (fresh profiles) that are closed after the test.

    Only tests marked `kept` have the offline cache: to fill it for each fresh profile would take a third of all the time, and
    it answers requests where no test can see them.
    """
    made: list[BrowserContext] = []
    workers = "allow" if request.node.get_closest_marker("kept") else "block"

    def make(**options: object) -> BrowserContext:
        usual = {"viewport": {"width": 1280, "height": 900}, "service_workers": workers}
        context = browser.new_context(**{**usual, **options})  # type: ignore[arg-type]
        context.set_default_timeout(20_000)
        watch.attach(context)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()
    assert watch.errors == [], "the console shows errors"
    assert watch.foreign == [], "a request left the site's origin"


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    """A fresh, watched browser context."""
    return new_context()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page whose console errors and foreign requests fail the test."""
    return context.new_page()
