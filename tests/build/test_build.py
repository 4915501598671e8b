"""A small project is built by MkDocs itself, with a stand-in for the front end."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from macros import csp

ROOT = Path(__file__).resolve().parents[2]
FIXTURE = Path(__file__).parent / "fixtures" / "bank"
SECTIONS = {"questions": "question", "problems": "problem", "walkthroughs": "walkthrough", "scripts": "script"}
SECTIONS |= {"decks": "deck", "plans": "plan", "drills": "drill", "traces": "trace", "reviews": "review"}


def stand_in(folder: Path) -> None:
    """What the bundler would leave."""
    for name, files in {
        "frontend": {"main-A1.js": "export {};\n", "app-B2.css": "body{}\n", "service-worker.js": "// worker\n"},
        "runtime": {"python.zip": "zip"},
    }.items():
        (folder / name).mkdir(parents=True)
        for file, text in files.items():
            (folder / name / file).write_text(text)
    manifest = {"entry": "main-A1.js", "css": "app-B2.css", "files": ["main-A1.js", "app-B2.css"]}
    manifest |= {"serviceWorker": "service-worker.js", "scriptHashes": ["'sha256-extra'"]}
    (folder / "frontend" / "manifest.json").write_text(json.dumps(manifest))
    (folder / "runtime" / "manifest.json").write_text(json.dumps({"hash": "abc123", "files": [{"name": "python.zip"}]}))


def project(folder: Path, pages: dict[str, str] | None = None) -> None:
    """A project of prose pages over the small bank, with the real configuration, theme and hooks."""
    for section, kind in SECTIONS.items():
        path = folder / "docs" / section / "index.md"
        path.parent.mkdir(parents=True)
        path.write_text(f'# {section.capitalize()}\n\n{{{{ index_list("{kind}") }}}}\n')
    (folder / "docs" / "index.md").write_text('# Start\n\n{{ question("say-no") }}\n\n{{ timer("store") }}\n')
    (folder / "docs" / "about").mkdir()
    (folder / "docs" / "about" / "hour.md").write_text('# One hour\n\n{{ checklist("one-hour") }}\n')
    for name in ("rehearse/mock.md", "lessons/take-the-hint.md"):  # where entries and rubrics lead
        (folder / "docs" / name).parent.mkdir(exist_ok=True)
        (folder / "docs" / name).write_text(f"# {name}\n")
    (folder / "docs" / "assets").mkdir()
    for name in ("logo.svg", "favicon.svg"):
        (folder / "docs" / "assets" / name).write_text((ROOT / "docs" / "assets" / name).read_text())
    for name, text in (pages or {}).items():
        (folder / "docs" / name).write_text(text)
    stand_in(folder / "build")
    if not (folder / "bank").exists():
        (folder / "bank").symlink_to(FIXTURE)


BUILD = """
import logging, sys
logging.basicConfig(level=logging.WARNING)
from mkdocs.commands.build import build
from mkdocs.config import load_config
config = load_config(sys.argv[1], docs_dir=sys.argv[2], site_dir=sys.argv[3])
config.nav = None
config.plugins.on_startup(command="build", dirty=False)
build(config)
"""


def build(folder: Path, cache: str = "off") -> subprocess.CompletedProcess[str]:
    """Run MkDocs on the project in a process of its own, as an author does."""
    environment = {
        "PATH": "/usr/bin:/bin",
        "NO_MKDOCS_2_WARNING": "1",
        "GREENROOM_BANK": str(folder / "bank"),
        "GREENROOM_BUILD_DIR": str(folder / "build"),
        "GREENROOM_PAGE_CACHE": cache if cache == "off" else str(folder / cache),
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-c", BUILD, str(ROOT / "mkdocs.yml"), str(folder / "docs"), str(folder / "site")]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    project(folder)
    done = build(folder, "cache")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def html_pages(site: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), path.read_text("utf-8")


class Addresses(HTMLParser):
    """Every address a page points to, and every id it has."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value and tag != "link":
                self.targets.append(value)
            if name == "id" and value:
                self.ids.append(value)


def addresses(html: str) -> Addresses:
    found = Addresses()
    found.feed(html)
    return found


