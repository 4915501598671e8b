"""Estimation drills at build: what is wrong with one, and its variants as the page reads them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from greenroom.estimating import Variant, faults, variants
from greenroom.models.drills import Drill
from greenroom.units import read_unit
from macros.findings import Finding
from macros.markup import Renderer
from macros.source import Cursor

VERSION = 1
"""Version of the drill format that the page reads."""
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\Z")


def findings(drill: Drill, entry: Cursor) -> Iterable[Finding]:
    """What is wrong with a drill whose shape is right: names, formulas, units, too few variants."""
    for listed in ("variables", "steps"):
        for item in entry.get(listed).items():
            name = item.get("id").text
            if not _NAME.match(name):
                finding = f"{name!r} in `{listed}` of drill {drill.id!r} is no name for a formula"
                yield item.get("id").finding(finding, "write letters and digits with `_` for spaces")
    for field, finding, mend in faults(drill):
        yield entry.get(field).finding(f"drill {drill.id!r}: {finding}", mend)


def source(drill_id: str) -> str:
    """Address of a drill's variants, relative to the site's root."""
    return f"assets/drills/{drill_id}.json"


def as_data(drill: Drill, renderer: Renderer) -> dict[str, object]:
    """A drill as the browser reads it: plain data, the texts rendered."""
    made = variants(drill)
    return {
        "version": VERSION,
        "id": drill.id,
        "title": drill.title,
        "unit": made[0].unit,
        "tolerance": drill.tolerance,
        "because_html": renderer.html(drill.tolerance_because),
        "variants": [
            {
                "seed": each.seed,
                "prompt_html": renderer.html(each.prompt),
                "expected": each.expected,
                "steps_html": steps_html(each, renderer),
            }
            for each in made
        ],
    }


def steps_html(variant: Variant, renderer: Renderer) -> str:
    """The worked solution of a variant, the values as they are shown in each line."""
    lines = []
    for step in variant.steps:
        sign = "=" if step.exact else "≈"
        line = f"{escape(step.sum)} {sign} <strong>{escape(step.result)}</strong>"
        lines.append(f'<li>{renderer.html(step.text)}<p class="estimate-sum">{line}</p></li>')
    return f'<ol class="estimate-steps">{"".join(lines)}</ol>'


@dataclass(frozen=True)
class First:
    """The variant that stands in the page before and without JavaScript, as HTML."""

    prompt: str
    steps: str
    asked: str
    """The unit of the answer in words."""


def first_variant(drill: Drill, renderer: Renderer) -> First:
    """The first variant of a drill."""
    made = variants(drill, 1)[0]
    return First(renderer.html(made.prompt), steps_html(made, renderer), read_unit(made.unit).label)
