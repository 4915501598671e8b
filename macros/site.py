"""The bank as a site: orders, addresses, cards and the one next step after each page."""

import json
import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from greenroom.models.decks import Card
from greenroom.models.parts import KIND_TITLES, Report
from greenroom.models.plans import Phase
from greenroom.phases import phase_data
from macros import cards
from macros.bank import Bank, Entry
from macros.markup import Renderer, one_line, shorten
from macros.parts import Part, parts_of
from macros.problems import SolutionPage

IMPACT_TITLES = {"critical": "Critical", "high": "High", "medium": "Medium", "bonus": "Bonus"}
DIFFICULTY_TITLES = {"easy": "Easy", "medium": "Medium", "hard": "Hard"}
INDEX = {
    "question": ("questions/", "Questions"),
    "problem": ("problems/", "Problems"),
    "review": ("reviews/", "Assistant reviews"),
    "walkthrough": ("walkthroughs/", "Walkthroughs"),
    "script": ("scripts/", "Scripts"),
    "drill": ("drills/", "Drills"),
    "trace": ("traces/", "Traces"),
    "deck": ("decks/", "Cards"),
    "plan": ("plans/", "Timers"),
}
"""Kind of entry -> address and title of its index page."""
PAGE_KINDS = tuple(INDEX)
_ACTIONS = {
    "question": "Answer next",
    "problem": "Solve next",
    "review": "Check next",
    "walkthrough": "Read next",
    "script": "Rehearse next",
    "drill": "Estimate next",
    "trace": "Trace next",
    "deck": "Review next",
}
_PLANS = {
    "coding": "coding-45",
    "system-design": "system-design-45",
    "ml-system-design": "ml-system-design-45",
    "behavioural": "behavioural-45",
    "ai-assisted": "ai-assisted-60",
}
_AFTER_PLAN = {
    "pitch-30s": ("script", "pitch-30-seconds"),
    "pitch-2min": ("script", "pitch-2-minutes"),
    "star-story-3min": ("script", "story-builder"),
    "estimate-5min": ("drill", "average-rate"),
    "pipeline-15min": ("question", "metadata-pipeline"),
    "cost-5min": ("question", "cost-or-performance-win"),
    "cost-10min": ("question", "cost-or-performance-win"),
    "cost-20min": ("question", "llm-pipeline-cost"),
    "system-design-45": ("question", "design-messaging"),
    "ml-system-design-45": ("walkthrough", "feed-ranking"),
    "behavioural-45": ("question", "complex-technical-challenge"),
    "behavioural-60": ("question", "complex-technical-challenge"),
    "pause-5s": ("script", "story-builder"),
    "pause-3s": ("script", "pitch-30-seconds"),
}
"""Timer -> kind and id of what its phases are for, where no problem names the timer as its own."""


@dataclass(frozen=True)
class Step:
    """The one thing to do after a page."""

    label: str
    title: str
    url: str


