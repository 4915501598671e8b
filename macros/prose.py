"""Macros an author may call in prose, as pure functions of the site and the calling page.

A wrong argument raises BadArgumentError with what is wrong and the valid choices; `macros.calls` adds page and line.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from greenroom.models.parts import KIND_TITLES
from greenroom.models.plans import Phase
from greenroom.phases import phase_data
from macros import checklists, paths
from macros import reference as reference_module
from macros import site as site_module
from macros import spoken as spoken_module
from macros.bank import PLURALS, Entry
from macros.drills import first_variant
from macros.findings import choose_from
from macros.markup import one_line
from macros.pages import entry_page, part_page, render
from macros.parts import Part
from macros.problems import SolutionPage
from macros.site import DIFFICULTY_TITLES, IMPACT_TITLES, INDEX, PAGE_KINDS, Site

COLUMNS = {
    "title": "Question",
    "kind": "Round",
    "impact": "Impact",
    "probability": "Chance",
    "topics": "Topics",
    "companies": "Reported by",
    "cards": "Cards",
}
"""Columns of a question table and their headings."""
_LANGUAGES = {"python": "Python", "sql": "SQL"}
_SUMMARIES = 6_000
"""Characters that the summaries of one list may take together: some 1,000 words, so that the page can be looked through."""
_SHORTEST_SUMMARY, _LONGEST_SUMMARY = 45, 140


class BadArgumentError(ValueError):
    """A macro was called with something the bank does not know: the finding, and the mend."""

    def __init__(self, finding: str, mend: str) -> None:
        super().__init__(f"{finding}; {mend}")
        self.finding = finding
        self.mend = mend


def find(site: Site, kind: str, entry_id: object) -> Entry[Any]:
    """The entry of a kind with an id; raises BadArgumentError with the valid ids."""
    known = site.bank.of_kind(kind)
    if not isinstance(entry_id, str) or entry_id not in known:
        raise BadArgumentError(
            f"there is no {kind} {entry_id!r}", choose_from(entry_id, sorted(known), f"the {kind}s are")
        )
    return known[entry_id]


def one_of(value: object, choices: Sequence[str], name: str) -> str:
    """The value if it is one of the choices; raises BadArgumentError."""
    if value not in choices:
        raise BadArgumentError(f"{name}={value!r} is not known", choose_from(value, choices))
    return str(value)


def question(site: Site, page_url: str, id: str) -> str:  # noqa: A002 - the word authors know
    """A link to a question with its prompt."""
    return _embed(site, page_url, find(site, "question", id))


def problem(site: Site, page_url: str, id: str) -> str:  # noqa: A002 - the word authors know
    """A link to a coding problem with its summary."""
    return _embed(site, page_url, find(site, "problem", id))


def review(site: Site, page_url: str, id: str) -> str:  # noqa: A002 - the word authors know
    """A link to an assistant review with its summary."""
    return _embed(site, page_url, find(site, "review", id))


def walkthrough(site: Site, page_url: str, id: str) -> str:  # noqa: A002 - the word authors know
    """A link to a walkthrough with its summary."""
    return _embed(site, page_url, find(site, "walkthrough", id))


def script(site: Site, page_url: str, id: str) -> str:  # noqa: A002 - the word authors know
    """A link to a script with its situation."""
    return _embed(site, page_url, find(site, "script", id))


def estimate(site: Site, page_url: str, id: str) -> str:  # noqa: A002 - the word authors know
    """An estimation drill to answer in place."""
    entry = find(site, "drill", id)
    first = first_variant(entry.model, site.renderer)
    return render("estimate_embed.md.jinja", site, page_url, entry=entry, first=first)


def trace(site: Site, page_url: str, id: str) -> str:  # noqa: A002 - the word authors know
    """A trace drill to do in place."""
    return render("trace_embed.md.jinja", site, page_url, entry=find(site, "trace", id))


def spoken_drill(site: Site, page_url: str, id: str) -> str:  # noqa: A002 - the word authors know
    """A drill to do aloud against the clock, in place."""
    it = find(site, "spoken-drill", id).model
    shown = [each.text for each in spoken_module.prompts(it, site.bank)[: spoken_module.SHOWN]]
    values: dict[str, Any] = {"it": it, "shown": [one_line(each) for each in shown]}
    values |= {"source": spoken_module.source(it.id), "length": spoken_module.length_text}
    return render("spoken_embed.md.jinja", site, page_url, **values)


def cards(site: Site, page_url: str, name: str) -> str:
    """The flashcards of a deck, by its id, or of one entry, by `kind/id`."""
    name = str(name)
    entry: Entry[Any] | None = site.bank.decks.get(name)
    if entry is None and "/" in name:
        kind, _, entry_id = name.partition("/")
        entry = find(
            site, one_of(kind, [each for each in PAGE_KINDS if each not in ("deck", "plan")], "kind"), entry_id
        )
    if entry is None:
        raise BadArgumentError(
            f"there is no deck {name!r}", choose_from(name, sorted(site.bank.decks), "use question/ID or a deck:")
        )
    return render("cards_embed.md.jinja", site, page_url, entry=entry)


def checklist(site: Site, page_url: str, id: str) -> str:  # noqa: A002 - the word authors know
    """A checklist or study plan, with boxes that are remembered."""
    return checklists.page_part(site, page_url, find(site, "checklist", id))


def timer(site: Site, page_url: str, plan: str = "", minutes: Sequence[Any] = (), title: str = "Timer") -> str:
    """A phase timer: for a plan, walkthrough or timed checklist by its id, or for a list of `[title, minutes]` pairs."""
    if minutes:
        phases = _phases_of(minutes)
        return render("timer_embed.md.jinja", site, page_url, id=_slug(title), title=title, phases=phases)
    listed = site.bank.checklists.get(plan)
    if listed is not None and (phases := checklists.phases(listed.model)):
        return render("timer_embed.md.jinja", site, page_url, id=listed.id, title=listed.title, phases=phases)
    timed: dict[str, Entry[Any]] = {**site.bank.walkthroughs, **site.bank.plans}
    if plan not in timed:
        raise BadArgumentError(
            f"there is no plan or walkthrough {plan!r}", choose_from(plan, sorted(timed), "use one of")
        )
    entry = timed[plan]
    return render("timer_embed.md.jinja", site, page_url, id=entry.id, title=entry.title, phases=entry.model.phases)


def own_plans(site: Site, page_url: str) -> str:
    """Timer plans of the reader's own, to make, change and run; those of the bank can be copied."""
    plans = [
        {"id": entry.id, "title": entry.title, "phases": phase_data(entry.model.phases)}
        for entry in site.bank.plans.values()
    ]
    return render("own_plans_embed.md.jinja", site, page_url, bank_plans=site_module.script_json(plans))


