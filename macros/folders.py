"""A problem's folder: its Python files read and looked through without running them."""

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from macros.findings import Finding, choose_from
from macros.source import Cursor, read_text

VISIBLE = "test_examples.py"
HIDDEN = "test_hidden.py"
SCHEMA = "schema.sql"
LEAST_TESTS = 12
_FOLDERS = {"mistakes", "slow", "files", "solution_files", "__pycache__"}
_ENDINGS = {"sql": "sql"}
"""Language -> ending of the reader's file where it is not Python's."""


@dataclass(frozen=True)
class ProblemFolder:
    """What lies beside a `problem.yml`: sources by file name, and the names of the tests in them."""

    sources: Mapping[str, str] = field(default_factory=dict)
    mistakes: Mapping[str, str] = field(default_factory=dict)
    """Wrong solutions by stem."""
    tests: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    slow: Mapping[str, str] = field(default_factory=dict)
    """Slow solutions by stem."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Files beside the solution as the reader gets them, by name."""
    solution_files: Mapping[str, str] = field(default_factory=dict)
    """Files beside the solution as the reference has them, by name."""
    ending: str = "py"
    """Ending of the reader's file."""

    @property
    def starter(self) -> str:
        """What the reader starts from."""
        return self.sources.get(f"starter.{self.ending}", "")

    @property
    def solution(self) -> str:
        """The reference solution."""
        return self.sources.get(f"solution.{self.ending}", "")

    @property
    def statement(self) -> str:
        """The statement, in Markdown."""
        return self.sources.get("statement.md", "")

    def test_files(self) -> list[str]:
        """Names of the test files, the visible ones first."""
        return sorted(self.tests, key=lambda name: (name != VISIBLE, name))


def required_files(problem: Cursor) -> tuple[str, ...]:
    """Names of the files that a problem must have beside its `problem.yml`."""
    ending = _ENDINGS.get(problem.get("language").text, "py")
    own = ("statement.md", f"starter.{ending}", f"solution.{ending}", VISIBLE)
    hidden = () if problem.get("origin").text else (HIDDEN,)
    return (*own, *hidden, *((SCHEMA,) if ending == "sql" else ()), *(("growth.py",) if problem.has("growth") else ()))


def read_folder(folder: Path, name: str, problem: Cursor) -> tuple[ProblemFolder, list[Finding]]:
    """Read the folder of one problem, called `name` in messages, and check it against its `problem.yml`."""
    findings: list[Finding] = []
    needed = required_files(problem)
    ending = needed[1].rpartition(".")[2]
    sources = read_sources(folder, name, findings, ("py", "md", "sql"))
    for each in needed:
        if not (folder / each).is_file():
            place = Finding(
                problem.document.file, 1, f"`{each}` is missing in the folder", "write it beside problem.yml"
            )
            findings.append(place)
    for path in sorted(folder.glob("*")):
        known = (
            path.name in needed or path.name in _FOLDERS or path.name == "problem.yml" or path.name.startswith("test_")
        )
        if not known and not path.name.startswith("."):
            mend = "add `growth:` to problem.yml or delete it" if path.name == "growth.py" else ""
            mend = mend or choose_from(path.name, needed, "the files of a problem are")
            findings.append(Finding(f"{name}/{path.name}", 1, "is no file of a problem", mend))
    variants = {
        each: read_sources(folder / each, f"{name}/{each}", findings, (ending,)) for each in ("mistakes", "slow")
    }
    extra = {
        each: read_sources(folder / each, f"{name}/{each}", findings, ("py",)) for each in ("files", "solution_files")
    }
    for inner, found in {**variants, **extra}.items():
        for file, text in found.items():
            parse(f"{name}/{inner}/{file}", text, findings)
    trees = {file: tree for file, text in sources.items() if (tree := parse(f"{name}/{file}", text, findings))}
    tests = {file: test_names(tree) for file, tree in trees.items() if file.startswith("test_")}
    complete = _all_parsed(sources, trees)
    stems = {each: {Path(file).stem: text for file, text in found.items()} for each, found in variants.items()}
    findings += _check_variants(problem, "mistakes", stems["mistakes"], ending)
    findings += _check_variants(problem, "slow", stems["slow"], ending)
    if complete:
        findings += _check_caught(problem, tests)
    findings += _check_files(problem, name, extra["files"], extra["solution_files"])
    findings += _check_required(problem, name, trees)
    findings += _check_tests(problem, name, tests, complete=complete and not problem.get("origin").text)
    return ProblemFolder(
        sources, stems["mistakes"], tests, stems["slow"], extra["files"], extra["solution_files"], ending
    ), findings


