"""Files beside the pages that the tools read: decks, cards, problems, JSON Schemas."""

import json
from collections.abc import Iterator

from greenroom.models.problems import Problem
from greenroom.models.reviews import Review
from macros import cards, drills, progress, reviews, spoken, traces
from macros.mocks import data as mocks
from macros.problems import problem_data
from macros.schema import KINDS, adapter
from macros.site import Site

CARD_LIST = "assets/cards.json"
"""Address of the list of all cards, relative to the site's root."""


def data_files(site: Site) -> Iterator[tuple[str, str]]:
    """Address and content of each data file of the site."""
    for deck in site.bank.decks.values():
        yield site.deck_source(deck), dump(cards.as_data(deck.id, deck.title, site.decks[deck.id], site.renderer))
    yield CARD_LIST, dump(cards.as_list(site.bank, site.cards))
    yield progress.CATALOGUE, dump(progress.as_data(site))
    for entry in site.bank.practised():
        yield site.deck_source(entry), dump(cards.as_data(entry.key, entry.title, site.cards[entry.key], site.renderer))
    for slug, each in site.bank.problems.items():
        yield f"assets/problems/{slug}.json", dump(problem_data(each, site.bank.folders[slug]))
    for review in site.bank.reviews.values():
        data = reviews.review_data(review, site.bank.review_folders[review.id], site.renderer)
        yield reviews.source(review.id), dump(data)
    for drill in site.bank.drills.values():
        yield drills.source(drill.id), dump(drills.as_data(drill.model, site.renderer))
    for trace in site.bank.traces.values():
        yield traces.source(trace.id), dump(traces.as_data(trace.model))
    for aloud in site.bank.spoken.values():
        yield spoken.source(aloud.id), dump(spoken.as_data(aloud.model, site.bank, site.renderer))
    yield mocks.CATALOGUE, dump(mocks.catalogue(site))
    yield mocks.RUBRICS, dump(mocks.rubrics(site))
    for entry in mocks.entries(site):
        yield mocks.source(entry), dump(mocks.mock_data(site, entry))
    for kind in KINDS:
        yield f"assets/schema/{kind}.json", json.dumps(schema(kind), indent=2) + "\n"


def schema(kind: str) -> dict[str, object]:
    """JSON Schema of the files of a kind, for editors."""
    model = KINDS[kind]
    entry = adapter(model).json_schema(ref_template="#/$defs/{model}")
    definitions = entry.pop("$defs", {})
    head: dict[str, object] = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"Greenroom: {kind}"}
    if model in (Problem, Review):
        return {**head, **entry, "$defs": definitions}
    name = model.__name__
    definitions[name] = entry
    return {**head, "type": "array", "items": {"$ref": f"#/$defs/{name}"}, "$defs": definitions}


def dump(data: object) -> str:
    """Compact JSON."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
