"""Texts of pages cut down to what a card can hold."""

import ast
import re

_SENTENCE = re.compile(r"(?<=[.!?])[”\"'’)]*\s+(?=[A-Z“\"`*(0-9])")
_BLOCK = re.compile(r"```|^\s*(?:[-*+]|\d+\.)\s|^\s*\||^ {4}", re.MULTILINE)
_DOCSTRING_OWNERS = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def briefly(text: str, words: int) -> str:
    """The text's first whole sentences, at least one, up to so many words; lists, tables and code blocks stay whole."""
    text = text.strip()
    if len(text.split()) <= words or _BLOCK.search(text):
        return text
    kept: list[str] = []
    left = words
    for paragraph in re.split(r"\n\s*\n", text):
        taken: list[str] = []
        for sentence in _sentences(paragraph):
            left -= len(sentence.split())
            if left < 0 and (kept or taken):
                return "\n\n".join([*kept, *([" ".join(taken)] if taken else [])])
            taken.append(sentence)
        kept.append(" ".join(taken))
    return "\n\n".join(kept)


def _sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph; a full stop between backticks ends none."""
    found, start = [], 0
    for match in _SENTENCE.finditer(paragraph):
        if paragraph.count("`", 0, match.start()) % 2 == 0:
            found.append(paragraph[start : match.end()].strip())
            start = match.end()
    return [*found, paragraph[start:].strip()]


def bare_code(source: str, language: str) -> str:
    """A solution without docstrings and comments of their own line, with one blank line at most between two lines."""
    lines = source.splitlines()
    dropped = set()
    if language == "python":
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, _DOCSTRING_OWNERS) and len(node.body) > 1 and ast.get_docstring(node) is not None:
                first = node.body[0]
                dropped |= set(range(first.lineno, (first.end_lineno or first.lineno) + 1))
    mark = "--" if language == "sql" else "#"
    kept = [
        line for number, line in enumerate(lines, 1) if number not in dropped and not line.lstrip().startswith(mark)
    ]
    return re.sub(r"\n\s*\n(\s*\n)*", "\n\n", "\n".join(kept)).strip()
