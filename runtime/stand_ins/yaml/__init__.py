"""A yaml that reads nothing: genanki can take fields written in YAML, and is given lists here."""


def full_load(text: str) -> object:
    """Never called: no text is given where YAML could stand."""
    raise NotImplementedError(text)
