"""Cards in text files: what Anki exports as text, and tables as CSV or TSV from anywhere."""

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from greenroom.exchange.kinds import TYPES

SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " "}
SNIFFED = ("\t", ";", ",", "|")
SPECIAL = ("guid", "notetype", "deck", "tags")
NO_COLUMN = -1
"""For deck, tags or guid: none, even where the file names one."""
ROWS_TOLD = 20
MOST_ROWS = 100_000
LONGEST_CELL = 1_000_000
HEADINGS = {"front", "back", "question", "answer", "text", "extra", "term", "definition", "tags", "deck", "prompt"}
_HTML = re.compile(r"</?(?:b|i|u|br|div|p|span|code|pre|ul|ol|li|img|a|strong|em|sub|sup)\b[^>]*>", re.IGNORECASE)
_HEADER = re.compile(
    r"#(separator|html|tags|columns|deck|notetype|if matches|(?:guid|notetype|deck|tags) column):(.*)", re.IGNORECASE
)


@dataclass(kw_only=True)
class _Table:
    separator: str
    html: bool
    header: bool
    columns: list[str]
    special: dict[str, int]
    """guid, notetype, deck or tags -> the column the file names for it, from 0."""
    rows: list[list[str]]
    deck: str
    """Deck the file names for all."""
    tags: list[str]
    """Tags the file names for all."""


def look(path: str, name: str, separator: str | None = None, header: bool | None = None) -> dict[str, Any]:
    """What a text file holds: `separator`, `header` and `html` as found, `columns`, the first `rows`, `total`, and `special`.

    `special` gives the columns that the file itself names for guid, note type, deck and tags. `separator` and `header`
    override what would be found. Raises ValueError.
    """
    table = _table(path, name, separator, header)
    return {
        "separator": table.separator,
        "header": table.header,
        "html": table.html,
        "columns": table.columns,
        "rows": table.rows[:ROWS_TOLD],
        "total": len(table.rows),
        "special": table.special,
        "deck": table.deck,
        "tags": table.tags,
    }


def mapped(
    path: str,
    name: str,
    columns: Mapping[str, Any],
    type: str = "basic",  # noqa: A002 — the name in the message
    deck: str = "My cards",
    tags: list[str] | None = None,
    separator: str | None = None,
    header: bool | None = None,
    html: bool | None = None,
) -> dict[str, Any]:
    """Notes from a text file, in the shape of `reading.read`.

    `columns` gives each field of the kind `type` its column, from 0, and may name columns for `guid`, `deck` and `tags` (-1 for none);
    for these the file's own headings count otherwise. `separator`, `header` and `html` override what was found. Raises
    ValueError for a file or a mapping that does not serve.
    """
    if type not in TYPES:
        raise ValueError(f"There is no kind of card {type!r}. Use {', '.join(sorted(TYPES))}.")
    table = _table(path, name, separator, header, html)
    kind = TYPES[type]
    special = {**table.special, **{key: place for key, place in columns.items() if key in SPECIAL}}
    if wrong := [place for place in columns.values() if not isinstance(place, int) or place < NO_COLUMN]:
        raise ValueError(f"Column {wrong[0]!r} is no column. Give its place, from 0.")
    fields = [None if columns.get(each) == NO_COLUMN else columns.get(each) for each in kind["fields"]]
    if fields[0] is None:
        raise ValueError(f"No column is chosen for {kind['fields'][0]!r}. Choose one.")
    notes: dict[str, dict[str, Any]] = {}
    empty = double = 0
    for row in table.rows:
        texts = ["" if place is None else _cell(row, place) for place in fields]
        if not texts[0].strip():
            empty += 1
            continue
        guid = _cell(row, special.get("guid", -1)).strip()
        identity = _identity(guid, type, texts[0])
        if identity in notes:
            double += 1
            continue
        named = {other["name"]: other["id"] for other in TYPES.values()}
        own = named.get(_cell(row, special.get("notetype", -1)), type)
        notes[identity] = {
            "id": identity,
            "deck": _cell(row, special.get("deck", -1)).strip() or table.deck or deck,
            "type": own if len(TYPES[own]["fields"]) == len(texts) and own != "site" else type,
            "fields": texts,
            "format": "html" if table.html else "markdown",
            "tags": list(dict.fromkeys([*(tags or []), *table.tags, *_cell(row, special.get("tags", -1)).split()])),
        }
    left_out = [f"{empty:,} rows without a {kind['fields'][0].lower()}."] if empty else []
    left_out += [f"{double:,} rows that say what another has said."] if double else []
    decks = sorted({note["deck"] for note in notes.values()})
    counts = {name: sum(note["deck"] == name for note in notes.values()) for name in decks}
    return {
        "format": "text",
        "decks": [{"name": name, "notes": count, "cards": count} for name, count in counts.items()],
        "types": [],
        "notes": list(notes.values()),
        "reviews": [],
        "suspended": [],
        "media": {"count": 0, "names": []},
        "left_out": left_out,
        "text": look(path, name) if separator is None else None,
    }


