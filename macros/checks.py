"""What a schema cannot say: references, unique ids, budgets, blanks, counts.

The checks walk the raw data, not the models, so that an entry with a wrong field still gets all its other findings.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from macros.card_checks import check_cards
from macros.findings import Finding, choose_from
from macros.source import Cursor

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_BLANK_ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\Z")
BLANK = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
"""A blank in a script's text; group 1 is its id."""
_TAUGHT = {
    "pattern": "the id of a pattern of bank/patterns.yml",
    "complexity": "time, space and why",
    "clarify": "three questions worth asking before coding, with the answers",
    "hints": "a nudge, a direction, an outline",
    "mistakes": "four wrong solutions, each with its file in mistakes/",
    "follow_ups": "what the interviewer asks after the code runs",
}
"""Fields that a problem needs unless it is imported -> what goes in."""
_LEAST = (
    ("clarify", 3, "clarifying questions", "write at least 3, each with the interviewer's answer"),
    ("hints", 3, "hints", "write exactly 3: a nudge, a direction, an outline"),
    ("mistakes", 4, "mistakes", "list at least 4, each with its file in mistakes/"),
    ("follow_ups", 1, "follow-ups", "write at least 1"),
)
"""Lists of a problem: how many items they need, and what to do."""
_RELATED = {"questions": "question", "problems": "problem", "walkthroughs": "walkthrough", "scripts": "script"}
_RELATED |= {"drills": "drill", "traces": "trace", "reviews": "review"}
_LISTS_WITH_IDS = (
    "follow_ups",
    "cards",
    "probes",
    "mistakes",
    "defects",
    "red_flags",
    "pitfalls",
    "slow",
    "clarify",
    "phases",
    "blanks",
    "self_check",
    "sections",
    "prompts",
    "checks",
)
CARD_PREFIXES = {
    "follow_ups": "follow-up-",
    "probes": "probe-",
    "mistakes": "mistake-",
    "defects": "defect-",
    "red_flags": "flag-",
    "pitfalls": "pitfall-",
    "cards": "",
}
"""List of an entry -> what stands before an item's id in the id of its card."""
MEND_PREFIX = "mend-"
"""What stands before a defect's id in the id of the card that asks for its mend."""
CARD_RULES: dict[str, tuple[str, ...]] = {"question": ("testing", "aloud"), "problem": ("complexity", "space", "code")}
CARD_RULES |= {"review": (), "walkthrough": (), "script": ("aloud",), "drill": (), "trace": (), "deck": ()}
"""Kind of entry -> names of the rules that derive one card each."""


@dataclass
class Raw:
    """The bank as it was read: a cursor for each entry, by kind and id."""

    root: Path
    entries: dict[str, dict[str, Cursor]] = field(default_factory=dict)
    nameless: list[tuple[str, Cursor]] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    """Kinds of which a file could not be parsed: a reference to them may be right."""

    def add(self, kind: str, entry_id: str, cursor: Cursor) -> Cursor | None:
        """Remember an entry; gives the one that has its id already, if any."""
        known = self.entries.setdefault(kind, {})
        if not entry_id:
            self.nameless.append((kind, cursor))
            return None
        if entry_id in known:
            self.nameless.append((kind, cursor))
            return known[entry_id]
        known[entry_id] = cursor
        return None

    def of_kind(self, kind: str) -> Mapping[str, Cursor]:
        """Entries of a kind by id."""
        return self.entries.get(kind, {})

    def all(self) -> Iterator[tuple[str, str, Cursor]]:
        """Kind, id and cursor of every entry, those without an id or with a repeated one last."""
        for kind, known in self.entries.items():
            for entry_id, cursor in known.items():
                yield kind, entry_id, cursor
        for kind, cursor in self.nameless:
            yield kind, cursor.get("id").text, cursor


def check_all(raw: Raw, figures: Mapping[str, str]) -> list[Finding]:
    """All findings about entries and between them."""
    found: list[Finding] = []
    for kind, entry_id, entry in raw.all():
        name = f"{kind} {entry_id!r}"
        if entry_id and not _SLUG.match(entry_id):
            place = entry.get("id") if entry.has("id") else entry
            found.append(place.finding(f"{entry_id!r} is not a slug", f"write {_slugged(entry_id)!r}"))
        found += _unique(entry, kind, name)
        found += _topics(raw, entry)
        found += _related(raw, entry.get("related"))
        found += _reported(entry, name)
        match kind:
            case "question":
                found += _probability(entry)
            case "problem":
                found += _problem(raw, entry, name)
            case "review":
                found += _judged(raw, entry, name, "ai-assisted-60")
            case "plan" | "walkthrough":
                found += _budget(entry, name)
                found += _figures(entry, figures) if kind == "walkthrough" else ()
            case "checklist":
                found += _boxes(entry, name)
            case "script":
                found += _blanks(entry, name)
                found += _positive(entry.get("seconds"), "seconds", name)
            case "deck":
                found += _related(raw, entry.get("entries"))
                found += _selects(entry, name)
    return [*found, *check_cards(raw)]