def _phases_of(minutes: Sequence[Any]) -> list[Phase]:
    phases = []
    for index, pair in enumerate(minutes):
        if isinstance(pair, str) or not isinstance(pair, Sequence) or len(pair) != 2:
            raise BadArgumentError(
                f"minutes[{index}] is {pair!r}", 'write pairs: minutes=[["Clarify", 5], ["Code", 20]]'
            )
        name, length = pair
        if not isinstance(length, int | float) or isinstance(length, bool) or length <= 0:
            raise BadArgumentError(f"minutes[{index}] gives {name!r} {length!r} minutes", "write a number above 0")
        phases.append(Phase(id=_slug(str(name)), title=str(name), minutes=length, purpose=""))
    return phases


def _slug(text: str) -> str:
    return "-".join("".join(each if each.isalnum() else " " for each in text.lower()).split()) or "timer"


def question_table(
    site: Site,
    page_url: str,
    kind: str = "",
    impact: str = "",
    topic: str = "",
    company: str = "",
    columns: Sequence[str] = ("title", "kind", "impact"),
) -> str:
    """A table of the questions that match every argument given."""
    companies = sorted({report.company for each in site.orders["question"] for report in each.model.reported})
    if kind:
        one_of(kind, list(KIND_TITLES), "kind")
    if impact:
        one_of(impact, list(IMPACT_TITLES), "impact")
    if topic:
        one_of(topic, sorted(site.bank.topics), "topic")
    if company:
        one_of(company, companies, "company")
    if isinstance(columns, str):
        columns = columns.replace(",", " ").split()
    for column in columns:
        one_of(column, list(COLUMNS), "columns")
    rows = [
        each
        for each in site.orders["question"]
        if (not kind or each.model.kind == kind)
        and (not impact or each.model.impact == impact)
        and (not topic or topic in each.model.topics)
        and (not company or any(report.company == company for report in each.model.reported))
    ]
    if not rows:
        raise BadArgumentError("no question matches these arguments", "loosen one of kind, impact, topic, company")
    return render("question_table.md.jinja", site, page_url, rows=rows, columns=list(columns), headings=COLUMNS)


