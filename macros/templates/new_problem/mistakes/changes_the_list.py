def moving_sum(numbers: list[int], k: int) -> list[int]:
    sums = []
    while len(numbers) >= k:
        sums.append(sum(numbers[:k]))
        del numbers[0]
    return sums
