"""A page of each kind, on a phone and a desk, in light and dark: usable by everyone, quiet, and light to load."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Watch
from tests.browser.page_links import Anatomy, Links
from tests.browser.page_states import STATES, look_around
from tests.browser.runner_desk import open_problem
from tests.serving import Served, serve

WIDTHS = {"phone": 390, "desk": 1280}
SCHEMES = {"light": "default", "dark": "slate"}
"""What the reader's system asks for -> the theme's name for it."""
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
    "rehearse": "rehearse/",
    "mock room": "rehearse/mock/",
    "spoken drill": "rehearse/closing-sentence/",
    "recordings": "rehearse/recordings/",
    "board": "rehearse/board/",
    "past mocks": "rehearse/history/",
    "progress": "progress/",
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

UPGRADED = """() => [...document.querySelectorAll("article :not(:defined)")].every((tool) => tool.closest("details:not([open])"))"""
"""A tool that is folded away may be fetched when it is unfolded."""
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


@dataclass
class Reader:
    """A browser profile of one width, watched for as long as it lives."""

    context: BrowserContext
    watch: Watch
    links: Links


@pytest.fixture(scope="module", params=list(WIDTHS.values()), ids=list(WIDTHS))
def reader(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Reader]:
    """A reader with a phone, then one at a desk; both look at all pages, as a reader would, with one profile."""
    context = browser.new_context(viewport={"width": request.param, "height": 900}, service_workers="block")
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
        page.wait_for_function(UPGRADED)
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
    first = new_context().new_page()
    first.goto(own.url + PAGES[kind], wait_until="networkidle")
    requests: dict[str, Any] = dict(own.requests)
    assert len(requests) == len(own.requests), "a file was fetched twice"
    assert sum(requests.values()) <= LIGHT_BYTES, sorted(requests.items(), key=lambda each: -each[1])
    kept = new_context(service_workers="allow").new_page()
    kept.goto(own.url + PAGES[kind])
    kept.wait_for_selector("html[data-offline=ready]")
    kept.wait_for_load_state("networkidle")
    assert [path for path, _ in own.requests if is_python(path)] == []


def test_the_search_index_is_fetched_when_a_reader_turns_to_the_search(
    new_context: Callable[..., BrowserContext], watch: Watch, own: Served
) -> None:
    watch.origin = own.url.split("/greenroom/")[0]
    page = new_context().new_page()
    page.goto(own.url, wait_until="networkidle")
    index = "/greenroom/search/search_index.json"
    assert index not in [path for path, _ in own.requests]
    page.keyboard.press("/")
    page.keyboard.type("position bias")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert [path for path, _ in own.requests].count(index) == 1
    page.goto(own.url + "?q=queue")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
