"""Build the browser's Python into `build/runtime`: `python -m runtime.build`.

pyodide-build's py-compile turns the standard library, the engine and what it needs into bytecode of the browser's Python
version and finishes our own small `pyodide-lock.json`. It has to be run by that version, so it runs inside npm's `pyodide`
under node (`compile.mjs`). With a fixed SOURCE_DATE_EPOCH the result is the same byte for byte on every machine, and its
hash names the folder it is served from.
"""

import argparse
import gzip
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
import zipfile
from pathlib import Path

from pyodide_lock import InfoSpec, PyodideLockSpec
from pyodide_lock.utils import add_wheels_to_spec
from wheel.wheelfile import WheelFile

ROOT = Path(__file__).resolve().parent.parent
NPM = ROOT / "node_modules" / "pyodide"
EPOCH = "1767225600"  # 2026-01-01, an arbitrary fixed time for every member of every archive
# The first four bytes of CPython 3.14's bytecode: what the browser's interpreter accepts.
MAGIC = bytes.fromhex("2b0e0d0a")
# The archives the browser's Python imports from: its library, and the wheels as one.
LIBRARY = "python_stdlib.zip"
SITE = "site.zip"
# Both in one file, one behind the other: a request costs a reader on a telephone more than its bytes.
PACK = "python.pack.gz"
# What is left of a wheel's metadata.
DIST_INFO = ("METADATA", "WHEEL", "entry_points.txt")
MEMBER_TIME = (2026, 1, 1, 0, 0, 0)


class RuntimeBuildError(Exception):
    """The runtime cannot be built; the message says what is missing and how to mend it."""


def inputs_digest() -> str:
    """Hash of all that the runtime is made from; the build is skipped when it has not changed."""
    digest = hashlib.sha256()
    sources = [
        ROOT / "requirements.txt",
        *sorted((ROOT / "runtime").rglob("*")),
        *sorted((ROOT / "greenroom").rglob("*.py")),
    ]
    for path in sources:
        if path.is_file() and path.suffix in {".py", ".toml", ".mjs", ".txt"}:
            digest.update(f"{path.relative_to(ROOT)}\0".encode())
            digest.update(path.read_bytes())
    digest.update((NPM / "package.json").read_bytes())
    return digest.hexdigest()


def wheel_of(packages: list[Path], name: str, version: str, folder: Path) -> Path:
    """Pack pure Python packages (folders) into a wheel called `name`; gives its path."""
    path = folder / f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info"
    with WheelFile(path, "w") as wheel:
        for package in packages:
            for source in sorted(package.rglob("*.py")):
                wheel.writestr(_member(f"{package.name}/{source.relative_to(package).as_posix()}"), source.read_bytes())
        wheel.writestr(
            _member(f"{info}/METADATA"), f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode()
        )
        tag = b"Wheel-Version: 1.0\nGenerator: greenroom\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        wheel.writestr(_member(f"{info}/WHEEL"), tag)
        wheel.writestr(_member(f"{info}/top_level.txt"), "".join(f"{p.name}\n" for p in packages).encode())
    return path


def locked_lines(names: list[str]) -> str:
    """The entries of requirements.txt for these distributions, hashes included."""
    entries: dict[str, str] = {}
    for block in (ROOT / "requirements.txt").read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        if block and block[0].isalnum():
            entries[block.split("==")[0].strip()] = block
    missing = [name for name in names if name not in entries]
    if missing:
        raise RuntimeBuildError(
            f"runtime/packages.toml: {missing[0]!r} is not in requirements.txt; add it to requirements.in and run 'make lock'"
        )
    return "\n".join(entries[name] for name in names) + "\n"


