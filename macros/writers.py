"""How a template writes headings and Markdown texts: as Markdown, or at once as the HTML that Markdown would give.

A page written as HTML costs a fifth of its conversion, since most texts are plain sentences (`macros.markup`). A test
holds the two against each other. Problems and walkthroughs, whose texts bring headings of their own, are always written
as Markdown.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from markdown.extensions.toc import nest_toc_tokens, slugify, unique
from markupsafe import Markup

from macros.markup import Renderer, as_markdown, inline

_TAG = re.compile(r"<[^>]+>")
PERMALINK_TITLE = "Link to this section"
"""As the option `permalink_title` of the `toc` extension in mkdocs.yml says."""


class MarkdownWriter:
    """Writes a page as Markdown with HTML around it."""

    block = Markup(" markdown")
    """Attribute of an element whose content is Markdown."""
    item = Markup(' markdown="block"')
    """The same for a list item, which would else hold one paragraph only."""

    def heading(self, level: int, text: str) -> Markup:
        """A heading with a plain text."""
        return Markup(f"\n\n{'#' * level} {as_markdown(text)}\n\n")  # noqa: S704 - escaped by as_markdown

    def text(self, text: str) -> Markup:
        """A Markdown text as blocks."""
        return Markup(f"\n\n{text.strip()}\n\n")  # noqa: S704 - Markdown of the bank


@dataclass
class HtmlWriter:
    """Writes a page as HTML, and keeps its table of contents."""

    renderer: Renderer
    headings: list[dict[str, Any]] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    links: bool = False
    """Whether a text had a link or an image, which only MkDocs can resolve."""

    block = item = ""

    def heading(self, level: int, text: str) -> Markup:
        """A heading with a plain text, and the link to it that the `toc` extension adds."""
        html = inline(text)
        slug = unique(slugify(Markup(html).striptags(), "-"), self.ids)  # noqa: S704 - escaped by inline
        name = _TAG.sub("", html)
        self.headings.append({"level": level, "id": slug, "name": name, "html": html, "data-toc-label": ""})
        link = f'<a class="headerlink" href="#{slug}" title="{PERMALINK_TITLE}">&para;</a>'
        return Markup(f'<h{level} id="{slug}">{html}{link}</h{level}>')  # noqa: S704 - escaped above

    def text(self, text: str) -> Markup:
        """A Markdown text as blocks of HTML."""
        html = self.renderer.html(text)
        self.links = self.links or "<a " in html or "<img " in html
        return Markup(html)  # noqa: S704 - Markdown of the bank

    def contents(self) -> list[Any]:
        """The table of contents as the `toc` extension would give it."""
        tokens: Any = list(self.headings)  # nesting empties its list
        return list(nest_toc_tokens(tokens))
