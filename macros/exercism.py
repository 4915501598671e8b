"""`greenroom import exercism PATH`: a practice exercise of Exercism's Python track as a folder of the bank.

An exercise is a folder with a stub, a unittest file, `.meta/config.json`, `.meta/example.py` and `.docs/instructions.md`. Its
tests stay as they are, word for word; a file of the tests' module name beside the solution stands for the solution.
"""

import ast
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from greenroom.judging.limits import AlarmLimit
from greenroom.judging.testing import test as judge
from macros.findings import Finding
from macros.folders import VISIBLE, defined
from macros.writing import free_place, write_folder

TEST_SECONDS = 10
"""Exercises are not written for a limit; some search for seconds."""
_EASY, _MEDIUM = 3, 6
"""Highest difficulty of the track, 1 to 10, that counts as easy and as medium."""
_ALIAS = '''"""The tests know the solution by this name."""

import sys

import solution

sys.modules[__name__] = solution
'''


def take(path: Path, bank: Path, *, force: bool = False) -> str:
    """Write `bank/problems/SLUG/` from an exercise; gives one line on what its example and its stub come to.

    Raises ValueError with a finding when the exercise cannot be read, the folder exists, or, without `force`, the example is not
    accepted by its own tests; nothing is written then.
    """
    path = path.resolve()
    target = free_place(bank / "problems", path.name.replace("_", "-"))
    files = convert(path)
    example, stub = _judged(files, "solution.py"), _judged(files, "starter.py")
    if example["verdict"] != "accepted" and not force:
        failed = [case["name"] for case in example["cases"] if case["outcome"] not in ("passed", "skipped")]
        finding = f"the example is not accepted by its own tests ({', '.join(failed[:3]) or example['message']})"
        raise _refusal(path / ".meta" / "example.py", finding, "mend it, or import it with --force")
    write_folder(target, files)
    return f"{target.as_posix()}: {example['total']} tests; the example is {example['verdict']}, the stub {stub['verdict']}\n"


def convert(path: Path) -> dict[str, str]:
    """The files of the problem folder that an exercise becomes; raises ValueError with a finding."""
    config = _json(path / ".meta" / "config.json")
    listed = config.get("files", {})
    stub_names, test_names = _names(path, listed, "solution"), _names(path, listed, "test")
    example = _read(path / _names(path, listed, "example")[0])
    tests = _read(path / test_names[0])
    module = _module_of(tests, [Path(each).stem for each in stub_names])
    main = next((each for each in stub_names if Path(each).stem == module), stub_names[0])
    stub = _read(path / main)
    beside = _beside(path, listed, [each for each in stub_names if each != main])
    files = {
        "statement.md": _statement(path / ".docs"),
        "starter.py": stub if stub.strip() else "# Write your solution here.\n",
        "solution.py": example,
        VISIBLE: tests,
    }
    described = [{"name": name, "purpose": purpose, "given": given} for name, (purpose, given, _) in beside.items()]
    if module != "solution" and f"{module}.py" not in beside:
        described.append({"name": f"{module}.py", "purpose": "The name under which the tests import the solution."})
        files[f"files/{module}.py"] = _ALIAS
    for name, (_, given, source) in beside.items():
        files[f"files/{name}"] = source
        if not given:
            solved = path / ".meta" / name
            files[f"solution_files/{name}"] = _read(solved) if solved.is_file() else source
    for name in test_names[1:]:
        files[f"test_{Path(name).stem.removeprefix('test_')}.py"] = _read(path / name)
    files["problem.yml"] = _described(path, config, _required(tests, module, example, stub), described)
    return files


def _refusal(file: Path, finding: str, mend: str) -> ValueError:
    return ValueError(str(Finding(file.as_posix(), 1, finding, mend)))


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise _refusal(
            file, "is missing", "give the folder of a practice exercise, with .meta and .docs in it"
        ) from error
    except UnicodeDecodeError as error:
        raise _refusal(file, "is not UTF-8", "save it as UTF-8") from error


