"""Anki's collection: the tables of its database, in the older layout and the newer, as our notes, types and reviews."""

import json
import re
import sqlite3
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from greenroom import events as log
from greenroom.exchange import protobuf
from greenroom.exchange.kinds import own_kind
from greenroom.exchange.packages import DAMAGED, LARGEST

MOST_NOTES = 100_000
REPORT_EVERY = 500
GRADES = {1: "again", 2: "hard", 3: "good", 4: "easy"}
SUSPENDED = -1
CRAMMED, MANUAL, RESCHEDULED = 3, 4, 5
"""Kinds of entries in the review log that are no reviews."""

STEPS, TURNS = 1_000_000, 500
"""SQLite asks after so many steps whether to go on, and may so many times: a table can be made to take for ever."""
_NUMBER = re.compile(r"-?[0-9]{1,19}")

type Emit = Callable[[str, Any], object]


@dataclass(kw_only=True)
class Contents:
    """What was read."""

    types: list[dict[str, Any]] = field(default_factory=list)
    """NoteTypes."""
    notes: list[dict[str, Any]] = field(default_factory=list)
    """Notes, in the order they were made."""
    reviews: list[dict[str, Any]] = field(default_factory=list)
    """Reviews: id, time, card, grade, deck, shown_ms."""
    suspended: list[str] = field(default_factory=list)
    """Ids of cards."""
    left_out: Counter[str] = field(default_factory=Counter)
    """Sentence with a `{}` for the number -> how often."""


@dataclass(frozen=True, kw_only=True)
class _Kind:
    type: dict[str, Any]
    own: str
    """Id of the site's own kind it was exported from, or empty."""


def contents(database: bytes, emit: Emit) -> Contents:
    """Read a collection; `emit` hears of the progress. Raises ValueError for a database that is none of Anki's."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "collection"
        path.write_bytes(database)
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST)
            turns = iter(range(TURNS))
            connection.set_progress_handler(lambda: next(turns, None) is None, STEPS)
            unreadable: list[bytes] = []
            connection.text_factory = lambda data: _decoded(data, unreadable)
            # The newer layout sorts some columns without regard to case, in all alphabets.
            connection.create_collation(
                "unicase", lambda a, b: (a.casefold() > b.casefold()) - (a.casefold() < b.casefold())
            )
            found = _read(connection, emit)
        except sqlite3.Error as error:
            raise ValueError(f"The collection in the package cannot be read ({error}). {DAMAGED}") from error
        except (UnicodeDecodeError, RecursionError, OverflowError, MemoryError, SystemError) as error:
            raise ValueError(f"The collection in the package is damaged ({type(error).__name__}). {DAMAGED}") from error
        else:
            found.left_out["{} texts with characters that cannot be read: they show as �."] += len(unreadable)
            found.left_out = +found.left_out
            return found
        finally:
            connection.close()


def _decoded(data: bytes, unreadable: list[bytes]) -> str:
    """A text of the database; one that is not UTF-8 is noted, and shows where."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        unreadable.append(data[:20])
        return data.decode("utf-8", "replace")


def _told(config: Any) -> protobuf.Message:
    """A column that holds a protobuf message."""
    try:
        return protobuf.message(config if isinstance(config, bytes) else b"")
    except ValueError as error:
        raise ValueError(f"A note type in the package cannot be read ({error}). {DAMAGED}") from error


def _read(connection: sqlite3.Connection, emit: Emit) -> Contents:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if missing := {"notes", "cards", "col"} - tables:
        raise ValueError(f"The collection in the package has no table {min(missing)!r}. {DAMAGED}")
    total = int(connection.execute("SELECT count(*) FROM notes").fetchone()[0])
    if total > MOST_NOTES:
        raise ValueError(f"The package holds {total:,} notes; {MOST_NOTES:,} are read at most. Export single decks.")
    found = Contents()
    kinds = _new_kinds(connection) if "notetypes" in tables else _old_kinds(connection)
    decks = _new_decks(connection) if "decks" in tables else _old_decks(connection)
    cards = _cards(connection, decks, found)
    places = _notes(connection, kinds, cards, found, total, emit)
    if "revlog" in tables:
        _reviews(connection, places, "notetypes" not in tables and _first_scheduler(connection), found)
    reviewed = {review["card"] for review in found.reviews}
    dated = [places[card.id][0] for each in cards.values() for card in each if card.scheduled and card.id in places]
    if bare := len(set(dated) - reviewed):
        found.left_out["{} cards with a date in Anki but no reviews in this file: they start as new."] += bare
    used = {note["type"] for note in found.notes}
    found.types = [kind.type for kind in kinds.values() if kind.type["id"] in used and not kind.own]
    return found