def test_every_entry_has_a_page_and_its_data(built: Path) -> None:
    for page in (
        "questions/design-cache",
        "problems/running-total",
        "reviews/last-values",
        "walkthroughs/store",
        "scripts/hello",
        "plans/coding-45",
    ):
        assert (built / page / "index.html").is_file()
    assert (built / "assets/decks/chosen.json").is_file()
    assert (built / "assets/app/main-A1.js").is_file()
    assert (built / "assets/runtime/abc123/python.zip").is_file()
    assert (built / "service-worker.js").is_file()


def test_every_link_and_source_leads_to_a_file(built: Path) -> None:
    wrong = []
    for name, html in html_pages(built):
        if name == "404.html":
            continue
        for target in addresses(html).targets:
            parts = urlsplit(target)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            path = (built / name).parent / unquote(parts.path)
            if not (path / "index.html").is_file() and not path.is_file():
                wrong.append(f"{name}: {target}")
    assert not wrong


def test_every_anchor_exists_and_no_id_is_used_twice(built: Path) -> None:
    for name, html in html_pages(built):
        found = addresses(html)
        assert len(found.ids) == len(set(found.ids)), name
        missing = [
            each for each in found.targets if each.startswith("#") and len(each) > 1 and each[1:] not in found.ids
        ]
        assert not missing, name


def test_no_page_loads_anything_from_another_origin(built: Path) -> None:
    for name, html in html_pages(built):
        loaded = re.findall(r"<(?:script|img|iframe|source)[^>]+src=\"([^\"]+)\"", html)
        loaded += re.findall(r"<link[^>]+rel=\"(?:stylesheet|icon|preload|preconnect)\"[^>]+href=\"([^\"]+)\"", html)
        outside = [each for each in loaded if "//" in each]
        assert loaded, name
        assert not outside, name
        assert "fonts.googleapis" not in html


def test_the_policy_allows_exactly_the_inline_scripts_there_are(built: Path) -> None:
    policies = set()
    hashes = set()
    for name, html in html_pages(built):
        policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', html)
        assert policy, name
        assert html.index("Content-Security-Policy") < html.index("<script"), name
        policies.add(policy[1])
        hashes |= {csp.source_hash(source) for source in csp.inline_scripts(html)}
    assert len(policies) == 1, "instant navigation keeps the first page's policy, so all pages share one"
    policy_text = policies.pop()
    allowed = set(re.findall(r"'sha256-[^']+'", policy_text))
    assert allowed == hashes | {"'sha256-extra'"}
    assert "'unsafe-inline'" not in policy_text
    assert "'unsafe-eval'" not in policy_text.replace("'wasm-unsafe-eval'", "")


def test_no_page_has_an_inline_style_or_an_inline_handler(built: Path) -> None:
    for name, html in html_pages(built):
        assert not re.search(r"<[a-z][^>]*\s(style|on[a-z]+)=\"", html), name
        assert "<style" not in html, name


def test_every_page_has_a_description_a_title_and_the_build(built: Path) -> None:
    titles = []
    for name, html in html_pages(built):
        assert re.search(r'<meta name="description" content="[^"]{10,}">', html), name
        assert re.search(r'<meta name="greenroom-build" content="[0-9a-f]{16}">', html), name
        titles += re.findall(r"<title>(.*?)</title>", html)
    assert "Design a cache for &lt;b&gt;{{ pages }}&lt;/b&gt; - Greenroom" in titles


def test_the_edit_link_leads_to_the_line_of_the_yaml(built: Path) -> None:
    question = (built / "questions/say-no/index.html").read_text()
    assert re.search(r'href="https://[^"]+/edit/main/[^"]*bank/questions/round.yml#L44"', question)
    problem = (built / "problems/running-total/index.html").read_text()
    assert re.search(r'href="https://[^"]+bank/problems/running-total/problem.yml"', problem)


def test_pages_lead_to_the_next_and_the_previous_entry(built: Path) -> None:
    first = (built / "questions/design-cache/index.html").read_text()
    assert '<link rel="next" href="../say-no/">' in first
    assert '<link rel="prev" href="../">' in first


