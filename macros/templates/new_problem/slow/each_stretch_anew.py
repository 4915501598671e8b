def moving_sum(numbers: list[int], k: int) -> list[int]:
    return [sum(numbers[i : i + k]) for i in range(len(numbers) - k + 1)]
