"""A problem as the code runner reads it: one JSON file beside its page."""

import base64
import json
import zlib
from typing import Any

from greenroom.models.problems import Problem
from macros.bank import Entry
from macros.folders import SCHEMA, VISIBLE, ProblemFolder

VERSION = 2
"""Version of the problem format that the runner reads."""


def problem_data(entry: Entry[Problem], folder: ProblemFolder) -> dict[str, Any]:
    """What a `<code-runner>` reads; the hidden tests are packed, so that they are not read by accident."""
    problem = entry.model
    data: dict[str, Any] = {
        "version": VERSION,
        "id": entry.id,
        "title": problem.title,
        "language": problem.language,
        "requires": problem.requires,
        "test_seconds": problem.test_seconds,
        "starter": folder.starter,
        "files": [
            {"name": each.name, "purpose": each.purpose, "given": each.given, "source": folder.files[each.name]}
            for each in problem.files
        ],
        "schema": folder.sources.get(SCHEMA, ""),
        "growth": None,
        "tests": {
            "visible": [_file(folder, name) for name in folder.test_files() if name == VISIBLE],
            "hidden": packed([_file(folder, name) for name in folder.test_files() if name != VISIBLE]),
        },
    }
    if problem.growth is not None:
        data["growth"] = {
            "target": problem.growth.target,
            "n": problem.growth.n,
            "source": packed([_file(folder, "growth.py")]),
        }
    return data


def packed(files: list[dict[str, str]]) -> str:
    """Files as base64 of a zlib stream of JSON."""
    if not files:
        return ""
    text = json.dumps(files, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def _file(folder: ProblemFolder, name: str) -> dict[str, str]:
    return {"name": name, "source": folder.sources[name]}
