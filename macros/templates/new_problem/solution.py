def moving_sum(numbers: list[int], k: int) -> list[int]:
    """The sum of each stretch of k neighbouring numbers."""
    if len(numbers) < k:
        return []
    total = sum(numbers[:k])
    sums = [total]
    for i in range(k, len(numbers)):
        total += numbers[i] - numbers[i - k]
        sums.append(total)
    return sums