def _old_kinds(connection: sqlite3.Connection) -> dict[int, _Kind]:
    kinds = {}
    for identity, model in _json_column(connection, "models").items():
        if not isinstance(model, dict):
            continue
        fields = [str(each["name"]) for each in sorted(_dicts(model.get("flds")), key=_place)]
        templates = [
            (str(each.get("name", "")), str(each.get("qfmt", "")), str(each.get("afmt", "")))
            for each in sorted(_dicts(model.get("tmpls")), key=_place)
        ]
        kinds[int(identity)] = _kind(
            int(identity),
            str(model.get("name", "")),
            model.get("type") == 1,
            fields,
            templates,
            str(model.get("css", "")),
        )
    return kinds


def _new_kinds(connection: sqlite3.Connection) -> dict[int, _Kind]:
    fields, templates = defaultdict(list), defaultdict(list)
    for kind, name in connection.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
        fields[kind].append(str(name))
    for kind, name, config in connection.execute("SELECT ntid, name, config FROM templates ORDER BY ntid, ord"):
        told = _told(config)
        templates[kind].append((str(name), protobuf.text(told, 1), protobuf.text(told, 2)))
    kinds = {}
    for identity, name, config in connection.execute("SELECT id, name, config FROM notetypes"):
        told = _told(config)
        kinds[identity] = _kind(
            identity,
            str(name),
            protobuf.number(told, 1) == 1,
            fields[identity],
            templates[identity],
            protobuf.text(told, 3),
        )
    return kinds


def _kind(
    identity: int, name: str, cloze: bool, fields: list[str], templates: list[tuple[str, str, str]], css: str
) -> _Kind:
    own = own_kind(identity, fields)
    told = {
        "id": own or f"anki/{identity}",
        "name": name,
        "kind": "cloze" if cloze else "standard",
        "fields": fields,
        "templates": [{"name": title, "front": front, "back": back} for title, front, back in templates],
        "css": css,
    }
    return _Kind(type=told, own=own)


def _old_decks(connection: sqlite3.Connection) -> dict[int, str]:
    decks = _json_column(connection, "decks")
    names = {int(identity): deck.get("name") for identity, deck in decks.items() if isinstance(deck, dict)}
    return {identity: name for identity, name in names.items() if isinstance(name, str)}


def _new_decks(connection: sqlite3.Connection) -> dict[int, str]:
    rows = connection.execute("SELECT id, name FROM decks")
    return {identity: name.replace("\x1f", "::") for identity, name in rows if isinstance(name, str)}


def _json_column(connection: sqlite3.Connection, column: str) -> dict[str, Any]:
    row = connection.execute(f"SELECT {column} FROM col").fetchone()  # noqa: S608 — one of two names of our own
    try:
        told = json.loads(row[0]) if row else None
    except (TypeError, ValueError):
        told = None
    if not isinstance(told, dict) or not all(map(_NUMBER.fullmatch, told)):
        raise ValueError(f"The collection in the package has no list of {column}. {DAMAGED}")
    return told


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict) and "name" in each] if isinstance(value, list) else []


def _place(item: dict[str, Any]) -> int:
    place = item.get("ord", 0)
    return place if isinstance(place, int) else 0


@dataclass(frozen=True, kw_only=True)
class _Card:
    id: int
    ordinal: int
    deck: str
    suspended: bool
    scheduled: bool


def _cards(connection: sqlite3.Connection, decks: dict[int, str], found: Contents) -> dict[int, list[_Card]]:
    """Note -> its cards. A card in a filtered deck is told with the deck it came from."""
    cards = defaultdict(list)
    flagged = 0
    query = "SELECT id, nid, did, ord, queue, odid, flags, type FROM cards ORDER BY nid, ord"
    for identity, note, deck, ordinal, queue, home, flags, kind in connection.execute(query):
        name = decks.get(home or deck) or decks.get(deck) or "Default"
        if not isinstance(ordinal, int) or not 0 <= ordinal < 1000:
            found.left_out["{} cards that are damaged."] += 1
            continue
        cards[note].append(
            _Card(id=identity, ordinal=ordinal, deck=name, suspended=queue == SUSPENDED, scheduled=bool(kind))
        )
        flagged += isinstance(flags, int) and bool(flags & 7)
    if flagged:
        found.left_out["{} coloured flags: there are none here."] += flagged
    return cards


