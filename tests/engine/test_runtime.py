"""The browser's Python: complete, compiled, locked to the versions of the build, and the same byte for byte."""

import gzip
import hashlib
import io
import json
import re
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

from runtime.build import LIBRARY, MAGIC, PACK, SITE, RuntimeBuildError, build, locked_lines

ROOT = Path(__file__).resolve().parent.parent.parent
BUILT = ROOT / "build" / "runtime"


def manifest(folder: Path = BUILT) -> dict[str, Any]:
    """The manifest of a built runtime."""
    return dict(json.loads((folder / "manifest.json").read_text(encoding="utf-8")))


def test_a_second_build_gives_the_same_bytes(tmp_path: Path) -> None:
    build(tmp_path / "again")
    first = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in BUILT.iterdir()}
    second = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (tmp_path / "again").iterdir()}
    assert first == second


def archives(folder: Path = BUILT) -> dict[str, zipfile.ZipFile]:
    """The archives that the packed file holds, by name."""
    whole = gzip.decompress((folder / PACK).read_bytes())
    found = {}
    for archive in manifest(folder)["archives"]:
        found[archive["name"]] = zipfile.ZipFile(io.BytesIO(whole[: archive["size"]]))
        whole = whole[archive["size"] :]
    assert whole == b""
    return found


def lock() -> dict[str, Any]:
    """The lock file that pyodide-build has finished."""
    return dict(manifest()["lock"])


def test_the_engine_and_its_needs_are_bytecode_of_the_browsers_python() -> None:
    members = archives()[SITE]
    names = members.namelist()
    assert not [name for name in names if name.endswith(".py")]
    assert {name.split("/")[0] for name in names} >= {"greenroom", "fsrs", "pytest", "_pytest", "pluggy"}
    assert all(members.read(name)[:4] == MAGIC for name in names if name.endswith(".pyc"))


def test_the_library_has_what_an_answer_imports() -> None:
    modules = {re.sub(r"(/__init__)?\.pyc?$", "", name) for name in archives()[LIBRARY].namelist()}
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
    settings = tomllib.loads((ROOT / "runtime" / "packages.toml").read_text(encoding="utf-8"))
    assert set(lock()["packages"]) == {*settings["wheels"], "greenroom", "greenroom-stand-ins"}
    for package in lock()["packages"].values():
        assert re.fullmatch("[0-9a-f]{64}", package["sha256"])
        assert "://" not in package["file_name"]


def test_the_browsers_packages_have_the_versions_of_the_lock_file() -> None:
    for name in ("fsrs", "pytest", "pluggy", "packaging", "iniconfig"):
        assert f"{name}=={lock()['packages'][name]['version']} " in locked_lines([name])


def test_the_runtime_is_small_enough_to_download() -> None:
    sizes = {file["name"]: file["size"] for file in manifest()["files"]}
    assert sum(size for name, size in sizes.items() if name != "pyodide.asm.wasm") < 2_700_000


def test_a_package_that_is_not_locked_is_named_with_its_mend() -> None:
    with pytest.raises(
        RuntimeBuildError, match=r"'no-such-package' is not in requirements.txt; add it to requirements.in"
    ):
        locked_lines(["no-such-package"])
