"""Greenroom in MkDocs: the events of a build, each handed to a pure function elsewhere."""

import posixpath
import sys
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from macros.bank import Entry
    from macros.page_cache import PageCache
    from macros.parts import Part
    from macros.problems import SolutionPage
    from macros.site import Site

ROOT = Path(__file__).resolve().parent.parent
_PAGE_RENDER = Page.render
_state: dict[str, Any] = {}


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember whether this is `serve`, where code and data change under us."""
    _state["serving"] = command == "serve"


@event_priority(100)
def on_config(config: "MkDocsConfig") -> "MkDocsConfig":
    """Read the bank and the front end; name the files each page loads."""
    if str(ROOT) not in sys.path:  # MkDocs loads this file by its path
        sys.path.insert(0, str(ROOT))
    if _state.get("serving"):
        for name in [each for each in sys.modules if each == "macros" or each.startswith("macros.")]:
            del sys.modules[name]
    from macros.build import BUILD, BuildError, fingerprint
    from macros.markup import Renderer
    from macros.page_cache import PageCache

    try:
        site = BUILD.start(Renderer(config["markdown_extensions"], config["mdx_configs"]))
    except BuildError as error:
        raise PluginError(str(error)) from None
    front_end = BUILD.front_end
    sources = [BUILD.bank_folder, Path(config.docs_dir), ROOT / "macros", ROOT / "overrides", ROOT / "mkdocs.yml"]
    config.extra["greenroom"] = {
        "build": fingerprint(sources, sorted(front_end.files)),
        "script": front_end.entry,
        "style": front_end.css,
    }
    cache = PageCache(config, BUILD.cache_folder)
    told: list[Part | SolutionPage] = [
        *(part for each in site.parts.values() for part in each),
        *site.solutions.values(),
    ]
    parts = {f"{part.url.rstrip('/')}.md": part for part in told}
    entries = {f"{each.url.rstrip('/')}.md": each for each in site.entries()}
    _state.update(site=site, cache=cache, entries=entries, parts=parts)
    Page.render = _rendering_with(cache)  # type: ignore[method-assign]
    return config


def _rendering_with(cache: "PageCache") -> Any:
    def render(page: Page, config: "MkDocsConfig", files: "Files") -> None:
        cache.render(page, files)

    return render


def on_files(files: "Files", config: "MkDocsConfig") -> "Files":
    """Add a page for each entry, and the files that the tools read."""
    from macros.assets import data_files
    from macros.build import BUILD
    from macros.downloads import downloads

    site: Site = _state["site"]
    bodies = {uri: (entry, f'"{entry.kind}", "{entry.id}"') for uri, entry in _state["entries"].items()}
    for uri, part in _state["parts"].items():
        bodies[uri] = (part.entry, f'"{part.entry.kind}", "{part.entry.id}", part="{part.id}"')
    for src_uri, (entry, arguments) in bodies.items():
        body = f"{{{{ entry_page({arguments}) }}}}\n"
        page = File.generated(config, src_uri, content=body, inclusion=InclusionLevel.NOT_IN_NAV)
        page.edit_uri = posixpath.relpath(entry.file, "docs") + (f"#L{entry.line}" if entry.line > 1 else "")
        files.append(page)
    for address, content in data_files(site):
        files.append(File.generated(config, address, content=content))
    for address, packed in downloads(site, config.site_url or ""):
        files.append(File.generated(config, address, content=packed))
    for address, path in BUILD.front_end.files.items():
        files.append(File.generated(config, address, abs_src_path=str(path)))
    return files


@event_priority(100)
def on_page_markdown(markdown: str, *, page: Page, config: "MkDocsConfig", files: "Files") -> str:
    """Give generated pages what prose has in its front matter, where Jinja cannot touch it."""
    from macros.pages import entry_html, entry_page, part_page
    from macros.site import summary

    entry: Entry[Any] | None = _state["entries"].get(page.file.src_uri)
    if entry is not None:
        site: Site = _state["site"]
        topics = getattr(entry.model, "topics", []) if entry.kind != "deck" else []
        about = {
            "description": escape(summary(entry)),
            "tags": [site.bank.topic_title(topic) for topic in topics],
            "search": {"exclude": True},
            "hide": ["navigation"],
        }
        page.meta.update(about, render_macros=False)
        ready = entry_html(site, entry)
        if ready is not None:
            cache: PageCache = _state["cache"]
            cache.ready[page.file.src_uri] = ready
            return ""
        return entry_page(site, entry)  # what the call in its body gives, without Jinja on the way
    part: Part | SolutionPage | None = _state["parts"].get(page.file.src_uri)
    if part is not None:
        about = {"description": escape(part.description), "search": {"exclude": True}, "hide": ["navigation"]}
        page.meta.update(about, render_macros=False)
        return part_page(_state["site"], part)
    return markdown


def on_page_content(html: str, *, page: Page, config: "MkDocsConfig", files: "Files") -> str:
    """Set the last line of prose as the next step."""
    from macros.endings import with_next_step

    return html if page.file.generated_by else with_next_step(html)


def on_env(env: "Environment", *, config: "MkDocsConfig", files: "Files") -> "Environment":
    """All pages are rendered: stop on wrong macro calls, link pages to their neighbours, fill the search index."""
    from macros.build import BUILD
    from macros.findings import merge

    findings = merge(BUILD.macro_findings)
    if findings:
        raise PluginError("macros:\n" + "\n".join(str(each) for each in findings))
    by_source = {file.src_uri: file.page for file in files.documentation_pages()}
    site: Site = _state["site"]
    for src_uri, entry in _state["entries"].items():
        _place(by_source[src_uri], entry, site, by_source)
    for part in _state["parts"].values():
        if part.entry.kind == "problem":
            _place_solution(part, site, by_source)
        else:
            _place_part(part, site, by_source)
    search: Any = config.plugins.get("material/search")
    if search is not None:
        from macros.search import entries

        search.search_index.entries.extend(entries(site))
    return env


def _place(page: Any, entry: "Entry[Any]", site: "Site", by_source: dict[str, Any]) -> None:
    from macros.site import INDEX

    parent = by_source.get(f"{INDEX[entry.kind][0]}index.md")
    page.parent = parent.parent if parent is not None else None  # the section: breadcrumbs and the active tab
    before, after = site.neighbours[entry.key]
    page.previous_page = by_source[f"{before.url.rstrip('/')}.md"] if before else parent
    page.next_page = by_source[f"{after.url.rstrip('/')}.md"] if after else None


def _place_part(part: "Part", site: "Site", by_source: dict[str, Any]) -> None:
    """Put a part below its overview, and between its neighbours."""

    def page_at(url: str) -> Any:
        return by_source[f"{url.rstrip('/')}.md"]

    page, overview, parts = page_at(part.url), page_at(part.entry.url), site.parts[part.entry.id]
    page.parent = overview
    page.previous_page = page_at(parts[part.number - 2].url) if part.number > 1 else overview
    if part.number < len(parts):
        page.next_page = page_at(parts[part.number].url)
        if part.number == 1:
            overview.next_page = page
    else:
        after = site.neighbours[part.entry.key][1]
        page.next_page = page_at(after.url) if after else None
        if after:
            page_at(after.url).previous_page = page


def _place_solution(part: "SolutionPage", site: "Site", by_source: dict[str, Any]) -> None:
    """Put a solution below its problem, and before the next problem."""
    page, problem = by_source[f"{part.url.rstrip('/')}.md"], by_source[f"{part.entry.url.rstrip('/')}.md"]
    after = site.neighbours[part.entry.key][1]
    page.parent = page.previous_page = problem
    page.next_page = by_source[f"{after.url.rstrip('/')}.md"] if after else None


def on_post_build(config: "MkDocsConfig") -> None:
    """Write the policy into the pages, the service worker last, since it lists every file."""
    from macros import csp, offline
    from macros.build import BUILD

    site_dir = Path(config.site_dir)
    csp.apply(site_dir, BUILD.front_end.script_hashes)
    offline.write(site_dir, BUILD.build_folder)
    cache: PageCache = _state["cache"]
    cache.save()
    Page.render = _PAGE_RENDER  # type: ignore[method-assign]