def download(names: list[str], folder: Path) -> list[Path]:
    """Fetch the wheels of these distributions at their locked versions; gives their paths."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as requirements:
        requirements.write(locked_lines(names))
        requirements.flush()
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--only-binary=:all:",
            "--require-hashes",
        ]
        subprocess.run([*command, "-d", str(folder), "-r", requirements.name], check=True)
    return sorted(folder.glob("*.whl"))


def _member(name: str) -> zipfile.ZipInfo:
    """A zip entry with a fixed time and mode, so that archives do not differ between machines."""
    info = zipfile.ZipInfo(name, MEMBER_TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def repack(source: Path, target: Path, keep: set[str] | None = None, drop: tuple[str, ...] = ()) -> None:
    """Copy a zip with fixed times: only the members in `keep` (all if None), none that starts with one of `drop`."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in sorted(old.namelist()):
            if name.endswith("/") or name.startswith(drop) or (keep is not None and name not in keep):
                continue
            new.writestr(_member(name), old.read(name), compresslevel=9)


def node(script: str, *arguments: str) -> str:
    """Run one of our scripts under node; gives what it prints."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    command = [os.environ.get("NODE", "node"), str(ROOT / "runtime" / script), *arguments]
    done = subprocess.run(command, check=False, text=True, capture_output=True, env=environment)
    if done.returncode:
        raise RuntimeBuildError(f"runtime/{script}: failed under node\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def compile_all(folder: Path) -> None:
    """Compile every archive in the folder with pyodide-build and let it rewrite the folder's lock file."""
    node("compile.mjs", "compile", str(folder), sysconfig.get_paths()["purelib"])


def hot_members(folder: Path, roots: list[str]) -> set[str]:
    """Names of the library's members that importing `roots` loads, found by importing them in the browser's Python."""
    lines = node("compile.mjs", "hot", str(folder), json.dumps(roots)).splitlines()
    return set(json.loads(lines[-1]))


def check_bytecode(archive: Path) -> None:
    """Raise RuntimeBuildError unless the bytecode in the archive is of the browser's Python."""
    with zipfile.ZipFile(archive) as members:
        compiled = [name for name in members.namelist() if name.endswith(".pyc")]
        wrong = [name for name in compiled if members.read(name)[:4] != MAGIC]
    if wrong or not compiled:
        finding = f"{wrong[0]} is bytecode of another Python" if wrong else "it holds no bytecode"
        raise RuntimeBuildError(f"{archive.name}: {finding}; pyodide and MAGIC in runtime/build.py must agree")


def build(target: Path) -> str:
    """Build the runtime into `target`, replacing it only when all is ready; gives the runtime's hash."""
    settings = tomllib.loads((ROOT / "runtime" / "packages.toml").read_text(encoding="utf-8"))
    if not NPM.exists():
        raise RuntimeBuildError("node_modules/pyodide is missing; run 'make setup'")
    version = json.loads((NPM / "package.json").read_text(encoding="utf-8"))["version"]
    with tempfile.TemporaryDirectory() as name:
        stage = Path(name)
        wheels = download(settings["wheels"], stage)
        stand_ins = [ROOT / "runtime" / "stand_ins" / package for package in settings["stand_ins"]]
        wheels += [
            wheel_of([ROOT / "greenroom"], "greenroom", "0.1.0", stage),
            wheel_of(stand_ins, "greenroom_stand_ins", "1", stage),
        ]
        write_lock(wheels, stage)
        library = stage / "python_stdlib.zip"
        left_out = tuple(settings["left_out"])
        repack(NPM / "python_stdlib.zip", stage / "all.zip", drop=left_out)
        hot = hot_members(stage, settings["hot"])
        (stage / "hot").mkdir()
        repack(stage / "all.zip", stage / "hot" / "python_stdlib.zip", keep=hot)
        with zipfile.ZipFile(stage / "all.zip") as members:
            rest = set(members.namelist()) - hot
        repack(stage / "all.zip", stage / "rest.bin", keep=rest)
        shutil.move(stage / "hot" / "python_stdlib.zip", library)
        (stage / "all.zip").unlink()
        compile_all(stage)
        check_bytecode(library)
        merge(library, stage / "rest.bin")
        for wheel in stage.glob("*.whl"):
            check_bytecode(wheel)
        return publish(stage, target, version, tuple(settings["left_out_of_wheels"]))


