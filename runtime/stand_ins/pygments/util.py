"""Errors pytest may catch."""


class ClassNotFound(ValueError):
    """No such lexer, formatter or style."""


class OptionError(Exception):
    """An option has no such value."""
