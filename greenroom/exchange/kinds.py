"""The site's own kinds of note as Anki's note types: what they are called there, and how their cards look."""

import re
import zlib
from collections.abc import Sequence
from typing import Any

CSS = """.card { font-family: system-ui, sans-serif; font-size: 20px; line-height: 1.5; text-align: left; max-width: 40em; margin: 0 auto; padding: 1em; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.9em; }
pre { overflow-x: auto; padding: 0.6em; background: rgba(128, 128, 128, 0.15); }
.cloze { font-weight: bold; color: #1d5fae; }
.source { font-size: 0.7em; opacity: 0.75; }
"""
_ANSWER = "{{FrontSide}}\n<hr id=answer>\n"


def _type(
    identity: str, name: str, fields: Sequence[str], cards: Sequence[tuple[str, str, str]], kind: str = "standard"
) -> dict[str, Any]:
    templates = [{"name": title, "front": front, "back": back} for title, front, back in cards]
    return {"id": identity, "name": name, "kind": kind, "fields": list(fields), "templates": templates, "css": CSS}


_DIGITS = re.compile(r"[1-9][0-9]{0,17}")
SITE = "site"
"""Type of the notes made from the site's cards."""

TYPES: dict[str, dict[str, Any]] = {
    each["id"]: each
    for each in (
        _type("basic", "Greenroom basic", ["Front", "Back"], [("Card 1", "{{Front}}", _ANSWER + "{{Back}}")]),
        _type(
            "reversed",
            "Greenroom both ways",
            ["Front", "Back"],
            [("Card 1", "{{Front}}", _ANSWER + "{{Back}}"), ("Card 2", "{{Back}}", _ANSWER + "{{Front}}")],
        ),
        _type(
            "cloze",
            "Greenroom cloze",
            ["Text", "Extra"],
            [("Cloze", "{{cloze:Text}}", "{{cloze:Text}}<br>\n{{Extra}}")],
            kind="cloze",
        ),
        _type(
            "typed",
            "Greenroom typed",
            ["Front", "Answer"],
            [("Card 1", "{{Front}}\n\n{{type:Answer}}", "{{Front}}\n<hr id=answer>\n{{type:Answer}}")],
        ),
        _type(
            "aloud",
            "Greenroom aloud",
            ["Prompt", "Seconds", "Outline"],
            [("Card 1", "{{Prompt}}\n<p>Aloud, {{Seconds}} s.</p>", _ANSWER + "{{Outline}}")],
        ),
        _type(
            "code",
            "Greenroom code",
            ["Task", "Code", "Tests"],
            [("Card 1", "{{Task}}\n<pre>{{Code}}</pre>", _ANSWER + "<pre>{{Tests}}</pre>")],
        ),
        _type(
            SITE,
            "Greenroom",
            ["Front", "Back", "Page", "Id"],
            [("Card 1", "{{Front}}", _ANSWER + '{{Back}}\n<p class="source">{{Page}}</p>')],
        ),
    )
}


def number_for(name: str) -> int:
    """A number for a deck or a type, the same on every machine: Anki takes those of equal numbers for the same one."""
    if name == "Default":
        return 1  # the deck that every collection has
    return (1 << 30) + zlib.crc32(f"greenroom/{name}".encode()) % (1 << 30)


def number_of(identity: str) -> int:
    """Anki's number of a type: its own where it came from there."""
    prefix, _, digits = identity.partition("/")
    return int(digits) if prefix == "anki" and _DIGITS.fullmatch(digits) else number_for(identity)


def own_kind(number: int, fields: Sequence[str]) -> str:
    """Id of the site's own kind that a type of Anki was exported from, or nothing."""
    for identity, known in TYPES.items():
        if identity != SITE and number == number_for(identity) and list(fields) == known["fields"]:
            return identity
    return ""
