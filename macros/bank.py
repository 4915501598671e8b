"""The bank: YAML in `bank/` as typed entries, with the place each one comes from.

`load` reads everything, reports everything that is wrong in one go, and keeps what is right.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from greenroom.models.decks import Deck
from greenroom.models.drills import Drill
from greenroom.models.mocks import Interjection, Rubric
from greenroom.models.parts import Topic
from greenroom.models.plans import Checklist, Plan
from greenroom.models.problems import Pattern, Problem
from greenroom.models.questions import Question
from greenroom.models.reviews import Review
from greenroom.models.scripts import Script
from greenroom.models.spoken import SpokenDrill
from greenroom.models.traces import Trace
from greenroom.models.walkthroughs import Walkthrough
from macros.checks import Raw, check_all
from macros.drills import findings as drill_findings
from macros.findings import Finding, merge
from macros.folders import ProblemFolder, read_folder
from macros.mock_checks import check_mocks
from macros.review_folders import ReviewFolder, read_review
from macros.schema import KINDS, validate
from macros.source import Cursor, Document, read
from macros.spoken import findings as spoken_findings
from macros.spoken import pool_findings
from macros.traces import findings as trace_findings

PLURALS = {
    "question": "questions",
    "problem": "problems",
    "review": "reviews",
    "walkthrough": "walkthroughs",
    "script": "scripts",
    "drill": "drills",
    "trace": "traces",
    "spoken-drill": "spoken",
    "deck": "decks",
    "plan": "plans",
    "checklist": "checklists",
    "rubric": "rubrics",
    "interjection": "interjections",
}
"""Kind of entry -> its folder or file in the bank, and its section of the site if it has pages."""
_FILES = ("topic", "pattern", "rubric", "interjection")
"""Kinds of which all entries stand in one file."""
_FOLDERS = {"problem": "problem.yml", "review": "review.yml"}
"""Kind of which each entry is a folder of its own -> the file in it that describes the entry."""


@dataclass(frozen=True)
class Entry[Model]:
    """An entry of the bank and where it stands: `file` relative to the project, `line` from 1."""

    kind: str
    id: str
    model: Model
    file: str
    line: int

    @property
    def key(self) -> str:
        """`<kind>/<id>`, the stem of card ids."""
        return f"{self.kind}/{self.id}"

    @property
    def url(self) -> str:
        """Address of its page relative to the site's root."""
        return f"{PLURALS[self.kind]}/{self.id}/"

    @property
    def title(self) -> str:
        """Its title."""
        return str(getattr(self.model, "title"))  # noqa: B009 - every model has one


@dataclass(frozen=True)
class Bank:
    """Everything the site is made from."""

    root: Path
    topics: Mapping[str, Topic] = field(default_factory=dict)
    patterns: Mapping[str, Pattern] = field(default_factory=dict)
    questions: Mapping[str, Entry[Question]] = field(default_factory=dict)
    problems: Mapping[str, Entry[Problem]] = field(default_factory=dict)
    reviews: Mapping[str, Entry[Review]] = field(default_factory=dict)
    walkthroughs: Mapping[str, Entry[Walkthrough]] = field(default_factory=dict)
    scripts: Mapping[str, Entry[Script]] = field(default_factory=dict)
    drills: Mapping[str, Entry[Drill]] = field(default_factory=dict)
    traces: Mapping[str, Entry[Trace]] = field(default_factory=dict)
    spoken: Mapping[str, Entry[SpokenDrill]] = field(default_factory=dict)
    decks: Mapping[str, Entry[Deck]] = field(default_factory=dict)
    plans: Mapping[str, Entry[Plan]] = field(default_factory=dict)
    checklists: Mapping[str, Entry[Checklist]] = field(default_factory=dict)
    rubrics: Mapping[str, Entry[Rubric]] = field(default_factory=dict)
    interjections: Mapping[str, Entry[Interjection]] = field(default_factory=dict)
    folders: Mapping[str, ProblemFolder] = field(default_factory=dict)
    review_folders: Mapping[str, ReviewFolder] = field(default_factory=dict)
    figures: Mapping[str, str] = field(default_factory=dict)

    def of_kind(self, kind: str) -> Mapping[str, Entry[Any]]:
        """Entries of a kind such as `question`, by id."""
        found: Mapping[str, Entry[Any]] = getattr(self, PLURALS[kind])
        return found

    def practised(self) -> Iterator[Entry[Any]]:
        """Every entry that cards are made from, in the order of the bank."""
        for kind in ("question", "problem", "review", "walkthrough", "script", "drill", "trace"):
            yield from self.of_kind(kind).values()

    def topic_title(self, topic: str) -> str:
        """The name a reader sees for a topic."""
        return self.topics[topic].title if topic in self.topics else topic

    def counts(self) -> str:
        """One line that says what is in the bank."""
        sizes = {kind: len(self.of_kind(kind)) for kind in PLURALS}
        parts = [f"{size} {kind if size == 1 else PLURALS[kind]}" for kind, size in sizes.items()]
        return ", ".join([*parts, f"{len(self.topics)} topics"])


