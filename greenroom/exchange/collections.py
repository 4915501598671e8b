"""Anki's collection: the tables of its database, in the older layout and the newer, as our notes, types and reviews."""

import json
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
from greenroom.exchange.packages import DAMAGED

MOST_NOTES = 100_000
REPORT_EVERY = 500
GRADES = {1: "again", 2: "hard", 3: "good", 4: "easy"}
SUSPENDED = -1
MANUAL, RESCHEDULED = 4, 5
"""Kinds of entries in the review log that are no reviews."""

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
            # The newer layout sorts some columns without regard to case, in all alphabets.
            connection.create_collation(
                "unicase", lambda a, b: (a.casefold() > b.casefold()) - (a.casefold() < b.casefold())
            )
            return _read(connection, emit)
        except sqlite3.Error as error:
            raise ValueError(f"The collection in the package cannot be read ({error}). {DAMAGED}") from error
        except (UnicodeDecodeError, RecursionError, OverflowError) as error:
            raise ValueError(f"The collection in the package is damaged ({type(error).__name__}). {DAMAGED}") from error
        finally:
            connection.close()


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
        told = protobuf.message(config)
        templates[kind].append((str(name), protobuf.text(told, 1), protobuf.text(told, 2)))
    kinds = {}
    for identity, name, config in connection.execute("SELECT id, name, config FROM notetypes"):
        told = protobuf.message(config)
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
    return {int(identity): str(deck.get("name", "")) for identity, deck in decks.items() if isinstance(deck, dict)}


def _new_decks(connection: sqlite3.Connection) -> dict[int, str]:
    return {identity: name.replace("\x1f", "::") for identity, name in connection.execute("SELECT id, name FROM decks")}


def _json_column(connection: sqlite3.Connection, column: str) -> dict[str, Any]:
    row = connection.execute(f"SELECT {column} FROM col").fetchone()  # noqa: S608 — one of two names of our own
    try:
        told = json.loads(row[0]) if row else None
    except (TypeError, ValueError):
        told = None
    if not isinstance(told, dict) or not all(key.lstrip("-").isdigit() for key in told):
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


def _cards(connection: sqlite3.Connection, decks: dict[int, str], found: Contents) -> dict[int, list[_Card]]:
    """Note -> its cards. A card in a filtered deck is told with the deck it came from."""
    cards = defaultdict(list)
    flagged = 0
    query = "SELECT id, nid, did, ord, queue, odid, flags FROM cards ORDER BY nid, ord"
    for identity, note, deck, ordinal, queue, home, flags in connection.execute(query):
        name = decks.get(home or deck) or decks.get(deck) or "Default"
        if 0 <= ordinal < 1000:
            cards[note].append(_Card(id=identity, ordinal=ordinal, deck=name, suspended=queue == SUSPENDED))
        flagged += bool(flags & 7)
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
        kind, own_cards = kinds.get(model), cards.get(identity, [])
        if kind is None:
            found.left_out["{} notes of a type the package does not hold."] += 1
            continue
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
    """The fields of a note, as many as its type has."""
    if len(fields) != count:
        found.left_out["{} notes with more or fewer fields than their type: the rest is empty or cut."] += 1
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
    rows = connection.execute("SELECT id, cid, ease, time, type FROM revlog ORDER BY id")
    for identity, card, ease, time, kind in rows:
        if card not in places or kind in (MANUAL, RESCHEDULED) or ease not in GRADES or not log.is_time(identity):
            found.left_out["{} entries of the history that are no reviews of these cards."] += 1
            continue
        if three_grades and kind in (0, 2) and ease in (2, 3):
            ease += 1
        name, deck = places[card]
        shown = min(max(int(time), 0), 3_600_000)
        review = {"id": f"anki-{identity}-{card}", "time": identity, "card": name, "grade": GRADES[ease]}
        found.reviews.append({**review, "deck": deck, "shown_ms": shown})