def merge(library: Path, rest: Path) -> None:
    """Put the members of `rest` behind those of the library, all with fixed times."""
    both = library.with_suffix(".new")
    with zipfile.ZipFile(both, "w") as new:
        for source in (library, rest):
            with zipfile.ZipFile(source) as old:
                for name in sorted(old.namelist()):
                    new.writestr(_member(name), old.read(name), compresslevel=9)
    both.replace(library)


def write_lock(wheels: list[Path], folder: Path) -> None:
    """Write the folder's `pyodide-lock.json`: the ABI of npm's lock, and only our packages."""
    stock = json.loads((NPM / "pyodide-lock.json").read_text(encoding="utf-8"))
    spec = PyodideLockSpec(info=InfoSpec(**stock["info"]), packages={})
    add_wheels_to_spec(spec, wheels, base_path=folder, ignore_missing_dependencies=True).to_json(
        folder / "pyodide-lock.json"
    )


def publish(stage: Path, target: Path, version: str, drop: tuple[str, ...]) -> str:
    """Copy the finished files to `target` with a manifest, wheels without what `drop` names; gives the hash over all."""
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    lock = json.loads((stage / "pyodide-lock.json").read_text(encoding="utf-8"))
    names = sorted(package["file_name"] for package in lock["packages"].values())
    for package in lock["packages"].values():
        package["depends"] = []  # all are loaded at once, so nothing is left to resolve
        package["sha256"] = hashlib.sha256((stage / package["file_name"]).read_bytes()).hexdigest()
    archives = {LIBRARY: stored([stage / LIBRARY]), SITE: stored([stage / name for name in names], drop)}
    (fresh / PACK).write_bytes(gzip.compress(b"".join(archives.values()), compresslevel=9, mtime=0))
    shutil.copyfile(NPM / "pyodide.asm.wasm", fresh / "pyodide.asm.wasm")
    files = [
        {"name": path.name, "size": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for path in sorted(fresh.iterdir())
    ]
    manifest = {
        "pyodide": version,
        "files": files,
        "archives": [{"name": name, "size": len(content)} for name, content in archives.items()],
        "lock": lock,
    }
    digest = hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()[:16]
    manifest = {"hash": digest, **manifest, "inputs": inputs_digest()}
    (fresh / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)
    return digest


def stored(sources: list[Path], drop: tuple[str, ...] = ()) -> bytes:
    """One zip of all members of some archives, stored as they are, without what `drop` names or only installers read.

    The zips are compressed together, as a whole: smaller, because members share a dictionary, and sooner to start, because
    the browser unpacks them at full speed once, instead of the interpreter each module.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as new:
        for source in sources:
            with zipfile.ZipFile(source) as old:
                for name in sorted(old.namelist()):
                    if name.startswith(drop) or (".dist-info/" in name and not name.endswith(DIST_INFO)):
                        continue
                    member = _member(name)
                    member.compress_type = zipfile.ZIP_STORED
                    new.writestr(member, old.read(name))
    return target.getvalue()


def main() -> int:
    """Build unless nothing changed; `--force` builds anyway, `--into` elsewhere."""
    parser = argparse.ArgumentParser(description="Build the browser's Python.")
    parser.add_argument("--into", type=Path, default=ROOT / "build" / "runtime")
    parser.add_argument("--force", action="store_true")
    options = parser.parse_args()
    manifest = options.into / "manifest.json"
    try:
        built = json.loads(manifest.read_text(encoding="utf-8")) if manifest.exists() else {}
        if not options.force and built.get("inputs") == inputs_digest():
            print("runtime: up to date")
            return 0
        print(f"runtime: built {build(options.into)} in {options.into}")
    except RuntimeBuildError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
