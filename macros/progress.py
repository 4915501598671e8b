"""The list of what can be practised, as the progress page needs it: entries with area, impact and minutes, and study plans."""

import math
import re
from collections.abc import Iterable, Iterator
from typing import Any

from greenroom.models.plans import Checklist
from greenroom.progress.catalogue import FIELDS, VERSION
from macros import spoken
from macros.bank import PLURALS, Entry
from macros.cards import of_its_own
from macros.mocks import data as mocks
from macros.site import Site

CATALOGUE = "assets/progress.json"
"""Address of the list, relative to the site's root."""
PRACTISED = ("problem", "review", "drill", "trace")
"""Types that are done on a page of their own; spoken drills come beside them."""
USUAL_MINUTES = {"drill": 5, "trace": 5}
"""What one round of an entry without minutes of its own takes."""
SPOKEN_AREAS = {
    "estimate-aloud": "system-design",
    "clarifying-questions": "system-design",
    "hint-as-redirect": "system-design",
    "say-you-do-not-know": "depth",
    "cv-line": "depth",
}
"""Spoken drill -> the kind of round it trains most. Those that train how one speaks stand with the behavioural round."""
SHORTEST_SECONDS = 120
"""A spoken drill below this is a warm-up, and neither proposed nor counted."""
DECK_AREAS = {
    "numbers": "system-design",
    "terms": "depth",
    "reference-python": "depth",
    "reference-aws": "depth",
    "reference-distributed-systems": "depth",
    "reference-data-engineering": "depth",
}
"""Deck -> the kind of round that the cards written in it train, where the deck is not of one kind anyway."""
PLAN_AREAS = {
    "coding-45": "coding",
    "system-design-45": "system-design",
    "ml-system-design-45": "ml-system-design",
    "behavioural-45": "behavioural",
    "behavioural-60": "behavioural",
    "ai-assisted-60": "ai-assisted",
    "estimate-5min": "system-design",
    "star-story-3min": "behavioural",
    "pitch-30s": "behavioural",
    "pitch-2min": "behavioural",
}
"""Timer -> the kind of round that a box of a study plan trains with it."""
_LINK = re.compile(r"\]\(/(?P<section>[a-z]+)/(?P<id>[a-z0-9-]+)\.md(?:\?kind=(?P<kind>[a-z-]+))?")


def as_data(site: Site) -> dict[str, Any]:
    """The list, as `greenroom.progress.catalogue.Catalogue.read` reads it."""
    return {
        "version": VERSION,
        "fields": list(FIELDS),
        "entries": list(_entries(site)),
        "decks": dict(_decks(site)),
        "lists": [list(_list(site, each)) for each in site.bank.checklists.values()],
        "paths": {
            **{kind: f"{PLURALS[kind]}/{{id}}/" for kind in (*PRACTISED, "question", "walkthrough", "script")},
            "spoken": "rehearse/{id}/",
            "mock": "rehearse/mock/?mock={id}",
            "list": "study/{id}/",
        },
    }


def _entries(site: Site) -> Iterator[list[Any]]:
    places = {topic: place for place, topic in enumerate(site.bank.topics)}
    sat = {each["id"]: each for each in mocks.catalogue(site)["mocks"]}
    for kind in (*PRACTISED, "question", "walkthrough", "script"):
        for entry in site.orders[kind]:
            model, mock = entry.model, sat.get(entry.key, {})
            impact = mock.get("impact") or getattr(model, "impact", "")
            minutes = getattr(model, "minutes", USUAL_MINUTES.get(kind, 0)) if kind in PRACTISED else 0
            topics = [places[topic] for topic in model.topics]
            yield [kind, entry.id, model.kind, impact, minutes, math.ceil(mock.get("minutes", 0)), entry.title, topics]
    for entry in site.bank.spoken.values():
        if spoken.seconds(entry.model) < SHORTEST_SECONDS:
            continue
        area = SPOKEN_AREAS.get(entry.id, "behavioural")
        yield ["spoken", entry.id, area, "", math.ceil(spoken.seconds(entry.model) / 60), 0, entry.title, []]


def _decks(site: Site) -> Iterator[tuple[str, str]]:
    """Each deck with cards of its own, and their area."""
    for deck in site.bank.decks.values():
        if any(of_its_own(deck)):
            kinds = deck.model.kinds
            yield deck.id, kinds[0] if kinds else DECK_AREAS.get(deck.id, "")


def _list(site: Site, entry: Entry[Checklist]) -> Iterator[Any]:
    it = entry.model
    yield from (entry.id, it.kind, entry.title, round(it.minutes or 0))
    yield {item.id: list(dict.fromkeys(_areas(site, item.text))) for section in it.sections for item in section.items}


def _areas(site: Site, text: str) -> Iterable[str]:
    """The areas of what a box of a study plan links to."""
    kinds = {plural: kind for kind, plural in PLURALS.items()}
    for found in _LINK.finditer(text):
        section, id_, kind = found["section"], found["id"], found["kind"]
        if section == "plans":
            area = PLAN_AREAS.get(id_, "")
        elif section == "decks":
            deck = site.bank.decks.get(id_)
            area = deck.model.kinds[0] if deck and len(deck.model.kinds) == 1 else ""
        else:
            entry = site.bank.of_kind(kinds[section]).get(id_) if section in kinds else None
            area = kind or getattr(entry.model if entry else None, "kind", "")
        if area:
            yield area
