"""Markdown to HTML for pages: one converter for the whole build, and a cache by content.

MkDocs makes a new converter for each page and keeps nothing between builds. Here one converter is reset for each page,
and a page whose Markdown, extensions and resolved links are what they were is taken from `.cache/`.
"""

import hashlib
import pickle
import re
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import markdown
from mkdocs.structure import pages as mkdocs_pages
from mkdocs.structure.toc import get_toc

from macros.markup import with_elements
from macros.pages import HtmlPage

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_PACKAGES = ("mkdocs", "Markdown", "pymdown-extensions", "Pygments")
_FORMAT = 1
_ID = re.compile(r'\sid="([^"]+)"')


class _Links(mkdocs_pages._RelativePathTreeprocessor):  # noqa: SLF001 - MkDocs has no public hook for link resolution
    """Resolves links as MkDocs does, and remembers what it resolved."""

    def __init__(self, page: "Page", files: "Files", config: "MkDocsConfig") -> None:
        super().__init__(page.file, files, config)
        self.resolved: dict[str, str] = {}

    def path_to_url(self, url: str) -> str:
        found = super().path_to_url(url)
        self.resolved[url] = found
        return found


class _RawIds(mkdocs_pages._RawHTMLPreprocessor):  # noqa: SLF001 - stands in for it
    """The ids in a page that we wrote ourselves: they need no HTML parser."""

    def run(self, lines: list[str]) -> list[str]:
        self.present_anchor_ids = set(_ID.findall("\n".join(lines)))
        return lines


class PageCache:
    """Renders the pages of one build; call `save` at its end."""

    def __init__(self, config: "MkDocsConfig", folder: Path | None) -> None:
        self._config = config
        self._markdown = with_elements(
            markdown.Markdown(extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"] or {})
        )
        versions = [f"{name} {version(name)}" for name in _PACKAGES]
        options = repr((_FORMAT, versions, config["markdown_extensions"], config["mdx_configs"]))
        self._salt = hashlib.sha256(options.encode()).digest()
        self._file = folder / "pages.pickle" if folder else None
        self._old: dict[bytes, Any] = self._load()
        self._new: dict[bytes, Any] = {}
        self.hits = 0
        self.ready: dict[str, HtmlPage] = {}
        """Pages by source that come as HTML."""

    def _load(self) -> dict[bytes, Any]:
        try:
            salt, entries = pickle.loads(self._file.read_bytes()) if self._file else (b"", {})  # noqa: S301 - our own file
        except Exception:  # noqa: BLE001 - whatever is wrong with a cache, it is made again
            return {}
        return dict(entries) if salt == self._salt else {}

    def save(self) -> None:
        """Keep the pages of this build, and only these, for the next."""
        if self._file is None or self._new.keys() == self._old.keys():
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._file.with_suffix(".new")
        fresh.write_bytes(pickle.dumps((self._salt, self._new), protocol=5))
        fresh.replace(self._file)

    def render(self, page: "Page", files: "Files") -> None:
        """Set what `Page.render` sets: content, table of contents, title, anchors and links to check."""
        if page.markdown is None:
            raise BuildOrderError(page.file.src_uri)
        ready = self.ready.pop(page.file.src_uri, None)
        if ready is not None:
            page.content, page.toc = ready.content, get_toc(ready.contents)
            page._title_from_render, page.present_anchor_ids = ready.title, ready.ids  # noqa: SLF001 - as below
            page.links_to_anchors = {}
            return
        links = _Links(page, files, self._config)
        key = hashlib.sha256(page.file.src_uri.encode() + b"\0" + page.markdown.encode()).digest()
        kept = self._old.get(key)
        if kept is not None and all(links.path_to_url(url) == found for url, found in kept["links"].items()):
            self.hits += 1
        else:
            kept = self._convert(page, files, links)
        self._new[key] = kept
        page.content = kept["content"]
        page.toc = get_toc(kept["toc"])
        page._title_from_render = kept["title"]  # noqa: SLF001 - as Page.render does
        page.present_anchor_ids = kept["anchors"]
        page.links_to_anchors = links.links_to_anchors

    def _convert(self, page: "Page", files: "Files", links: _Links) -> dict[str, Any]:
        md = self._markdown.reset()
        raw = _RawIds() if page.file.generated_by else mkdocs_pages._RawHTMLPreprocessor()  # noqa: SLF001
        anchors = mkdocs_pages._ExtractAnchorsTreeprocessor(page.file, files, self._config)  # noqa: SLF001
        title = mkdocs_pages._ExtractTitleTreeprocessor()  # noqa: SLF001
        for processor in (raw, anchors, links, title):
            processor._register(md)  # noqa: SLF001
        links.resolved.clear()
        content = md.convert(page.markdown or "")
        return {
            "content": content,
            "toc": getattr(md, "toc_tokens", []),
            "title": title.title,
            "anchors": anchors.present_anchor_ids | raw.present_anchor_ids,
            "links": dict(links.resolved),
        }


class BuildOrderError(RuntimeError):
    """A page was rendered before its Markdown was read."""