def _notes(
    connection: sqlite3.Connection,
    kinds: dict[int, _Kind],
    cards: dict[int, list[_Card]],
    found: Contents,
    total: int,
    emit: Emit,
) -> dict[int, tuple[str, str]]:
    """Read the notes; gives card -> its id here and its deck."""
    places: dict[int, tuple[str, str]] = {}
    seen: set[str] = set()
    rows = connection.execute("SELECT id, guid, mid, tags, flds FROM notes ORDER BY id")
    for done, (identity, guid, model, tags, fields) in enumerate(_texts(rows, found)):
        if done % REPORT_EVERY == 0:
            emit("progress", {"done": done, "total": total, "what": "Reading notes"})
        kind = kinds.get(model)
        if kind is None or not kind.type["fields"]:
            found.left_out["{} notes of a type the package does not hold."] += 1
            continue
        if "image-occlusion:" in fields:
            found.left_out["{} notes that hide parts of a picture."] += 1
            continue
        most = 1000 if kind.type["kind"] == "cloze" else max(1, len(kind.type["templates"]))
        own_cards = [card for card in cards.get(identity, []) if card.ordinal < most]
        if not own_cards:
            found.left_out["{} notes without a card."] += 1
            continue
        # A note of our own comes back under its own name.
        name = guid if guid.startswith(("own/", "csv/")) else f"anki/{guid}"
        if name in seen or not guid:
            found.left_out["{} notes that stand twice in the package."] += 1
            continue
        seen.add(name)
        note = {
            "id": name,
            "deck": own_cards[0].deck,
            "type": kind.type["id"],
            "fields": _fitted(fields.split("\x1f"), len(kind.type["fields"]), found),
            "format": "html",
            "tags": tags.split(),
        }
        if not kind.own:
            note["cards"] = sorted({card.ordinal for card in own_cards})
        if len({card.deck for card in own_cards}) > 1:
            found.left_out["{} notes with cards in several decks: all are put in the deck of the first."] += 1
        found.notes.append(note)
        for card in own_cards:
            places[card.id] = (f"{name}/{card.ordinal}", card.deck)
            if card.suspended:
                found.suspended.append(f"{name}/{card.ordinal}")
    return places


def _texts(rows: Iterator[tuple[Any, ...]], found: Contents) -> Iterator[tuple[int, str, int, str, str]]:
    """The rows whose columns are what they should be."""
    for identity, guid, model, tags, fields in rows:
        if isinstance(model, int) and all(isinstance(each, str) for each in (guid, tags, fields)):
            yield identity, guid, model, tags, fields
        else:
            found.left_out["{} notes that are damaged."] += 1


def _fitted(fields: list[str], count: int, found: Contents) -> list[str]:
    """The fields of a note, as many as its type has; what is too much goes to the last, as Anki itself mends it."""
    if len(fields) != count:
        found.left_out["{} notes with more or fewer fields than their type: they were made to fit."] += 1
    if len(fields) > count:
        fields = [*fields[: count - 1], "; ".join(fields[count - 1 :])]
    return [*fields, *[""] * count][:count]


def _first_scheduler(connection: sqlite3.Connection) -> bool:
    """Whether new cards had three grades: again, good and easy."""
    try:
        (conf,) = connection.execute("SELECT conf FROM col").fetchone()
        return int(json.loads(conf).get("schedVer", 1)) == 1
    except (TypeError, ValueError, AttributeError):
        return False


def _reviews(
    connection: sqlite3.Connection, places: dict[int, tuple[str, str]], three_grades: bool, found: Contents
) -> None:
    rows = connection.execute("SELECT id, cid, ease, time, type, factor FROM revlog ORDER BY id")
    for identity, card, ease, time, kind, factor in rows:
        if card not in places or kind in (MANUAL, RESCHEDULED) or ease not in GRADES or not log.is_time(identity):
            found.left_out["{} entries of the history that are no reviews of these cards."] += 1
            continue
        if kind == CRAMMED and not factor:  # cards looked at ahead of time, which Anki does not count either
            found.left_out["{} reviews of cramming."] += 1
            continue
        if three_grades and kind in (0, 2) and ease in (2, 3):
            ease += 1
        name, deck = places[card]
        shown = min(max(time, 0), 3_600_000) if isinstance(time, int) else 0
        review = {"id": f"anki-{identity}-{card}", "time": identity, "card": name, "grade": GRADES[ease]}
        found.reviews.append({**review, "deck": deck, "shown_ms": shown})
