"""What is wrong with a rubric or an interjection that the schema cannot say."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from greenroom.models.parts import KIND_TITLES
from greenroom.models.walkthroughs import CLEAR_TITLES
from macros.checks import Raw
from macros.findings import Finding, choose_from
from macros.source import Cursor

LEVELS = 4
CRITERIA = (5, 7)
REDIRECTS = "redirects"
"""Id of the criterion that every rubric has."""
_DESIGNS = ("system-design", "ml-system-design")
_SAT = ("question", "walkthrough", "script", "problem")
"""Kinds of entry that become mock interviews."""
_SECTIONS = {f"{kind}s": kind for kind in (*_SAT, "review", "drill", "trace", "deck", "plan")}
"""Folder of pages -> kind of the entries that have a page in it."""
_VAGUE = re.compile(
    r"\b(good|great|bad|poor|nice|some|adequate|appropriate|reasonable|decent|properly)\b", re.IGNORECASE
)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def check_mocks(raw: Raw, docs: Path) -> Iterator[Finding]:
    """All findings about rubrics and interjections; `docs` is the folder of the pages that criteria link to."""
    pages = _pages(raw, docs)
    for rubric in raw.of_kind("rubric").values():
        yield from _rubric(rubric, pages)
    yield from _missing(raw)
    for interjection in raw.of_kind("interjection").values():
        yield from _interjection(raw, interjection)


def _pages(raw: Raw, docs: Path) -> set[str]:
    """Every page below `docs/`, written or made from an entry; none where there is no such folder."""
    if not docs.is_dir():
        return set()
    found = {f"/{path.relative_to(docs).as_posix()}" for path in docs.rglob("*.md")}
    for section, kind in _SECTIONS.items():
        found |= {f"/{section}/{entry_id}.md" for entry_id in raw.of_kind(kind)}
    return found


def _missing(raw: Raw) -> Iterator[Finding]:
    """Kinds of round that can be sat and have no rubric."""
    first = next(iter(raw.of_kind("rubric").values()), None)
    if first is None or "rubric" in raw.broken:
        return
    used: dict[str, str] = {}
    for sat in _SAT:
        for entry_id, entry in raw.of_kind(sat).items():
            used.setdefault(entry.get("kind").text or ("coding" if sat == "problem" else ""), f"{sat} {entry_id!r}")
    for kind, name in used.items():
        if kind in KIND_TITLES and kind not in raw.of_kind("rubric"):
            finding = f"there is no rubric for {kind!r}, the kind of {name}"
            yield Finding(first.document.file, 1, finding, f"add one with `id: {kind}`")


def _rubric(rubric: Cursor, pages: set[str]) -> Iterable[Finding]:
    name = f"rubric {rubric.get('id').text!r}"
    criteria = list(rubric.get("criteria").items())
    least, most = CRITERIA
    if criteria and not least <= len(criteria) <= most:
        yield rubric.get("criteria").finding(f"{name} has {len(criteria)} criteria", f"write {least} to {most}")
    seen: dict[str, Cursor] = {}
    for criterion in criteria:
        place = criterion.get("id")
        if place.text in seen:
            finding = f"`criteria` of {name} has {place.text!r} twice (first in line {seen[place.text].line})"
            yield place.finding(finding, "give one of the two another id")
        elif place.text and not _SLUG.match(place.text):
            yield place.finding(f"{place.text!r} in `criteria` of {name} is not a slug", "write it like `time-keeping`")
        seen.setdefault(place.text, criterion)
        yield from _criterion(criterion, f"criterion {place.text!r} of {name}", pages)
    if criteria and REDIRECTS not in seen:
        finding = f"{name} has no criterion {REDIRECTS!r}"
        yield rubric.get("criteria").finding(finding, "add one that rates how a hint or an objection was taken")
    yield from _covers_clear(rubric, criteria, name)


def _covers_clear(rubric: Cursor, criteria: list[Cursor], name: str) -> Iterable[Finding]:
    parts = {criterion.get("clear").text for criterion in criteria}
    if rubric.get("id").text in _DESIGNS:
        for clear, title in CLEAR_TITLES.items():
            if criteria and clear not in parts:
                mend = f"give the criterion that rates it `clear: {clear}`"
                yield rubric.get("criteria").finding(f"{name} rates no part of {title}", mend)
        return
    for criterion in criteria:
        if criterion.get("clear").text:
            finding = f"`clear` in {name}, whose rounds are not divided by CLEAR"
            yield criterion.get("clear").finding(finding, "remove the line")


def _criterion(criterion: Cursor, name: str, pages: set[str]) -> Iterable[Finding]:
    levels = list(criterion.get("levels").items())
    if levels and len(levels) != LEVELS:
        finding = f"{name} has {len(levels)} levels"
        yield criterion.get("levels").finding(finding, "write 4: not yet, nearly, solid, strong")
    known: set[str] = set()
    for level in levels:
        if level.text and level.text in known:
            yield level.finding(f"{name} says the same at two levels", "say what differs")
        known.add(level.text)
        vague = _VAGUE.search(level.text)
        if vague:
            yield level.finding(
                f"a level of {name} says {vague[0]!r}", "say what was done or heard, so that it can be told apart"
            )
    page = criterion.get("practise").get("page")
    if page.text and not (page.text.startswith("/") and page.text.endswith(".md")):
        mend = "start at the root of docs/, as in `/lessons/take-the-hint.md`"
        yield page.finding(f"the page of {name} is {page.text!r}", mend)
    elif page.text and pages and page.text not in pages:
        yield page.finding(
            f"{name} links to {page.text!r}, which is no page", choose_from(page.text, sorted(pages), limit=3)
        )


def _interjection(raw: Raw, entry: Cursor) -> Iterable[Finding]:
    name = f"interjection {entry.get('id').text!r}"
    seen: dict[str, set[str]] = {}
    for listed in ("kinds", "topics", "not_topics", "not_for"):
        seen[listed] = set()
        for item in entry.get(listed).items():
            if item.text in seen[listed]:
                yield item.finding(f"`{listed}` of {name} has {item.text!r} twice", "remove one")
            seen[listed].add(item.text)
    for item in entry.get("not_topics").items():
        known = raw.of_kind("topic")
        if item.text and item.text not in known and "topic" not in raw.broken:
            yield item.finding(f"there is no topic {item.text!r}", choose_from(item.text, sorted(known), limit=8))
        if item.text in seen["topics"]:
            yield item.finding(f"{name} wants the topic {item.text!r} and shuns it", "remove one of the two")
    if entry.get("form").text == "curveball" and entry.get("when").text == "any":
        yield entry.get("when").finding(f"{name} is a curveball that falls in no part", "write early, middle or late")
    for item in entry.get("not_for").items():
        kind, _, entry_id = item.text.partition("/")
        if item.text and kind not in _SAT:
            yield item.finding(f"{item.text!r} in `not_for` of {name} is no key", "write it like `problem/lru-cache`")
        elif item.text and entry_id not in raw.of_kind(kind) and kind not in raw.broken:
            yield item.finding(
                f"there is no {kind} {entry_id!r}", choose_from(entry_id, sorted(raw.of_kind(kind)), limit=8)
            )
    question = entry.get("question")
    questions = raw.of_kind("question")
    if question.text and question.text not in questions and "question" not in raw.broken:
        mend = choose_from(question.text, sorted(questions), "the questions are", limit=8)
        yield question.finding(f"there is no question {question.text!r}", mend)
