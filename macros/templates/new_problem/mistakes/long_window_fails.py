def moving_sum(numbers: list[int], k: int) -> list[int]:
    total = sum(numbers[:k])
    sums = [total]
    for i in range(k, len(numbers)):
        total += numbers[i] - numbers[i - k]
        sums.append(total)
    return sums
