"""The base class of lexers."""


class Lexer:
    """Stands where a lexer is named in a type."""
