"""A page of each kind, on a phone and a desk, in light and dark: usable by everyone, quiet, and light to load."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Watch
from tests.browser.runner_desk import judged, open_problem, press, write
from tests.serving import Served, serve

WIDTHS = {"phone": 390, "desk": 1280}
SCHEMES = {"light": "default", "dark": "slate"}
"""What the reader's system asks for -> the theme's name for it."""
ENGINE_MS = 60_000
"""Milliseconds the engine may take to boot on a slow machine."""
LIGHT_BYTES = 150_000
"""Most that the first visit to a reading page may transfer, compressed."""
LONGEST_PAGE = 2_500
"""Most words of a page: what one reads in a sitting. Code is looked through rather than read, and is not counted."""

PAGES = {
    "home": "",
    "questions index": "questions/",
    "problems index": "problems/",
    "walkthroughs index": "walkthroughs/",
    "scripts index": "scripts/",
    "decks index": "decks/",
    "plans index": "plans/",
    "technical question": "questions/messaging-idempotency/",
    "behavioural question": "questions/mentoring-struggling-engineer/",
    "problem": "problems/busiest-window/",
    "problem in SQL": "problems/feed-schema/",
    "solution page": "problems/busiest-window/solution/",
    "paths": "problems/paths/",
    "study plan": "study/three-days/",
    "walkthrough": "walkthroughs/feed-ranking/",
    "walkthrough part": "walkthroughs/feed-ranking/2-architect/",
    "walkthrough probes": "walkthroughs/feed-ranking/4-probes/",
    "practise": "practise/",
    "guide": "guides/time-management/",
    "playbook page": "playbook/stories/",
    "lesson": "lessons/feed-episode/",
    "reference page": "reference/python/",
    "script": "scripts/introduction/",
    "deck": "decks/behavioural/",
    "plan": "plans/coding-45/",
    "reviews index": "reviews/",
    "review": "reviews/consistent-hash-ring/",
    "drills index": "drills/",
    "drill": "drills/average-rate/",
    "traces index": "traces/",
    "trace": "traces/shared-rows/",
    "about": "about/",
    "privacy": "about/privacy/",
    "your data": "about/your-data/",
    "topics": "about/topics/",
    "authors": "about/authors/",
    "fields": "about/fields/",
    "not found": "404.html",
}
IN_THE_DARK = ["home", "technical question", "problem", "review", "trace"]
"""Kinds looked at in the dark at a desk, too: there only the columns beside the text differ from a phone's."""
READING = ["home", "questions index", "technical question", "walkthrough", "walkthrough part", "script"]

OPEN_ALL = "() => { for (const details of document.querySelectorAll('article details')) details.open = true; }"
UPGRADED = "() => [...document.querySelectorAll('article :not(:defined)')].length === 0"
# Colours fade when the scheme changes; a contrast measured meanwhile is of no colour that a reader sees for long.
AT_REST = """async () => {
  const seen = ({ effect }) => effect.getComputedTiming().endTime < 60_000 && effect.target?.checkVisibility();
  const moving = () => document.getAnimations().filter(seen); // what lies in a closed reveal never comes to rest
  do {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await Promise.all(moving().map((each) => each.finished.catch(() => undefined)));
  } while (moving().some((each) => each.playState === "running"));
}"""
VIOLATIONS = """async () => {
  const { violations } = await axe.run({ resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, any, all, none }) => {
    const why = [...any, ...all, ...none].map(({ message }) => message).join("; ");
    return `${id} at ${target.flat().join(" ")}: ${why}`;
  }));
}"""


