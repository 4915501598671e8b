"""Arrows run down: who may import whom, told once and read from the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 400

ENGINE_NEVER = {
    "macros",
    "mkdocs",
    "mkdocs_macros",
    "material",
    "yaml",
    "ruamel",
    "jinja2",
    "markdown",
    "pydantic",
    "js",
}
ENGINE_NEVER |= {"pyodide", "pyodide_js", "markupsafe", "tests"}
COMPONENTS = (
    *("runner", "flashcards", "timer", "filters", "checklist", "script", "estimate", "review", "trace", "data"),
    *("figures", "options", "exchange", "notebook", "spoken", "progress", "recording", "mock", "debrief", "board"),
)
SHARED = ("engine", "store", "editor", "offline", "judging", "parts", "cards", "quantities")


def python_files(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = path.relative_to(ROOT).with_suffix("").parts[: -node.level or None] if node.level else ()
            base = ".".join([*package, node.module or ""]).strip(".")
            for each in node.names:  # of a package a module may be imported: then that is the arrow
                inner = ROOT.joinpath(*base.split("."), f"{each.name}.py")
                yield f"{base}.{each.name}" if inner.is_file() else base


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def typescript_files() -> list[Path]:
    return sorted((ROOT / "frontend" / "src").rglob("*.ts"))


def typescript_imports(path: Path) -> Iterator[Path]:
    text = path.read_text("utf-8")
    for target in re.findall(r"""(?:from|import)\s*\(?\s*["'](\.[^"']*)["']""", text):
        yield (path.parent / target).resolve()


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Every module that can reach itself, as the path it takes."""
    found = []
    for start in graph:
        stack = [[start]]
        seen: set[str] = set()
        while stack:
            path = stack.pop()
            for step in graph.get(path[-1], ()):
                if step == start:
                    found.append([*path, start])
                elif step not in seen:
                    seen.add(step)
                    stack.append([*path, step])
    return found


def test_the_engine_imports_nothing_of_the_build_or_the_page() -> None:
    wrong = {
        f"{module_name(path)} imports {name}"
        for path in python_files("greenroom")
        for name in imports(path)
        if name.split(".")[0] in ENGINE_NEVER
    }
    assert not wrong


def test_the_build_knows_the_schema_and_not_the_door() -> None:
    wrong = {
        f"{module_name(path)} imports {name}"
        for path in python_files("macros")
        for name in imports(path)
        if name == "greenroom.api" or name.startswith(("greenroom.api.", "tests"))
    }
    assert not wrong


def test_registering_macros_imports_nothing_until_it_is_called() -> None:
    tree = ast.parse((ROOT / "macros" / "__init__.py").read_text("utf-8"))
    names = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [each.module for each in names if isinstance(each, ast.ImportFrom)] == ["typing"]


@pytest.mark.parametrize("room", ["greenroom", "macros"])
def test_python_imports_make_no_circle(room: str) -> None:
    modules = {module_name(path): path for path in python_files(room)}
    graph = {
        name: {each for each in imports(path) if each in modules and each != name} for name, path in modules.items()
    }
    assert not circles(graph)


def test_components_do_not_import_each_other() -> None:
    source = ROOT / "frontend" / "src"
    wrong = []
    for path in typescript_files():
        room = path.relative_to(source).parts[0]
        for target in typescript_imports(path):
            other = target.relative_to(source).parts[0]
            if room in COMPONENTS and other in COMPONENTS and other != room:
                wrong.append(f"{path.relative_to(ROOT)} imports {other}")
            if room in SHARED and other in COMPONENTS:
                wrong.append(f"{path.relative_to(ROOT)} imports {other}, which is above it")
    assert not wrong


def test_typescript_imports_make_no_circle() -> None:
    files = {str(path.with_suffix("")): path for path in typescript_files()}
    graph = {name: {str(each) for each in typescript_imports(path)} & files.keys() for name, path in files.items()}
    assert not circles(graph)


def test_no_module_is_too_long_to_hold_in_mind() -> None:
    every = [*python_files("greenroom"), *python_files("macros"), *python_files("runtime"), *typescript_files()]
    long = {
        str(path.relative_to(ROOT)): lines
        for path in every
        if (lines := len(path.read_text("utf-8").splitlines())) > LONGEST
    }
    assert not long


def test_no_module_is_called_utils() -> None:
    every = [*python_files("greenroom"), *python_files("macros"), *typescript_files()]
    assert not [path for path in every if path.stem in ("utils", "util", "helpers", "common", "misc")]
