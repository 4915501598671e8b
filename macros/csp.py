"""The content security policy: one for the whole site, since instant navigation keeps the first page's policy.

It stands in a meta tag, where every host obeys it. Inline scripts are allowed by their hash; the hashes are taken from
the built pages, so that they are right by construction.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

PLACEHOLDER = "greenroom-policy"
"""What the template writes in place of the policy."""
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
_DATA = re.compile(r"type\s*=\s*[\"']?(application/(ld\+)?json|text/)", re.IGNORECASE)
_DIRECTIVES = (
    ("default-src", "'self'"),
    ("script-src", "'self' 'wasm-unsafe-eval'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data:"),
    ("font-src", "'self'"),
    ("media-src", "'self' blob:"),
    ("connect-src", "'self'"),
    ("worker-src", "'self' data:"),
    ("frame-src", "'self'"),
    ("object-src", "'none'"),
    ("base-uri", "'self'"),
    ("form-action", "'self'"),
)


def inline_scripts(html: str) -> list[str]:
    """The source of every inline script of a page that a browser would run."""
    found = _SCRIPT.findall(html)
    return [source for attributes, source in found if "src=" not in attributes and not _DATA.search(attributes)]


def source_hash(source: str) -> str:
    """A script's source as the policy names it."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode() + "'"


def policy(hashes: Iterable[str]) -> str:
    """The policy that allows inline scripts with these hashes."""
    allowed = sorted(set(hashes))
    parts = []
    for name, sources in _DIRECTIVES:
        parts.append(" ".join([name, sources, *(allowed if name == "script-src" else ())]))
    return "; ".join(parts)


def apply(site_dir: Path, extra_hashes: Iterable[str] = ()) -> str:
    """Write the policy into every page of a built site; gives the policy."""
    pages = {path: path.read_text("utf-8") for path in sorted(site_dir.rglob("*.html"))}
    hashes = {source_hash(source) for html in pages.values() for source in inline_scripts(html)}
    text = policy({*hashes, *extra_hashes})
    for path, html in pages.items():
        if PLACEHOLDER in html:
            path.write_text(html.replace(PLACEHOLDER, text, 1), "utf-8")
    return text
