class RunningMedian:
    """Median of the values that arrived within the last `window` seconds."""

    def __init__(self, window: int) -> None:
        """Start without values."""
        self.window = window

    def add(self, at: int, value: int) -> None:
        """Take in a value that arrived at second `at`."""
        raise NotImplementedError

    def median(self, now: int) -> float | None:
        """Give the median of the window that ends with second `now`, or None when it is empty."""
        raise NotImplementedError
