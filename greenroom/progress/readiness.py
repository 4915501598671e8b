"""Readiness by area: each ingredient with its number and its mark, and one stated rule over them.

There is no score. An area is `ready` when every mark is met, `near` when at least half of them are, `early` when something
of it was practised, and `none` before that. The marks are a proposal of this site, not a measurement: nobody knows how
many problems make a reader ready. Ratings of mocks are the reader's own.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from greenroom.figures.reading import Calendar
from greenroom.progress.catalogue import AREAS, Catalogue, Item
from greenroom.progress.reading import Act, Facts

FRESH_DAYS = 60
"""What was done well counts for so many days, today included; then it is time to do it once more."""
MOCK_DAYS = 30
"""The same for mocks and spoken drills."""
CARDS_MARK = 60
"""Cards the reader can expect to recall; where an area has few, CARDS_SHARE of them."""
CARDS_SHARE = 0.6
POINTS = (3, 2, 1, 1)
"""What a solved problem counts by its impact, from critical to bonus."""
MARKS = {"problems": 16, "reviews": 3, "estimates": 6, "spoken": 3, "mocks": 2}
"""Points of problems solved, assistant reviews, different estimates, different spoken drills, mocks."""
RATING_MARK = 3.0
"""Mean of the reader's own ratings, 1 to 4, that the mocks must reach."""
INGREDIENTS: dict[str, tuple[str, ...]] = {
    "coding": ("cards", "problems", "mocks"),
    "system-design": ("cards", "estimates", "mocks"),
    "ml-system-design": ("cards", "estimates", "mocks"),
    "behavioural": ("cards", "spoken", "mocks"),
    "ai-assisted": ("cards", "reviews", "mocks"),
    "depth": ("cards", "spoken", "mocks"),
}
"""Area -> what makes a reader ready for it. What is not marked is told beside it."""
TYPES = {"problems": "problem", "reviews": "review", "estimates": "drill", "spoken": "spoken", "traces": "trace"}
"""Ingredient -> the type of entry it counts."""

type Numbers = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What readiness is told from, at one moment."""

    facts: Facts
    acts: Sequence[Act]
    """What of the facts had happened by then."""
    catalogue: Catalogue
    calendar: Calendar
    chances: Mapping[str, float]
    """Card that was seen -> chance of recall."""
    cards: Collection[str]
    """Every card that is not suspended."""

    def age(self, time: int) -> int:
        """Whole days since a moment by the reader's calendar: 0 is today."""
        return max(0, -self.calendar.from_today(time))

    def area_of(self, act: Act) -> str:
        """The area something practised belongs to, or empty."""
        if act.type == "mock":
            return act.area or self._area(act.id)
        if act.type == "check":
            name, _, box = act.id.partition("/")
            areas = self.catalogue.lists[name].items.get(box, ()) if name in self.catalogue.lists else ()
            return areas[0] if areas else ""
        return self._area(f"{act.type}/{act.id}")

    def _area(self, key: str) -> str:
        item = self.catalogue.items.get(key)
        return item.area if item else ""


def areas(standing: Standing) -> list[Numbers]:
    """A row for each area, in their order: `area`, `state`, `met` of `marks`, `ingredients`, `also` and `last`.

    Each ingredient has `id`, `value`, `mark`, `met`, and what its sentence needs; `also` is what was practised and is not
    part of the rule, with `traces`, `problems`, `spoken` and `plans`; `last` is when the area was practised last.
    """
    cards = _cards(standing)
    by_area: dict[str, list[Act]] = {area: [] for area in AREAS}
    for act in standing.acts:
        if (area := standing.area_of(act)) in by_area:
            by_area[area].append(act)
    rows = []
    for area in AREAS:
        ingredients = [_ingredient(name, area, by_area[area], cards[area], standing) for name in INGREDIENTS[area]]
        # An ingredient the catalogue has nothing for is none.
        told = [each for each in ingredients if each is not None]
        last = max([act.time for act in by_area[area]], default=None)
        started = bool(by_area[area]) or cards[area]["seen"] > 0
        met = sum(each["met"] for each in told)
        rows.append(
            {
                "area": area,
                "state": state(met, len(told), started),
                "met": met,
                "marks": len(told),
                "ingredients": told,
                "also": _also(area, by_area[area], standing),
                "last": last,
            }
        )
    return rows


def state(met: int, marks: int, started: bool) -> str:
    """`ready`, `near`, `early` or `none`, by the rule above."""
    if not started:
        return "none"
    if marks and met == marks:
        return "ready"
    return "near" if met and 2 * met >= marks else "early"


def lacking(row: Numbers) -> float:
    """How far an area is from its marks: 0 when all are met, 1 where nothing is done."""
    shares = [1 - min(1.0, each["reached"]) for each in row["ingredients"]]
    return sum(shares) / len(shares) if shares else 0.0


def _cards(standing: Standing) -> dict[str, Numbers]:
    """Area -> its cards, how many were seen, how many are expected to be recalled, and the same of critical ones."""
    found: dict[str, Numbers] = {
        area: {"of": 0, "seen": 0, "value": 0.0, "critical_of": 0, "critical": 0.0} for area in (*AREAS, "")
    }
    for card in standing.cards:
        entry = standing.catalogue.entry_of(card)
        row = found[entry.area if entry else standing.catalogue.area_of(card)]
        chance = standing.chances.get(card, 0.0)
        row["of"] += 1
        row["seen"] += card in standing.chances
        row["value"] += chance
        if entry is not None and entry.rank == 0:
            row["critical_of"] += 1
            row["critical"] += chance
    return found


