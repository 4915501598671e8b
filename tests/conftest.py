"""The order of the tests."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser's tests last: once one has run, an event loop is at work in this thread, and asyncio is not free."""
    items.sort(key=lambda item: "browser" in item.path.parts)