def load(root: Path) -> tuple[Bank, list[Finding]]:
    """Read the bank in the folder `root`; give what is right of it and all findings, in order of place.

    Never raises for what an author can write; a bank with findings is not fit to build.
    """
    findings: list[Finding] = []
    if not root.is_dir():
        return Bank(root), [Finding(root.name, 1, "is no folder", "run from the project's root or create it")]
    raw = Raw(root)
    entries: dict[str, dict[str, Entry[Any]]] = {kind: {} for kind in KINDS}
    for kind in KINDS:
        for document in _documents(root, kind):
            findings += document.findings
            if not document.parsed:
                raw.broken.add(kind)
                continue
            for cursor in _listed(document, kind, findings):
                entry_id = _id_of(cursor, kind, document)
                model, found = validate(KINDS[kind], cursor, f"{kind} {entry_id!r}" if entry_id else f"a {kind}")
                findings += found
                findings += _drilled(model, cursor)
                first = raw.add(kind, entry_id, cursor)
                if first is not None:
                    finding = f"{kind} {entry_id!r} exists already ({first.document.file}:{first.line})"
                    place = cursor.get("id") if cursor.has("id") else cursor
                    findings.append(place.finding(finding, "give one of the two another id"))
                elif model is not None and entry_id:
                    entries[kind][entry_id] = Entry(kind, entry_id, model, document.file, cursor.line)
    folders: dict[str, ProblemFolder] = {}
    for slug, cursor in raw.of_kind("problem").items():
        folders[slug], found = read_folder(root / "problems" / slug, f"{root.name}/problems/{slug}", cursor)
        findings += found
    reviews: dict[str, ReviewFolder] = {}
    for slug, cursor in raw.of_kind("review").items():
        reviews[slug], found = read_review(root / "reviews" / slug, f"{root.name}/reviews/{slug}", cursor)
        findings += found
    figures, found = _figures(root)
    findings += found
    findings += check_all(raw, figures)
    findings += check_mocks(raw, root.parent / "docs")
    bank = Bank(
        root,
        topics={key: entry.model for key, entry in entries["topic"].items()},
        patterns={key: entry.model for key, entry in entries["pattern"].items()},
        folders=folders,
        review_folders=reviews,
        figures=figures,
        **{plural: entries[kind] for kind, plural in PLURALS.items()},
    )
    findings += pool_findings(bank, raw, whole=not findings)
    return bank, merge(findings)


def _drilled(model: object, cursor: Cursor) -> Iterable[Finding]:
    """What only the makers of drills can say of one whose shape is right."""
    match model:
        case Drill():
            return drill_findings(model, cursor)
        case Trace():
            return trace_findings(model, cursor)
        case SpokenDrill():
            return spoken_findings(model, cursor)
    return ()


def _documents(root: Path, kind: str) -> Iterable[Document]:
    if kind in _FILES:
        paths = [root / f"{kind}s.yml"]
    elif kind in _FOLDERS:
        folders = sorted(path for path in (root / PLURALS[kind]).glob("[!._]*") if path.is_dir())
        paths = [folder / _FOLDERS[kind] for folder in folders]
    else:
        folder = root / PLURALS[kind]
        paths = sorted([*folder.glob("*.yml"), *folder.glob("*.yaml")])
    for path in paths:
        name = path.relative_to(root.parent).as_posix()
        if path.is_file():
            yield read(path, name)
        else:
            missing = Document(name, parsed=False)
            missing.findings.append(Finding(name, 1, "is missing", "write it; the authors' page shows its fields"))
            yield missing


def _listed(document: Document, kind: str, findings: list[Finding]) -> Iterator[Cursor]:
    top = Cursor(document, (), document.data)
    if kind in _FOLDERS:
        yield top
    elif not isinstance(document.data, list):
        findings.append(top.finding("the file is not a list of entries", "start each entry with `- id: …`"))
    else:
        yield from top.items()


def _id_of(cursor: Cursor, kind: str, document: Document) -> str:
    if kind in _FOLDERS:
        return document.file.split("/")[-2]
    return cursor.get("id").text.strip()


def _figures(root: Path) -> tuple[dict[str, str], list[Finding]]:
    figures, findings = {}, []
    for path in sorted((root / "walkthroughs" / "figures").glob("*.svg")):
        text = path.read_text("utf-8", errors="replace")
        figures[path.name] = text
        name = path.relative_to(root.parent).as_posix()
        for word in ("<script", " style=", "<style", "http:", "https:"):
            rest = text.replace("http://www.w3.org/", "")
            if word in rest:
                line = rest[: rest.index(word)].count("\n") + 1
                mend = "use presentation attributes; the page's policy blocks scripts, styles and other origins"
                findings.append(Finding(name, line, f"`{word}` in a figure", mend))
    return figures, findings
