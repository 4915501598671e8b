"""How a page of prose ends: its last line `Next: [a link](there.md), and why.` becomes the one next step that it offers."""

import re

_LAST = re.compile(r'<p>Next: <a href="([^"]+)">((?:(?!</?a\b).)+)</a>((?:(?!<a\b).)*)</p>\s*\Z', re.DOTALL)


def with_next_step(html: str) -> str:
    """The page with its last line set as the generated pages set theirs; a page without such a line as it is."""

    def step(match: re.Match[str]) -> str:
        address, title, rest = match[1], match[2], match[3].strip(" ,.\n")
        why = f"<span>{rest[0].upper()}{rest[1:]}</span>" if rest else ""
        name = f"<strong>{title[0].upper()}{title[1:]}</strong>"
        return f'<p class="gr-next"><a href="{address}"><span>Next</span> {name} {why}</a></p>'.replace(" </a>", "</a>")

    return _LAST.sub(step, html)