def violations(page: Page, schemes: Mapping[str, str] = SCHEMES) -> list[str]:
    """What axe-core finds wrong in the page as it stands, in light and in dark."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = []
    for scheme, theme in schemes.items():
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.wait_for_function("name => document.body.dataset.mdColorScheme === name", arg=theme)
        page.evaluate(AT_REST)
        found += [f"{scheme}: {each}" for each in page.evaluate(VIOLATIONS)]
    return found


# --- what a reader does with the tools of a page


def look_around(page: Page) -> None:
    """Open all that can be unfolded."""
    page.evaluate(OPEN_ALL)


def fail_a_test(page: Page) -> None:
    """Test wrong code that prints, so that the runner shows a diff and captured output."""
    assert judged(page, "def busiest_window(timestamps, limit):\n    print('seen')\n    return (0, None)\n") == "failed"


def run_into_an_error(page: Page) -> None:
    """Run code that prints and raises, so that the runner shows a traceback and marks a line."""
    write(page, "# prints, then fails\nprint(input())\nprint({}['missing'])\n")
    assert press(page, "Run") == "error"


def show_an_answer(page: Page) -> None:
    """Turn a card and wait for the intervals of its grades."""
    page.get_by_role("button", name="Show answer").click()
    expect(page.locator("flash-cards")).to_have_attribute("data-scheduled", "true", timeout=ENGINE_MS)
    expect(page.locator("flash-cards .fc-grade__interval").first).not_to_have_text("…")


def grade_all_cards(page: Page) -> None:
    """Turn and grade until no card is left."""
    card, done = page.locator("flash-cards .fc-card"), page.locator("flash-cards .fc-done")
    while not done.is_visible():
        page.get_by_role("button", name="Show answer").click()
        shown = card.get_attribute("data-card")
        page.locator("flash-cards [data-grade=easy]").click()
        expect(page.locator(f'flash-cards .fc-card[data-card="{shown}"]')).to_have_count(0, timeout=ENGINE_MS)
        expect(card.locator("visible=true").or_(done)).to_be_visible(timeout=ENGINE_MS)
        expect(page.locator("flash-cards .fc-card--waiting")).to_have_count(0, timeout=ENGINE_MS)


def timer_button(page: Page, name: str) -> None:
    """Press a button of the timer."""
    page.locator("phase-timer").get_by_role("button", name=name, exact=True).click()


def start_the_timer(page: Page) -> None:
    """Let the first phase run."""
    timer_button(page, "Start")
    expect(page.locator("phase-timer")).to_have_attribute("data-state", "running")


def run_over_time(page: Page) -> None:
    """Let the first phase run past its end."""
    page.clock.fast_forward("07:00")
    expect(page.locator("phase-timer")).to_have_attribute("data-state", "overtime")


def finish_the_timer(page: Page) -> None:
    """Go through the other phases to the end."""
    for _ in range(6):
        timer_button(page, "Next phase")
    timer_button(page, "Finish")
    expect(page.locator("phase-timer")).to_have_attribute("data-state", "finished")


def filter_the_list(page: Page) -> None:
    """Leave a few questions in the list."""
    page.get_by_label("Search questions").fill("queue")


def filter_everything_away(page: Page) -> None:
    """Leave nothing in the list."""
    page.get_by_label("Search questions").fill("no such words anywhere")


STATES: dict[str, list[Callable[[Page], None]]] = {
    "problem": [fail_a_test, run_into_an_error],
    "deck": [show_an_answer],
    "behavioural question": [grade_all_cards],
    "plan": [start_the_timer, run_over_time, finish_the_timer],
    "questions index": [filter_the_list, filter_everything_away],
}
"""States of a page that are looked at beside the one it opens in, one after the other."""


# --- where links lead


class Anatomy(HTMLParser):
    """What a built page says of itself: its links, its anchors, its headings of the first level and its description."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = {"", "__skip"}
        self.h1 = 0
        self.description = ""
        self.next_steps = 0
        self.words = 0
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag says."""
        values = {name: value or "" for name, value in attrs}
        self.anchors.update(values[name] for name in ("id", "name") if values.get(name))
        self.h1 += tag == "h1"
        self.next_steps += values.get("class") == "gr-next"
        if tag in ("article", "pre", "svg"):
            self._open.append(tag)
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag == "meta" and values.get("name") == "description":
            self.description = values.get("content", "")

    def handle_endtag(self, tag: str) -> None:
        """Note that a part of the page ends."""
        if tag in self._open:
            self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        """Count the words of the page's own text."""
        if self._open == ["article"]:
            self.words += len(data.split())


@dataclass
class Links:
    """Follows links inside the site, each address once."""

    site: str
    context: BrowserContext
    known: dict[str, set[str] | None] = field(default_factory=dict)
    """Address -> its anchors, None where nothing is found."""

    def follow(self, address: str) -> set[str] | None:
        """The anchors of a page; None where the site has nothing at the address."""
        if address not in self.known:
            answer = self.context.request.get(address)
            html = "text/html" in answer.headers.get("content-type", "")
            self.known[address] = (Anatomy(answer.text()).anchors if html else set()) if answer.ok else None
        return self.known[address]

    def broken(self, links: list[str]) -> list[str]:
        """Those of the addresses inside the site that lead nowhere."""
        found = []
        for link in sorted({link for link in links if link.startswith(self.site)}):
            address, anchor = urldefrag(link)
            anchors = self.follow(address.split("?")[0])
            if anchors is None or (anchor and unquote(anchor) not in anchors):
                found.append(link)
        return found


@dataclass
class Reader:
    """A browser profile of one width, watched for as long as it lives."""

    context: BrowserContext
    watch: Watch
    links: Links


@pytest.fixture(scope="module", params=list(WIDTHS.values()), ids=list(WIDTHS))
def reader(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Reader]:
    """A reader with a phone, then one at a desk; both look at all pages, as a reader would, with one profile."""
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    context.set_default_timeout(20_000)
    watch = Watch(site)
    watch.attach(context)
    yield Reader(context, watch, Links(site, context))
    context.close()