@dataclass(frozen=True)
class Site:
    """What pages are written from."""

    bank: Bank
    renderer: Renderer

    @cached_property
    def cards(self) -> dict[str, list[Card]]:
        """Cards of each entry by its key."""
        return cards.derive(self.bank)

    @cached_property
    def written(self) -> frozenset[str]:
        """Ids of the cards that an entry's author wrote; what any other card says stands on the entry's page."""
        return frozenset(each for entry in self.bank.practised() for each in cards.written(entry))

    @cached_property
    def parts(self) -> dict[str, list[Part]]:
        """The pages of each walkthrough after its overview, by its id."""
        return {entry.id: parts_of(entry) for entry in self.orders["walkthrough"]}

    @cached_property
    def solutions(self) -> dict[str, SolutionPage]:
        """The page with the solution of each problem, by its id."""
        return {entry.id: SolutionPage(entry) for entry in self.orders["problem"]}

    @cached_property
    def decks(self) -> dict[str, list[Card]]:
        """Cards of each deck by its id."""
        return {deck.id: cards.of_deck(self.bank, deck, self.cards) for deck in self.bank.decks.values()}

    @cached_property
    def orders(self) -> dict[str, list[Entry[Any]]]:
        """Entries of each kind in the order a reader meets them."""
        return {kind: sorted(self.bank.of_kind(kind).values(), key=_rank) for kind in PAGE_KINDS}

    def entries(self) -> Iterable[Entry[Any]]:
        """Every entry that has a page."""
        for kind in PAGE_KINDS:
            yield from self.orders[kind]

    @cached_property
    def neighbours(self) -> dict[str, tuple[Entry[Any] | None, Entry[Any] | None]]:
        """The entries before and after each entry, by key."""
        found: dict[str, tuple[Entry[Any] | None, Entry[Any] | None]] = {}
        for order in self.orders.values():
            for index, entry in enumerate(order):
                before = order[index - 1] if index else None
                found[entry.key] = (before, order[index + 1] if index + 1 < len(order) else None)
        return found

    def related(self, entry: Entry[Any]) -> list[tuple[str, Entry[Any]]]:
        """What trains the same as an entry: what to do with it, and the entry."""
        lists = entry.model.related
        words = {
            "problem": "Solve",
            "review": "Check",
            "walkthrough": "Read",
            "question": "Answer",
            "script": "Rehearse",
        }
        words |= {"drill": "Estimate", "trace": "Trace"}
        ids = {
            "problem": lists.problems,
            "review": lists.reviews,
            "walkthrough": lists.walkthroughs,
            "question": lists.questions,
            "script": lists.scripts,
            "drill": lists.drills,
            "trace": lists.traces,
        }
        return [(words[kind], self.bank.of_kind(kind)[each]) for kind in words for each in ids[kind]]

    def next_step(self, entry: Entry[Any]) -> Step:
        """What to do after the page of `entry`: practise it, else the next of its kind, else the index."""
        others = self._practice(entry)
        if entry.kind in (
            "problem",
            "review",
            "script",
            "walkthrough",
        ):  # not back to the question that has just led here
            others = [each for each in others if [back.key for back in self._practice(each)[:1]] != [entry.key]]
        if entry.kind == "plan":
            kind, id_ = _AFTER_PLAN.get(entry.id, ("problem", ""))
            chosen = self.bank.of_kind(kind).get(id_)
            own = [each for each in self.orders["problem"] if each.model.plan == entry.id]
            others = own or ([chosen] if chosen else self.orders["problem"])
        if others:
            return Step(_ACTIONS[others[0].kind], others[0].title, others[0].url)
        after = self.neighbours[entry.key][1]
        if after is not None and entry.kind != "plan":
            return Step(_ACTIONS[entry.kind], after.title, after.url)
        url, title = INDEX[entry.kind]
        return Step("Choose another", f"All {title.lower()}", url)

    def _practice(self, entry: Entry[Any]) -> list[Entry[Any]]:
        """Related entries of another kind, in the order they are offered; none for drills, which lead to the next one."""
        if not hasattr(entry.model, "related") or entry.kind in ("drill", "trace"):
            return []
        return [other for _, other in self.related(entry) if other.kind != entry.kind]

    def plan_of(self, kind: str) -> Entry[Any] | None:
        """The interview plan for a kind of round, if the bank has one."""
        return self.bank.plans.get(_PLANS.get(kind, ""))

    def deck_source(self, entry: Entry[Any]) -> str:
        """Address of the cards of an entry or deck, relative to the site's root."""
        return f"assets/decks/{entry.id}.json" if entry.kind == "deck" else f"assets/cards/{entry.kind}/{entry.id}.json"


def _rank(entry: Entry[Any]) -> tuple[object, ...]:
    model = entry.model
    kinds, impacts, levels = list(KIND_TITLES), list(IMPACT_TITLES), list(DIFFICULTY_TITLES)
    if entry.kind == "question":
        return impacts.index(model.impact), -(model.probability or 0), kinds.index(model.kind), model.title
    if entry.kind in ("problem", "review"):
        return levels.index(model.difficulty), impacts.index(model.impact), model.title
    return ()  # the order of the files


def relative(url: str, page_url: str) -> str:
    """The address `url` as it is written on the page `page_url`, both relative to the site's root."""
    found = posixpath.relpath(url.rstrip("/") or ".", page_url.rstrip("/") or ".")
    return f"{found}/" if url.endswith("/") or not url else found


def summary(entry: Entry[Any], length: int = 155) -> str:
    """One line on an entry: for descriptions, lists and the search index."""
    model = entry.model
    fields = {
        "question": "prompt",
        "problem": "summary",
        "review": "summary",
        "walkthrough": "summary",
        "script": "situation",
        "drill": "summary",
        "trace": "summary",
        "deck": "description",
    }
    if entry.kind == "plan":
        steps = ", ".join(phase.title.lower() for phase in model.phases)
        return shorten(f"{len(model.phases)} phases in {minutes(model.minutes)}: {steps}.", length)
    return shorten(one_line(getattr(model, fields[entry.kind])), length)


def minutes(value: float) -> str:
    """`45 min`, `30 s`, `1 min 30 s`."""
    whole, seconds = divmod(round(value * 60), 60)
    parts = [f"{whole} min"] * bool(whole) + [f"{seconds} s"] * bool(seconds)
    return " ".join(parts)


def clock(value: float) -> str:
    """A moment in minutes as `12:30`."""
    whole, seconds = divmod(round(value * 60), 60)
    return f"{whole}:{seconds:02}"


def timed(phases: Sequence[Phase]) -> list[tuple[Phase, str, str]]:
    """Each phase with the clock at its start and at its end."""
    found, at = [], 0.0
    for phase in phases:
        found.append((phase, clock(at), clock(at + phase.minutes)))
        at += phase.minutes
    return found


def timer_data(name: str, title: str, phases: Sequence[Phase]) -> str:
    """What a `<phase-timer>` reads, as JSON that may stand inside a script element."""
    return script_json({"id": name, "title": title, "phases": phase_data(phases)})


def script_json(data: object) -> str:
    """JSON on one line that cannot end the script element it stands in."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def companies(reported: Iterable[Report]) -> dict[str, int]:
    """Company -> year of its latest report."""
    found: dict[str, int] = {}
    for report in reported:
        found[report.company] = max(report.year, found.get(report.company, 0))
    return found
