"""Folders written whole or not at all: what an author has is never overwritten, and half a folder is never left."""

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from macros.findings import Finding

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def free_place(folder: Path, slug: str) -> Path:
    """The path of a new folder; raises ValueError with a finding when its name is no slug or is taken."""
    target = folder / slug
    if not _SLUG.match(slug):
        good = re.sub(r"[^a-z0-9]+", "-", slug.lower()).strip("-") or "a-slug"
        raise ValueError(str(Finding(folder.as_posix(), 1, f"{slug!r} is not a slug", f"write {good!r}")))
    if target.exists():
        mend = "choose another slug, or remove the folder if you mean to replace it"
        raise ValueError(str(Finding(target.as_posix(), 1, "exists already", mend)))
    return target


def write_folder(target: Path, files: Mapping[str, str]) -> None:
    """Write files (path in the folder -> text) into a folder that `free_place` gave."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=target.parent) as place:
        made = Path(place) / target.name
        for name, text in files.items():
            file = made / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        made.rename(target)
