"""The service worker that the build writes: which files it is told of, and what it says when a part is missing."""

import json
from pathlib import Path

import pytest

from macros import offline

ENTRY, STYLE, CHUNK = "main-AAAA2222.js", "app-BBBB3333.css", "phase-timer-CCCC4444.js"


def put(folder: Path, *paths: str) -> None:
    """Write small files, each as long as its name."""
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(Path(path).name, encoding="utf-8")


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """What the bundler left."""
    folder = tmp_path / "build"
    put(folder, "frontend/service-worker.js")
    (folder / "frontend" / "manifest.json").write_text(json.dumps({"entry": ENTRY, "css": STYLE}), encoding="utf-8")
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site in small."""
    folder = tmp_path / "site"
    put(folder, *(f"assets/app/{name}" for name in (ENTRY, STYLE, CHUNK)))
    put(folder, "assets/runtime/0123456789abcdef/python_stdlib.zip", "assets/problems/busiest-window.json")
    put(folder, "assets/stylesheets/main.0a1b2c3d.min.css", "assets/stylesheets/main.0a1b2c3d.min.css.map")
    put(folder, "assets/javascripts/bundle.0a1b2c3d.min.js", "assets/javascripts/lunr/min/lunr.de.min.js")
    put(folder, "search/search_index.json", "index.html", "questions/index.html")
    return folder


def listed(site: Path) -> dict[str, list[str]]:
    """The list as the written worker reads it: paths by group."""
    head = (site / "service-worker.js").read_text(encoding="utf-8").split(";\n", 1)[0]
    data = json.loads(head.removeprefix("self.GREENROOM_SITE="))
    return {group: [path for path, _ in files] for group, files in data.items() if group != "entry"}


def test_the_worker_is_told_of_what_every_page_needs(site: Path, build: Path) -> None:
    offline.write(site, build)
    assert listed(site)["core"] == [
        f"assets/app/{STYLE}",
        f"assets/app/{ENTRY}",
        "assets/javascripts/bundle.0a1b2c3d.min.js",
        "assets/stylesheets/main.0a1b2c3d.min.css",
        "search/search_index.json",
    ]


def test_the_files_of_tools_are_listed_apart(site: Path, build: Path) -> None:
    offline.write(site, build)
    assert listed(site)["app"] == [f"assets/app/{CHUNK}"]
    assert listed(site)["runtime"] == ["assets/runtime/0123456789abcdef/python_stdlib.zip"]


def test_each_file_comes_with_its_bytes_and_the_deployment_with_its_entry(site: Path, build: Path) -> None:
    files = offline.site_files(site, build)
    assert files["entry"] == ENTRY
    assert files["app"] == [(f"assets/app/{CHUNK}", len(CHUNK))]


def test_the_bundled_code_follows_the_list(site: Path, build: Path) -> None:
    offline.write(site, build)
    assert (site / "service-worker.js").read_text(encoding="utf-8").split(";\n", 1)[1] == "service-worker.js"


def test_the_same_site_gives_the_same_worker(site: Path, build: Path) -> None:
    offline.write(site, build)
    first = (site / "service-worker.js").read_bytes()
    offline.write(site, build)
    assert (site / "service-worker.js").read_bytes() == first


@pytest.mark.parametrize("name", ["service-worker.js", "manifest.json"])
def test_a_front_end_that_was_not_bundled_is_said_with_its_mend(site: Path, build: Path, name: str) -> None:
    (build / "frontend" / name).unlink()
    with pytest.raises(FileNotFoundError, match=f"{name}: is missing; run 'make build'"):
        offline.write(site, build)


def test_a_site_of_another_front_end_is_refused(site: Path, build: Path) -> None:
    (site / "assets" / "app" / ENTRY).unlink()
    with pytest.raises(FileNotFoundError, match=f"has no {ENTRY}"):
        offline.write(site, build)
