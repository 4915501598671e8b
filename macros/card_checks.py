"""What is wrong with a card: no answer, no blank, the same question twice, an answer that its back does not hold."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from macros.cloze import CLOZE
from macros.findings import Finding
from macros.source import Cursor

LONGEST_ANSWER = 60
"""Characters of an answer that is typed."""
LONGEST_TERM = 12
"""Words of a back that a card is asked from when it is reversed."""
_ASKED = {"follow_ups": "question", "probes": "question", "mistakes": "title", "defects": "title"}
_ASKED |= {"red_flags": "point", "pitfalls": "point"}
"""List of an entry whose items give a card by rule -> the field that stands on its front, under the entry's title."""


class Entries(Protocol):
    """The bank as it was read."""

    def all(self) -> Iterator[tuple[str, str, Cursor]]:
        """Kind, id and cursor of every entry."""


def check_cards(raw: Entries) -> Iterator[Finding]:
    """All findings about the cards of the bank, written and derived."""
    fronts: dict[str, Cursor] = {}
    seen: set[tuple[str, str]] = set()
    for kind, entry_id, entry in raw.all():
        if (kind, entry_id) in seen:
            continue  # an entry that stands twice is one finding, not one a card
        seen |= {(kind, entry_id)} if entry_id else set()
        name = f"{kind} {entry_id!r}"
        for card in entry.get("cards").items():
            card_name = f"card {card.get('id').text!r} of {name}"
            yield from _form(card, card_name)
            asked_at = card.get("cloze") if card.has("cloze") else card.get("front")
            yield from _asked_once(_plain(asked_at.text), asked_at, card_name, fronts)
        for listed, asked in _ASKED.items():
            own: dict[str, Cursor] = {}
            for item in entry.get(listed).items():
                if item.get("id").text:
                    item_name = f"the card of {item.get('id').text!r} in `{listed}` of {name}"
                    yield from _asked_once(_plain(item.get(asked).text), item.get(asked), item_name, own)


def _asked_once(front: str, place: Cursor, name: str, known: dict[str, Cursor]) -> Iterable[Finding]:
    if not front:
        return
    first = known.setdefault(front, place)
    if first is not place:
        where = f"{first.document.file}:{first.line}"
        yield place.finding(
            f"{name} asks what another one asks ({where})", "remove one of the two or ask something else"
        )


def _form(card: Cursor, name: str) -> Iterator[Finding]:
    sides = {side: card.get(side) for side in ("front", "back") if card.has(side)}
    if card.has("cloze"):
        for side, place in sides.items():
            yield place.finding(
                f"{name} has `cloze` and `{side}`", f"remove `{side}`, or write `front` and `back` alone"
            )
        for extra in ("answer", "reverse"):
            if card.has(extra):
                yield card.get(extra).finding(
                    f"{name} has `cloze` and `{extra}`", f"remove `{extra}`; the blank is asked for"
                )
        yield from _cloze(card.get("cloze"), name)
        return
    for side, about in {"front": "the question", "back": "the answer"}.items():
        if side not in sides:
            yield card.finding(f"{name} has no `{side}`", f"add `{side}:` ({about}), or write a `cloze` with blanks")
    yield from _answer(card, name)
    if card.get("reverse").value is True and (words := len(card.get("back").text.split())) > LONGEST_TERM:
        finding = f"{name} is reversed, and its back has {words} words"
        yield card.get("reverse").finding(
            finding, f"shorten the back to {LONGEST_TERM} words at most, or remove `reverse`"
        )


def _cloze(place: Cursor, name: str) -> Iterator[Finding]:
    text = place.text
    if not text.strip():
        return  # the schema says that it is empty
    rest = CLOZE.sub("", text)
    if "{{" in rest or "}}" in rest:
        yield place.finding(f"braces in the cloze of {name} that make no blank", "write a blank as {{c1::words}}")
    elif rest == text:
        yield place.finding(f"the cloze of {name} has no blank", "put what is asked into {{c1::words}}")
    for match in CLOZE.finditer(text):
        if text.count("`", 0, match.start()) % 2:
            yield place.finding(f"a blank of {name} within code", "put the backticks inside: {{c1::`code`}}")


def _answer(card: Cursor, name: str) -> Iterator[Finding]:
    if not card.has("answer") or not card.get("answer").text.strip() or not card.get("back").text:
        return
    place = card.get("answer")
    first = place.text.split(";")[0].strip()
    if len(first) > LONGEST_ANSWER:
        finding = f"the answer of {name} has {len(first)} characters"
        yield place.finding(finding, f"ask for something that can be typed in {LONGEST_ANSWER}, or remove `answer`")
    elif not _holds(card.get("back").text, first):
        yield place.finding(
            f"the back of {name} does not say its answer {first!r}", "write both alike, the answer first"
        )


def _holds(back: str, answer: str) -> bool:
    """Whether the words of the answer stand in the back, one beside the other."""
    return f" {_plain(answer)} " in f" {_plain(back)} "


_STANDS_FOR: Mapping[str, str] = {
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "−": "-",
    "×": "*",
    "·": "*",
    "\u00a0": " ",
    "\u202f": " ",
}


def _plain(text: str) -> str:
    """The words and numbers of a Markdown text, in lower case, without marks; `86,400` and `86400` are one number."""
    for mark, plain in _STANDS_FOR.items():
        text = text.replace(mark, plain)
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text.lower())
    return " ".join(re.findall(r"\w+(?:\.\d+)?|[-+*/^$%<>=√²³⁰¹⁴⁵⁶⁷⁸⁹]", re.sub(r"\*\*|`", "", text)))