def test_reading_goes_through_the_parts_of_a_walkthrough_and_back_up(built: Path) -> None:
    overview = (built / "walkthroughs/store/index.html").read_text()
    assert '<link rel="next" href="1-clarify/">' in overview
    middle = (built / "walkthroughs/store/2-architect/index.html").read_text()
    assert '<link rel="prev" href="../1-clarify/">' in middle
    assert '<link rel="next" href="../3-probes/">' in middle
    path = middle[middle.index('class="md-path"') :]
    assert '<a href="../" class="md-path__link">' in path[: path.index("</nav>")]


def test_search_finds_entries_by_small_entries(built: Path) -> None:
    index = json.loads((built / "search/search_index.json").read_text())
    found = [each for each in index["docs"] if each["location"].startswith("questions/design-cache/")]
    assert len(found) == 1
    assert "A hot key expires" in found[0]["text"]
    assert found[0]["tags"] == ["Caching", "Lists"]


def test_a_second_build_takes_pages_from_the_cache_and_gives_the_same_html(built: Path) -> None:
    before = dict(html_pages(built))
    done = build(built.parent, "cache")
    assert done.returncode == 0, done.stderr
    assert dict(html_pages(built)) == before
    plain = build(built.parent, "off")
    assert plain.returncode == 0, plain.stderr
    assert dict(html_pages(built)) == before


def test_wrong_macro_calls_stop_the_build_with_page_and_line(tmp_path: Path) -> None:
    text = '---\ndescription: A page.\n---\n# Wrong\n\n{{ question("say-on") }}\n\nText.\n\n{{ timer(plam="store") }}\n'
    project(tmp_path, {"wrong.md": text, "more.md": '# More\n\n{{ question_table(impact="hihg") }}\n'})
    done = build(tmp_path)
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert "docs/wrong.md:6: question(): there is no question 'say-on'; did you mean 'say-no'?" in said
    assert "docs/wrong.md:10: timer() has no argument 'plam'; did you mean 'plan'?" in said
    assert "docs/more.md:3: question_table(): impact='hihg' is not known; did you mean 'high'?" in said


def test_an_unknown_macro_stops_the_build(tmp_path: Path) -> None:
    project(tmp_path, {"wrong.md": '# Wrong\n\n{{ qestion("say-no") }}\n'})
    done = build(tmp_path)
    assert done.returncode != 0
    assert "qestion" in done.stdout + done.stderr


def test_a_wrong_bank_stops_the_build_with_every_finding(tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "bank").unlink()
    (tmp_path / "bank").mkdir()
    (tmp_path / "bank" / "topics.yml").write_text("- {id: a}\n- {title: b}\n")
    done = build(tmp_path)
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert "bank/topics.yml:1: topic 'a' has no `title`" in said
    assert "bank/topics.yml:2: a topic has no `id`" in said
    assert "Traceback" not in said.split("BuildError")[0]


def test_a_missing_front_end_names_the_command(tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "build" / "frontend" / "manifest.json").unlink()
    done = build(tmp_path)
    assert done.returncode != 0
    assert "build/frontend/manifest.json is missing: the front end is not built; run 'make build'" in done.stderr


def test_links_of_a_checklist_lead_from_the_page_it_stands_on(built: Path) -> None:
    page = (built / "about/hour/index.html").read_text()
    assert '<check-list list="one-hour" noun="step">' in page
    assert '<a href="../../questions/say-no/">a question</a>' in page


def test_a_checklist_with_a_link_that_leads_nowhere_stops_the_build(tmp_path: Path) -> None:
    shutil.copytree(FIXTURE, tmp_path / "bank")
    lists = tmp_path / "bank" / "checklists" / "lists.yml"
    lists.write_text(lists.read_text().replace("/questions/say-no.md", "/questions/say-nothing.md"))
    project(tmp_path)
    done = build(tmp_path)
    assert done.returncode != 0
    assert "questions/say-nothing.md" in done.stderr


def test_a_link_to_a_page_that_does_not_exist_stops_the_build(tmp_path: Path) -> None:
    project(tmp_path, {"more.md": "# More\n\n[gone](questions/gone.md)\n"})
    done = build(tmp_path, "cache")
    assert done.returncode != 0
    assert "questions/gone.md" in done.stderr
