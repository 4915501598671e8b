"""Search entries of generated pages, made from the bank: the search plugin would parse every page for more than that."""

from collections.abc import Iterator
from html import escape
from typing import Any

from macros.bank import Entry
from macros.markup import one_line, shorten
from macros.site import Site, summary

_LENGTH = 400


def entries(site: Site) -> Iterator[dict[str, object]]:
    """One entry a page: what it asks or shows, what it tests, and its topics."""
    for entry in site.entries():
        topics = getattr(entry.model, "topics", []) if entry.kind != "deck" else []
        yield {
            "location": entry.url,
            "title": escape(entry.title, quote=False),
            "text": escape(" ".join(_words(entry)), quote=False),
            "tags": [site.bank.topic_title(topic) for topic in topics],
        }
    for parts in site.parts.values():
        for part in parts:
            told = (phase.title for phase in part.phases) if part.phases else _questions(part.entry)
            yield {
                "location": part.url,
                "title": escape(part.full_title, quote=False),
                "text": escape(" ".join(told), quote=False),
            }


def _words(entry: Entry[Any]) -> Iterator[str]:
    yield summary(entry, _LENGTH)
    model = entry.model
    if entry.kind == "question":
        yield shorten(one_line(model.testing), _LENGTH)
    if entry.kind == "walkthrough":
        return  # its parts have entries of their own
    for field in ("follow_ups", "mistakes", "phases"):
        for item in getattr(model, field, ()):
            yield one_line(getattr(item, "question", "") or getattr(item, "title", ""))


def _questions(entry: Entry[Any]) -> Iterator[str]:
    return (one_line(probe.question) for probe in entry.model.probes)
