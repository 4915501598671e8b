"""The lexer of Python."""

from pygments.lexer import Lexer


class PythonLexer(Lexer):
    """Stands where pytest colours source lines."""
