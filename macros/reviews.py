"""A review beside its page: the JSON that `<code-review>` reads."""

import json
from typing import Any

from greenroom.models.reviews import FAMILY_TITLES, Review
from macros.bank import Entry
from macros.folders import HIDDEN, VISIBLE
from macros.markup import Renderer, inline
from macros.problems import VERSION, packed
from macros.review_folders import SOLUTION, WIDEST, ReviewFolder


def source(review_id: str) -> str:
    """Address of a review's data, relative to the site's root."""
    return f"assets/reviews/{review_id}.json"


def review_data(entry: Entry[Review], folder: ReviewFolder, renderer: Renderer) -> dict[str, Any]:
    """What a `<code-review>` reads: a problem whose starter is the proposal, and beside it what is to be found.

    Hidden tests, solution and defects are packed, so that they are not read by accident.
    """
    review = entry.model
    return {
        "version": VERSION,
        "id": entry.id,
        "title": review.title,
        "language": "python",
        "minutes": review.minutes,
        "requires": review.requires,
        "test_seconds": review.test_seconds,
        "complexity": None,
        "starter": folder.proposal,
        "files": [],
        "schema": "",
        "example": "",
        "reference": packed([{"name": SOLUTION, "source": folder.solution}]),
        "growth": None,
        "tests": {
            "visible": [{"name": VISIBLE, "source": folder.sources[VISIBLE]}],
            "hidden": packed([{"name": HIDDEN, "source": folder.sources[HIDDEN]}]),
        },
        "statements": [renderer.html(each) for each in review.explanation],
        "families": FAMILY_TITLES,
        "widest": WIDEST,
        "planted": packed([{"name": "planted.json", "source": json.dumps(_planted(review, renderer))}]),
    }


def _planted(review: Review, renderer: Renderer) -> dict[str, Any]:
    return {
        "defects": [
            {
                "id": each.id,
                "title": inline(each.title),
                "families": [each.family, *each.also],
                "lines": each.lines or None,
                "statement": each.statement,
                "reason": renderer.html(each.reason),
                "mend": renderer.html(each.mend),
                "tests": each.caught_by,
            }
            for each in review.defects
        ],
        "sound": [
            {
                "title": inline(each.title),
                "lines": each.lines or None,
                "statement": each.statement,
                "why": renderer.html(each.why),
            }
            for each in review.sound
        ],
    }
