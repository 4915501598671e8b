"""Mock interviews: every walkthrough, question, script and problem as what a `<mock-room>` plays, and the rubrics."""

from collections.abc import Iterator
from typing import Any
from zlib import crc32

from greenroom.models.mocks import Interjection, Rubric
from greenroom.models.questions import Question
from greenroom.models.scripts import Script
from greenroom.models.walkthroughs import Walkthrough
from macros.bank import Entry
from macros.mocks import plans
from macros.mocks.parts import Mock
from macros.mocks.plans import MockPhase
from macros.mocks.problems import of_problem, phases_of_problem
from macros.mocks.questions import of_question, phases_of_question, problem_of
from macros.mocks.scripts import of_script
from macros.mocks.texts import Words, link, page_url
from macros.mocks.walkthroughs import of_walkthrough
from macros.site import IMPACT_TITLES, Site

VERSION = 1
TYPES = ("walkthrough", "question", "script", "problem")
"""Kinds of entry that can be sat as a mock interview, in the order of the catalogue."""
CATALOGUE = "assets/mocks/index.json"
RUBRICS = "assets/mocks/rubrics.json"
LONG = 30
"""Minutes from which a round is a long one."""
MOST, MOST_OF_A_SHORT_ONE = 8, 4
"""Curveballs that the dice of a round choose from, and so many redirects."""


def source(entry: Entry[Any]) -> str:
    """Address of the mock interview of an entry, relative to the site's root."""
    return f"assets/mocks/{entry.key}.json"


def entries(site: Site) -> Iterator[Entry[Any]]:
    """Every entry that can be sat, in the order of the catalogue."""
    for kind in TYPES:
        yield from site.orders[kind]


def catalogue(site: Site) -> dict[str, Any]:
    """What can be sat, as `assets/mocks/index.json` has it."""
    listed = [_head(site, entry, _phases(site, entry)) for entry in entries(site)]
    for each, entry in zip(listed, entries(site), strict=True):
        each["topics"] = list(entry.model.topics)
    return {"version": VERSION, "mocks": listed}


def rubrics(site: Site) -> dict[str, Any]:
    """What each kind of round is rated by, as `assets/mocks/rubrics.json` has it."""
    found = {entry.id: _rubric(entry.model) for entry in site.bank.rubrics.values()}
    return {"version": VERSION, "rubrics": found}


def _rubric(rubric: Rubric) -> dict[str, Any]:
    return {
        "id": rubric.id,
        "title": rubric.title,
        "criteria": [
            {
                "id": each.id,
                "title": each.title,
                "question": each.question,
                "clear": each.clear or "",
                "levels": list(each.levels),
                "practise": {"title": each.practise.title, "url": page_url(each.practise.page.lstrip("/"))},
            }
            for each in rubric.criteria
        ],
    }


def mock_data(site: Site, entry: Entry[Any]) -> dict[str, Any]:
    """One mock interview, as `assets/mocks/<type>/<id>.json` has it."""
    phases = _phases(site, entry)
    made = _make(site, entry, phases)
    return {
        "version": VERSION,
        **_head(site, entry, phases),
        "summary": made.summary,
        "plan": {
            "id": entry.key.replace("/", "-"),
            "title": entry.title,
            "phases": [
                {"id": each.id, "title": each.title, "seconds": each.seconds, "purpose": each.purpose}
                | {"clear": each.clear}
                for each in phases
            ],
        },
        "lines": made.lines,
        "asks": list(made.asks),
        "hints": list(made.hints),
        "redirects": list(_thrown_in(site, entry, "redirect", phases)),
        "curveballs": list(_thrown_in(site, entry, "curveball", phases)),
        "follow_ups": made.follow_ups,
        "model": made.model,
        "notes": made.notes,
        "checks": list(made.checks),
        "rubric": entry.model.kind,
        "tool": made.tool,
        "problem": made.problem,
        "seconds": made.seconds,
    }


def _head(site: Site, entry: Entry[Any], phases: list[MockPhase]) -> dict[str, Any]:
    return {
        "id": entry.key,
        "type": entry.kind,
        "title": entry.title,
        "kind": entry.model.kind,
        "impact": _impact(site, entry),
        "minutes": plans.minutes(phases),
        "url": entry.url,
    }


def _impact(site: Site, entry: Entry[Any]) -> str:
    """Its own, or for a script the highest of the questions it trains."""
    if entry.kind != "script":
        return str(entry.model.impact)
    order = list(IMPACT_TITLES)
    found = [site.bank.questions[each].model.impact for each in entry.model.related.questions]
    return min(found, key=order.index, default="medium")


def _phases(site: Site, entry: Entry[Any]) -> list[MockPhase]:
    match entry.model:
        case Walkthrough() as walkthrough:
            return plans.of_walkthrough(walkthrough)
        case Question() as question:
            return phases_of_question(site, question)
        case Script() as script:
            return plans.of_script(script)
    return phases_of_problem(site, entry.model)


def _make(site: Site, entry: Entry[Any], phases: list[MockPhase]) -> Mock:
    words = Words(site.renderer, f"{entry.url.rstrip('/')}.md")
    match entry.model:
        case Walkthrough():
            return of_walkthrough(site, entry, phases, words)
        case Question():
            return of_question(site, entry, phases, words)
        case Script() as script:
            return of_script(script, phases, words)
    return of_problem(site, entry, phases, words)


def _language(site: Site, entry: Entry[Any]) -> str:
    """What a coding round is written in."""
    problem = problem_of(site, entry.model) if isinstance(entry.model, Question) else None
    return str(getattr(problem.model if problem else entry.model, "language", "python"))


def _thrown_in(site: Site, entry: Entry[Any], form: str, phases: list[MockPhase]) -> Iterator[dict[str, str]]:
    """The curveballs or redirects that fit an entry, each with the phase it falls in.

    A long round gets more of them. Those that name one of its topics come first, the rest by a draw that the entry's key decides.
    """
    topics = set(entry.model.topics)
    length, language = plans.minutes(phases), _language(site, entry)
    own = {each.id for name in ("follow_ups", "probes") for each in getattr(entry.model, name, ())}

    def fits(each: Interjection) -> bool:
        wanted = not each.topics or topics & set(each.topics)
        itself = each.id in own or entry.key in each.not_for or (entry.kind == "question" and each.question == entry.id)
        shunned = bool(topics & set(each.not_topics)) or each.minutes > length or each.language not in (None, language)
        return bool(each.form == form and entry.model.kind in each.kinds and wanted) and not shunned and not itself

    def rank(each: Interjection) -> tuple[bool, int]:
        return not each.topics, crc32(f"{entry.key} {each.id}".encode())

    fitting = [listed.model for listed in site.bank.interjections.values() if fits(listed.model)]
    most = MOST if length >= LONG else MOST_OF_A_SHORT_ONE
    kept = sorted(fitting, key=rank)[:most]
    words = Words(site.renderer, "index.md")
    for each in fitting:
        if each in kept:
            direction = words.html(each.direction)
            if each.question:
                direction += link(site.bank.questions[each.question].url, "The whole answer")
            phase = plans.phase_at(phases, each.when)
            yield {"id": each.id, **words.both(each.says), "phase": phase, "direction": direction}
