"""Entries as pages, H1 included: every kind as Markdown, questions as finished HTML too."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from greenroom.models.parts import KIND_TITLES
from greenroom.models.plans import Phase
from greenroom.models.scripts import Blank, Script
from greenroom.models.walkthroughs import CLEAR_TITLES
from macros import site as site_module
from macros.bank import Entry
from macros.checks import BLANK
from macros.drills import first_variant
from macros.markup import as_markdown, inline
from macros.parts import Part, first_figure
from macros.problems import SolutionPage, growth_text
from macros.reviews import source as review_source
from macros.site import DIFFICULTY_TITLES, IMPACT_TITLES, INDEX, Site, relative
from macros.writers import HtmlWriter, MarkdownWriter

PRACTICE = 6
"""Problems that a plan's page offers, those that pay most first."""
DECK_LIST_BYTES = 12_000
"""A deck page lists its cards for readers without JavaScript up to this size, some 2,000 words."""
DECK_PAGES = 150
"""A deck page names the pages that its cards come from up to this number; beyond it, their kinds."""
_ID = re.compile(r'\sid="([^"]+)"')
_TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """Jinja with autoescape: plain texts are escaped, Markdown passes only by the filter `md`."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {
        "md": _md,
        "mdtext": _mdtext,
        "inline": _inline,
        "minutes": site_module.minutes,
        "clock": site_module.clock,
    }
    made.globals |= {
        "kinds": KIND_TITLES,
        "impacts": IMPACT_TITLES,
        "difficulties": DIFFICULTY_TITLES,
        "clear": CLEAR_TITLES,
        "index": INDEX,
        "timed": site_module.timed,
        "companies": site_module.companies,
        "summary": site_module.summary,
        "growth_text": growth_text,
        "script_json": lambda data: Markup(site_module.script_json(data)),  # noqa: S704 - `<` is escaped in it
    }
    return made


def _md(text: str) -> Markup:
    return Markup(text.strip())  # noqa: S704 - Markdown of the bank, written by its authors


def _mdtext(text: str) -> Markup:
    return Markup(as_markdown(text))  # noqa: S704 - escaped by as_markdown


def _inline(text: str) -> Markup:
    return Markup(inline(text))  # noqa: S704 - escaped by inline


def render(
    template: str, site: Site, page_url: str, writer: MarkdownWriter | HtmlWriter | None = None, **values: Any
) -> str:
    """Fill a template for a page at `page_url`, as Markdown unless another writer is given."""

    def rel(url: str) -> str:
        return relative(url, page_url)

    def timer(name: str, title: str, phases: Any) -> Markup:
        return Markup(site_module.timer_data(name, title, phases))  # noqa: S704 - `<` is escaped in it

    def html(text: str) -> Markup:
        return Markup(site.renderer.html(text))  # noqa: S704 - Markdown of the bank

    filled = environment().get_template(template)
    w = writer or MarkdownWriter()
    return filled.render(w=w, site=site, bank=site.bank, rel=rel, timer_data=timer, html=html, **values)


@dataclass(frozen=True)
class HtmlPage:
    """A page that needs no Markdown any more: what MkDocs would make of it."""

    content: str
    contents: list[Any]
    """The table of contents, as the `toc` extension gives it."""
    title: str
    ids: set[str]


def entry_html(site: Site, entry: Entry[Any]) -> HtmlPage | None:
    """The page of a question as HTML; None for other kinds, and where a text has a link for MkDocs to resolve."""
    if entry.kind != "question":
        return None
    writer = HtmlWriter(site.renderer)
    content = render("question.md.jinja", site, entry.url, writer, entry=entry, it=entry.model)
    if writer.links:
        return None
    return HtmlPage(content, writer.contents(), writer.headings[0]["name"], set(_ID.findall(content)))


def entry_page(site: Site, entry: Entry[Any]) -> str:
    """The page of a question, problem, walkthrough, script, deck or plan."""
    extra: dict[str, Any] = {}
    if entry.kind == "problem":
        extra["folder"] = site.bank.folders[entry.id]
        extra["plan"] = site.bank.plans[entry.model.plan]
        extra["solution"] = site.solutions[entry.id]
    elif entry.kind == "review":
        extra["folder"] = site.bank.review_folders[entry.id]
        extra["plan"] = site.bank.plans[entry.model.plan]
        extra["source"] = review_source(entry.id)
    elif entry.kind == "walkthrough":
        pages = site.parts[entry.id]
        extra["pages"] = pages
        extra["places"] = {phase.id: f"{part.url}#phase-{phase.id}" for part in pages for phase in part.phases}
        extra["drawn"] = first_figure(entry)
    elif entry.kind == "script":
        extra["blanks"] = _blank_filler(entry.model)
        extra["words"] = _spoken_words(entry.model)
        others = [each.model for each in site.orders["script"] if each.id != entry.id]
        extra["desk"] = Markup(site_module.script_json(desk_data(entry.model, others)))  # noqa: S704 - `<` is escaped in it
        done = "You have said your last line and handed the word back."
        extra["rehearsal"] = [Phase(id="say-it", title="Say it aloud", minutes=entry.model.seconds / 60, purpose=done)]
    elif entry.kind == "drill":
        extra["first"] = first_variant(entry.model, site.renderer)
    elif entry.kind == "deck":
        cards = site.decks[entry.id]
        size = sum(len(card.front) + len(card.back) + 60 for card in cards)
        extra["cards"] = cards
        extra["listed"] = size <= DECK_LIST_BYTES
        sources = {each.url: each for each in site.entries()}
        extra["titles"] = {url: each.title for url, each in sources.items()}
        extra["named"] = len({card.page for card in cards}) <= DECK_PAGES
        extra["by_kind"] = Counter(sources[card.page].kind for card in cards)
    elif entry.kind == "plan":
        fitting = [each for each in site.orders["problem"] if each.model.plan == entry.id]
        extra["practice"] = sorted(fitting, key=lambda each: list(IMPACT_TITLES).index(each.model.impact))[:PRACTICE]
    return render(f"{entry.kind}.md.jinja", site, entry.url, entry=entry, it=entry.model, **extra)


def part_page(site: Site, part: Part | SolutionPage) -> str:
    """One page of a walkthrough after its overview, or the solution of a problem."""
    entry = part.entry
    if isinstance(part, SolutionPage):
        folder = site.bank.folders[entry.id]
        return render("solution.md.jinja", site, part.url, entry=entry, it=entry.model, part=part, folder=folder)
    pages = site.parts[entry.id]
    return render("walkthrough_part.md.jinja", site, part.url, entry=entry, it=entry.model, part=part, pages=pages)


def _blank_filler(script: Script) -> Any:
    blanks = {blank.id: blank for blank in script.blanks}

    def fill(text: str) -> Markup:
        def one(match: Any) -> str:
            blank = blanks[match[1]]
            shown = f'<span class="blank" data-blank="{blank.id}" title="{Markup.escape(blank.meaning)}">'
            return f"{shown}{Markup.escape(blank.example)}</span>"

        return Markup(BLANK.sub(one, text.strip()))  # noqa: S704 - what is put in is escaped

    return fill


def desk_data(script: Script, others: list[Script]) -> dict[str, Any]:
    """What a `<script-desk>` reads: the target in seconds, and each blank with the key that its text is kept under.

    Scripts share what a reader put into a blank when they mean the same by its id; the sign of it is one example in all
    of them. Where examples differ, so does the grammar around the blank, and each script keeps a text of its own.
    """

    def blank_data(blank: Blank) -> dict[str, Any]:
        twins = [each for other in others for each in other.blanks if each.id == blank.id]
        alike = all(each.example == blank.example for each in twins)
        key = f"blank:{blank.id}" if alike else f"blank:{script.id}/{blank.id}"
        shared = len(twins) if alike else 0
        return {"id": blank.id, "key": key, "meaning": blank.meaning, "example": blank.example, "shared": shared}

    return {"title": script.title, "seconds": script.seconds, "blanks": [blank_data(each) for each in script.blanks]}


def _spoken_words(script: Script) -> int:
    examples = {blank.id: blank.example for blank in script.blanks}
    spoken = " ".join(line.text for line in script.lines if line.speaker == "candidate")
    return len(BLANK.sub(lambda match: examples[match[1]], spoken).split())
