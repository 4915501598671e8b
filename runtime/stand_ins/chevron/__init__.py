"""A chevron that renders nothing: genanki asks it which fields a template needs, and is told that by us."""


def render(template: str, data: object) -> str:
    """Never called: `_req` of our note types does without."""
    raise NotImplementedError(template)
