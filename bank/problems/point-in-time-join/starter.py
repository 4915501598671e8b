from collections.abc import Sequence
from typing import Any


def join_as_of(
    labels: Sequence[tuple[str, int, Any]], values: Sequence[tuple[str, int, Any]], max_age: int
) -> list[tuple[str, int, Any, Any]]:
    """Join each label with the feature value that was known before it.

    labels: entity, time of the prediction, label.
    values: entity, time the value became known, value.
    max_age: seconds after which a value is stale.

    Returns entity, time, value or None, and label, in the order of the labels.
    """
    raise NotImplementedError