def _json(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(_read(file))
    except json.JSONDecodeError as error:
        raise _refusal(file, f"is not JSON (line {error.lineno})", "mend it") from error
    return found if isinstance(found, dict) else {}


def _names(path: Path, listed: Mapping[str, Any], kind: str) -> list[str]:
    """Files of a kind as the config lists them, or as exercises are laid out."""
    found = [str(each) for each in listed.get(kind) or []]
    stem = path.name.replace("-", "_")
    usual = {"solution": f"{stem}.py", "test": f"{stem}_test.py", "example": ".meta/example.py"}
    return found or [usual[kind]]


def _beside(path: Path, listed: Mapping[str, Any], more: Iterable[str]) -> dict[str, tuple[str, bool, str]]:
    """File name -> purpose, whether it is given, source: helper modules, and further files the reader writes."""
    found = {}
    for name in listed.get("editor") or []:
        if str(name).endswith(".py"):
            found[Path(name).name] = ("A helper of the tests.", True, _read(path / name))
    for name in more:
        if name.endswith(".py"):
            found[Path(name).name] = ("A further file of the solution.", False, _read(path / name))
    return found


def _imports(tree: ast.Module) -> Iterable[tuple[str, tuple[str, ...]]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, tuple(each.name for each in node.names)
        elif isinstance(node, ast.Import):
            yield from ((each.name, ()) for each in node.names)


def _parsed(source: str, what: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError as error:
        raise ValueError(
            str(Finding(what, error.lineno or 1, f"Python syntax: {error.msg}", "mend the line"))
        ) from error


def _module_of(tests: str, stems: list[str]) -> str:
    imported = [module for module, _ in _imports(_parsed(tests, "the test file"))]
    return next((each for each in imported if each in stems), stems[0])


def _required(tests: str, module: str, example: str, stub: str) -> list[str]:
    """Names that the tests take from the solution and that stub and example both define."""
    wanted = [name for found, names in _imports(_parsed(tests, "the test file")) if found == module for name in names]
    have = defined(_parsed(example, "the example")) & defined(_parsed(stub, "the stub"))
    return [name for name in dict.fromkeys(wanted) if name in have]


def _described(path: Path, config: Mapping[str, Any], requires: list[str], files: list[dict[str, Any]]) -> str:
    track = path.parent.parent.parent / "config.json"
    practice = _json(track).get("exercises", {}).get("practice", []) if track.is_file() else []
    entry: dict[str, Any] = next((each for each in practice if each.get("slug") == path.name), {})
    level = int(entry.get("difficulty") or _EASY + 1)
    title = str(entry.get("name") or path.name.replace("-", " ").replace("_", " ").capitalize())
    data: dict[str, Any] = {
        "title": title,
        "summary": " ".join(str(config.get("blurb") or f"Solve the exercise {title}.").split()),
        "difficulty": "easy" if level <= _EASY else "medium" if level <= _MEDIUM else "hard",
        "impact": "bonus",
        "origin": f"Exercism, Python track, exercise {path.name}; MIT licence.",
        "topics": ["algorithms"],
        "minutes": 30,
        "test_seconds": TEST_SECONDS,
        "approach": "The example solution that comes with the exercise.",
    }
    if requires:
        data["requires"] = requires
    if files:
        data["files"] = files
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=120)


def _statement(docs: Path) -> str:
    names = ("introduction.md", "instructions.md", "instructions.append.md")
    parts = [_plain(_read(docs / name)) for name in names if name == "instructions.md" or (docs / name).is_file()]
    return "\n\n".join(part for part in parts if part) + "\n"


def _plain(text: str) -> str:
    """Markdown of an exercise for a page that has its own title and shows nothing from elsewhere."""
    lines, fenced = [], False
    for line in text.splitlines():
        if note := re.match(r"~{3,}\s*exercism/(\w+)\s*$", line):
            lines.append(f"**{note[1].capitalize()}:**")
            continue
        if re.match(r"~{3,}\s*$", line) and not fenced:
            continue
        if re.match(r"\s*(```|~~~)", line):
            fenced = not fenced
        heading = None if fenced else re.match(r"(#+)\s+(.*)", line)
        if heading and heading[1] == "#":
            continue  # "Instructions", "Introduction": the page says so already
        lines.append(f"#{line}" if heading else line if fenced else _without_pictures(line))
    return "\n".join(lines).strip()


def _without_pictures(line: str) -> str:
    line = re.sub(r"!\[([^\]]*)\]\((\S+?)(?:\s[^)]*)?\)", r"[\1 (picture)](\2)", line)
    line = re.sub(r"<img\b[^>]*>", "", line)
    # Links to other files of the exercise lead nowhere here.
    return re.sub(r"\[([^\]]+)\]\((?!https?:|mailto:|#)[^)]*\)", r"\1", line)


def _judged(files: Mapping[str, str], solution: str) -> dict[str, Any]:
    """What the exercise's tests say under CPython to the example or the stub."""
    folder = "solution_files/" if solution == "solution.py" else "files/"
    beside = {name.removeprefix("files/"): text for name, text in files.items() if name.startswith("files/")}
    beside |= {name.removeprefix(folder): text for name, text in files.items() if name.startswith(folder)}
    tests = [{"name": name, "source": text} for name, text in files.items() if name.startswith("test_")]
    helpers = [{"name": name, "source": text} for name, text in beside.items()]
    requires = (yaml.safe_load(files["problem.yml"]) or {}).get("requires", [])
    return judge(
        files[solution], tests, requires=requires, test_seconds=TEST_SECONDS, files=helpers, limit=AlarmLimit()
    )
