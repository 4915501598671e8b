"""The formatter of terminals."""


class TerminalFormatter:
    """Takes pytest's options and does nothing with them."""

    def __init__(self, **options: object) -> None:
        self.options = options
