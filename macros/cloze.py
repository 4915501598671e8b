"""Texts with blanks, written as Anki writes them: `{{c1::words}}` or `{{c1::words::hint}}`."""

import re
from collections.abc import Iterator

CLOZE = re.compile(r"\{\{c([1-9][0-9]?)::((?:[^{}:]|:(?!:))+?)(?:::((?:[^{}:]|:(?!:))+?))?\}\}")
"""A blank: its number, its words and its hint, if any."""


def cloze_cards(text: str) -> Iterator[tuple[int, str, str]]:
    """Number, front and back, in Markdown, of each card of a text: its own blanks are hidden, those of others filled in."""
    for number in sorted({int(match[1]) for match in CLOZE.finditer(text)}):

        def shown(match: re.Match[str], front: bool, asked: int = number) -> str:
            if int(match[1]) != asked:
                return match[2].strip()
            return f"**\\[{(match[3] or '…').strip()}\\]**" if front else f"**{match[2].strip()}**"

        yield (
            number,
            CLOZE.sub(lambda match: shown(match, True), text),
            CLOZE.sub(lambda match: shown(match, False), text),
        )
