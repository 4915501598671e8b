"""Decks written for Anki: packages by genanki, with scheduling and history where asked for, and text files."""

import csv
import io
import itertools
import json
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import genanki

from greenroom.events import read as read_log
from greenroom.exchange.kinds import CSS, TYPES, number_for, number_of
from greenroom.scheduling.memory import DAY, GRADES, REVIEW, VERSION, History, Memory, Rules, fold, histories

MADE = 1_767_225_600
"""Seconds since 1970 that stand for the time of making where none is told: 2026-01-01."""
SEPARATORS = {"tsv": ("tab", "\t"), "csv": ("comma", ",")}
_MEMBER_TIME = (2026, 1, 1, 0, 0, 0)
_RATINGS = {rating: place for place, rating in enumerate(GRADES.values(), start=1)}
_NEW, _LEARNING, _REVIEW, _RELEARNING = 0, 1, 2, 3
_KINDS = {"learning": _LEARNING, "review": _REVIEW, "relearning": _RELEARNING}
_LONGEST_SHOWN = 60_000
_BLANK = re.compile(r"\{\{c([0-9]{1,3})::")


def write(
    name: str,
    types: Sequence[Mapping[str, Any]],
    notes: Sequence[Mapping[str, Any]],
    events: Iterable[Any] = (),
    suspended: Sequence[str] = (),
    rules: Mapping[str, Any] | None = None,
    path: str = "",
    made: int = MADE,
) -> dict[str, Any]:
    """Write an .apkg; gives `{"file": its path, "notes", "cards"}`.

    `notes` hold HTML; a note's type is one of `types` or a kind of the site's own. With `events` the cards carry their
    scheduling and history, under `rules`. `name` is the deck of notes without one, `made` the time of making in seconds
    since 1970. The same arguments give the same bytes. Raises ValueError for a note of no known type.
    """
    known = {**TYPES, **{kind["id"]: kind for kind in types}}
    logged = list(events)
    read, found = Rules.read(rules), histories(logged)[0]
    shown = _shown(logged)
    held = set(suspended)
    models: dict[str, _Model] = {}
    decks: dict[str, genanki.Deck] = {}
    cards: list[_Card] = []
    for note in notes:
        kind = known.get(note["type"])
        if kind is None:
            raise ValueError(f"The note {note['id']!r} is of no known type. Leave it out.")
        if not kind["fields"] or not kind["templates"]:
            raise ValueError(f"The note type {kind['name']!r} has no fields or no cards. Leave its notes out.")
        deck = _clean(str(note.get("deck") or name))
        if deck not in decks:
            decks[deck] = genanki.Deck(number_for(deck), deck)
        if kind["id"] not in models:
            models[kind["id"]] = _model(kind)
        written = _Note(
            model=models[kind["id"]],
            fields=[_clean(text) for text in _fitted(note["fields"], len(kind["fields"]))],
            guid=_clean(str(note["id"]).removeprefix("anki/")),
            tags=["_".join(_clean(tag).split()) for tag in note["tags"] if tag.strip()],
        )
        own = [
            _Card(ordinal, found.get(card, ()), read, shown.get(card, {}), card in held)
            for ordinal, card in ((ordinal, f"{note['id']}/{ordinal}") for ordinal in _ordinals(note, kind, written))
        ]
        written.cards = own
        cards += own
        decks[deck].add_note(written)
    if not decks:
        decks[name] = genanki.Deck(number_for(name), name)
    target = Path(path) if path else Path(tempfile.mkdtemp()) / "deck.apkg"
    _package(list(decks.values()), cards, target, made)
    return {"file": str(target), "notes": len(notes), "cards": len(cards)}


