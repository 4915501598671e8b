def moving_sum(numbers: list[int], k: int) -> list[int]:
    """The sum of each stretch of k neighbouring numbers."""
    raise NotImplementedError
