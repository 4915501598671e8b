"""The service worker of a built site: its code, with the list of this deployment's files written before it.

The code is bundled from `frontend/src/offline/`; `messages.ts` there says what the list means.
"""

import json
from pathlib import Path
from typing import Any

WORKER = "service-worker.js"
# What every page loads, beside the front end's entry and stylesheet: the theme, and the search.
CORE = (
    "assets/stylesheets/*.min.css",
    "assets/javascripts/bundle.*.min.js",
    "assets/javascripts/workers/search.*.min.js",
    "assets/fonts/**/*.woff2",
    "assets/images/favicon.*",
    "search/search_index.json",
)


def site_files(site_dir: Path, build_dir: Path) -> dict[str, Any]:
    """The files of a built site by when the browser needs them, each as `[path, bytes]` (messages.ts)."""
    manifest = json.loads(_read(build_dir / "frontend" / "manifest.json"))
    app = {path for path in (site_dir / "assets" / "app").glob("*") if path.suffix != ".map"}
    entry = {path for path in app if path.name in (manifest["entry"], manifest["css"])}
    if len(entry) < 2:
        raise FileNotFoundError(f"{site_dir}/assets/app: has no {manifest['entry']}; copy build/frontend there first")
    return {
        "entry": manifest["entry"],
        "core": _listed(site_dir, entry.union(*(site_dir.glob(pattern) for pattern in CORE))),
        "app": _listed(site_dir, app - entry),
        "runtime": _listed(site_dir, set((site_dir / "assets" / "runtime").glob("*/*"))),
    }


def write(site_dir: Path, build_dir: Path) -> None:
    """Write `service-worker.js` to the root of a built site. Raises FileNotFoundError where a part is missing."""
    files = json.dumps(site_files(site_dir, build_dir), separators=(",", ":"))
    code = _read(build_dir / "frontend" / WORKER).decode()
    (site_dir / WORKER).write_text(f"self.GREENROOM_SITE={files};\n{code}", encoding="utf-8")


def _listed(site_dir: Path, paths: set[Path]) -> list[tuple[str, int]]:
    return sorted((path.relative_to(site_dir).as_posix(), path.stat().st_size) for path in paths if path.is_file())


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise FileNotFoundError(f"{path}: is missing; run 'make build'") from None
