"""A file of cards from anywhere, read to be looked at before anything is kept."""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from greenroom.exchange import texts
from greenroom.exchange.collections import contents
from greenroom.exchange.packages import MEDIA_TOLD, unpack

ZIP = b"PK"
LARGEST_FILE = 512 * 1024 * 1024


def _silent(_event: str, _data: Any) -> None:
    pass


def read(
    path: str,
    name: str,
    emit: Callable[[str, Any], object] = _silent,
    separator: str | None = None,
    header: bool | None = None,
) -> dict[str, Any]:
    """What a file holds, as plain data; `name` is what the reader knows it by, `emit` hears of the progress.

    For a text, `separator` and `header` override what would be found.

    `format` is `apkg-old`, `apkg-new` or `text`. A package gives `decks`, `types`, `notes`, `reviews`, `suspended` (ids of
    cards), `media` (`count`, `names` of the first) and `left_out` (sentences for the reader); a text gives `text`, see
    `texts.look`, and no notes yet. Raises ValueError with what was found and what to do.
    """
    file = Path(path)
    size = file.stat().st_size
    if size == 0:
        raise ValueError("The file is empty. Choose another.")
    if size > LARGEST_FILE:
        raise ValueError(f"The file has more than {LARGEST_FILE // 1024**2} MB. Export it without media.")
    nothing: dict[str, Any] = {"decks": [], "types": [], "notes": [], "reviews": [], "suspended": [], "left_out": []}
    with file.open("rb") as opened:
        start = opened.read(2)
    if start != ZIP:
        if name.lower().endswith((".apkg", ".colpkg")):
            raise ValueError("The file is no package of Anki: it is no zip. Export the deck from Anki once more.")
        told = texts.look(path, name, separator, header)
        return {**nothing, "format": "text", "media": {"count": 0, "names": []}, "text": told}
    emit("progress", {"done": 0, "total": 0, "what": "Unpacking"})
    package = unpack(file)
    found = contents(package.database, emit)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    cards = {kind["id"]: len(kind["templates"]) for kind in found.types}
    for note in found.notes:
        counts[note["deck"]][0] += 1
        counts[note["deck"]][1] += len(note.get("cards", [])) or cards.get(note["type"], 1)
    left_out = [sentence.format(f"{count:,}") for sentence, count in found.left_out.items()]
    if package.media:
        left_out.append(f"{len(package.media):,} media files: pictures and sounds are named in the cards, not kept.")
    return {
        **nothing,
        "format": package.form,
        "decks": [{"name": deck, "notes": notes, "cards": made} for deck, (notes, made) in sorted(counts.items())],
        "types": found.types,
        "notes": found.notes,
        "reviews": found.reviews,
        "suspended": found.suspended,
        "media": {"count": len(package.media), "names": package.media[:MEDIA_TOLD]},
        "left_out": left_out,
        "text": None,
    }
