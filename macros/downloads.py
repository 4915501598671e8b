"""The site's decks for other programs: a package for Anki and a text file of each, beside the deck's own JSON."""

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from greenroom.exchange.kinds import SITE
from greenroom.exchange.writing import write, write_text
from greenroom.models.decks import Card
from macros.site import Site

DAY = 86_400
PARENT = "Greenroom"
"""Deck that holds all of ours in Anki."""


def downloads(site: Site, site_url: str) -> Iterator[tuple[str, bytes]]:
    """Address and content of the download files of each deck; the same bank gives the same bytes on one day.

    `site_url` is where the site will stand; each note names its page by it. Anki takes a note anew only where it was made
    later than the one it has: the day of the build counts, or `SOURCE_DATE_EPOCH`.
    """
    made = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time() // DAY * DAY)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        for deck in site.bank.decks.values():
            stem = site.deck_source(deck).removesuffix(".json")
            notes = [_note(site, f"{PARENT}::{deck.title}", card, site_url) for card in site.decks[deck.id]]
            write(PARENT, [], notes, path=str(path), made=made)
            yield f"{stem}.apkg", path.read_bytes()
            yield f"{stem}.tsv", write_text(notes)["text"].encode()


def _note(site: Site, deck: str, card: Card, site_url: str) -> dict[str, Any]:
    html = site.renderer.html
    page = urljoin(site_url, card.page)
    return {
        "id": card.id,
        "deck": deck,
        "type": SITE,
        "fields": [html(card.front), html(card.back), f'<a href="{page}">{page}</a>', card.id],
        "tags": list(card.topics),
    }
