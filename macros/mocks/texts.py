"""Texts of a mock interview: HTML whose links stand on the site's root, plain words for a voice, and what belongs where."""

import posixpath
import re
from collections import Counter
from collections.abc import Sequence
from html import escape

from greenroom.models.scripts import Script
from macros.checks import BLANK
from macros.markup import Renderer, inline, one_line

ROOT = "{root}"
"""Stands before each address of our own; the room puts the way to the site's root there."""
_HREF = re.compile(r'href="([^"]*)"')
_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_ORDINAL = re.compile(
    r"(?:\bQuestion (?:one|two|three)|\b(?:First|Second|Third|Fourth|Fifth|Last|One|Two|Three|Four|Five)"
    r"(?: question| one)?)[:,]\s+"
)
_WORD = re.compile(r"[a-z]{5,}")


class Words:
    """Renders the texts of one entry, whose page has the source `page` below `docs/`."""

    def __init__(self, renderer: Renderer, page: str) -> None:
        self._renderer = renderer
        self._page = page

    def html(self, text: str) -> str:
        """Markdown as HTML; every link to our own pages begins with `{root}`."""
        return rooted(self._renderer.html(text), self._page)

    def both(self, text: str) -> dict[str, str]:
        """Markdown as `html` and as `plain` words."""
        return {"html": self.html(text), "plain": one_line(text)}


def plainly(text: str) -> dict[str, str]:
    """Plain text with perhaps some code in it, as `html` and as `plain` words."""
    return {"html": f"<p>{inline(text)}</p>", "plain": one_line(text)}


def rooted(html: str, page: str) -> str:
    """The HTML with links to pages of `docs/`, as Markdown writes them, turned into addresses from the site's root."""

    def one(match: re.Match[str]) -> str:
        target = match[1]
        if re.match(r"[a-z]+:|\{root\}", target):
            return match[0]
        path, _, anchor = target.partition("#")
        if path:
            path = posixpath.normpath(posixpath.join("/", posixpath.dirname(page), path))[1:]
        path = path or page
        return f'href="{ROOT}{page_url(path)}{"#" * bool(anchor)}{anchor}"'

    return _HREF.sub(one, html)


def page_url(path: str) -> str:
    """The address of a page below `docs/` from the site's root: `lessons/slow-down.md` is at `lessons/slow-down/`."""
    if not path.endswith(".md"):
        return path
    stem = path.removesuffix(".md")
    return stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"


def link(url: str, title: str) -> str:
    """A paragraph with one link to an address from the site's root."""
    return f'<p><a href="{ROOT}{url}">{escape(title, quote=False)}</a></p>'


def asked(text: str) -> str:
    """The question in what a candidate says: from its ordinal (`Third: …`), or else from its first question sentence, on."""
    ordinals = list(_ORDINAL.finditer(text))
    if ordinals:
        found = text[ordinals[-1].end() :]
    else:
        parts = sentences(text)
        first = next((index for index, each in enumerate(parts) if each.endswith("?")), 0)
        found = " ".join(parts[first:])
    return found[:1].upper() + found[1:]


def sentences(text: str) -> list[str]:
    """The sentences of a plain text."""
    return _SENTENCE.split(text)


def filled(script: Script, text: str, *, marked: bool) -> str:
    """A text of a script with its examples in the blanks; `marked` sets them off as HTML."""
    examples = {blank.id: blank.example for blank in script.blanks}

    def one(match: re.Match[str]) -> str:
        example = examples[match[1]]
        return f'<span class="blank gr-blank">{escape(example, quote=False)}</span>' if marked else example

    return BLANK.sub(one, text)


def belongs(text: str, places: Sequence[str]) -> int:
    """Index of the place whose words the text shares most, rare words counting more; the last one where none are shared."""
    stems = [_stems(place) for place in places]
    spread = Counter(stem for place in stems for stem in place)
    words = _stems(text)
    scores = [sum(1 / spread[stem] ** 2 for stem in words & place) for place in stems]
    best = max(scores)
    return scores.index(best) if best else len(places) - 1


def _stems(text: str) -> set[str]:
    return {word[:7] for word in _WORD.findall(text.lower())}
