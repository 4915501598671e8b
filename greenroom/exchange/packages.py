"""Anki's packages, `.apkg` and `.colpkg`: a zip with a collection, which is an SQLite database, and its media.

Three formats are about. The oldest holds `collection.anki2`. The next adds `collection.anki21`, with the same tables, and
leaves in the other only a note that asks for a newer Anki. The newest holds `collection.anki21b`, compressed with Zstandard.
"""

import importlib
import json
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from greenroom.exchange import protobuf

LARGEST = 256 * 1024 * 1024
"""Bytes of a collection that are unpacked at most."""
NEWEST, NEWER, OLD = "collection.anki21b", "collection.anki21", "collection.anki2"
MEDIA_TOLD = 20
"""Names of media files that are told."""
DAMAGED = "Export the deck from Anki once more, or choose another file."


@dataclass(frozen=True, kw_only=True)
class Package:
    """A package that was opened."""

    form: str
    """`apkg-old` or `apkg-new`."""
    database: bytes
    """The collection, an SQLite database."""
    media: list[str]
    """Names of its media files; none is unpacked."""


def unpack(path: Path) -> Package:
    """Open a package. Raises ValueError with what was found and what to do; nothing in it is trusted."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            found = next((name for name in (NEWEST, NEWER, OLD) if name in names), None)
            if found is None:
                raise ValueError("The file is a zip, but holds no collection of Anki. Choose an .apkg or .colpkg file.")
            if found != NEWEST and "meta" in names and _is_newest(_member(archive, "meta")):
                raise ValueError(f"The package lacks its collection and holds only a notice for old Ankis. {DAMAGED}")
            data = _member(archive, found)
            media = _member(archive, "media") if "media" in names else b""
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, struct_error()) as error:
        raise ValueError(f"The file is no whole package of Anki ({error}). {DAMAGED}") from error
    except RuntimeError as error:  # how zipfile says that a password is needed
        raise ValueError(f"The package is locked ({error}). Export it without a password.") from error
    if found == NEWEST:
        data = unzstd(data)
    if not data.startswith(b"SQLite format 3\0"):
        raise ValueError(f"The collection in the package is no database. {DAMAGED}")
    return Package(
        form="apkg-new" if found == NEWEST else "apkg-old", database=data, media=_media(media, found == NEWEST)
    )


def struct_error() -> type[Exception]:
    """What `zipfile` raises for some damaged headers."""
    error: type[Exception] = importlib.import_module("struct").error
    return error


def unzstd(data: bytes) -> bytes:
    """Data without its Zstandard compression. Raises ValueError for damaged data and for more than is unpacked."""
    zstd = _zstd()
    parts, left = [], LARGEST
    try:
        while data:
            frame = zstd.ZstdDecompressor()
            part = frame.decompress(data, max_length=left + 1)
            left -= len(part)
            if left < 0:
                raise _too_large()
            if not frame.eof:
                raise ValueError(f"The collection in the package is cut off. {DAMAGED}")
            parts.append(part)
            data = frame.unused_data
    except zstd.ZstdError as error:
        raise ValueError(f"The collection in the package cannot be unpacked ({error}). {DAMAGED}") from error
    return b"".join(parts)


def _zstd() -> Any:
    """Python's own module since 3.14, and before that the same from PyPI."""
    try:
        return importlib.import_module("compression.zstd")
    except ImportError:
        return importlib.import_module("backports.zstd")


def _too_large() -> ValueError:
    return ValueError(f"The collection has more than {LARGEST // 1024**2} MB. Export single decks, without media.")


def _is_newest(meta: bytes) -> bool:
    """Whether a package says of itself that its collection is of the newest format."""
    try:
        return protobuf.number(protobuf.message(meta), 1) >= 3
    except ValueError:
        return False


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ValueError(f"The package is compressed as Anki does not. {DAMAGED}")
    with archive.open(name) as member:
        data = member.read(LARGEST + 1)  # what the header declares is not trusted
    if len(data) > LARGEST:
        raise _too_large()
    return data


def _media(data: bytes, new: bool) -> list[str]:
    """Names of the media. They are left out anyway, so a list that cannot be read is an empty one."""
    try:
        if new:
            entries = protobuf.message(unzstd(data)).get(1, [])
            return [protobuf.text(protobuf.message(entry), 1) for entry in entries if isinstance(entry, bytes)]
        listed = json.loads(data or b"{}")
        return [str(name) for name in listed.values()] if isinstance(listed, dict) else []
    except (ValueError, RecursionError):
        return []