def described(page: Page) -> list[str]:
    """What a page lacks that search engines and screen readers look for."""
    lacks = []
    if page.locator("h1").count() != 1:
        lacks.append(f"{page.locator('h1').count()} headings of the first level")
    if not (page.locator("meta[name=description]").get_attribute("content") or "").strip():
        lacks.append("no description")
    return lacks


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_of_each_kind_suits_every_reader(reader: Reader, site: str, kind: str) -> None:
    reader.watch.errors.clear()
    reader.watch.foreign.clear()
    page = reader.context.new_page()
    if kind == "plan":
        page.clock.install()
    if kind == "problem":
        open_problem(page, site + PAGES[kind])
    else:
        page.goto(site + PAGES[kind])
    page.wait_for_function(UPGRADED)
    findings = described(page)
    states: list[Callable[[Page], None]] = [look_around, *STATES.get(kind, [])]
    narrow = page.evaluate("window.innerWidth") == WIDTHS["phone"]
    schemes = SCHEMES if narrow or kind in IN_THE_DARK else {"light": SCHEMES["light"]}
    for state in states:
        state(page)
        name = getattr(state, "__name__", "").replace("_", " ")
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > page.evaluate("window.innerWidth"):
            findings.append(f"{name}: the page scrolls sideways, it is {width} pixels wide")
        findings += [f"{name}, {each}" for each in violations(page, schemes)]
    links: list[str] = page.evaluate("[...document.links].map((link) => link.href)")
    findings += [f"broken link: {link}" for link in reader.links.broken(links)]
    page.close()
    findings += [f"console: {each}" for each in reader.watch.errors]
    findings += [f"request to another origin: {each}" for each in reader.watch.foreign]
    assert findings == []


def test_menu_and_search_suit_every_reader(reader: Reader, site: str) -> None:
    reader.watch.errors.clear()
    page = reader.context.new_page()
    page.goto(site)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("/")
    page.keyboard.type("queue")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    findings = [f"search, {each}" for each in violations(page)]
    page.keyboard.press("Escape")
    menu = page.locator("label.md-header__button[for=__drawer]")
    if menu.is_visible():
        menu.click()
        expect(page.locator(".md-nav--primary .md-nav__link").first).to_be_in_viewport()
        findings += [f"menu, {each}" for each in violations(page)]
    page.close()
    assert findings + reader.watch.errors == []


def test_all_pages_have_a_heading_a_description_one_next_step_bounded_length_and_links_that_lead_somewhere(
    served: Served, browser: Browser
) -> None:
    links = Links(served.url, browser.new_context())
    findings = []
    pages = sorted(served.folder.rglob("*.html"))
    assert len(pages) > len(PAGES)
    for path in pages:
        name = path.relative_to(served.folder).as_posix().removesuffix("index.html")
        anatomy = Anatomy(path.read_text(encoding="utf-8"))
        if anatomy.h1 != 1:
            findings.append(f"{name}: {anatomy.h1} headings of the first level")
        if not anatomy.description.strip():
            findings.append(f"{name}: no description")
        if anatomy.words > LONGEST_PAGE:
            findings.append(f"{name}: {anatomy.words} words, more than {LONGEST_PAGE}; divide it, or say it shorter")
        if anatomy.next_steps != 1 and name != "404.html":
            findings.append(f"{name}: {anatomy.next_steps} next steps; end it with one line `Next: [what](page.md).`")
        found = links.broken([urljoin(served.url + name, link) for link in anatomy.links])
        findings += [f"{name}: broken link {link}" for link in found]
    links.context.close()
    assert findings == []


# --- weight


def is_python(path: str) -> bool:
    """Whether a request is for the engine."""
    return "/assets/runtime/" in path or "python-worker" in path


@pytest.fixture
def own(served: Served) -> Iterator[Served]:
    """The site on a server whose log no other test writes to."""
    with serve(served.folder, prefix=urlsplit(served.url).path) as running:
        yield running


@pytest.mark.parametrize("kind", READING)
def test_a_reading_page_is_light_and_never_asks_for_python(
    new_context: Callable[..., BrowserContext], watch: Watch, own: Served, kind: str
) -> None:
    watch.origin = own.url.split("/greenroom/")[0]
    # Keeping the page for later happens after it is shown, and is measured apart from what the reader waits for.
    first = new_context(service_workers="block").new_page()
    first.goto(own.url + PAGES[kind], wait_until="networkidle")
    requests: dict[str, Any] = dict(own.requests)
    assert len(requests) == len(own.requests), "a file was fetched twice"
    assert sum(requests.values()) <= LIGHT_BYTES, sorted(requests.items(), key=lambda each: -each[1])
    kept = new_context().new_page()
    kept.goto(own.url + PAGES[kind])
    kept.wait_for_selector("html[data-offline=ready]")
    kept.wait_for_load_state("networkidle")
    assert [path for path, _ in own.requests if is_python(path)] == []


def test_the_search_index_is_fetched_when_a_reader_turns_to_the_search(
    new_context: Callable[..., BrowserContext], watch: Watch, own: Served
) -> None:
    watch.origin = own.url.split("/greenroom/")[0]
    page = new_context(service_workers="block").new_page()
    page.goto(own.url, wait_until="networkidle")
    index = "/greenroom/search/search_index.json"
    assert index not in [path for path, _ in own.requests]
    page.keyboard.press("/")
    page.keyboard.type("position bias")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert [path for path, _ in own.requests].count(index) == 1
    page.goto(own.url + "?q=queue")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
