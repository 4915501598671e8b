def moving_sum(numbers: list[int], k: int) -> list[int]:
    return [sum(numbers[max(0, i - k + 1) : i + 1]) for i in range(len(numbers))]
