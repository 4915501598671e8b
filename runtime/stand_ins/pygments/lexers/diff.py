"""The lexer of diffs."""

from pygments.lexer import Lexer


class DiffLexer(Lexer):
    """Stands where pytest colours a diff."""
