"""Cards as text: what Anki exports as text, tables from anywhere, and files that are neither."""

from pathlib import Path
from typing import Any

import pytest

from greenroom import api
from greenroom.exchange.reading import read
from greenroom.exchange.texts import mapped
from greenroom.exchange.writing import write_text
from tests.engine.anki_decks import add, collection

BOTH = {"Front": 0, "Back": 1}


@pytest.fixture
def file(tmp_path: Path) -> Any:
    def make(content: str | bytes, name: str = "cards.csv") -> str:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return make


def notes(found: dict[str, Any]) -> list[tuple[list[str], str, list[str]]]:
    return [(note["fields"], note["deck"], note["tags"]) for note in found["notes"]]


@pytest.mark.parametrize(
    ("content", "separator"),
    [
        ("front,back\nWhat is 1?,one\n", ","),
        ("front\tback\nWhat is 1, or 2?\tone\n", "\t"),
        ("front;back\nWhat is 1,5?;one\n", ";"),
        ("front|back\nWhat is 1?|one\n", "|"),
        ('front,back\n"What is 1?","one"\n', ","),
        ("\ufefffront,back\r\nWhat is 1?,one\r\n", ","),
    ],
)
def test_a_table_is_understood_whatever_separates_its_columns(file: Any, content: str, separator: str) -> None:
    found = read(file(content), "cards.csv")
    text = found["text"]
    assert (found["format"], text["separator"], text["header"], text["columns"]) == (
        "text",
        separator,
        True,
        ["front", "back"],
    )
    assert (text["total"], text["html"]) == (1, False)
    assert text["rows"][0][1] == "one"


def test_columns_become_fields_as_they_are_mapped(file: Any) -> None:
    path = file("question,topic,answer,tags\nWhat is a queue?,x,First in first out,ds easy\n\n,,nothing asked,\n")
    found = mapped(path, "cards.csv", {"Front": 0, "Back": 2}, deck="Mine", tags=["new"])
    assert notes(found) == [(["What is a queue?", "First in first out"], "Mine", ["new", "ds", "easy"])]
    assert found["notes"][0]["format"] == "markdown"
    assert found["left_out"] == ["1 rows without a front."]
    blanks = mapped(file("{{c1::TCP}} is reliable,why\n"), "x.csv", {"Text": 0, "Extra": 1}, type="cloze")
    assert (blanks["notes"][0]["type"], blanks["notes"][0]["fields"]) == ("cloze", ["{{c1::TCP}} is reliable", "why"])


def test_a_field_may_hold_lines_quotes_and_separators(file: Any) -> None:
    path = file('"Say ""hi"", twice\nand again","a, b"\n')
    assert notes(mapped(path, "x.csv", BOTH))[0][0] == ['Say "hi", twice\nand again', "a, b"]


def test_the_same_file_twice_names_the_same_notes_and_doubles_are_told(file: Any) -> None:
    path = file("a,1\nb,2\na ,3\n")
    first, second = mapped(path, "x.csv", BOTH), mapped(path, "x.csv", BOTH)
    assert [note["id"] for note in first["notes"]] == [note["id"] for note in second["notes"]]
    assert len(first["notes"]) == 2
    assert first["left_out"] == ["1 rows that say what another has said."]


def test_html_is_kept_as_html(file: Any) -> None:
    path = file("<b>bold</b>,x<br>y\n")
    assert read(path, "x.csv")["text"]["html"] is True
    assert mapped(path, "x.csv", BOTH)["notes"][0]["format"] == "html"
    assert mapped(path, "x.csv", BOTH, html=False)["notes"][0]["format"] == "markdown"


def test_what_the_reader_says_of_the_file_overrides_what_was_found(file: Any) -> None:
    path = file("front,back\none;two\n")
    found = mapped(path, "x.csv", BOTH, separator=";", header=False)
    assert notes(found)[1][0] == ["one", "two"]


