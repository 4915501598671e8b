"""A problem beside its page: the JSON that the code runner reads, and the page of its solution."""

import ast
import base64
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from greenroom.models.problems import Problem
from macros.bank import Entry
from macros.folders import SCHEMA, VISIBLE, ProblemFolder

VERSION = 2
"""Version of the problem format that the runner reads."""


@dataclass(frozen=True)
class SolutionPage:
    """The page with the solution of a problem."""

    entry: Entry[Problem]
    id: str = "solution"

    @property
    def url(self) -> str:
        """Address of the page, relative to the site's root."""
        return f"{self.entry.url}{self.id}/"

    @property
    def full_title(self) -> str:
        """The page's heading."""
        return f"{self.entry.title}: solution"

    @property
    def description(self) -> str:
        """One line for search engines."""
        return f"How to solve {self.entry.title}: the idea, the code, what it costs, and the mistakes that tests catch."


def growth_text(growth: str) -> str:
    """A class of growth as a reader writes it: n², 2ⁿ."""
    return growth.replace("^2", "²").replace("^3", "³").replace("^n", "ⁿ")


def problem_data(entry: Entry[Problem], folder: ProblemFolder) -> dict[str, Any]:
    """What a `<code-runner>` reads; hidden tests and solution are packed, so that they are not read by accident."""
    problem = entry.model
    cost = problem.complexity
    solved = {each.name: {**folder.files, **folder.solution_files}[each.name] for each in problem.files}
    reference = [{"name": f"solution.{folder.ending}", "source": folder.solution}]
    data: dict[str, Any] = {
        "version": VERSION,
        "id": entry.id,
        "title": problem.title,
        "language": problem.language,
        "minutes": problem.minutes,
        "requires": problem.requires,
        "test_seconds": problem.test_seconds,
        "complexity": {"time": cost.time, "space": cost.space} if cost else None,
        "starter": folder.starter,
        "files": [
            {"name": each.name, "purpose": each.purpose, "given": each.given, "source": folder.files[each.name]}
            for each in problem.files
        ],
        "schema": folder.sources.get(SCHEMA, ""),
        "example": example_call(folder, problem.requires),
        "reference": packed([*reference, *({"name": name, "source": text} for name, text in solved.items())]),
        "growth": None,
        "tests": {
            "visible": [_file(folder, name) for name in folder.test_files() if name == VISIBLE],
            "hidden": packed([_file(folder, name) for name in folder.test_files() if name != VISIBLE]),
        },
    }
    if problem.growth is not None:
        source = packed([_file(folder, "growth.py")])
        data["growth"] = {"target": problem.growth.target, "n": problem.growth.n, "source": source}
    return data


def example_call(folder: ProblemFolder, requires: list[str]) -> str:
    """Lines to try the solution with: the first call of a required name with plain arguments in the examples, or ""."""
    for call in _calls(ast.parse(folder.sources.get(VISIBLE, ""))):
        if isinstance(call.func, ast.Name) and call.func.id in requires and _is_plain(call):
            return ast.unparse(call)
    return f"{requires[0]}()" if requires else ""


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return iter(sorted(found, key=lambda call: (call.lineno, call.col_offset)))


def _is_plain(call: ast.Call) -> bool:
    """Whether all arguments are written out: names of fixtures or helpers mean nothing outside the test."""
    if not call.args and not call.keywords:
        return False
    for argument in [*call.args, *(each.value for each in call.keywords)]:
        try:
            ast.literal_eval(argument)
        except ValueError:
            return False
    return True


def packed(files: list[dict[str, str]]) -> str:
    """Files as base64 of a zlib stream of JSON."""
    if not files:
        return ""
    text = json.dumps(files, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def _file(folder: ProblemFolder, name: str) -> dict[str, str]:
    return {"name": name, "source": folder.sources[name]}