def read_sources(folder: Path, name: str, findings: list[Finding], endings: tuple[str, ...]) -> dict[str, str]:
    """Text by file name of the files in a folder with one of the endings."""
    found: dict[str, str] = {}
    for file in sorted(path for path in folder.glob("*") if path.is_file() and path.suffix[1:] in endings):
        text, unreadable = read_text(file, f"{name}/{file.name}")
        if text is None:
            findings += [unreadable] if unreadable else []
            continue
        found[file.name] = text
        if not text.strip():
            findings.append(Finding(f"{name}/{file.name}", 1, "is empty", "write it or delete it"))
    return found


def _all_parsed(sources: Mapping[str, str], trees: Mapping[str, ast.Module]) -> bool:
    tests = {VISIBLE, HIDDEN} | {file for file in sources if file.startswith("test_")}
    return all(file in trees for file in tests)


def parse(name: str, text: str, findings: list[Finding]) -> ast.Module | None:
    """The tree of a Python file; None for other files, and with a finding where the syntax is wrong."""
    if not name.endswith(".py"):
        return None
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        reason = getattr(error, "msg", None) or str(error)
        findings.append(Finding(name, line, f"Python syntax: {reason}", "mend the line"))
        return None


def test_names(tree: ast.Module) -> tuple[str, ...]:
    """Names of the tests that a module defines, those of its test classes among them."""
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


def _check_variants(problem: Cursor, listed: str, files: Mapping[str, str], ending: str) -> Iterable[Finding]:
    """Each mistake and each slow solution that is listed has its file, and each file is listed."""
    noun = {"mistakes": "mistake", "slow": "slow solution"}[listed]
    known = set()
    for variant in problem.get(listed).items():
        slug = variant.get("id").text
        stem = slug.replace("-", "_")
        known.add(stem)
        if slug and stem not in files:
            mend = f"write it ({choose_from(stem, files, 'the folder has')})" if files else "write it"
            yield variant.get("id").finding(f"`{listed}/{stem}.{ending}` is missing for {noun} {slug!r}", mend)
    for stem in sorted(set(files) - known):
        name = problem.document.file.rsplit("/", 1)[0]
        mend = f"list it under `{listed}` with id {stem.replace('_', '-')!r} or delete it"
        yield Finding(f"{name}/{listed}/{stem}.{ending}", 1, "is listed nowhere in problem.yml", mend)


def _check_caught(problem: Cursor, tests: Mapping[str, tuple[str, ...]]) -> Iterable[Finding]:
    names = [test for each in tests.values() for test in each]
    for mistake in problem.get("mistakes").items():
        for test in mistake.get("caught_by").items():
            if test.text and test.text.split("[")[0] not in names:
                finding = f"no test is called `{test.text}` (mistake {mistake.get('id').text!r})"
                yield test.finding(finding, choose_from(test.text, names, "the tests are"))


def _check_files(problem: Cursor, name: str, files: Mapping[str, str], solved: Mapping[str, str]) -> Iterable[Finding]:
    """The files beside the solution: each one listed and there, once more as solved where the reader changes it."""
    listed: dict[str, bool] = {}
    for item in problem.get("files").items():
        file, place = item.get("name").text, item.get("name")
        listed[file] = item.get("given").value is not False
        if not file:
            continue
        taken = file in ("solution.py", VISIBLE, HIDDEN)
        if not file.endswith(".py") or not file[:-3].isidentifier() or taken:
            yield place.finding(f"{file!r} cannot be imported beside the solution", "name it like clock.py")
        if file not in files:
            yield place.finding(f"`files/{file}` is missing", "write it")
        if not listed[file] and file not in solved:
            yield place.finding(f"`solution_files/{file}` is missing", "write it as the reference solution has it")
    for file in sorted(set(files) - set(listed)):
        yield Finding(f"{name}/files/{file}", 1, "is listed nowhere in problem.yml", f"list {file!r} under `files`")
    for file in sorted(set(solved) - {each for each, given in listed.items() if not given}):
        mend = "list it under `files` with `given: false` or delete it"
        yield Finding(f"{name}/solution_files/{file}", 1, "is no file the reader changes", mend)
