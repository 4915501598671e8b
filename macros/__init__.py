"""The build of Greenroom: YAML in `bank/` to pages. This file only registers the macros of mkdocs-macros."""

from typing import Any


def define_env(env: Any) -> None:
    """Offer every macro of `macros.prose` to Markdown."""
    from macros.build import BUILD  # on call, since mkdocs-macros loads this file outside the package

    for name, function in BUILD.calls(env).items():
        env.macro(function, name)
