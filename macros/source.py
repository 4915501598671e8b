"""YAML files as plain data that knows its lines.

Parsing is PyYAML's C parser down to nodes, and our own step from nodes to data: it keeps the line of each key, reports
duplicate keys, and reads scalars as YAML 1.2 does, so that `no`, `on` and `12:30` stay text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from macros.findings import Finding

type Path_ = tuple[str | int, ...]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_WORDS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


@dataclass
class Document:
    """One YAML file: its data, and the line of each key and item by its path."""

    file: str
    data: Any = None
    lines: dict[Path_, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    parsed: bool = True

    def line(self, path: Path_) -> int:
        """The line of what stands at `path`, or of the nearest thing that contains it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


@dataclass(frozen=True)
class Cursor:
    """A place in a document; walking off the data gives an empty place, never an error."""

    document: Document
    path: Path_
    value: Any

    @property
    def line(self) -> int:
        """Line of this place, from 1."""
        return self.document.line(self.path)

    @property
    def text(self) -> str:
        """The value if it is text, else an empty string."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def number(self) -> float | None:
        """The value if it is a number, else None."""
        return self.value if isinstance(self.value, int | float) and not isinstance(self.value, bool) else None

    def get(self, key: str) -> "Cursor":
        """The place under `key`; empty when there is none."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return Cursor(self.document, (*self.path, key), value)

    def has(self, key: str) -> bool:
        """Whether the mapping here has `key`."""
        return isinstance(self.value, dict) and key in self.value

    def items(self) -> Iterator["Cursor"]:
        """The places of the list here; none when it is no list."""
        if isinstance(self.value, list):
            for index, item in enumerate(self.value):
                yield Cursor(self.document, (*self.path, index), item)

    def finding(self, finding: str, mend: str) -> Finding:
        """A finding at this place."""
        return Finding(self.document.file, self.line, finding, mend)


def read_text(path: Path, name: str) -> tuple[str | None, Finding | None]:
    """The text of a file, or the finding that says why it cannot be read."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        return None, Finding(name, 1, f"cannot be read ({error.strerror})", "check that it is a readable file")
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return None, Finding(name, line, f"byte 0x{raw[error.start]:02x} is not UTF-8", "save the file as UTF-8")


def read(path: Path, name: str) -> Document:
    """Read one YAML file; what is wrong with it is in `findings`, and `parsed` says whether there is data at all."""
    document = Document(name)
    text, problem = read_text(path, name)
    if text is None:
        document.parsed = False
        document.findings.append(problem or Finding(name, 1, "cannot be read", "check the file"))
        return document
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        document.parsed = False
        document.findings.append(_syntax(name, text, error))
        return document
    except yaml.YAMLError as error:
        document.parsed = False
        reason = str(error).splitlines()[0]
        document.findings.append(Finding(name, 1, f"not YAML ({reason})", "remove control characters"))
        return document
    if node is None:
        document.parsed = False
        document.findings.append(Finding(name, 1, "is empty", "write at least one entry or delete the file"))
        return document
    try:
        document.data = _build(node, (), document)
    except RecursionError:
        document.parsed = False
        document.findings.append(Finding(name, 1, "an alias that contains itself", "write the text out"))
    return document


def _syntax(name: str, text: str, error: yaml.MarkedYAMLError) -> Finding:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    lines = text.splitlines()
    here = lines[min(line, len(lines)) - 1] if lines else ""
    problem = error.problem or "cannot be parsed"
    mend = "check indentation and quotes; text with `: ` or `#` in it needs quotes"
    if "\t" in here[: len(here) - len(here.lstrip())] or "\\t" in problem:
        problem, mend = "a tab indents this line", "indent with spaces"
    elif "mapping values" in problem and here.count(": ") > 1:
        problem, mend = "a second `: ` on one line", "put the text in quotes or in a `>-` block"
    elif any(
        each in problem for each in ("mapping values", "block end", "document start", "expected key", "'-' indicator")
    ):
        problem, mend = "a line that does not fit its list or mapping", "align it with its neighbours"
    elif "quoted scalar" in (error.context or "") or "unexpected end of stream" in problem:
        problem, mend = "quotes that are never closed", "close them"
        line = error.context_mark.line + 1 if error.context_mark else line
    return Finding(name, line, f"YAML syntax: {problem}", mend)


def _build(node: yaml.Node, path: Path_, document: Document) -> Any:
    document.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        items = []
        for index, item in enumerate(node.value):
            items.append(_build(item, (*path, index), document))
        return items
    return _mapping(node, path, document)


def _mapping(node: Any, path: Path_, document: Document) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
        if key in data:
            first = document.lines[(*path, key)]
            document.findings.append(
                Finding(document.file, line, f"`{key}` stands twice in one entry (first in line {first})", "keep one")
            )
            continue
        document.lines[(*path, key)] = line
        data[key] = _build(value_node, (*path, key), document)
    return data


def _scalar(node: yaml.ScalarNode) -> Any:
    text: str = node.value
    if node.style:  # quoted or block: always text
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INT.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    return text
