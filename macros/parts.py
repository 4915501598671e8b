"""The pages of a walkthrough beside its overview: the parts of the conversation, and the questions that could have come.

A whole interview is more than one sitting's reading. It is divided where CLEAR divides it; clarifying and estimating are
short and stand together.
"""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from greenroom.models.walkthroughs import ClearPhase, Turn, WalkthroughPhase
from macros.bank import Entry

_GROUPS: dict[ClearPhase, tuple[str, str]] = {
    "clarify": ("clarify", "Clarify"),
    "list-and-estimate": ("clarify", "Clarify and estimate"),
    "architect": ("architect", "Architect"),
    "refine": ("refine", "Refine"),
}
"""Part of CLEAR -> last word of the address and title of the page it is told on; the last phase of a page names it."""
PROBES = "probes"


@dataclass(frozen=True)
class Part:
    """One page of a walkthrough after its overview."""

    entry: Entry[Any]
    number: int
    """Place in the walkthrough, from 1."""
    slug: str
    title: str
    phases: tuple[WalkthroughPhase, ...] = ()
    """What is told on the page; none on the page of probes."""

    @property
    def id(self) -> str:
        """The last word of the address, such as `2-architect`."""
        return f"{self.number}-{self.slug}"

    @property
    def url(self) -> str:
        """Address of the page, relative to the site's root."""
        return f"{self.entry.url}{self.id}/"

    @property
    def full_title(self) -> str:
        """The page's heading: which interview, which part."""
        return f"{self.entry.title}: {self.title[0].lower()}{self.title[1:]}"

    @property
    def minutes(self) -> float:
        """Length of its phases in minutes; 0 for the probes."""
        return sum(phase.minutes for phase in self.phases)

    @property
    def description(self) -> str:
        """One line for search engines: what comes on the page."""
        told = ", ".join(phase.title.lower() for phase in self.phases)
        what = f"{told}, line by line with the interviewer's notes" if told else "probes with answers behind a reveal"
        return f"{self.full_title}. A mock interview, part {self.number}: {what}."


def parts_of(entry: Entry[Any]) -> list[Part]:
    """The pages of a walkthrough after its overview, in the order of reading."""
    parts: list[Part] = []
    for slug, group in groupby(entry.model.phases, key=lambda phase: _GROUPS[phase.clear][0]):
        phases = tuple(group)
        parts.append(Part(entry, len(parts) + 1, slug, _GROUPS[phases[-1].clear][1], phases))
    if entry.model.probes:
        parts.append(Part(entry, len(parts) + 1, PROBES, "Questions that could have come"))
    return parts


def first_figure(entry: Entry[Any]) -> tuple[Turn, Part] | None:
    """The first turn of a walkthrough that draws a figure, and its part; None where nothing is drawn."""
    for part in parts_of(entry):
        for phase in part.phases:
            for turn in phase.turns:
                if turn.figure:
                    return turn, part
    return None
