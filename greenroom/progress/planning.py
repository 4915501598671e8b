"""Today's list, and the days after it: cards first, then exercises of several areas, a mock every few days, the last day light.

The plan is made anew from the log each day, so a day off moves nothing into a backlog: what matters most comes next.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from greenroom.figures.reading import Calendar
from greenroom.progress.choosing import FEWEST_MINUTES, Outlook, Task

HOUR, DAY = 3_600_000, 86_400_000
MOST_TASKS = 5
"""On one day."""
CARDS_PART = 0.4
"""Cards take at most this part of the reader's minutes, so that practice is not all cards."""
LEAD_PART = 0.35
LEAD_MINUTES = 20
"""The first exercise of a day takes at least this part of what the cards leave, or so many minutes, whichever is less."""
LIGHT_CARDS = 15
"""Minutes of cards at most on the day before the interview."""
NEW_AT_MOST = 10
"""New cards that a day's list proposes."""
LOOKS = 2
"""How often a new card is seen on its first day."""
MOCK_EVERY = 3
"""Days from one mock to the next; in the last week before the interview MOCK_EVERY_LATE."""
MOCK_EVERY_LATE = 2
LAST_WEEK = 7
STANDING_DAYS = 14
"""Days of the rhythm shown while no date is set."""
MOST_DAYS = 42
"""Days shown at most: what lies further is told by their number."""
SUNDAY = 6
DAY_BEFORE, MORNING = "day-before", "morning"
"""Checklists of the last day and of the day itself."""


@dataclass(frozen=True, kw_only=True)
class Cards:
    """The cards to come, as they stood when today began."""

    due: tuple[str, ...]
    """Those of the site that are due by the end of today."""
    own: tuple[str, ...]
    """The same of the reader's own."""
    ahead: Mapping[int, int]
    """Day from today, from 1 -> cards that come due on it."""
    new: int
    """Cards never seen, no more than the reader takes in a day."""
    critical: bool
    """Whether a critical one is among those never seen."""
    seconds: float
    """What one look at a card takes the reader."""


def plan(outlook: Outlook, cards: Cards, minutes: int, calendar: Calendar, until: int | None) -> dict[str, Any]:
    """The days from today on: `days`, each with `start`, `kind`, `minutes` and `tasks`, and `more`, days that are not shown.

    `until` is the day of the interview counted from today, None without one. `kind` is `day`, `free` (cards alone), `light`
    (the day before) or `interview`; the days end with it, or after two weeks of the standing rhythm.
    """
    ahead = len(calendar.starts) - 1 - calendar.today
    wanted = STANDING_DAYS if until is None else until + 1
    shown = min(wanted, MOST_DAYS, ahead)
    last_mock = _last_mock(outlook)
    days = []
    for day in range(shown):
        kind = _kind(day, calendar, until)
        budget = minutes
        tasks = _opening(kind, outlook, cards, day, budget)
        if kind == "day":
            left = budget - sum(task.minutes for task in tasks)
            every = MOCK_EVERY_LATE if until is not None and until - day <= LAST_WEEK else MOCK_EVERY
            mock = outlook.mock(day, left) if day - last_mock >= every else None
            if mock is not None:
                tasks.append(mock)
                left -= mock.minutes
                last_mock = day
            # Where no long mock does it, one exercise fills a good part of the time; without one that long, any will do.
            least = (
                0 if mock is not None and mock.minutes >= LEAD_MINUTES else min(LEAD_MINUTES, ceil(left * LEAD_PART))
            )
            while len(tasks) < MOST_TASKS and left >= FEWEST_MINUTES:
                task = outlook.exercise(day, left, least) or (outlook.exercise(day, left) if least else None)
                least = 0
                if task is None:
                    break
                tasks.append(task)
                left -= task.minutes
        total = sum(task.minutes for task in tasks)
        start = calendar.starts[calendar.today + day]
        days.append({"start": start, "kind": kind, "minutes": total, "tasks": [task.data() for task in tasks]})
    return {"days": days, "more": wanted - shown}


def day_number(start: int) -> int:
    """Number of the local date of a day that begins at four, 0 for 1 January 1970, without knowing the zone.

    Four in the morning lies between 14:15 UTC of the day before, at 13 h 45 min ahead, and 15:00 UTC, at 11 hours behind:
    adding 9 h 45 min falls on the date in every zone whose clocks change, and on one number a day in all others.
    """
    return (start + 9 * HOUR + 45 * 60_000) // DAY


def _kind(day: int, calendar: Calendar, until: int | None) -> str:
    if until is not None and day == until:
        return "interview"
    if until is not None and day == until - 1:
        return "light"
    weekday = (day_number(calendar.starts[calendar.today + day]) + 3) % 7  # 1 January 1970 was a Thursday
    late = until is not None and until - day <= LAST_WEEK
    return "free" if weekday == SUNDAY and not late else "day"


def _last_mock(outlook: Outlook) -> int:
    """Day of the last mock, counted from today; before any, as if one were due tomorrow."""
    ages = [outlook.standing.age(act.time) for act in outlook.standing.acts if act.type == "mock" and act.good]
    return -min(ages) if ages else 1 - MOCK_EVERY


def _opening(kind: str, outlook: Outlook, cards: Cards, day: int, budget: int) -> list[Task]:
    """What a day begins with: cards, and on the last two days their checklist."""
    if kind == "interview":
        return _listed(outlook, MORNING, budget)
    most = CARDS_PART * budget
    if kind == "light":
        return [*_cards(cards, day, min(most, LIGHT_CARDS), new=False), *_listed(outlook, DAY_BEFORE, budget)]
    return _cards(cards, day, most, new=True)


def _cards(cards: Cards, day: int, most: float, *, new: bool) -> list[Task]:
    """Cards that are due, then new ones, in `most` minutes."""
    fits = max(1, int(most * 60 / cards.seconds))
    due = len(cards.due) if day == 0 else cards.ahead.get(day, 0)
    found = []
    if shown := min(due, fits):
        found.append(_card_task("due", shown, cards.seconds, "decks/everything/"))
        fits -= shown
    if day == 0 and cards.own and fits > 0:
        shown = min(len(cards.own), fits)
        found.append(_card_task("own", shown, cards.seconds, "decks/yours/"))
        fits -= shown
    shown = min(cards.new, NEW_AT_MOST, fits // LOOKS)
    if new and shown > 0:
        deck = "decks/critical/" if cards.critical and day == 0 else "decks/everything/"
        found.append(_card_task("new", shown, LOOKS * cards.seconds, deck))
    return found


def _card_task(type_: str, count: int, seconds: float, url: str) -> Task:
    return Task(
        id=f"cards/{type_}",
        type=type_,
        area="",
        minutes=max(1, ceil(count * seconds / 60)),
        title="",
        url=url,
        count=count,
    )


def _listed(outlook: Outlook, name: str, budget: int) -> list[Task]:
    found = outlook.catalogue.lists.get(name)
    if found is None:
        return []
    minutes = min(found.minutes, budget) if found.minutes else FEWEST_MINUTES
    url = outlook.catalogue.paths["list"].format(id=name)
    size = len(found.items)
    return [Task(id=f"list/{name}", type="list", area="", minutes=minutes, title=found.title, url=url, count=size)]
