"""Built pages read as HTML: what one says of itself, and where its links lead."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag

from playwright.sync_api import BrowserContext


class Anatomy(HTMLParser):
    """What a built page says of itself: its links, its anchors, its headings of the first level and its description."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = {"", "__skip"}
        self.h1 = 0
        self.description = ""
        self.next_steps = 0
        self.words = 0
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag says."""
        values = {name: value or "" for name, value in attrs}
        self.anchors.update(values[name] for name in ("id", "name") if values.get(name))
        self.h1 += tag == "h1"
        self.next_steps += values.get("class") == "gr-next"
        if tag in ("article", "pre", "svg"):
            self._open.append(tag)
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag == "meta" and values.get("name") == "description":
            self.description = values.get("content", "")

    def handle_endtag(self, tag: str) -> None:
        """Note that a part of the page ends."""
        if tag in self._open:
            self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        """Count the words of the page's own text."""
        if self._open == ["article"]:
            self.words += len(data.split())


@dataclass
class Links:
    """Follows links inside the site, each address once."""

    site: str
    context: BrowserContext
    known: dict[str, set[str] | None] = field(default_factory=dict)
    """Address -> its anchors, None where nothing is found."""

    def follow(self, address: str) -> set[str] | None:
        """The anchors of a page; None where the site has nothing at the address."""
        if address not in self.known:
            answer = self.context.request.get(address)
            html = "text/html" in answer.headers.get("content-type", "")
            self.known[address] = (Anatomy(answer.text()).anchors if html else set()) if answer.ok else None
        return self.known[address]

    def broken(self, links: list[str]) -> list[str]:
        """Those of the addresses inside the site that lead nowhere."""
        found = []
        for link in sorted({link for link in links if link.startswith(self.site)}):
            address, anchor = urldefrag(link)
            anchors = self.follow(address.split("?")[0])
            if anchors is None or (anchor and unquote(anchor) not in anchors):
                found.append(link)
        return found
