"""Packages to and from Anki, held against Anki itself: what we write opens there whole, what it writes is read whole."""

import contextlib
import io
import json
import random
import sqlite3
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from greenroom import api
from greenroom.exchange import protobuf
from greenroom.exchange.reading import read
from greenroom.exchange.writing import write
from tests.engine import anki_decks
from tests.engine.anki_decks import bring_in, collection, export, notes_of

DAY = 86_400_000
NOON = int(datetime(2026, 3, 2, 12, tzinfo=UTC).timestamp() * 1000)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """One collection of Anki's, exported in both formats, and what is in it."""
    folder = tmp_path_factory.mktemp("anki")
    with collection(folder / "made.anki2") as opened:
        anki_decks.fill(opened)
        files = {
            "apkg-old": export(opened, folder / "old.apkg", legacy=True),
            "apkg-new": export(opened, folder / "new.apkg", legacy=False),
        }
        return {
            "files": files,
            "notes": notes_of(opened),
            "types": {each["name"]: each for each in opened.models.all()},
        }


@pytest.mark.parametrize("form", ["apkg-old", "apkg-new"])
def test_a_deck_exported_from_anki_is_read_whole(made: dict[str, Any], form: str) -> None:
    found = read(str(made["files"][form]), "deck.apkg")
    assert found["format"] == form
    names = {kind["id"]: kind["name"] for kind in found["types"]}
    told = {
        note["id"].removeprefix("anki/"): {
            "fields": note["fields"],
            "tags": sorted(note["tags"]),
            "type": names[note["type"]],
            "deck": note["deck"],
            "cards": note["cards"],
        }
        for note in found["notes"]
    }
    assert told == made["notes"]
    for kind in found["types"]:
        theirs = made["types"][kind["name"]]
        assert kind["fields"] == [field["name"] for field in theirs["flds"]]
        assert kind["css"] == theirs["css"]
        assert kind["kind"] == ("cloze" if theirs["type"] == 1 else "standard")
        assert [(each["front"], each["back"]) for each in kind["templates"]] == [
            (each["qfmt"], each["afmt"]) for each in theirs["tmpls"]
        ]
    assert [review["grade"] for review in found["reviews"]] == ["good", "again"]
    assert len(found["suspended"]) == 1
    assert found["media"] == {"count": 1, "names": ["tree.png"]}
    assert any("media" in sentence for sentence in found["left_out"])
    assert sum(deck["notes"] for deck in found["decks"]) == len(found["notes"])
    assert sum(deck["cards"] for deck in found["decks"]) == sum(len(note["cards"]) for note in found["notes"])
    assert json.loads(json.dumps(found)) == found


def as_events(reviews: list[dict[str, Any]]) -> list[dict[str, Any]]:
    keys = ("card", "grade", "deck", "shown_ms")
    return [
        {
            "id": each["id"],
            "time": each["time"],
            "kind": "review",
            "version": 1,
            "payload": {key: each[key] for key in keys},
        }
        for each in reviews
    ]


@pytest.mark.parametrize("form", ["apkg-old", "apkg-new"])
def test_from_anki_to_us_and_back_nothing_is_lost(made: dict[str, Any], form: str, tmp_path: Path) -> None:
    found = read(str(made["files"][form]), "deck.apkg")
    written = write("Deck", found["types"], found["notes"], as_events(found["reviews"]), found["suspended"])
    assert (written["notes"], written["cards"]) == (11, 14)
    with collection(tmp_path / "back.anki2") as opened:
        bring_in(opened, written["file"])
        back = notes_of(opened)
        for note in back.values():
            note["type"] = note["type"].removesuffix("+")  # Anki's mark for a type of the same name that it had already
        assert back == made["notes"]
        assert opened.db is not None
        assert [row[0] for row in opened.db.execute("SELECT ease FROM revlog ORDER BY id")] == [3, 1]
        assert len(opened.find_cards("is:suspended")) == 1


OWN = [
    {"type": "basic", "fields": ["What is 2 &lt; 3?", "<code>True</code>"]},
    {"type": "reversed", "fields": ["LIFO", "a stack"]},
    {"type": "cloze", "fields": ["{{c1::TCP}} has {{c2::handshakes::what}}", "extra"]},
    {"type": "typed", "fields": ["Seconds of a day?", "86,400"]},
    {"type": "aloud", "fields": ["Tell me about yourself.", "90", "now, before, next"]},
    {"type": "code", "fields": ["Double it.", "def double(n): ...", "assert double(2) == 4"]},
]


