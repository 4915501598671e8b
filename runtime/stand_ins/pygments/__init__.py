"""A pygments that leaves text as it is: pytest imports it to colour a terminal, and the browser has none."""

from pygments import util as util


def highlight(code: str, lexer: object, formatter: object) -> str:
    """Give the code back without colours."""
    return code
