"""The whole page in one answer: readiness now, today's list with what is done of it, the plan, and the days practised."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import fsrs

from greenroom.figures.reading import Calendar, Review
from greenroom.progress import readiness
from greenroom.progress.catalogue import AREAS, Catalogue
from greenroom.progress.choosing import Outlook
from greenroom.progress.planning import Cards, plan
from greenroom.progress.reading import Act, Facts, read
from greenroom.scheduling.memory import GRADES, Memory, Rules, fold, retrievability
from greenroom.scheduling.session import NEW_LIMIT

SPAN, HALF = 28, 14
"""Days of the calendar strip, and those that its sentence counts."""
USUAL_SECONDS = 15.0
"""One look at a card, until the log tells better."""
TIMED = 200
"""Reviews that tell how long a look takes: the last ones."""
LEAST_MINUTES, MOST_MINUTES = 5, 480

type History = list[tuple[int, fsrs.Rating]]


def overview(
    events: Iterable[Any],
    catalogue: Mapping[str, Any],
    cards: Sequence[str],
    now: int,
    days: Sequence[int],
    minutes: int = 60,
    rounds: Collection[str] = AREAS,
    own: Sequence[str] = (),
    rules: Mapping[str, Any] | None = None,
    held: Collection[str] = (),
    waiting: Collection[str] = (),
    new_limit: int = NEW_LIMIT,
) -> dict[str, Any]:
    """Where the reader stands at `now`, and what comes next, as plain data; nothing in it is drawn by chance.

    `events` is the log, `catalogue` the build's list (`catalogue.Catalogue`), `cards` the ids of every card of the site and
    `own` those of the reader's. `days` are the starts of the reader's days, from 28 back to the day after the last that is
    planned. `minutes` is what the reader has in a day, `rounds` the areas he expects. `rules`, `held`, `waiting` and
    `new_limit` are as in `figures.memory`; the deadline of the rules is the day of the interview.

    Gives:
    - `areas`: a row for each area as `readiness.areas` has it, with `wanted`, whether it is in `rounds`.
    - `today`: `tasks` with `done` and, of cards and checklists, how many of `count` are done as `progress`; `minutes` of all.
      The list is made from the log as it stood when the day began, so that what is done today is ticked and not replaced.
    - `plan`: `days` from today on and `more`, as `planning.plan` has it; its first day is today's list.
    - `interview`: None without a date ahead, else `date` and `days` until it.
    - `practised`: `days`, 28 of them up to today, with `start` and `acts`, how much was done; `last` of the last 14 days, `run`
      of days up to today, or up to yesterday while nothing is done today.
    - `done`: what was done today, type of act -> how often, `cards` among them.
    - `marks`: the numbers of the rule, so that the page can state it.
    - `skipped`: events that could not be read.

    Raises ValueError where days, minutes, rounds or rules make no sense, or the catalogue is of another version.
    """
    calendar = Calendar.of(days, now)
    if type(minutes) is not int or not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise ValueError(f"minutes {minutes!r}: give a whole number from {LEAST_MINUTES} to {MOST_MINUTES}")
    if strange := set(rounds) - set(AREAS):
        raise ValueError(f"rounds: no area {min(strange)!r}; use {', '.join(AREAS)}")
    wanted = [area for area in AREAS if area in rounds or not rounds]
    read_rules = Rules.read(rules)
    known = Catalogue.read(catalogue)
    facts = read(events)
    suspended = frozenset(held)
    site = [card for card in dict.fromkeys(cards) if card not in suspended]
    mine = [card for card in dict.fromkeys(own) if card not in suspended]
    today, tomorrow = calendar.starts[calendar.today : calendar.today + 2]
    # A clock that ran ahead leaves events from days to come.
    now_on = range(today, tomorrow)

    def standing(at: int, acts: Sequence[Act], memory: Mapping[str, Memory]) -> readiness.Standing:
        chances = {card: retrievability(each, at, read_rules.weights) for card, each in memory.items()}
        return readiness.Standing(
            facts=facts, acts=acts, catalogue=known, calendar=calendar, chances=chances, cards=site
        )

    memory = _Remembered.of(facts.reviews, {*site, *mine}, read_rules, today)
    rows = readiness.areas(standing(now, facts.acts, memory.now))
    then = standing(today, facts.before(today), memory.then)
    outlook = Outlook(standing=then, rows={row["area"]: row for row in readiness.areas(then)}, rounds=wanted)
    until = None if read_rules.deadline is None else calendar.from_today(read_rules.deadline)
    until = None if until is not None and until < 0 else until
    to_come = _to_come(memory.then, site, mine, frozenset(waiting), calendar, new_limit, facts.reviews, known)
    ahead = plan(outlook, to_come, minutes, calendar, until)
    tasks = [_ticked(task, to_come, facts, now_on, known) for task in ahead["days"][0]["tasks"]]
    return {
        "areas": [{**row, "wanted": row["area"] in wanted} for row in rows],
        "today": {"kind": ahead["days"][0]["kind"], "minutes": ahead["days"][0]["minutes"], "tasks": tasks},
        "plan": ahead,
        "interview": None if until is None else {"date": read_rules.deadline, "days": until},
        "practised": _practised(facts, calendar),
        "done": _done(facts, now_on),
        "marks": _marks(),
        "skipped": facts.skipped,
    }


@dataclass(frozen=True, kw_only=True)
class _Remembered:
    """Memory of each card that was seen, as it stood when today began, and as it is now."""

    then: dict[str, Memory]
    now: dict[str, Memory]

    @classmethod
    def of(cls, reviews: Iterable[Review], cards: Collection[str], rules: Rules, today: int) -> "_Remembered":
        found: dict[str, History] = {}
        for review in reviews:
            if review.card in cards:
                found.setdefault(review.card, []).append((review.time, GRADES[review.grade]))
        then, now = {}, {}
        for card, history in found.items():
            earlier = tuple(history[: bisect_left(history, today, key=lambda each: each[0])])
            if earlier:
                then[card] = fold(earlier, rules, card)
            # A card that was not seen today is not folded twice.
            now[card] = then[card] if len(earlier) == len(history) else fold(tuple(history), rules, card)
        return cls(then=then, now=now)


def _to_come(
    memory: Mapping[str, Memory],
    site: Sequence[str],
    own: Sequence[str],
    waiting: Collection[str],
    calendar: Calendar,
    new_limit: int,
    reviews: Sequence[Review],
    catalogue: Catalogue,
) -> Cards:
    """The cards to come, as they stood when today began."""
    # Cards are buried while they are studied: one that was seen today was due today all the same.
    now_on = range(*calendar.starts[calendar.today : calendar.today + 2])
    seen_today = {each.card for each in reviews if each.time in now_on}
    due_on = {
        card: max(int(card in waiting and card not in seen_today), calendar.from_today(each.due))
        for card, each in memory.items()
    }
    unseen = [card for card in site if card not in memory]
    ahead = Counter(day for card, day in due_on.items() if day > 0)
    times = [each.shown_ms / 1000 for each in reviews[-TIMED:] if each.shown_ms]
    entries = (catalogue.entry_of(card) for card in unseen)
    return Cards(
        due=tuple(card for card in site if due_on.get(card, 1) <= 0),
        own=tuple(card for card in own if due_on.get(card, 1) <= 0),
        ahead=ahead,
        new=min(new_limit, len(unseen)),
        critical=any(entry is not None and entry.impact == "critical" for entry in entries),
        seconds=max(3.0, median(times)) if times else USUAL_SECONDS,
    )


def _ticked(task: Mapping[str, Any], cards: Cards, facts: Facts, today: range, catalogue: Catalogue) -> dict[str, Any]:
    """A task of today with what the log says is done of it."""
    kind, count = task["type"], task["count"]
    done = 0
    if kind in ("due", "own", "new"):
        seen = {review.card for review in facts.reviews if review.time in today}
        listed = {"due": cards.due, "own": cards.own}.get(kind)
        earlier = {review.card for review in facts.reviews if review.time < today.start}
        done = min(count, len(seen - earlier if listed is None else seen.intersection(listed)))
    elif kind == "list":
        boxes = facts.ticks.get(task["id"].partition("/")[2], {})
        items = catalogue.lists[task["id"].partition("/")[2]].items
        done = sum(act.good and act.time in today for box, act in boxes.items() if box in items)
    else:
        acts = [act for act in facts.acts if act.time in today and act.type == kind]
        return {**task, "done": any(_fits(task, act, catalogue) for act in acts), "progress": None}
    return {**task, "done": done >= count, "progress": done}


def _fits(task: Mapping[str, Any], act: Act, catalogue: Catalogue) -> bool:
    """Whether what was done is what the task asked for; of mocks, any of the same area that was sat to the end."""
    if act.type != "mock":
        return bool(task["id"] == f"{act.type}/{act.id}" and (act.good or act.type != "problem"))
    item = catalogue.items.get(act.id)
    return act.good and task["area"] == (act.area or (item.area if item else ""))


def _practised(facts: Facts, calendar: Calendar) -> dict[str, Any]:
    days = Counter(calendar.from_today(time) for time in _times(facts))
    first = max(-calendar.today, 1 - SPAN)
    told = [{"start": calendar.starts[calendar.today + day], "acts": days[day]} for day in range(first, 1)]
    run, day = 0, 0 if days[0] else -1
    while days[day]:
        run, day = run + 1, day - 1
    return {"days": told, "last": sum(days[day] > 0 for day in range(1 - HALF, 1)), "of": HALF, "run": run}


def _times(facts: Facts) -> Iterator[int]:
    """When anything was practised."""
    yield from (review.time for review in facts.reviews)
    yield from (act.time for act in facts.acts)


def _done(facts: Facts, today: range) -> dict[str, int]:
    counts = Counter(act.type for act in facts.acts if act.time in today)
    cards = sum(review.time in today for review in facts.reviews)
    return {**({"cards": cards} if cards else {}), **counts}


def _marks() -> dict[str, Any]:
    return {
        **readiness.MARKS,
        "cards": readiness.CARDS_MARK,
        "cards_share": readiness.CARDS_SHARE,
        "points": list(readiness.POINTS),
        "rating": readiness.RATING_MARK,
        "fresh_days": readiness.FRESH_DAYS,
        "mock_days": readiness.MOCK_DAYS,
    }
