"""The browser's Python: complete, compiled, locked to the versions of the build, and the same byte for byte."""

import gzip
import hashlib
import io
import json
import re
import tomllib
import zipfile
from pathlib import Path

import pytest

from runtime.build import LIBRARY, MAGIC, RuntimeBuildError, build, locked_lines

ROOT = Path(__file__).resolve().parent.parent.parent
BUILT = ROOT / "build" / "runtime"


def manifest(folder: Path = BUILT) -> dict[str, object]:
    """The manifest of a built runtime."""
    return dict(json.loads((folder / "manifest.json").read_text(encoding="utf-8")))


def test_a_second_build_gives_the_same_bytes(tmp_path: Path) -> None:
    build(tmp_path / "again")
    first = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in BUILT.iterdir()}
    second = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (tmp_path / "again").iterdir()}
    assert first == second


def test_the_engine_and_its_needs_are_bytecode_of_the_browsers_python() -> None:
    for wheel in BUILT.glob("*.whl"):
        with zipfile.ZipFile(wheel) as members:
            names = members.namelist()
            assert not [name for name in names if name.endswith(".py")], wheel.name
            assert all(members.read(name)[:4] == MAGIC for name in names if name.endswith(".pyc")), wheel.name


def test_the_library_has_what_an_answer_imports() -> None:
    with zipfile.ZipFile(io.BytesIO(gzip.decompress((BUILT / f"{LIBRARY}.gz").read_bytes()))) as library:
        modules = {re.sub(r"(/__init__)?\.pyc?$", "", name) for name in library.namelist()}
    wanted = {
        "bisect",
        "collections",
        "dataclasses",
        "functools",
        "heapq",
        "json",
        "re",
        "sqlite3",
        "statistics",
        "typing",
        "unittest",
    }
    assert wanted <= modules


def test_the_lock_file_lists_only_our_packages_with_their_checksums() -> None:
    lock = json.loads((BUILT / "pyodide-lock.json").read_text(encoding="utf-8"))
    settings = tomllib.loads((ROOT / "runtime" / "packages.toml").read_text(encoding="utf-8"))
    assert set(lock["packages"]) == {*settings["wheels"], "greenroom", "greenroom-stand-ins"}
    for package in lock["packages"].values():
        assert hashlib.sha256((BUILT / package["file_name"]).read_bytes()).hexdigest() == package["sha256"]
        assert "://" not in package["file_name"]


def test_the_browsers_packages_have_the_versions_of_the_lock_file() -> None:
    lock = json.loads((BUILT / "pyodide-lock.json").read_text(encoding="utf-8"))
    for name in ("fsrs", "pytest", "pluggy", "packaging", "iniconfig"):
        assert f"{name}=={lock['packages'][name]['version']} " in locked_lines([name])


def test_the_runtime_is_small_enough_to_download() -> None:
    sizes = {file["name"]: file["size"] for file in manifest()["files"]}  # type: ignore[attr-defined]
    assert sum(size for name, size in sizes.items() if name != "pyodide.asm.wasm") < 3_400_000


def test_a_package_that_is_not_locked_is_named_with_its_mend() -> None:
    with pytest.raises(
        RuntimeBuildError, match=r"'no-such-package' is not in requirements.txt; add it to requirements.in"
    ):
        locked_lines(["no-such-package"])