def _ingredient(name: str, area: str, acts: Sequence[Act], cards: Numbers, standing: Standing) -> Numbers | None:
    if name == "cards":
        return _of_cards(cards)
    return _OTHERS[name](name, area, acts, standing)


def _of_cards(cards: Numbers) -> Numbers | None:
    if cards["of"] == 0:
        return None
    mark = min(CARDS_MARK, ceil(CARDS_SHARE * cards["of"]))
    return {"id": "cards", **_against(cards["value"], mark), **{key: cards[key] for key in cards if key != "value"}}


def _of_problems(name: str, area: str, acts: Sequence[Act], standing: Standing) -> Numbers | None:
    items = standing.catalogue.of(area, "problem")
    solved = last_good(acts, "problem")
    fresh = [item for item in items if item.id in solved and standing.age(solved[item.id]) < FRESH_DAYS]
    tried = {act.id for act in acts if act.type == "problem"}
    mark = min(MARKS[name], sum(POINTS[item.rank] for item in items))
    if not mark:
        return None
    points = sum(POINTS[item.rank] for item in fresh)
    older = sum(item.id in solved for item in items) - len(fresh)
    return {
        "id": name,
        **_against(points, mark),
        "solved": len(fresh),
        "older": older,
        "tried": len(tried - solved.keys()),
        "of": len(items),
    }


def _of_entries(name: str, area: str, acts: Sequence[Act], standing: Standing) -> Numbers | None:
    """Different entries of one type done well within their days."""
    items = {item.id for item in standing.catalogue.of(area, TYPES[name])}
    within = MOCK_DAYS if name == "spoken" else FRESH_DAYS
    good = {id_: time for id_, time in last_good(acts, TYPES[name]).items() if id_ in items}
    fresh = sum(standing.age(time) < within for time in good.values())
    tried = {act.id for act in acts if act.type == TYPES[name]} & items
    mark = min(MARKS[name], len(items))
    if not mark:
        return None
    counts = {"older": len(good) - fresh, "tried": len(tried - good.keys()), "of": len(items)}
    return {"id": name, **_against(fresh, mark), **counts}


def _of_mocks(name: str, area: str, acts: Sequence[Act], standing: Standing) -> Numbers | None:
    if not standing.catalogue.mocks(area):
        return None
    every = [act for act in acts if act.type == "mock" and act.good]
    recent = [act for act in every if standing.age(act.time) < MOCK_DAYS]
    ratings = [act.rating for act in recent if act.rating is not None]
    mean = sum(ratings) / len(ratings) if ratings else None
    # Mocks without a rating are half of the way: that they went well, nobody has said.
    well = 0.5 if mean is None else min(1.0, mean / RATING_MARK)
    numbers = _against(len(recent), MARKS[name])
    return {
        "id": name,
        **numbers,
        "met": numbers["met"] and mean is not None and mean >= RATING_MARK,
        "reached": numbers["reached"] * well,
        "rating": mean,
        "rated": len(ratings),
        "ever": len(every),
    }


_OTHERS: dict[str, Callable[[str, str, Sequence[Act], Standing], Numbers | None]] = {
    "problems": _of_problems,
    "reviews": _of_entries,
    "estimates": _of_entries,
    "spoken": _of_entries,
    "mocks": _of_mocks,
}


def _against(value: float, mark: float) -> Numbers:
    return {"value": value, "mark": mark, "met": value >= mark, "reached": min(1.0, value / mark)}


def last_good(acts: Sequence[Act], type_: str) -> dict[str, int]:
    """Entry of a type -> when it last went well."""
    return {act.id: act.time for act in acts if act.type == type_ and act.good}


def _also(area: str, acts: Sequence[Act], standing: Standing) -> Numbers:
    """What was practised beside the ingredients."""
    traces = [act for act in acts if act.type == "trace"]
    shares = [act.share for act in traces if act.share is not None]
    marked = INGREDIENTS[area]
    return {
        "traces": {"rounds": len(traces), "share": sum(shares) / len(shares) if shares else None},
        "problems": 0 if "problems" in marked else len(last_good(acts, "problem")),
        "spoken": 0 if "spoken" in marked else len(last_good(acts, "spoken")),
        "plans": _plans(area, standing),
    }


def _plans(area: str, standing: Standing) -> list[Numbers]:
    """Boxes ticked of each study plan that was begun, as far as they train this area."""
    found = []
    for each in standing.catalogue.lists.values():
        ticked = {box for box, act in standing.facts.ticks.get(each.id, {}).items() if act.good and box in each.items}
        boxes = [box for box, trained in each.items.items() if area in trained]
        if each.kind == "plan" and ticked and boxes:
            found.append(
                {"id": each.id, "title": each.title, "done": len(ticked.intersection(boxes)), "of": len(boxes)}
            )
    return found


def weight(items: Sequence[Item]) -> int:
    """How much an area matters: 2 where one of its entries is critical, else 1."""
    return 2 if any(item.rank == 0 and item.impact for item in items) else 1