def own_notes() -> list[dict[str, Any]]:
    head = {"deck": "Mine::Ünder", "format": "html", "tags": ["one", "two::three"]}
    return [{"id": f"own/{place}", **head, **each} for place, each in enumerate(OWN)]


def test_our_own_cards_open_in_anki_and_come_back_as_the_same_notes(tmp_path: Path) -> None:
    written = write("Mine", [], own_notes())
    assert (written["notes"], written["cards"]) == (6, 8)
    with collection(tmp_path / "own.anki2") as opened:
        bring_in(opened, written["file"])
        theirs = notes_of(opened)
        for note in own_notes():
            there = theirs[note["id"]]
            assert (there["fields"], there["tags"], there["deck"]) == (note["fields"], note["tags"], note["deck"])
        assert {each["type"] for each in theirs.values()} == {
            *("Greenroom basic", "Greenroom both ways", "Greenroom cloze"),
            *("Greenroom typed", "Greenroom aloud", "Greenroom code"),
        }
        for legacy in (True, False):
            back = read(str(export(opened, tmp_path / f"{legacy}.apkg", legacy=legacy)), "back.apkg")
            assert {note["id"]: note for note in back["notes"]} == {note["id"]: note for note in own_notes()}
            assert back["types"] == []


def test_scheduling_and_history_go_along(tmp_path: Path) -> None:
    grades = [("good", 0), ("good", 600_000), ("good", 3 * DAY), ("again", 9 * DAY)]
    reviews = [
        {
            "id": f"r{place}",
            "time": NOON + after,
            "card": "own/0/0",
            "grade": grade,
            "deck": "Mine",
            "shown_ms": 4_000 + place,
        }
        for place, (grade, after) in enumerate(grades)
    ]
    reviews.append({"id": "x", "time": NOON, "card": "own/1/0", "grade": "easy", "deck": "Mine", "shown_ms": 10**9})
    written = write("Mine", [], own_notes(), as_events(reviews), ["own/3/0"], {"retention": 0.85}, made=NOON // 1000)
    with collection(tmp_path / "own.anki2") as opened:
        bring_in(opened, written["file"])
        assert opened.db is not None
        rows = opened.db.execute("SELECT id, ease, ivl, time, type FROM revlog WHERE id != ? ORDER BY id", NOON + 1)
        assert [row[1] for row in rows] == [3, 3, 3, 1]
        assert [row[3] for row in rows] == [4_000, 4_001, 4_002, 4_003]
        assert [row[4] for row in rows] == [0, 0, 1, 1]
        forgotten = opened.get_card(opened.find_cards('"note:Greenroom basic"')[0])
        assert (forgotten.type, forgotten.reps, forgotten.lapses) == (3, 4, 1)
        known = opened.get_card(opened.find_cards('"note:Greenroom both ways" card:1')[0])
        assert (known.type, known.queue, known.ivl) == (2, 2, 16)
        assert known.memory_state is not None
        assert known.memory_state.stability == pytest.approx(8.2956, abs=1e-3)
        assert known.memory_state.difficulty == pytest.approx(1.0)
        assert len(opened.find_cards("is:suspended")) == 1
        back = read(str(export(opened, tmp_path / "back.apkg", legacy=False)), "back.apkg")
        assert [(each["card"], each["grade"]) for each in sorted(back["reviews"], key=lambda each: each["time"])] == [
            ("own/0/0", "good"),
            ("own/1/0", "easy"),
            ("own/0/0", "good"),
            ("own/0/0", "good"),
            ("own/0/0", "again"),
        ]


def test_the_same_deck_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (write("Mine", [], own_notes(), path=str(tmp_path / name)) for name in ("a.apkg", "b.apkg"))
    assert Path(first["file"]).read_bytes() == Path(second["file"]).read_bytes()


def test_reading_twice_names_the_same_notes_and_reviews(made: dict[str, Any]) -> None:
    old, new = (read(str(made["files"][form]), "deck.apkg") for form in ("apkg-old", "apkg-new"))
    for key in ("notes", "reviews", "suspended", "decks"):
        assert sorted(map(str, old[key])) == sorted(map(str, new[key]))


def test_the_engines_door_reads_and_tells_of_its_progress(made: dict[str, Any]) -> None:
    heard: list[tuple[str, Any]] = []
    params = {"path": str(made["files"]["apkg-new"]), "name": "deck.apkg"}
    found = api.call("anki.read", params, emit=lambda event, data: heard.append((event, data)))
    assert len(found["notes"]) == 11
    assert heard[-1] == ("progress", {"done": 0, "total": 11, "what": "Reading notes"})


# Packages that are not what they should be.


def rezipped(source: Path, change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(source) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def in_database(*statements: str) -> Callable[[dict[str, bytes]], None]:
    """A change made by SQL in the collection of the older format."""

    def change(members: dict[str, bytes]) -> None:
        connection = sqlite3.connect(":memory:")
        connection.deserialize(members["collection.anki21"])
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        members["collection.anki21"] = connection.serialize()
        connection.close()

    return change


def setting(name: str, content: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda members: members.update({name: content})


OLD: dict[str, tuple[Callable[[dict[str, bytes]], None], str]] = {
    "no collection": (
        lambda members: members.clear(),
        "holds no collection",
    ),
    "empty collection": (setting("collection.anki21", b""), "is no database"),
    "text for a collection": (setting("collection.anki21", b"hello"), "is no database"),
    "a header alone": (setting("collection.anki21", b"SQLite format 3\0" + b"\0" * 200), "cannot be read"),
    "zeros after the header": (setting("collection.anki21", b"SQLite format 3\0" + b"\0" * 4096), "cannot be read"),
    "no notes": (in_database("DROP TABLE notes"), "no table 'notes'"),
    "no cards": (in_database("DROP TABLE cards"), "no table 'cards'"),
    "no col": (in_database("DROP TABLE col"), "no table 'col'"),
    "no models": (in_database("UPDATE col SET models = ''"), "no list of models"),
    "models no JSON": (in_database("UPDATE col SET models = '{'"), "no list of models"),
    "models a list": (in_database("UPDATE col SET models = '[]'"), "no list of models"),
    "models by name": (in_database("""UPDATE col SET models = '{"basic": {}}'"""), "no list of models"),
    "deep JSON": (
        in_database("UPDATE col SET models = replace(hex(zeroblob(50000)), '0', '[')"),
        "list of models|damaged",
    ),
    "decks no JSON": (in_database("UPDATE col SET decks = 'x'"), "no list of decks"),
    "col without a row": (in_database("DELETE FROM col"), "no list of models"),
    "a column gone": (in_database("ALTER TABLE notes RENAME COLUMN flds TO other"), "cannot be read"),
    "cards without ord": (in_database("ALTER TABLE cards RENAME COLUMN ord TO place"), "cannot be read"),
    "notes as a view": (
        in_database("ALTER TABLE notes RENAME TO kept", "CREATE VIEW notes AS SELECT * FROM kept"),
        "no table 'notes'",
    ),
}


@pytest.mark.parametrize("name", OLD)
def test_a_broken_package_is_refused_with_a_sentence(made: dict[str, Any], name: str, tmp_path: Path) -> None:
    change, finding = OLD[name]
    path = tmp_path / "broken.apkg"
    path.write_bytes(rezipped(made["files"]["apkg-old"], change))
    with pytest.raises(ValueError, match=finding) as refused:
        read(str(path), "broken.apkg")
    assert str(refused.value).endswith("."), "finding and mend"


WHOLE_FILES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda _: b"", "is empty"),
    "cut in half": (lambda data: data[: len(data) // 2], "no whole package"),
    "cut at the end": (lambda data: data[:-30], "no whole package"),
    "start cut": (lambda data: data[100:], "no zip"),
    "PK alone": (lambda _: b"PK", "no whole package"),
    "a picture": (lambda _: b"\x89PNG\r\n\x1a\n" + b"\0" * 300, "no zip"),
    "a page": (lambda _: b"<!doctype html><title>Sign in</title>", "no zip"),
    "a hole": (lambda data: data[:400] + b"\0" * 600 + data[1000:], "no whole package|cannot be|is no|cut off|damaged"),
}


@pytest.mark.parametrize("form", ["apkg-old", "apkg-new"])
@pytest.mark.parametrize("name", WHOLE_FILES)
def test_a_damaged_file_is_refused_with_a_sentence(made: dict[str, Any], form: str, name: str, tmp_path: Path) -> None:
    change, finding = WHOLE_FILES[name]
    path = tmp_path / "broken.apkg"
    path.write_bytes(change(made["files"][form].read_bytes()))
    with pytest.raises(ValueError, match=finding):
        read(str(path), "broken.apkg")


NEW: dict[str, tuple[bytes, str]] = {
    "no compression": (b"SQLite format 3\0" + b"\0" * 2000, "cannot be unpacked"),
    "other bytes": (b"\x28\xb5\x2f\xfd" + b"\xff" * 40, "cannot be unpacked|cut off"),
    "nothing": (b"", "is no database"),
}


@pytest.mark.parametrize("name", NEW)
def test_a_collection_that_cannot_be_unpacked_is_refused(made: dict[str, Any], name: str, tmp_path: Path) -> None:
    content, finding = NEW[name]
    path = tmp_path / "broken.apkg"
    path.write_bytes(rezipped(made["files"]["apkg-new"], setting("collection.anki21b", content)))
    with pytest.raises(ValueError, match=finding):
        read(str(path), "broken.apkg")


def test_a_bomb_is_not_unpacked(made: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("greenroom.exchange.packages.LARGEST", 50_000)
    for form, file in made["files"].items():
        with pytest.raises(ValueError, match="Export single decks"):
            read(str(file), f"{form}.apkg")
    monkeypatch.setattr("greenroom.exchange.packages.LARGEST", 10**9)
    monkeypatch.setattr("greenroom.exchange.collections.MOST_NOTES", 10)
    with pytest.raises(ValueError, match="11 notes"):
        read(str(made["files"]["apkg-new"]), "deck.apkg")


def test_a_locked_package_says_so(made: dict[str, Any], tmp_path: Path) -> None:
    data = bytearray(made["files"]["apkg-old"].read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1  # the flag of an encrypted member
            place = data.find(mark, place + 4)
    path = tmp_path / "locked.apkg"
    path.write_bytes(data)
    with pytest.raises(ValueError, match="without a password"):
        read(str(path), "locked.apkg")


def test_what_is_sound_beside_damage_is_kept_and_the_rest_is_counted(made: dict[str, Any], tmp_path: Path) -> None:
    change = in_database(
        "UPDATE notes SET mid = 5 WHERE flds LIKE 'Q0%'",
        "UPDATE notes SET flds = 'only one' WHERE flds LIKE 'Q2%'",
        "UPDATE notes SET tags = x'ff00' WHERE flds LIKE 'Q3%'",
        "DELETE FROM cards WHERE nid = (SELECT id FROM notes WHERE flds LIKE 'Q4%')",
        "UPDATE notes SET guid = (SELECT guid FROM notes WHERE flds LIKE 'queue%') WHERE flds LIKE 'Q5%'",
        "UPDATE revlog SET ease = 9 WHERE id = (SELECT max(id) FROM revlog)",
    )
    path = tmp_path / "half.apkg"
    path.write_bytes(rezipped(made["files"]["apkg-old"], change))
    found = read(str(path), "half.apkg")
    assert len(found["notes"]) == 7
    said = " ".join(found["left_out"])
    for words in (
        "1 notes of a type",
        "1 notes with more or fewer fields",
        "1 notes that are damaged",
        "1 notes without a card",
        "1 notes that stand twice",
    ):
        assert words in said
    assert ["only one", ""] in [note["fields"] for note in found["notes"]]


@pytest.mark.parametrize("form", ["apkg-old", "apkg-new"])
def test_no_damage_makes_it_fail_otherwise_than_with_a_sentence(
    made: dict[str, Any], form: str, tmp_path: Path
) -> None:
    whole = made["files"][form].read_bytes()
    path = tmp_path / "damaged.apkg"
    for seed in range(150):
        chance = random.Random(seed)  # noqa: S311
        data = bytearray(whole)
        for _ in range(chance.choice([1, 3, 30, 300])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
        with contextlib.suppress(ValueError):
            read(str(path), "damaged.apkg")


def test_protobuf_that_is_none_is_refused() -> None:
    assert protobuf.message(b"\x08\x96\x01\x12\x02hi") == {1: [150], 2: [b"hi"]}
    for bad in (b"\x08", b"\x12\x05hi", b"\x0b", b"\x00\x00", b"\x08" + b"\xff" * 12):
        with pytest.raises(ValueError, match=r"cut off|wire|long"):
            protobuf.message(bad)
