"""A small bank that is right in every way, and copies of it to break."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.bank import load
from macros.markup import Renderer
from macros.site import Site

FIXTURE = Path(__file__).parent / "fixtures" / "bank"


@pytest.fixture(scope="session")
def site() -> Site:
    """The small bank as a site."""
    bank, findings = load(FIXTURE)
    assert not findings
    return Site(bank, Renderer())


@pytest.fixture
def broken(tmp_path: Path) -> Callable[[str, str, str], Path]:
    """Copies the small bank and replaces one text in one of its files; gives the copy's folder."""

    def edit(file: str, old: str, new: str) -> Path:
        bank = tmp_path / "bank"
        if not bank.exists():
            shutil.copytree(FIXTURE, bank)
        text = (bank / file).read_text("utf-8")
        assert old in text, f"{file} has no {old!r}"
        (bank / file).write_text(text.replace(old, new, 1), "utf-8")
        return bank

    return edit
