"""Paths through the problems: by pattern, and by the days left."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from macros.bank import Entry
from macros.pages import render
from macros.site import DIFFICULTY_TITLES, IMPACT_TITLES, Site

DAYS: dict[int, int] = {1: 3, 3: 7, 7: 14, 14: 28}
"""Days left -> problems that fit beside the other preparation, about two a day and three on the last."""


@dataclass(frozen=True)
class Route:
    """The problems to solve with so many days left, in order."""

    days: int
    problems: tuple[Entry[Any], ...]

    @property
    def minutes(self) -> int:
        """What an interview would give for all of them, in minutes."""
        return sum(entry.model.minutes for entry in self.problems)


def ranked(site: Site) -> list[Entry[Any]]:
    """All problems, the most useful first: one of each pattern before a second of any, high impact and easy ones first."""
    impacts, levels = list(IMPACT_TITLES), list(DIFFICULTY_TITLES)

    def worth(entry: Entry[Any]) -> tuple[int, int, str]:
        return impacts.index(entry.model.impact), levels.index(entry.model.difficulty), entry.title

    ours = sorted((each for each in site.orders["problem"] if each.model.pattern), key=worth)
    turns: dict[str, int] = {}
    rounds = []
    for entry in ours:
        turns[entry.model.pattern] = turns.get(entry.model.pattern, 0) + 1
        rounds.append((turns[entry.model.pattern], *worth(entry), entry))
    return [each[-1] for each in sorted(rounds, key=lambda each: each[:-1])]


def by_days(site: Site) -> list[Route]:
    """A path for each number of days left, each with a good beginning in the shorter ones."""
    order = ranked(site)
    return [Route(days, tuple(order[:count])) for days, count in DAYS.items()]


def page_part(site: Site, page_url: str) -> str:
    """The paths as Markdown."""
    patterns = list(site.bank.patterns)
    ours = sorted(
        (each for each in site.orders["problem"] if each.model.pattern),
        key=lambda each: patterns.index(each.model.pattern),
    )
    groups = [(site.bank.patterns[key], list(found)) for key, found in groupby(ours, lambda each: each.model.pattern)]
    return render("problem_paths.md.jinja", site, page_url, groups=groups, paths=by_days(site))
