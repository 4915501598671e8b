"""Odd packages and texts: what is sound in them is kept, the rest is told, and nothing is lost without a word."""

import contextlib
import random
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import pytest

from greenroom.exchange.reading import read
from greenroom.exchange.texts import mapped
from greenroom.exchange.writing import write, write_text
from tests.engine import anki_decks
from tests.engine.anki_decks import bring_in, collection, export, notes_of

BOTH = {"Front": 0, "Back": 1}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The members of a package of the older format."""
    folder = tmp_path_factory.mktemp("anki")
    with collection(folder / "made.anki2") as opened:
        anki_decks.fill(opened)
        path = export(opened, folder / "old.apkg", legacy=True)
        newest = export(opened, folder / "new.apkg", legacy=False)
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(newest) as archive:
        return {**members, "newest": archive.read("collection.anki2"), "newest meta": archive.read("meta")}


def packed(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> str:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return str(path)


def changed(whole: dict[str, bytes], path: Path, *statements: str) -> str:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(whole["collection.anki21"])
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    database = connection.serialize()
    connection.close()
    return packed(path, {"collection.anki21": database, "media": b"{}"})


KEPT = {
    "ordinal no number": (
        "UPDATE cards SET ord = 'x' WHERE id = (SELECT min(id) FROM cards)",
        10,
        "cards that are damaged",
    ),
    "ordinal a blob": (
        "UPDATE cards SET ord = x'00' WHERE id = (SELECT min(id) FROM cards)",
        10,
        "cards that are damaged",
    ),
    "a card its type does not have": (
        "UPDATE cards SET ord = 77 WHERE id = (SELECT min(id) FROM cards)",
        10,
        "without a card",
    ),
    "flags no number": ("UPDATE cards SET flags = 'red'", 11, ""),
    "text not UTF-8": (
        "UPDATE notes SET tags = CAST(x'ff61' AS TEXT) WHERE id = (SELECT min(id) FROM notes)",
        11,
        "show as �",
    ),
    "time of a review no number": ("UPDATE revlog SET time = 'long'", 11, ""),
    "cramming": ("UPDATE revlog SET type = 3, factor = 0", 11, "2 reviews of cramming"),
    "a date without history": ("DELETE FROM revlog", 11, "2 cards with a date in Anki but no reviews"),
    "a hidden part of a picture": (
        "UPDATE notes SET flds = '{{c1::image-occlusion:rect:left=.1}}' WHERE flds LIKE '{{c1%'",
        10,
        "hide parts of a picture",
    ),
}


@pytest.mark.parametrize("name", KEPT)
def test_what_is_sound_is_kept(whole: dict[str, bytes], name: str, tmp_path: Path) -> None:
    statement, notes, words = KEPT[name]
    found = read(changed(whole, tmp_path / "odd.apkg", statement), "odd.apkg")
    assert len(found["notes"]) == notes
    assert words in " ".join(found["left_out"])


def test_fields_that_are_too_many_lose_no_word(whole: dict[str, bytes], tmp_path: Path) -> None:
    path = changed(
        whole, tmp_path / "odd.apkg", "UPDATE notes SET flds = flds || char(31) || 'more' WHERE flds LIKE 'Q0%'"
    )
    assert ["Q0 <b>ü</b>", "A0; more"] in [note["fields"] for note in read(path, "odd.apkg")["notes"]]


REFUSED = {
    "key no number": "UPDATE col SET models = '{\"--5\": {}}'",
    "key a foreign digit": "UPDATE col SET models = '{\"²\": {}}'",
    "key too long": "UPDATE col SET decks = '{\"" + "9" * 5000 + "\": {}}'",
}


@pytest.mark.parametrize("name", REFUSED)
def test_lists_by_odd_numbers_are_refused_with_a_mend(whole: dict[str, bytes], name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"no list of (models|decks)\. Export the deck"):
        read(changed(whole, tmp_path / "odd.apkg", REFUSED[name]), "odd.apkg")


def test_a_table_that_would_take_for_ever_is_given_up(whole: dict[str, bytes], tmp_path: Path) -> None:
    path = changed(
        whole,
        tmp_path / "odd.apkg",
        "ALTER TABLE notes RENAME TO kept",
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, guid, mid, tags, flds AS (hex(zeroblob(400000000))))",
        "INSERT INTO notes (id, guid, mid, tags) SELECT id, guid, mid, tags FROM kept",
    )
    with pytest.raises(ValueError, match="cannot be read"):
        read(path, "odd.apkg")


def test_the_notice_for_old_ankis_is_no_deck(whole: dict[str, bytes], tmp_path: Path) -> None:
    path = packed(tmp_path / "cut.apkg", {"meta": whole["newest meta"], "collection.anki2": whole["newest"]})
    with pytest.raises(ValueError, match="lacks its collection"):
        read(path, "cut.apkg")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_another_compression_than_ankis_is_refused(whole: dict[str, bytes], method: int, tmp_path: Path) -> None:
    path = packed(tmp_path / "odd.apkg", {"collection.anki21": whole["collection.anki21"]}, method)
    with pytest.raises(ValueError, match="compressed as Anki does not"):
        read(path, "odd.apkg")


def test_no_damage_within_the_database_makes_it_fail_otherwise(whole: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "damaged.apkg"
    for seed in range(400):
        chance = random.Random(seed)  # noqa: S311
        data = bytearray(whole["collection.anki21"])
        for _ in range(chance.choice([1, 5, 50])):
            data[chance.randrange(100, len(data))] = chance.choice([0, 1, 127, 255, chance.randrange(256)])
        packed(path, {"collection.anki21": bytes(data)}, zipfile.ZIP_STORED)
        with contextlib.suppress(ValueError):
            read(str(path), "damaged.apkg")


@pytest.fixture
def file(tmp_path: Path) -> Any:
    def make(content: str | bytes) -> str:
        path = tmp_path / "cards.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return make


@pytest.mark.parametrize("head", ["", "#separator:comma\n#html:false\n"])
def test_code_keeps_its_comments(file: Any, head: str) -> None:
    found = mapped(file(f'{head}"What is printed?\n# a comment\nprint(1)",1\n'), "x.csv", BOTH)
    assert found["notes"][0]["fields"] == ["What is printed?\n# a comment\nprint(1)", "1"]


def test_rows_that_begin_with_a_hash_are_comments_in_ankis_files_alone(file: Any) -> None:
    assert len(mapped(file("#one,1\n#two,2\n"), "x.csv", BOTH)["notes"]) == 2
    assert len(mapped(file("#separator:comma\n#one,1\ntwo,2\n"), "x.csv", BOTH)["notes"]) == 1


def test_a_quotation_mark_that_is_never_closed_swallows_nothing(file: Any) -> None:
    with pytest.raises(ValueError, match=r"row 2 is never closed\. Close it"):
        mapped(file('a,b\n"c,d\ne,f\n'), "x.csv", BOTH)


def test_tabs_go_before_commas(file: Any) -> None:
    assert read(file("a, b, c\tone\nd, e, f\ttwo\n"), "x.txt")["text"]["separator"] == "\t"


@pytest.mark.parametrize("content", ["a,b\n".encode("utf-32"), b"a,b\n" * 3000 + b"\0,c\n"])
def test_bytes_that_are_no_text_are_refused(file: Any, content: bytes) -> None:
    with pytest.raises(ValueError, match=r"UTF-32|no text"):
        read(file(content), "x.csv")


@pytest.mark.parametrize("place", [-1, "0", None, 1.5])
def test_a_column_is_a_whole_number(file: Any, place: Any) -> None:
    with pytest.raises(ValueError, match=r"is no column\. Give its place|No column is chosen"):
        mapped(file("a,b\n"), "x.csv", {"Front": place})


def note(number: int, **more: Any) -> dict[str, Any]:
    head = {"id": f"own/{number}", "deck": "Mine", "type": "basic", "format": "html", "tags": []}
    return {**head, "fields": [f"q{number}", "a"], **more}


@pytest.mark.parametrize("form", ["tsv", "csv"])
def test_a_guid_may_begin_with_a_hash(file: Any, form: str) -> None:
    text = write_text([note(0, id="anki/#x"), note(1)], [], form)["text"]
    assert [each["id"] for each in mapped(file(text), "x.txt", {"Front": 3, "Back": 4})["notes"]] == [
        "anki/#x",
        "own/1",
    ]


def imported(notes: list[dict[str, Any]], folder: Path) -> dict[str, dict[str, Any]]:
    with collection(folder / "c.anki2") as opened:
        bring_in(opened, write("Mine", [], notes, path=str(folder / "ours.apkg"))["file"])
        return notes_of(opened)


def test_odd_texts_open_in_anki(tmp_path: Path) -> None:
    notes = [
        note(0, fields=["a\x1fb", "half \ud83d"], tags=["machine learning"]),
        note(1, fields=["one", "two", "three"], deck="Default"),
        note(2, type="cloze", fields=["{{c1::outer {{c2::inner}} }}", ""]),
        note(3, cards=[0, 5]),
        note(4, fields=["<a " * 20_000, "quick"]),
    ]
    theirs = imported(notes, tmp_path)
    assert (theirs["own/0"]["fields"], theirs["own/0"]["tags"]) == (["a b", "half ?"], ["machine_learning"])
    assert (theirs["own/1"]["fields"], theirs["own/1"]["deck"]) == (["one", "two; three"], "Default")
    assert theirs["own/2"]["cards"] == [0, 1]
    assert theirs["own/3"]["cards"] == [0]


def test_a_type_without_fields_is_refused() -> None:
    kind = {"id": "anki/5", "name": "Bare", "kind": "standard", "fields": [], "templates": [], "css": ""}
    with pytest.raises(ValueError, match="'Bare' has no fields"):
        write("Mine", [kind], [note(0, type="anki/5")])
