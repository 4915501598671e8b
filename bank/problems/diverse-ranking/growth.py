"""A page of all candidates: whether the whole page is looked at again shows."""


def prepare(solution, n, rng):
    """Make n candidates on a line; likeness falls with their distance."""
    candidates = [(str(at), rng.random()) for at in range(n)]
    place = {str(at): rng.random() for at in range(n)}

    def similarity(one, other):
        return 1 - abs(place[one] - place[other])

    return lambda: solution.diverse_page(candidates, similarity, n, 0.5)
