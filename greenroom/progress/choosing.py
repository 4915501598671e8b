"""Which area comes next, and what of it: weak areas more often, never one thing twice in a row, at fitting lengths.

Everything follows from the log, the day and the catalogue, without chance: the same day gives the same list.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from greenroom.progress.catalogue import Catalogue, Item
from greenroom.progress.readiness import INGREDIENTS, Numbers, Standing, lacking, last_good, weight

AGAIN_DAYS = {"problem": 30, "review": 30, "drill": 7, "trace": 14, "spoken": 3, "mock": 30}
"""Type -> days for which what went well is not proposed anew. Estimates come with other numbers, spoken drills with other prompts."""
ALIKE_DAYS = 2
"""What shares a topic with these last days gives way to what does not."""
LONGEST_GAP = 10
"""Days after which an area presses no harder."""
LONGEST_WITHOUT_MOCK = 30
"""The same for mocks."""
KEEP_UP = 0.2
"""How much an area that is ready still presses, so that it is not forgotten: a fifth of one where nothing is done."""
SHORT_MOCK = 15
"""Minutes up to which a mock is an exercise of every day."""
FEWEST_MINUTES = 5
"""Below this no exercise is begun."""
EXERCISES: dict[str, tuple[str, ...]] = {
    "coding": ("problem", "trace", "spoken"),
    "system-design": ("drill", "spoken", "mock"),
    "ml-system-design": ("drill", "spoken", "mock"),
    "behavioural": ("spoken", "mock"),
    "ai-assisted": ("review", "problem", "mock"),
    "depth": ("spoken", "mock"),
}
"""Area -> what is proposed on a day without a long mock."""
_INGREDIENTS = {"problem": "problems", "review": "reviews", "drill": "estimates", "spoken": "spoken", "mock": "mocks"}


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing to do."""

    id: str
    """`<type>/<entry>`; of a mock `mock/<type>/<entry>`."""
    type: str
    """due, own, new, problem, review, drill, trace, spoken, mock or list."""
    area: str
    minutes: int
    title: str
    url: str
    """Address relative to the site's root."""
    count: int = 0
    """Of cards how many, of a checklist its boxes; else 0."""

    def data(self) -> dict[str, Any]:
        """The task as plain data."""
        return {name: getattr(self, name) for name in ("id", "type", "area", "minutes", "title", "url", "count")}


