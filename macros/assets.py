"""Files beside the pages that the tools read: decks, cards, problems, JSON Schemas."""

import base64
import json
import zlib
from collections.abc import Iterator

from greenroom import models
from macros import cards, drills
from macros.folders import VISIBLE
from macros.schema import KINDS, adapter
from macros.site import Site, problem_data


def data_files(site: Site) -> Iterator[tuple[str, str]]:
    """Address and content of each data file of the site."""
    for deck in site.bank.decks.values():
        yield site.deck_source(deck), dump(cards.as_data(deck.id, deck.title, site.decks[deck.id], site.renderer))
    for entry in site.bank.practised():
        yield site.deck_source(entry), dump(cards.as_data(entry.key, entry.title, site.cards[entry.key], site.renderer))
    for slug in site.bank.problems:
        yield f"assets/problems/{slug}.json", dump(problem(site, slug))
    for drill in site.bank.drills.values():
        yield drills.source(drill.id), dump(drills.as_data(drill.model, site.renderer))
    for kind in KINDS:
        yield f"assets/schema/{kind}.json", json.dumps(schema(kind), indent=2) + "\n"


def problem(site: Site, slug: str) -> dict[str, object]:
    """One problem as the runner reads it; the hidden tests are packed, so that they are not read by accident."""
    folder = site.bank.folders[slug]
    files = folder.test_files()
    data = problem_data(
        site.bank.problems[slug].model, slug, folder.sources, [name for name in files if name == VISIBLE]
    )
    hidden = [{"name": name, "source": folder.sources[name]} for name in files if name != VISIBLE]
    packed = zlib.compress(dump(hidden).encode(), 9)
    data["tests"]["hidden"] = base64.b64encode(packed).decode()
    return data


def schema(kind: str) -> dict[str, object]:
    """JSON Schema of the files of a kind, for editors."""
    model = KINDS[kind]
    entry = adapter(model).json_schema(ref_template="#/$defs/{model}")
    definitions = entry.pop("$defs", {})
    head: dict[str, object] = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"Greenroom: {kind}"}
    if model is models.Problem:
        return {**head, **entry, "$defs": definitions}
    name = model.__name__
    definitions[name] = entry
    return {**head, "type": "array", "items": {"$ref": f"#/$defs/{name}"}, "$defs": definitions}


def dump(data: object) -> str:
    """Compact JSON."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
