"""Macro calls in Markdown: each wrong one becomes a finding with page and line, and the build goes on to the next."""

import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from macros.findings import Finding, choose_from
from macros.prose import MACROS, BadArgumentError
from macros.site import Site


@dataclass
class Calls:
    """The macros bound to a site; `where` gives file, address and first line of the page that is being rendered."""

    site: Callable[[], Site]
    where: Callable[[], tuple[str, str, int]]
    findings: list[Finding] = field(default_factory=list)

    def bound(self) -> dict[str, Callable[..., str]]:
        """Every macro by name, to be called with the author's arguments only."""
        return {name: self._bind(name, function) for name, function in MACROS.items()}

    def _bind(self, name: str, function: Callable[..., str]) -> Callable[..., str]:
        signature = inspect.signature(function)

        def call(*arguments: Any, **named: Any) -> str:
            file, url, offset = self.where()
            try:
                _check_arguments(name, signature, arguments, named)
                return function(self.site(), url, *arguments, **named)
            except BadArgumentError as error:
                finding = error.finding if error.finding.startswith(name) else f"{name}(): {error.finding}"
                self.findings.append(Finding(file, offset + _line_of_call(), finding, error.mend))
                return ""

        call.__doc__ = function.__doc__
        return call


def _check_arguments(
    name: str, signature: inspect.Signature, arguments: tuple[Any, ...], named: dict[str, Any]
) -> None:
    parameters = list(signature.parameters)[2:]
    unknown = [each for each in named if each not in parameters]
    if unknown:
        raise BadArgumentError(
            f"{name}() has no argument {unknown[0]!r}", choose_from(unknown[0], parameters, "it takes")
        )
    try:
        signature.bind(None, None, *arguments, **named)
    except TypeError as error:
        usage = f"it takes {', '.join(parameters) or 'no argument'}"
        raise BadArgumentError(f"{name}(): {error}", usage) from error


def _line_of_call() -> int:
    """Line in the Markdown, from 1, that is being rendered: Jinja knows it for each line of its compiled template."""
    frame: FrameType | None = sys._getframe()  # noqa: SLF001 - the only way to the caller's line
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None and template.filename in (None, "<template>"):
            return int(template.get_corresponding_lineno(frame.f_lineno))
        frame = frame.f_back
    return 1
