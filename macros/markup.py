"""Texts as HTML: short fields of cards, and plain text that has to survive Markdown or HTML.

Most fields are a sentence with perhaps some code in it. These are written as HTML directly, which is a hundred times
faster than Markdown and gives the same result (a test compares the two); everything else goes through Markdown.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import markdown

_PLAIN = r"[^\n\t\r\x02\x03\\`*_\[\]<>&{}|~^]"
_SIMPLE = re.compile(rf"(?:[^\W\d_]|[“\"'(])(?:{_PLAIN}|(?<!`)`[^`\n\x02\x03\\]+`(?!`))*\Z")
_CODE = re.compile(r"`([^`]+)`")
_MARKED = re.compile(r"([\\*_\[\]{}#])")

EXTENSIONS: tuple[str, ...] = ("md_in_html", "tables", "sane_lists", "pymdownx.highlight", "pymdownx.superfences")
"""What a field may use when the site's own list is not at hand."""


ELEMENTS = ("check-list",)
"""Elements of our own that hold Markdown."""


def with_elements(converter: markdown.Markdown) -> markdown.Markdown:
    """The converter, taught that our elements are blocks."""
    converter.block_level_elements.extend(ELEMENTS)
    return converter


class Renderer:
    """Markdown to HTML with the site's extensions, for texts that are no pages."""

    def __init__(
        self, extensions: Sequence[str] = EXTENSIONS, configs: Mapping[str, Mapping[str, Any]] | None = None
    ) -> None:
        kept = [each for each in extensions if each != "toc"]
        chosen = {name: dict(options) for name, options in (configs or {}).items() if name != "toc" and options}
        self._markdown = with_elements(markdown.Markdown(extensions=kept, extension_configs=chosen))
        self._cache: dict[str, str] = {}

    def html(self, text: str) -> str:
        """The HTML of a Markdown text of any length."""
        text = text.strip()
        if text not in self._cache:
            quick = simple_html(text)
            self._cache[text] = self._markdown.reset().convert(text) if quick is None else quick
        return self._cache[text]


def simple_html(text: str) -> str | None:
    """The HTML of paragraphs of plain words and code spans, or None when the text needs Markdown."""
    done = []
    for paragraph in re.split(r"\n\n+", text):
        strong = paragraph.startswith("**") and paragraph.endswith("**") and len(paragraph) > 4
        inner = paragraph[2:-2] if strong else paragraph
        if not _SIMPLE.match(inner) or (strong and ("`" in inner or inner != inner.strip())):
            return None
        spans = _CODE.split(inner)
        for index in range(1, len(spans), 2):
            if not spans[index].strip():
                return None
            spans[index] = f"<code>{escape(spans[index].strip(), quote=False)}</code>"
        html = "".join(spans)
        done.append(f"<p><strong>{html}</strong></p>" if strong else f"<p>{html}</p>")
    return "\n".join(done)


def inline(text: str) -> str:
    """Plain text as HTML; only code between backticks is marked up."""
    return _CODE.sub(r"<code>\1</code>", escape(text.strip(), quote=False))


def as_markdown(text: str) -> str:
    """Plain text so written that Markdown shows it as it is, code between backticks excepted."""
    spans = _CODE.split(text.strip())
    for index, span in enumerate(spans):
        spans[index] = f"`{span}`" if index % 2 else escape(_MARKED.sub(r"\\\1", span), quote=False)
    return "".join(spans)


def one_line(text: str) -> str:
    """Markdown as plain words in one line, for descriptions and the search index."""
    text = re.sub(r"```.*?```", " ", text, flags=re.DOTALL)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"^\s*(?:[-*+#>|]+|\d+\.)\s+", " ", text, flags=re.MULTILINE)
    return re.sub(r"\s+", " ", re.sub(r"[*`|]|(?<!\w)_|_(?!\w)", "", text)).strip()


def shorten(text: str, length: int) -> str:
    """The text's first `length` characters at most, cut at a word and marked with an ellipsis."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(",;:.–- ") + "…"