def test_utf_16_is_read_and_another_encoding_is_named(file: Any) -> None:
    assert notes(mapped(file("ü\tö\n".encode("utf-16"), "x.txt"), "x.txt", BOTH))[0][0] == ["ü", "ö"]
    with pytest.raises(ValueError, match=r"Line 2 is not UTF-8 text\. Save the file as UTF-8"):
        read(file("a,b\nü,ö\n".encode("latin-1")), "x.csv")


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        ("", "is empty"),
        ("\n\n", "no rows"),
        ("#separator:tab\n#html:true\n", "no rows"),
        (b"a\0b\0c\0", "is no text"),
        ('"open,never closed\n' + "x" * 1_200_000, "cannot be read as a table"),
        (b"\xff\xfea", "not UTF-8|is no text"),
    ],
)
def test_a_broken_text_is_refused_with_a_sentence(file: Any, content: str | bytes, finding: str) -> None:
    with pytest.raises(ValueError, match=finding):
        read(file(content, "cards.txt"), "cards.txt")


def test_a_mapping_that_does_not_serve_is_refused(file: Any) -> None:
    path = file("a,b\n")
    for bad, finding in (
        ({"columns": {"Back": 1}}, "No column is chosen for 'Front'"),
        ({"columns": BOTH, "type": "riddle"}, "no kind of card 'riddle'"),
        ({"columns": BOTH, "separator": "ab"}, "not one character"),
    ):
        with pytest.raises(api.EngineError, match=finding):
            api.call("anki.map", {"path": path, "name": "x.csv", **bad})


def test_what_anki_exports_as_text_is_read_with_its_guid_deck_and_tags(tmp_path: Path) -> None:
    out = tmp_path / "notes.txt"
    with collection(tmp_path / "c.anki2") as opened:
        note = add(opened, "Basic", "Work::Python", ["x", "y::z"], Front="A <b>list</b>?", Back='ordered, "mutable"')
        opened.export_note_csv(
            out_path=str(out),
            limit=None,
            with_html=True,
            with_tags=True,
            with_deck=True,
            with_notetype=True,
            with_guid=True,
        )
    text = read(str(out), "notes.txt")["text"]
    assert text["special"] == {"guid": 0, "notetype": 1, "deck": 2, "tags": 5}
    found = mapped(str(out), "notes.txt", {"Front": 3, "Back": 4})
    assert notes(found) == [(["A <b>list</b>?", 'ordered, "mutable"'], "Work::Python", ["x", "y::z"])]
    assert found["notes"][0]["id"] == f"anki/{note.guid}"


@pytest.mark.parametrize("form", ["tsv", "csv"])
def test_what_we_export_as_text_anki_imports_whole(tmp_path: Path, form: str) -> None:
    head = {"deck": "Mine::Sub", "format": "html", "tags": ["one", "two"]}
    made = [
        {"id": "own/1", "type": "basic", "fields": ["Front, with\nline", 'Back "quoted"\ttab'], **head},
        {"id": "own/2", "type": "aloud", "fields": ["Prompt", "90", "<i>Outline</i>"], **head},
    ]
    path = tmp_path / f"deck.{form}"
    path.write_text(write_text(made, format=form)["text"], encoding="utf-8")
    found = mapped(str(path), path.name, {"Front": 3, "Back": 4})
    assert notes(found)[0] == (made[0]["fields"], "Mine::Sub", ["one", "two"])
    assert [note["id"] for note in found["notes"]] == ["own/1", "own/2"]
    with collection(tmp_path / "c.anki2") as opened:
        metadata = opened.get_csv_metadata(path=str(path), delimiter=None)
        assert (metadata.guid_column, metadata.notetype_column, metadata.deck_column, metadata.tags_column) == (
            1,
            2,
            3,
            7,
        )
    with pytest.raises(ValueError, match="use tsv or csv"):
        write_text([], format="pdf")