def _slugged(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "a-slug"


def _unique(entry: Cursor, kind: str, name: str) -> Iterable[Finding]:
    cards: dict[str, str] = dict.fromkeys(CARD_RULES.get(kind, ()), "the card every such entry has")
    for listed in _LISTS_WITH_IDS:
        seen: dict[str, Cursor] = {}
        for item in entry.get(listed).items():
            item_id, place = item.get("id").text, item.get("id")
            if not item_id:
                continue
            if item_id in seen:
                finding = f"`{listed}` of {name} has {item_id!r} twice (first in line {seen[item_id].line})"
                yield place.finding(finding, "give one of the two another id")
                continue
            seen[item_id] = item
            pattern = _BLANK_ID if listed == "blanks" else _SLUG
            if not pattern.match(item_id):
                good = _slugged(item_id).replace("-", "_") if listed == "blanks" else _slugged(item_id)
                yield place.finding(f"{item_id!r} in `{listed}` of {name} is not a slug", f"write {good!r}")
            if listed in CARD_PREFIXES:
                card = CARD_PREFIXES[listed] + item_id
                if card in cards:
                    yield place.finding(f"card id {card!r} of {name} is taken by {cards[card]}", "choose another id")
                cards[card] = f"`{listed}`, line {item.line}"
                if listed == "defects":
                    cards[MEND_PREFIX + item_id] = cards[card]


def _reference(raw: Raw, kind: str, place: Cursor) -> Iterable[Finding]:
    known = raw.of_kind(kind)
    if place.text and place.text not in known and kind not in raw.broken:
        mend = choose_from(place.text, sorted(known), f"the {kind}s are", limit=8)
        yield place.finding(f"there is no {kind} {place.text!r}", mend)


def _topics(raw: Raw, entry: Cursor) -> Iterable[Finding]:
    seen = set()
    for topic in entry.get("topics").items():
        yield from _reference(raw, "topic", topic)
        if topic.text and topic.text in seen:
            yield topic.finding(f"topic {topic.text!r} is listed twice", "remove one")
        seen.add(topic.text)


def _related(raw: Raw, related: Cursor) -> Iterable[Finding]:
    for listed, kind in _RELATED.items():
        seen = set()
        for item in related.get(listed).items():
            yield from _reference(raw, kind, item)
            if item.text and item.text in seen:
                yield item.finding(f"{kind} {item.text!r} is listed twice", "remove one")
            seen.add(item.text)


def _reported(entry: Cursor, name: str) -> Iterable[Finding]:
    for report in entry.get("reported").items():
        year = report.get("year").number
        if year is not None and not 2000 <= year <= 2100:
            yield report.get("year").finding(f"`year` {year} in `reported` of {name}", "write the year of the report")


def _probability(entry: Cursor) -> Iterable[Finding]:
    chance = entry.get("probability").number
    if chance is not None and not 0 <= chance <= 100:
        yield entry.get("probability").finding(f"`probability` is {chance}", "write a percentage from 0 to 100")


def _positive(place: Cursor, field_name: str, name: str) -> Iterable[Finding]:
    if place.number is not None and place.number <= 0:
        yield place.finding(f"`{field_name}` of {name} is {place.number}", "write a number above 0")


def _problem(raw: Raw, entry: Cursor, name: str) -> Iterable[Finding]:
    yield from _judged(raw, entry, name, "coding-45")
    if entry.has("pattern"):
        yield from _reference(raw, "pattern", entry.get("pattern"))
    if not entry.get("origin").text:
        yield from _taught(entry, name)


def _judged(raw: Raw, entry: Cursor, name: str, plan: str) -> Iterable[Finding]:
    """What is timed and tested, as problems and reviews are; `plan` is the one it has when it names none."""
    yield from _positive(entry.get("minutes"), "minutes", name)
    yield from _positive(entry.get("test_seconds"), "test_seconds", name)
    if entry.has("plan"):
        yield from _reference(raw, "plan", entry.get("plan"))
    elif plan not in raw.of_kind("plan") and "plan" not in raw.broken:
        yield entry.finding(f"{name} needs the plan {plan!r}", "add that plan or name another in `plan`")
    for required in entry.get("requires").items():
        if required.text and not required.text.isidentifier():
            yield required.finding(f"{required.text!r} is no Python name", "write the name of a function or class")


def _taught(entry: Cursor, name: str) -> Iterable[Finding]:
    """What a problem of our own owes its reader; an imported exercise may lack it."""
    if entry.get("language").text != "sql" and not entry.has("requires"):
        yield entry.finding(f"{name} has no `requires`", "list the names that solution.py must define")
    for needed, mend in _TAUGHT.items():
        if not entry.has(needed):
            yield entry.finding(f"{name} has no `{needed}`", f"add `{needed}:` ({mend})")
    for listed, least, noun, mend in _LEAST:
        items = list(entry.get(listed).items())
        exactly = listed == "hints" and len(items) != least
        if isinstance(entry.get(listed).value, list) and (exactly or len(items) < least):
            yield entry.get(listed).finding(f"{name} has {len(items)} {noun}", mend)


def _budget(entry: Cursor, name: str) -> Iterable[Finding]:
    yield from _positive(entry.get("minutes"), "minutes", name)
    total, whole = 0.0, True
    for phase in entry.get("phases").items():
        minutes = phase.get("minutes")
        yield from _positive(minutes, "minutes", f"phase {phase.get('id').text!r} of {name}")
        whole = whole and minutes.number is not None
        total += minutes.number or 0
    length = entry.get("minutes").number
    if length is not None and whole and total and abs(total - length) > 1e-6:
        finding = f"the phases of {name} sum to {total:g} minutes, not {length:g}"
        more = f"take {total - length:g} from" if total > length else f"give {length - total:g} to"
        yield entry.get("minutes").finding(finding, f"{more} the phases, or write `minutes: {total:g}`")


def _boxes(entry: Cursor, name: str) -> Iterable[Finding]:
    """Ids of boxes, unique in the whole list, and minutes that sum where a total is stated."""
    seen: dict[str, Cursor] = {}
    for section in entry.get("sections").items():
        for item in section.get("items").items():
            item_id, place = item.get("id").text, item.get("id")
            if item_id in seen:
                finding = f"{name} has the item {item_id!r} twice (first in line {seen[item_id].line})"
                yield place.finding(finding, "give one of the two another id")
            elif item_id and not _SLUG.match(item_id):
                yield place.finding(f"item {item_id!r} of {name} is not a slug", f"write {_slugged(item_id)!r}")
            if item_id:
                seen.setdefault(item_id, item)
        where = f"section {section.get('id').text!r} of {name}"
        yield from _sum(section, list(section.get("items").items()), where, "items", partial=True)
    yield from _positive(entry.get("minutes"), "minutes", name)
    yield from _sum(entry, list(entry.get("sections").items()), name, "sections", partial=False)


def _sum(whole: Cursor, parts: list[Cursor], name: str, noun: str, *, partial: bool) -> Iterable[Finding]:
    """Minutes of the parts against those of the whole; with `partial`, parts without minutes take what is left."""
    stated = [part.get("minutes").number for part in parts if part.get("minutes").number is not None]
    for part in parts:
        yield from _positive(part.get("minutes"), "minutes", f"{part.get('id').text!r} in the {noun} of {name}")
    length, total = whole.get("minutes").number, sum(each or 0 for each in stated)
    if length is None or not stated:
        return
    less = total < length - 1e-6 and not (partial and len(stated) < len(parts))
    if less or total > length + 1e-6:
        finding = f"the {noun} of {name} sum to {total:g} minutes, not {length:g}"
        yield whole.get("minutes").finding(finding, f"correct them, or write `minutes: {total:g}`")


def _figures(entry: Cursor, figures: Mapping[str, str]) -> Iterable[Finding]:
    for phase in entry.get("phases").items():
        for turn in phase.get("turns").items():
            figure, speaker = turn.get("figure"), turn.get("speaker").text
            if figure.text and figure.text not in figures:
                mend = choose_from(figure.text, figures, "bank/walkthroughs/figures/ has")
                yield figure.finding(f"there is no figure {figure.text!r}", mend)
            if figure.text and speaker and speaker != "board":
                yield figure.finding(f"a figure in a turn of {speaker!r}", "use `speaker: board`")


def _selects(entry: Cursor, name: str) -> Iterable[Finding]:
    chosen = [entry.get(each).value for each in ("kinds", "topics", "every", "cards")]
    entries = entry.get("entries").value
    if not any(chosen) and not (isinstance(entries, dict) and any(entries.values())):
        yield entry.finding(f"{name} selects nothing", "fill `kinds`, `topics`, `entries` or `cards`, or set `every`")


def _script_texts(entry: Cursor) -> Iterator[Cursor]:
    for line in entry.get("lines").items():
        yield line.get("text")
    for follow_up in entry.get("follow_ups").items():
        yield follow_up.get("answer")


def _blanks(entry: Cursor, name: str) -> Iterable[Finding]:
    blanks = {blank.get("id").text: blank for blank in entry.get("blanks").items() if blank.get("id").text}
    used: set[str] = set()
    for text in _script_texts(entry):
        for blank_id in BLANK.findall(text.text):
            used.add(blank_id)
            if blank_id not in blanks:
                mend = choose_from(blank_id, blanks, "the blanks are")
                yield text.finding(f"{name} uses the blank {blank_id!r} and does not declare it", mend)
        rest = BLANK.sub("", text.text)
        if "{{" in rest or "}}" in rest:
            yield text.finding(f"braces in {name} that do not close", "write a blank as `{{id}}`")
    for blank_id, blank in blanks.items():
        if blank_id not in used:
            yield blank.finding(f"blank {blank_id!r} of {name} is used nowhere", "use it in a text or remove it")
        if "{{" in blank.get("example").text:
            yield blank.get("example").finding(f"the example of blank {blank_id!r} holds a blank", "write plain words")