@dataclass(kw_only=True)
class Outlook:
    """The days ahead as far as they are planned: each choice depends on those before it."""

    standing: Standing
    rows: Mapping[str, Numbers]
    """Area -> its row of readiness."""
    rounds: Collection[str]
    """The areas that the reader expects to be asked about, in order."""
    practised: dict[str, int] = field(default_factory=dict)
    """Area -> day it is practised last, 0 for today; filled from the log, then by what is planned."""
    planned: dict[str, int] = field(default_factory=dict)
    """Entry -> the day it is planned for."""
    trained: dict[int, int] = field(default_factory=dict)
    """Topic -> the day something with it is planned for."""
    sat: dict[str, int] = field(default_factory=dict)
    """Area -> day of its last mock."""
    well: dict[str, dict[str, int]] = field(default_factory=dict)
    """Type -> entry -> when it last went well."""
    presses: dict[str, float] = field(default_factory=dict)
    """Area -> how much it presses a day: what it lacks, times its weight."""

    def __post_init__(self) -> None:
        for act in self.standing.acts:
            if area := self.standing.area_of(act):
                self.practised[area] = -self.standing.age(act.time)
                if act.type == "mock" and act.good:
                    self.sat[area] = -self.standing.age(act.time)
        for type_ in ("problem", "review", "drill", "trace", "spoken", "mock"):
            self.well[type_] = last_good(self.standing.acts, type_)
        for area in self.rounds:
            share = KEEP_UP + (1 - KEEP_UP) * lacking(self.rows[area])
            self.presses[area] = share * weight(self.catalogue.by_area[area])

    @property
    def catalogue(self) -> Catalogue:
        """What can be chosen from."""
        return self.standing.catalogue

    def by_urgency(self, day: int, since: Mapping[str, int], longest: int) -> list[str]:
        """The areas in the order they press on a day: what each lacks, times the days `since`, at most `longest` of them."""
        order = list(self.rounds)
        gaps = {area: min(longest, day - since.get(area, day - longest)) for area in order}
        return sorted(order, key=lambda area: (-self.presses[area] * gaps[area], order.index(area)))

    def exercise(self, day: int, left: int, least: int = 0) -> Task | None:
        """The next exercise of at least `least` and at most `left` minutes, of the area that presses most; None without any."""
        for area in self.by_urgency(day, self.practised, LONGEST_GAP):
            for type_ in self._types(area):
                fitting = [item for item in self._fitting(area, type_, left) if _minutes(item, type_) >= least]
                if (found := self._first(fitting, type_, day)) is not None:
                    return self._take(found, type_, day)
        return None

    def mock(self, day: int, left: int) -> Task | None:
        """A mock interview that fits into `left` minutes, of the area that waits for one; None where nothing fits.

        Of what matters most it is the longest, since that is nearest to a round.
        """
        order = self.by_urgency(day, self.sat, LONGEST_WITHOUT_MOCK)
        for area in sorted(order, key=self._mocks_met):
            fitting = [item for item in self.catalogue.mocks(area) if item.mock <= left]
            if (found := self._first(fitting, "mock", day)) is not None:
                self.sat[area] = day
                return self._take(found, "mock", day)
        return None

    def _mocks_met(self, area: str) -> bool:
        return all(each["met"] for each in self.rows[area]["ingredients"] if each["id"] == "mocks")

    def _types(self, area: str) -> Iterator[str]:
        """The kinds of exercises of an area: what is farthest from its mark first, then what has no mark."""
        reached = {each["id"]: each["reached"] for each in self.rows[area]["ingredients"]}
        listed = EXERCISES[area]

        def key(type_: str) -> tuple[int, float, int]:
            # A mock comes where an area has no other exercise that is marked, so that days without one stay so.
            marked = _INGREDIENTS.get(type_) in INGREDIENTS[area] and type_ != "mock"
            return 0 if marked else 1, reached.get(_INGREDIENTS.get(type_, ""), 0.0), listed.index(type_)

        yield from sorted(listed, key=key)

    def _fitting(self, area: str, type_: str, left: int) -> list[Item]:
        most = min(left, SHORT_MOCK) if type_ == "mock" else left
        items = self.catalogue.mocks(area) if type_ == "mock" else self.catalogue.of(area, type_)
        return [item for item in items if 0 < _minutes(item, type_) <= most]

    def _first(self, items: Sequence[Item], type_: str, day: int) -> Item | None:
        """The best of those that were not done well lately: by impact, then other topics than on the days before."""
        free = [item for item in items if not self._lately(item, type_, day)]
        return min(free, key=lambda item: self._order(item, type_, day), default=None)

    def _order(self, item: Item, type_: str, day: int) -> tuple[int, int, bool, int]:
        alike = any(day - self.trained[topic] <= ALIKE_DAYS for topic in item.topics if topic in self.trained)
        # What went well once can wait for what never did: it counts as one step less of impact.
        rank = item.rank + (self._last(item, type_) is not None)
        return rank, -item.mock if type_ == "mock" else 0, alike, item.place

    def _last(self, item: Item, type_: str) -> int | None:
        """Day on which an entry last went well, or is planned, counted from today."""
        if item.key in self.planned:
            return self.planned[item.key]
        time = self.well[type_].get(item.key if type_ == "mock" else item.id)
        return None if time is None else -self.standing.age(time)

    def _lately(self, item: Item, type_: str, day: int) -> bool:
        last = self._last(item, type_)
        return last is not None and day - last < AGAIN_DAYS[type_]

    def _take(self, item: Item, type_: str, day: int) -> Task:
        """Note that something is planned, and give it."""
        self.practised[item.area] = day
        self.planned[item.key] = day
        for topic in item.topics:
            self.trained[topic] = day
        return self._task(item, type_)

    def _task(self, item: Item, type_: str) -> Task:
        if type_ == "mock":
            url = self.catalogue.paths["mock"].format(id=item.key)
            return Task(
                id=f"mock/{item.key}", type="mock", area=item.area, minutes=item.mock, title=item.title, url=url
            )
        return Task(
            id=item.key,
            type=type_,
            area=item.area,
            minutes=item.minutes,
            title=item.title,
            url=self.catalogue.url(item),
        )


def _minutes(item: Item, type_: str) -> int:
    return item.mock if type_ == "mock" else item.minutes