def index_list(site: Site, page_url: str, kind: str) -> str:
    """The list of all entries of a kind, with filters where there are many to choose from."""
    one_of(kind, list(PAGE_KINDS), "kind")
    rows = site.orders[kind]
    labels = _labels(site, rows) if kind in ("question", "problem", "review") else {}
    length = max(_SHORTEST_SUMMARY, min(_LONGEST_SUMMARY, _SUMMARIES // max(1, len(rows))))
    values: dict[str, Any] = {"rows": rows, "kind": kind, "labels": labels, "noun": PLURALS[kind], "length": length}
    return render("index_list.md.jinja", site, page_url, **values)


def deck_files(site: Site, page_url: str) -> str:
    """The files of each deck for other programs, as links."""
    return render("deck_files.md.jinja", site, page_url, rows=site.orders["deck"])


def _labels(site: Site, rows: Sequence[Entry[Any]]) -> dict[str, dict[str, str]]:
    kinds = {each.model.kind for each in rows}
    impacts = {each.model.impact for each in rows}
    topics = {topic for each in rows for topic in each.model.topics}
    names = {report.company for each in rows for report in getattr(each.model, "reported", ())}
    levels = {getattr(each.model, "difficulty", "") for each in rows}
    patterns = {getattr(each.model, "pattern", "") for each in rows}
    languages = {getattr(each.model, "language", "") for each in rows}
    return {
        "kind": {key: title for key, title in KIND_TITLES.items() if key in kinds},
        "difficulty": {key: title for key, title in DIFFICULTY_TITLES.items() if key in levels},
        "pattern": {key: each.title for key, each in site.bank.patterns.items() if key in patterns},
        "language": {key: title for key, title in _LANGUAGES.items() if key in languages},
        "impact": {key: title for key, title in IMPACT_TITLES.items() if key in impacts},
        "topic": {key: each.title for key, each in sorted(site.bank.topics.items(), key=_title) if key in topics},
        "company": {name: name for name in sorted(names)},
    }


def _title(item: tuple[str, Any]) -> str:
    return str(item[1].title)


def page(site: Site, page_url: str, kind: str, id: str, part: str = "") -> str:  # noqa: A002, ARG001 - the words authors know
    """The whole page of an entry, or one part of a walkthrough; generated pages consist of one call of it."""
    entry = find(site, one_of(kind, list(PAGE_KINDS), "kind"), id)
    if not part:
        return entry_page(site, entry)
    known: dict[str, Part | SolutionPage] = {}
    if kind == "walkthrough":
        known |= {each.id: each for each in site.parts[entry.id]}
    elif kind == "problem":
        known["solution"] = site.solutions[entry.id]
    if part not in known:
        raise BadArgumentError(f"{kind} {id!r} has no part {part!r}", choose_from(part, sorted(known), "its parts are"))
    return part_page(site, known[part])


def count(site: Site, page_url: str, kind: str) -> str:  # noqa: ARG001 - one signature for all macros
    """How many entries of a kind there are."""
    if kind == "card":
        return f"{sum(len(each) for each in site.cards.values()):,}"
    return str(len(site.bank.of_kind(one_of(kind, list(INDEX), "kind"))))


def topic_index(site: Site, page_url: str) -> str:
    """Every topic that has entries, each with what trains it."""
    found = [
        (
            topic,
            [each for each in site.entries() if topic.id in getattr(each.model, "topics", ()) and each.kind != "deck"],
        )
        for topic in sorted(site.bank.topics.values(), key=lambda topic: topic.title)
    ]
    return render("topic_index.md.jinja", site, page_url, topics=[each for each in found if each[1]])


def schema_reference(site: Site, page_url: str, only: str = "", pages: dict[str, str] | None = None) -> str:
    """What every field of the bank means, written from the schema.

    `only` gives one section of it; `pages` names the pages of the others by section, so that types link there.
    """
    sections = list(reference_module.SECTIONS)
    one_of(only, ["", *sections], "only")
    types = reference_module.reference()
    told_on = {each.name.lower(): each.section for each in types}

    def linked(text: str) -> str:
        def one(match: re.Match[str]) -> str:
            section = told_on[match[1]]
            elsewhere = (pages or {}).get(section, "") if only and section != only else ""
            return f"]({elsewhere}#{match[1]})"

        return re.sub(r"\]\(#([a-z]+)\)", one, text)

    told = [each for each in types if only in ("", each.section)]
    return render("schema_reference.md.jinja", site, page_url, kinds_of_entry=told, linked=linked)


def _embed(site: Site, page_url: str, entry: Entry[Any]) -> str:
    return render("embed.md.jinja", site, page_url, entry=entry, summary_text=site_module.summary(entry, 200))


MACROS: dict[str, Callable[..., str]] = {
    "question": question,
    "problem": problem,
    "review": review,
    "walkthrough": walkthrough,
    "script": script,
    "estimate": estimate,
    "trace": trace,
    "spoken_drill": spoken_drill,
    "cards": cards,
    "checklist": checklist,
    "timer": timer,
    "own_plans": own_plans,
    "question_table": question_table,
    "index_list": index_list,
    "deck_files": deck_files,
    "entry_page": page,
    "count": count,
    "problem_paths": paths.page_part,
    "topic_index": topic_index,
    "schema_reference": schema_reference,
}
"""Name in Markdown -> function of the site, the page's address and the arguments."""
