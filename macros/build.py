"""The state of one build: the bank read once, what the front end gave, and the findings of macros."""

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from macros.bank import load
from macros.calls import Calls
from macros.findings import Finding
from macros.markup import Renderer
from macros.site import Site

ROOT = Path(__file__).resolve().parent.parent


class BuildError(Exception):
    """The build cannot go on; the message says why and what to do."""


@dataclass(frozen=True)
class FrontEnd:
    """What `make build` left for the site: file by address, and which of them a page loads."""

    files: dict[str, Path] = field(default_factory=dict)
    entry: str = ""
    css: str = ""
    script_hashes: tuple[str, ...] = ()


@dataclass
class Build:
    """One build; `start` is called by the hook before anything else."""

    root: Path = ROOT
    site: Site | None = None
    front_end: FrontEnd = field(default_factory=FrontEnd)
    macro_findings: list[Finding] = field(default_factory=list)

    @property
    def bank_folder(self) -> Path:
        """Folder of the bank; `GREENROOM_BANK` names another, for tests."""
        return Path(os.environ.get("GREENROOM_BANK") or self.root / "bank").resolve()

    @property
    def build_folder(self) -> Path:
        """Folder with what was bundled; `GREENROOM_BUILD_DIR` names another, for tests."""
        return Path(os.environ.get("GREENROOM_BUILD_DIR") or self.root / "build").resolve()

    @property
    def cache_folder(self) -> Path | None:
        """Folder of the page cache; `GREENROOM_PAGE_CACHE` names another, or is `off`."""
        named = os.environ.get("GREENROOM_PAGE_CACHE")
        return None if named == "off" else Path(named or self.root / ".cache" / "greenroom").resolve()

    def start(self, renderer: Renderer) -> Site:
        """Read the bank and the front end anew; raises BuildError with every finding."""
        self.macro_findings.clear()
        bank, findings = load(self.bank_folder)
        if findings:
            raise BuildError(f"the bank has {len(findings)} findings:\n" + "\n".join(str(each) for each in findings))
        self.front_end = read_front_end(self.build_folder)
        self.site = Site(bank, renderer)
        return self.site

    def started(self) -> Site:
        """The site of this build, read on demand where no hook has started it."""
        return self.site or self.start(Renderer())

    def calls(self, env: Any) -> dict[str, Callable[..., str]]:
        """The macros for mkdocs-macros."""

        def where() -> tuple[str, str, int]:
            page = env.page
            source = page.file.content_string
            body = page.markdown or ""
            offset = max(0, source.rstrip().count("\n") - body.rstrip().count("\n"))
            return f"docs/{page.file.src_uri}", page.url, offset

        made = Calls(self.started, where, self.macro_findings)
        return made.bound()


BUILD = Build()
"""The build of this process."""


def read_front_end(folder: Path) -> FrontEnd:
    """What the bundler wrote into `folder`; raises BuildError when it has not run."""
    frontend = _manifest(folder / "frontend" / "manifest.json")
    runtime = _manifest(folder / "runtime" / "manifest.json")
    files = {f"assets/app/{name}": folder / "frontend" / name for name in frontend["files"]}
    files |= {
        f"assets/runtime/{runtime['hash']}/{name}": folder / "runtime" / name
        for name in (file["name"] for file in runtime["files"])
    }
    for path in files.values():
        if not path.is_file():
            raise BuildError(f"{path.name} is listed in a manifest of build/ and not there; run 'make build' again")
    return FrontEnd(
        files,
        f"assets/app/{frontend['entry']}",
        f"assets/app/{frontend['css']}",
        tuple(frontend.get("scriptHashes", ())),
    )


def _manifest(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        place = f"build/{path.parent.name}/{path.name}"
        raise BuildError(f"{place} is missing: the front end is not built; run 'make build'") from None
    except ValueError as error:
        raise BuildError(
            f"build/{path.parent.name}/{path.name} is no JSON ({error}); run 'make build' again"
        ) from error
    return dict(data)


def fingerprint(folders: Iterable[Path], names: Iterable[str] = ()) -> str:
    """A short name of a build: it changes with anything a page is made from, be it a file or a hashed file name."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in [folder] if folder.is_file() else sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    digest.update("\0".join(names).encode())
    return digest.hexdigest()[:16]
