"""Checklists and study plans as prose shows them: headings with their minutes, boxes, and the phases of a timer."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from greenroom.models.plans import Checklist, ChecklistSection, Phase
from macros.bank import Entry
from macros.pages import render
from macros.site import Site

NOUNS = {"plan": "step", "checklist": "point", "measures": "measure"}
"""Kind of checklist -> what one of its boxes is called."""


@dataclass(frozen=True)
class Heading:
    """A heading of a checklist on a page; a part has no section of its own."""

    level: int
    text: str
    section: ChecklistSection | None = None


def duration(minutes: float) -> str:
    """A length in whole words: `2 hours 15 minutes`."""
    hours, rest = divmod(round(minutes), 60)
    parts = [counted(hours, "hour")] * bool(hours) + [counted(rest, "minute")] * bool(rest)
    return " ".join(parts)


def counted(number: int, noun: str) -> str:
    """`1 step`, `2 steps`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def headings(checklist: Checklist) -> Iterator[Heading]:
    """The headings in order, a part once above its first section, and sections below parts one level deeper."""
    part = ""
    for section in checklist.sections:
        if section.part and section.part != part:
            yield Heading(2, section.part)
        part = section.part
        text = f"{section.title}, {duration(section.minutes)}" if section.minutes else section.title
        yield Heading(3 if part else 2, text, section)


def phases(checklist: Checklist) -> list[Phase]:
    """The sections as phases of a timer; none unless every section states its minutes."""
    timed = [
        Phase(id=section.id, title=section.title, minutes=section.minutes, purpose="")
        for section in checklist.sections
        if section.minutes is not None
    ]
    return timed if len(timed) == len(checklist.sections) else []


def page_part(site: Site, page_url: str, entry: Entry[Any]) -> str:
    """A checklist as Markdown around one `<check-list>`."""
    it: Checklist = entry.model
    size = sum(len(section.items) for section in it.sections)
    return render(
        "checklist.md.jinja",
        site,
        page_url,
        it=it,
        headings=list(headings(it)),
        noun=NOUNS[it.kind],
        size=size,
        counted=counted,
        duration=duration,
    )
