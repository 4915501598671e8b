"""What there is to practise, as the build lists it in `assets/progress.json`: entries, their areas, and study plans.

An area is a kind of interview round, such as `coding` or `behavioural`. The list is the site's own, so it is trusted; one of
another version is refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

VERSION = 1
AREAS = ("coding", "system-design", "ml-system-design", "behavioural", "ai-assisted", "depth")
"""The kinds of rounds, in the order they are shown."""
IMPACTS = ("critical", "high", "medium", "bonus")
FIELDS = ("type", "id", "area", "impact", "minutes", "mock", "title", "topics")
"""What stands in a row of `entries`, in this order."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """An entry that can be practised."""

    type: str
    """problem, review (of an assistant), drill (an estimate), trace, spoken, question, walkthrough or script."""
    id: str
    area: str
    impact: str
    """One of IMPACTS; empty where an entry has none."""
    minutes: int
    """What doing it once takes; 0 where it is only sat as a mock interview."""
    mock: int
    """What sitting it as a mock interview takes, in minutes; 0 where it cannot be."""
    title: str
    topics: frozenset[int]
    """Numbers that stand for topics: two entries that share one train the same."""
    place: int
    """Place in the catalogue: entries of one type stand in the order a reader meets them."""

    @property
    def key(self) -> str:
        """`<type>/<id>`, as cards and mocks name it."""
        return f"{self.type}/{self.id}"

    @property
    def rank(self) -> int:
        """0 for critical, 3 for bonus; an entry without impact counts as medium."""
        return IMPACTS.index(self.impact) if self.impact in IMPACTS else IMPACTS.index("medium")


@dataclass(frozen=True, kw_only=True, slots=True)
class Checklist:
    """A study plan or a checklist."""

    id: str
    kind: str
    """plan, checklist or measures."""
    title: str
    minutes: int
    """What going through it takes; 0 where that is not said."""
    items: Mapping[str, Sequence[str]]
    """Box -> the areas that it trains."""


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """All of it."""

    items: Mapping[str, Item]
    """`<type>/<id>` -> entry."""
    by_area: Mapping[str, Sequence[Item]]
    """Area -> its entries in order."""
    decks: Mapping[str, str]
    """Id of a deck with cards of its own -> their area, or empty."""
    lists: Mapping[str, Checklist]
    paths: Mapping[str, str]
    """Type -> address relative to the site's root, with `{id}` in it."""

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> Self:
        """The catalogue from plain data; raises ValueError for one of another version or shape."""
        if given.get("version") != VERSION or tuple(given.get("fields", ())) != FIELDS:
            raise ValueError(f"catalogue: not of version {VERSION}; reload the page")
        items = [
            Item(**{**dict(zip(FIELDS, row, strict=True)), "topics": frozenset(row[-1])}, place=place)
            for place, row in enumerate(given["entries"])
        ]
        lists = [
            Checklist(id=id_, kind=kind, title=title, minutes=minutes, items=boxes)
            for id_, kind, title, minutes, boxes in given["lists"]
        ]
        return cls(
            items={item.key: item for item in items},
            by_area={area: [item for item in items if item.area == area] for area in AREAS},
            decks=given["decks"],
            lists={each.id: each for each in lists},
            paths=given["paths"],
        )

    def of(self, area: str, type_: str) -> list[Item]:
        """The entries of an area and a type, in order."""
        return [item for item in self.by_area[area] if item.type == type_]

    def mocks(self, area: str) -> list[Item]:
        """The entries of an area that can be sat as mock interviews."""
        return [item for item in self.by_area[area] if item.mock]

    def entry_of(self, card: str) -> Item | None:
        """The entry a card was made from; None for cards of decks and for unknown ones."""
        return self.items.get("/".join(card.split("/", 2)[:2]))

    def area_of(self, card: str) -> str:
        """The area of a card, or empty."""
        entry = self.entry_of(card)
        if entry is not None:
            return entry.area
        kind, _, rest = card.partition("/")
        return self.decks.get(rest.partition("/")[0], "") if kind == "deck" else ""

    def url(self, item: Item) -> str:
        """Address of an entry's page, relative to the site's root."""
        return self.paths[item.type].format(id=item.id)