def write_text(
    notes: Sequence[Mapping[str, Any]],
    types: Sequence[Mapping[str, Any]] = (),
    format: str = "tsv",  # noqa: A002 — the name in the message,  # noqa: A002 — the name in the message
) -> dict[str, str]:
    """Notes as the text file that Anki itself exports and imports: `{"text"}`; `format` is `tsv` or `csv`.

    The first lines name the separator and the columns for guid, note type, deck and tags. Raises ValueError for another
    format.
    """
    if format not in SEPARATORS:
        raise ValueError(f"format {format!r}: use tsv or csv")
    word, separator = SEPARATORS[format]
    names = {kind["id"]: kind["name"] for kind in [*TYPES.values(), *types]}
    width = max((len(note["fields"]) for note in notes), default=0)
    out = io.StringIO()
    out.write(
        f"#separator:{word}\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:{width + 4}\n"
    )
    # All in quotes: Anki takes a row whose guid begins with `#`, as one in ninety does, for a comment otherwise.
    table = csv.writer(out, delimiter=separator, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for note in notes:
        guid = str(note["id"]).removeprefix("anki/")
        fields = _fitted(note["fields"], width)
        table.writerow([guid, names.get(note["type"], note["type"]), note["deck"], *fields, " ".join(note["tags"])])
    return {"text": out.getvalue()}


def _shown(events: Iterable[Any]) -> dict[str, dict[int, int]]:
    """Card -> time of a review -> milliseconds it was looked at, a minute at most as in Anki."""
    found: dict[str, dict[int, int]] = {}
    for event in read_log(events, REVIEW, VERSION)[0]:
        card, length = event.payload.get("card"), event.payload.get("shown_ms")
        if isinstance(card, str) and isinstance(length, int):
            found.setdefault(card, {})[event.time] = min(max(length, 0), _LONGEST_SHOWN)
    return found


def _fitted(fields: Sequence[str], count: int) -> list[str]:
    if len(fields) > count:
        fields = [*fields[: count - 1], "; ".join(fields[count - 1 :])]
    return [*fields, *[""] * count][:count]


def _clean(text: str) -> str:
    """A text without what ends a field in Anki, and without halves of characters, which a page may hold and a file may not."""
    return text.replace("\x1f", " ").encode("utf-8", "replace").decode()


class _Note(genanki.Note):  # type: ignore[misc]  # genanki has no types
    """A note whose HTML is taken as it is: what genanki holds for odd is the reader's text, and its search is slow."""

    def _check_invalid_html_tags_in_fields(self) -> None:
        pass


class _Model(genanki.Model):  # type: ignore[misc]  # genanki has no types
    """A note type whose cards exist where a field that their front names is filled: what Anki itself works out on opening."""

    @property
    def _req(self) -> list[list[Any]]:
        names = [field["name"] for field in self.fields]
        asked = [[place for place, name in enumerate(names) if _names(each["qfmt"], name)] for each in self.templates]
        return [[place, "any", fields or [0]] for place, fields in enumerate(asked)]


def _names(template: str, field: str) -> bool:
    """Whether a template shows a field."""
    return any(tag.split(":")[-1].strip() == field for tag in re.findall(r"\{\{([^{}#^/][^{}]*)\}\}", template))


def _model(kind: Mapping[str, Any]) -> _Model:
    return _Model(
        number_of(kind["id"]),
        kind["name"],
        fields=[{"name": name} for name in kind["fields"]],
        templates=[{"name": each["name"], "qfmt": each["front"], "afmt": each["back"]} for each in kind["templates"]],
        css=kind["css"] or CSS,
        model_type=genanki.Model.CLOZE if kind["kind"] == "cloze" else genanki.Model.FRONT_BACK,
    )


def _ordinals(note: Mapping[str, Any], kind: Mapping[str, Any], written: genanki.Note) -> list[int]:
    cloze = kind["kind"] == "cloze"
    if note.get("cards"):
        most = 1000 if cloze else len(kind["templates"])
        return [int(ordinal) for ordinal in note["cards"] if 0 <= int(ordinal) < most] or [0]
    if cloze:  # blanks may stand in one another
        front = kind["templates"][0]["front"]
        shown = [text for name, text in zip(kind["fields"], written.fields, strict=True) if _names(front, name)]
        found = {int(number) - 1 for text in shown for number in _BLANK.findall(text)}
        return sorted(found - {-1}) or [0]
    return sorted({card.ord for card in written.cards}) or [0]


class _Card(genanki.Card):  # type: ignore[misc]  # genanki has no types
    """A card that carries what the reader remembers of it."""

    def __init__(self, ordinal: int, history: History, rules: Rules, shown: Mapping[int, int], suspended: bool) -> None:
        super().__init__(ordinal, suspend=suspended)
        self.history = history
        self.shown = shown
        self.rules = rules
        self.id = 0

    def write_to_db(
        self,
        cursor: sqlite3.Cursor,
        timestamp: float,
        deck_id: int,
        note_id: int,
        id_gen: "itertools.count[int]",
        due: int = 0,
    ) -> None:
        super().write_to_db(cursor, timestamp, deck_id, note_id, id_gen, due)
        self.id = int(cursor.lastrowid or 0)
        if not self.history:
            return
        known = fold(self.history, self.rules)
        kind = _KINDS[known.state]
        (created,) = cursor.execute("SELECT crt FROM col").fetchone()
        days = max(1, round((known.due - known.last_review) / DAY))
        told = {"s": round(known.stability, 4), "d": round(known.difficulty, 3), "dr": self.rules.retention}
        cursor.execute(
            'UPDATE cards SET type = ?, queue = ?, due = ?, ivl = ?, factor = ?, reps = ?, lapses = ?, "left" = ?, data = ?'
            " WHERE id = ?",
            (
                kind,
                -1 if self.suspend else 2 if kind == _REVIEW else 1,
                (known.due // 1000 - created) // 86_400 if kind == _REVIEW else known.due // 1000,
                days if kind != _LEARNING else 0,
                2500,
                known.reviews,
                known.lapses,
                0 if kind == _REVIEW else 1001,
                json.dumps(told),
                self.id,
            ),
        )

    def log(self, taken: set[int]) -> Iterable[tuple[Any, ...]]:
        """Its reviews as rows of Anki's review log; `taken` are the ids in use."""
        before: Memory | None = None
        for place, (time, rating) in enumerate(self.history, start=1):
            identity = next(number for number in itertools.count(time) if number not in taken)
            taken.add(identity)
            kind = _NEW if before is None or before.state == "learning" else 1 if before.state == "review" else 2
            last = 0 if before is None else _interval(before)
            before = fold(self.history[:place], self.rules)
            yield identity, self.id, -1, _RATINGS[rating], _interval(before), last, 2500, self.shown.get(time, 0), kind


def _interval(known: Memory) -> int:
    """Days, or seconds below 0, as Anki keeps an interval."""
    length = known.due - known.last_review
    return round(length / DAY) if known.state == "review" else -max(1, length // 1000)


def _package(decks: list[genanki.Deck], cards: list[_Card], target: Path, made: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "collection.anki2"
        connection = sqlite3.connect(database)
        cursor = connection.cursor()
        genanki.Package(decks).write_to_db(cursor, made, itertools.count(made * 1000))
        # Without a word on it, Anki takes the history for one of its first scheduler, with three grades for new cards.
        (conf,) = cursor.execute("SELECT conf FROM col").fetchone()
        cursor.execute("UPDATE col SET conf = ?", (json.dumps({**json.loads(conf), "schedVer": 2}),))
        taken: set[int] = set()
        rows = [row for card in cards for row in card.log(taken)]
        cursor.executemany("INSERT INTO revlog VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        connection.commit()
        connection.execute("VACUUM")
        connection.close()
        with zipfile.ZipFile(target, "w") as archive:
            for name, content in (("collection.anki2", database.read_bytes()), ("media", b"{}")):
                member = zipfile.ZipInfo(name, _MEMBER_TIME)
                member.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(member, content)
