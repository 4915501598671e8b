"""A problem's folder: its Python files read and looked through without running them."""

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from macros.findings import Finding, choose_from
from macros.source import Cursor, read_text

VISIBLE = "test_examples.py"
HIDDEN = "test_hidden.py"
REQUIRED = ("statement.md", "starter.py", "solution.py", VISIBLE, HIDDEN)
LEAST_TESTS = 12
_OPTIONAL = {"problem.yml", "growth.py", "mistakes", "__pycache__"}


@dataclass(frozen=True)
class ProblemFolder:
    """What lies beside a `problem.yml`: sources by file name, and the names of the tests in them."""

    sources: Mapping[str, str] = field(default_factory=dict)
    mistakes: Mapping[str, str] = field(default_factory=dict)
    tests: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def statement(self) -> str:
        """The statement, in Markdown."""
        return self.sources.get("statement.md", "")

    def test_files(self) -> list[str]:
        """Names of the test files, the visible ones first."""
        return sorted(self.tests, key=lambda name: (name != VISIBLE, name))


def read_folder(folder: Path, name: str, problem: Cursor) -> tuple[ProblemFolder, list[Finding]]:
    """Read the folder of one problem, called `name` in messages, and check it against its `problem.yml`."""
    findings: list[Finding] = []
    sources: dict[str, str] = {}
    for file in sorted(path for path in folder.glob("*") if path.is_file() and path.suffix in (".py", ".md")):
        text, problem_reading = read_text(file, f"{name}/{file.name}")
        if text is None:
            findings += [problem_reading] if problem_reading else []
            continue
        sources[file.name] = text
        if not text.strip():
            findings.append(Finding(f"{name}/{file.name}", 1, "is empty", "write it or delete it"))
    for needed in REQUIRED:
        if not (folder / needed).is_file():
            place = Finding(
                problem.document.file, 1, f"`{needed}` is missing in the folder", "write it beside problem.yml"
            )
            findings.append(place)
    for path in sorted(folder.glob("*")):
        known = path.name in REQUIRED or path.name in _OPTIONAL or path.name.startswith("test_")
        if not known and not path.name.startswith("."):
            mend = choose_from(path.name, REQUIRED, "the files of a problem are")
            findings.append(Finding(f"{name}/{path.name}", 1, "is no file of a problem", mend))
    mistakes = _mistakes(folder, name, findings)
    trees = {file: tree for file, text in sources.items() if (tree := _parse(f"{name}/{file}", text, findings))}
    tests = {file: _tests(tree) for file, tree in trees.items() if file.startswith("test_")}
    findings += _check_mistakes(problem, mistakes, tests, complete=_all_parsed(sources, trees))
    findings += _check_required(problem, name, trees)
    findings += _check_tests(problem, name, tests, complete=_all_parsed(sources, trees))
    return ProblemFolder(sources, mistakes, tests), findings


def _all_parsed(sources: Mapping[str, str], trees: Mapping[str, ast.Module]) -> bool:
    tests = {VISIBLE, HIDDEN} | {file for file in sources if file.startswith("test_")}
    return all(file in trees for file in tests)


def _parse(name: str, text: str, findings: list[Finding]) -> ast.Module | None:
    if not name.endswith(".py"):
        return None
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        reason = getattr(error, "msg", None) or str(error)
        findings.append(Finding(name, line, f"Python syntax: {reason}", "mend the line"))
        return None


def _mistakes(folder: Path, name: str, findings: list[Finding]) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted((folder / "mistakes").glob("*.py")):
        text, problem = read_text(path, f"{name}/mistakes/{path.name}")
        if text is None:
            findings += [problem] if problem else []
            continue
        _parse(f"{name}/mistakes/{path.name}", text, findings)
        found[path.stem] = text
    return found


def _tests(tree: ast.Module) -> tuple[str, ...]:
    names: list[str] = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test"):
            names.append(node.name)
        elif isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            names += [
                each.name for each in node.body if isinstance(each, ast.FunctionDef) and each.name.startswith("test")
            ]
    return tuple(names)


def defined(tree: ast.Module) -> set[str]:
    """Names that a module binds at its top level."""
    names: set[str] = set()
    for node in ast.walk(ast.Module([each for each in tree.body if not _has_scope(each)], [])):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.alias):
            names.add((node.asname or node.name).split(".")[0])
        elif isinstance(node, ast.TypeAlias):
            names.add(node.name.id)
    return names | {each.name for each in tree.body if _has_scope(each)}  # type: ignore[attr-defined]


def _has_scope(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)


def _check_required(problem: Cursor, name: str, trees: Mapping[str, ast.Module]) -> Iterable[Finding]:
    for required in problem.get("requires").items():
        for file in ("solution.py", "starter.py"):
            if required.text and file in trees and required.text not in (names := defined(trees[file])):
                public = sorted(each for each in names if not each.startswith("_"))
                mend = (
                    f"define it there, or correct `requires` ({choose_from(required.text, public, 'the file defines')})"
                )
                yield required.finding(f"{name}/{file} does not define `{required.text}`", mend)


def _check_tests(
    problem: Cursor, name: str, tests: Mapping[str, tuple[str, ...]], *, complete: bool
) -> Iterable[Finding]:
    for file, names in tests.items():
        for test in sorted({each for each in names if names.count(each) > 1}):
            yield Finding(f"{name}/{file}", 1, f"`{test}` is defined twice, so pytest runs only the last", "rename one")
    if not complete:
        return
    total = sum(len(names) for names in tests.values())
    visible = len(tests.get(VISIBLE, ()))
    if total < LEAST_TESTS:
        finding = f"the problem has {total} tests, fewer than {LEAST_TESTS}"
        yield Finding(problem.document.file, 1, finding, f"add {LEAST_TESTS - total} test functions")
    if (total - visible) * 2 < total:
        finding = f"{total - visible} of {total} tests are hidden, less than half"
        yield Finding(problem.document.file, 1, finding, f"move tests from {VISIBLE} to {HIDDEN}")


def _check_mistakes(
    problem: Cursor, files: Mapping[str, str], tests: Mapping[str, tuple[str, ...]], *, complete: bool
) -> Iterable[Finding]:
    listed = set()
    names = [test for each in tests.values() for test in each]
    for mistake in problem.get("mistakes").items():
        slug = mistake.get("id").text
        stem = slug.replace("-", "_")
        listed.add(stem)
        if slug and stem not in files:
            mend = f"write it ({choose_from(stem, files, 'the folder has')})" if files else "write it"
            yield mistake.get("id").finding(f"`mistakes/{stem}.py` is missing for mistake {slug!r}", mend)
        for test in mistake.get("caught_by").items():
            if complete and test.text and test.text.split("[")[0] not in names:
                finding = f"no test is called `{test.text}` (mistake {slug!r})"
                yield test.finding(finding, choose_from(test.text, names, "the tests are"))
    for stem in sorted(set(files) - listed):
        name = problem.document.file.rsplit("/", 1)[0]
        mend = f"list it under `mistakes` with id {stem.replace('_', '-')!r} or delete it"
        yield Finding(f"{name}/mistakes/{stem}.py", 1, "is listed nowhere in problem.yml", mend)
