"""Decks made by Anki itself, for the tests of what we read and write."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from anki.collection import (
    Collection,
    DeckIdLimit,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)

FIELDS = ["Word", "Meaning", "Example", "Source", "Rare"]


@contextmanager
def collection(path: Path) -> Iterator[Any]:
    """A collection in a file; closed at the end."""
    opened = Collection(str(path))
    try:
        yield opened
    finally:
        opened.close()


def add(opened: Any, kind: str, deck: str, tags: list[str], **fields: str) -> Any:
    """Add one note."""
    note = opened.new_note(opened.models.by_name(kind))
    for name, text in fields.items():
        note[name] = text
    note.tags = tags
    opened.add_note(note, opened.decks.id(deck))
    return note


def fill(opened: Any) -> None:
    """Notes of every sort: basic, both ways, blanks, a type of five fields, subdecks, tags, media, one set aside, one reviewed."""
    models = opened.models
    own = models.new("Vocabulary")
    for field in FIELDS:
        models.add_field(own, models.new_field(field))
    for name, front, back in (
        ("Recall", "{{Word}}{{#Source}}<i>{{Source}}</i>{{/Source}}", "{{FrontSide}}<hr id=answer>{{Meaning}}"),
        ("Type", "{{#Rare}}{{Meaning}} {{type:Word}}{{/Rare}}", "{{Word}}{{^Example}}none{{/Example}}"),
    ):
        template = models.new_template(name)
        template["qfmt"], template["afmt"] = front, back
        models.add_template(own, template)
    own["css"] = ".card { color: teal; }"
    models.add(own)
    for number in range(6):
        add(
            opened,
            "Basic",
            "Work::Python",
            ["python", f"chapter::{number}"],
            Front=f"Q{number} <b>ü</b>",
            Back=f"A{number}",
        )
    add(opened, "Basic (and reversed card)", "Work", [], Front="queue", Back="first in, first out")
    add(opened, "Cloze", "Work", ["blank"], Text="{{c1::one}} and {{c3::three::how many}}", **{"Back Extra": "more"})
    add(opened, "Vocabulary", "Language::Rare", [], Word="idempotent", Meaning="the same again", Rare="yes")
    add(opened, "Vocabulary", "Language", ["x"], Word="shard", Meaning="part", Example="a shard", Source="book")
    opened.media.write_data("tree.png", b"picture")
    add(opened, "Basic", "Work", [], Front='<img src="tree.png">', Back="[sound:tree.mp3]")
    opened.sched.suspend_cards([opened.find_cards("Q1")[0]])
    opened.decks.select(opened.decks.id("Work::Python"))
    for grade in (3, 1):
        card = opened.sched.getCard()
        card.start_timer()
        opened.sched.answerCard(card, grade)


def export(opened: Any, path: Path, *, legacy: bool, deck: str = "") -> Path:
    """Export all, or a deck, in the older or the newest format."""
    options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=legacy)
    limit = DeckIdLimit(opened.decks.id(deck)) if deck else None
    opened.export_anki_package(out_path=str(path), options=options, limit=limit)
    return path


def bring_in(opened: Any, path: str | Path) -> None:
    """Import a package with its scheduling."""
    options = ImportAnkiPackageOptions(with_scheduling=True)
    opened.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options))


def notes_of(opened: Any) -> dict[str, dict[str, Any]]:
    """Guid -> fields, tags, type, decks and ordinals of its cards."""
    found = {}
    for identity in opened.find_notes(""):
        note = opened.get_note(identity)
        cards = note.cards()
        found[note.guid] = {
            "fields": note.fields,
            "tags": sorted(note.tags),
            "type": note.note_type()["name"],
            "deck": opened.decks.name(cards[0].did),
            "cards": sorted(card.ord for card in cards),
        }
    return found
