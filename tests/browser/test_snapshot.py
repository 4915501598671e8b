"""A started Python is put away for the next visit: used when it is sound, and never missed when it is not."""

import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.runner_desk import PROBLEM, judged, open_problem, press, results, write
from tests.serving import Served

KEPT = "caches.open('greenroom-snapshot-1').then((cache) => cache.keys()).then((keys) => keys.map((each) => each.url))"
DAMAGE = """async () => {
  const cache = await caches.open("greenroom-snapshot-1");
  const [request] = await cache.keys();
  const kept = await cache.match(request);
  const bytes = new Uint8Array(await kept.arrayBuffer());
  for (let at = 1_000_000; at < bytes.length; at += 1_000) bytes[at] ^= 255;
  await cache.put(request, new Response(bytes, { headers: kept.headers }));
}"""
# An older deployment's, in the place where snapshots are kept.
OLDER = "caches.open('greenroom-snapshot-1').then((cache) => cache.put('/older', new Response('older')))"
PROBE = "import random\nprint(hash('a text'), random.random())\n"
SOLVED = "def busiest_window(timestamps, limit):\n    return (0, None)\n"


def kept(page: Page) -> list[str]:
    """Addresses of the snapshots that are kept."""
    found: list[str] = page.evaluate(KEPT)
    return found


def until(condition: Callable[[], bool], seconds: float = 30) -> None:
    """Wait for something that happens in the background."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def probe(page: Page) -> tuple[str, str]:
    """Hash of a text and a random number, as the page's Python has them."""
    write(page, PROBE)
    assert press(page, "Run") == "finished"
    first, second = results(page).split()[-2:]
    return first, second


@pytest.fixture(scope="module")
def browser(launch: Callable[..., Browser]) -> Iterator[Browser]:
    """A Chromium for these tests alone.

    The headless shell dies where WebAssembly reads beyond its memory, as it does in a damaged snapshot; the browser itself
    turns that into an error. With checks of its own the shell does, too, only slower.
    """
    running = launch("--disable-features=WebAssemblyTrapHandler")
    yield running
    running.close()


@pytest.fixture(scope="module")
def reader(browser: Browser, served: Served) -> Iterator[BrowserContext]:
    """The profile of a reader who has run code here before, so that a snapshot is kept."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(20_000)
    page = context.new_page()
    open_problem(page, served.url + PROBLEM)
    page.evaluate(OLDER)
    write(page, "print('first visit')\n")
    assert press(page, "Run") == "finished"
    page.wait_for_selector("html[data-offline=ready]", timeout=90_000)
    until(lambda: any("/snapshot?" in address for address in kept(page)))
    page.close()
    yield context
    context.close()


def test_only_the_newest_snapshot_is_kept(reader: BrowserContext, served: Served) -> None:
    page = reader.new_page()
    page.goto(served.url)
    assert [address.split("?")[0].rsplit("/", 1)[-1] for address in kept(page)] == ["snapshot"]
    page.close()


def test_a_second_visit_starts_from_it_without_a_request_or_a_press(reader: BrowserContext, served: Served) -> None:
    page = reader.new_page()
    served.requests.clear()
    open_problem(page, served.url + PROBLEM)
    expect(page.get_by_role("status").filter(has_text="Python is ready")).to_be_visible()
    assert [path for path, _ in served.requests if "/assets/runtime/" in path] == []
    assert judged(page, SOLVED) == "failed"
    page.close()


def test_chance_is_new_on_each_visit_and_only_the_hash_of_texts_is_not(reader: BrowserContext, served: Served) -> None:
    found = []
    for _ in range(2):
        page = reader.new_page()
        open_problem(page, served.url + PROBLEM)
        found.append(probe(page))
        page.close()
    (first_hash, first_random), (second_hash, second_random) = found
    assert first_hash == second_hash, "the second visit did not start from the snapshot"
    assert first_random != second_random


def test_a_python_from_the_snapshot_does_all_that_a_fresh_one_does(reader: BrowserContext, served: Served) -> None:
    page = reader.new_page()
    open_problem(page, served.url + PROBLEM)
    write(
        page,
        "import sqlite3, zoneinfo, fractions, time, tempfile, uuid, xml\n"
        "time.sleep(0.01)\n"
        "with tempfile.NamedTemporaryFile() as file: print(file.name)\n"
        "print(sqlite3.connect(':memory:').execute('select 6 * 7').fetchone(), uuid.uuid4())\n",
    )
    assert press(page, "Run") == "finished", results(page)
    assert "(42,)" in results(page)
    write(page, "def deep(n):\n    return deep(n + 1)\ndeep(0)\n")
    assert press(page, "Run") == "error"
    assert "too deep" in results(page)
    write(page, "block = bytearray(10**9)\n")
    assert press(page, "Run") == "error"
    assert "memory" in results(page)
    page.close()


def test_a_damaged_snapshot_is_passed_over_and_removed(reader: BrowserContext, served: Served) -> None:
    page = reader.new_page()
    page.goto(served.url)
    page.evaluate(DAMAGE)
    open_problem(page, served.url + PROBLEM)
    write(page, "print(6 * 7)\n")
    assert press(page, "Run") == "finished"
    assert "42" in results(page)
    until(lambda: kept(page) == [])
    page.close()


SHORT_OF = {
    "data": "'connection', { value: { saveData: true } }",
    "memory": "'deviceMemory', { value: 1 }",
    "locks": "'locks', { value: undefined }",
}


def test_a_device_that_is_short_of_something_makes_none(
    new_context: Callable[..., BrowserContext], served: Served
) -> None:
    pages = {}
    for name, missing in SHORT_OF.items():
        context = new_context()
        context.add_init_script(f"Object.defineProperty(navigator, {missing})")
        pages[name] = page = context.new_page()
        open_problem(page, served.url + PROBLEM)
        write(page, "print(1)\n")
        assert press(page, "Run") == "finished"
    page.wait_for_timeout(6_000)
    assert {name: kept(page) for name, page in pages.items()} == {name: [] for name in SHORT_OF}