def _identity(guid: str, kind: str, first: str) -> str:
    """Name of a note: by its guid, else by what it asks, so that a file imported twice makes no doubles."""
    if guid:
        return guid if guid.startswith(("own/", "csv/")) else f"anki/{guid}"
    digest = hashlib.sha256(f"{kind}\0{' '.join(first.split())}".encode()).hexdigest()
    return f"csv/{digest[:16]}"


def _cell(row: list[str], place: int) -> str:
    return row[place] if 0 <= place < len(row) else ""


def _decoded(path: str) -> str:
    data = Path(path).read_bytes()
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        raise ValueError("The file is UTF-32 text. Save it as UTF-8, then try again.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\0" in data:
        raise ValueError("The file is no text. Choose an .apkg, .txt, .tsv or .csv file.")
    else:
        encoding = "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ValueError(f"Line {line} is not UTF-8 text. Save the file as UTF-8, then try again.") from error


def _table(
    path: str, name: str, separator: str | None = None, header: bool | None = None, html: bool | None = None
) -> _Table:
    text = _decoded(path).replace("\r\n", "\n")
    told: dict[str, str] = {}
    lines = text.split("\n")
    while lines and (found := _HEADER.fullmatch(lines[0].strip("\r"))):
        told[found[1].lower()] = found[2].strip()
        lines.pop(0)
    body = "\n".join(lines)
    if separator is None:
        separator = SEPARATORS.get(told.get("separator", "").lower()) or told.get("separator") or _sniffed(body, name)
    rows = _rows(body, separator, comments=bool(told))
    if not rows:
        raise ValueError("The file has no rows. Choose another.")
    special = {
        key: int(told[f"{key} column"]) - 1
        for key in SPECIAL
        if told.get(f"{key} column", "").isdecimal() and len(told[f"{key} column"]) < 5
    }
    columns = told["columns"].split(separator) if "columns" in told else []
    first = [cell.strip().lower() for cell in rows[0]]
    if header is None:
        header = not columns and not told and bool(HEADINGS & set(first)) and all(len(cell) < 40 for cell in first)
    if header:
        columns = rows.pop(0)
        special = {**{key: first.index(key) for key in SPECIAL if key in first}, **special}
    if html is None:
        html = (
            told["html"].lower() == "true"
            if "html" in told
            else any(_HTML.search(cell) for row in rows[:200] for cell in row)
        )
    width = max((len(row) for row in rows), default=len(columns))
    names = [
        (columns[place].strip() if place < len(columns) else "") or f"Column {place + 1}" for place in range(width)
    ]
    tags = told.get("tags", "").split()
    return _Table(
        separator=separator,
        html=html,
        header=header,
        columns=names,
        special=special,
        rows=rows,
        deck=told.get("deck", ""),
        tags=tags,
    )


def _sniffed(body: str, name: str) -> str:
    """The separator by which the first rows have the most columns, all alike; by the file's name where none has two."""

    def columns(separator: str) -> int:
        try:
            widths = {len(row) for row in csv.reader(io.StringIO(body[:20_000]), delimiter=separator) if row}
        except csv.Error:
            return 0
        return min(widths, default=0) if len(widths) <= 2 else 0

    if columns("\t") > 1:  # no prose holds one in every row
        return "\t"
    best = max(SNIFFED, key=columns)
    if columns(best) > 1:
        return best
    return "," if name.lower().endswith(".csv") else "\t"


def _rows(body: str, separator: str, comments: bool) -> list[list[str]]:
    """The rows of a table; in a file of Anki's, lines between rows that begin with `#` are comments."""
    if len(separator) != 1 or separator in '"\n\r':
        raise ValueError(f"The separator {separator!r} is not one character. Use a tab, comma or semicolon.")
    csv.field_size_limit(LONGEST_CELL)
    rows: list[list[str]] = []
    start = 0

    def lines() -> Iterator[str]:
        nonlocal start
        for place, line in enumerate(io.StringIO(body, newline=""), start=1):
            if start == 0 and comments and line.startswith("#"):
                continue
            start = start or place
            yield line
        if start:  # the reader asks for more in the middle of a row
            raise ValueError(f"A quotation mark in row {start} is never closed. Close it, or write it twice.")

    reader = csv.reader(lines(), delimiter=separator)
    try:
        for row in reader:
            start = 0
            if any(cell.strip() for cell in row):
                rows.append(row)
            if len(rows) > MOST_ROWS:
                raise ValueError(f"The file has more than {MOST_ROWS:,} rows. Split it.")
    except csv.Error as error:
        raise ValueError(
            f"Line {reader.line_num} cannot be read as a table ({error}). Mend it, then try again."
        ) from error
    return rows
