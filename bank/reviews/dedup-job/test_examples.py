from collections.abc import Iterable

from solution import Event, Report, apply_events


class Rows(dict[str, Event]):
    """A store in memory."""

    def get(self, keys: Iterable[str]) -> dict[str, Event]:
        return {key: self[key] for key in keys if key in self}

    def put(self, events: Iterable[Event]) -> None:
        self.update({event.key: event for event in events})

    def drop(self, keys: Iterable[str]) -> None:
        for key in keys:
            self.pop(key, None)

    def visible(self) -> dict[str, str]:
        """What readers of the store see."""
        return {key: event.body for key, event in self.items() if event.body is not None}


def test_latest_version_of_each_record_stays() -> None:
    rows = Rows()
    apply_events([Event("a", "1", "x"), Event("b", "1", "y"), Event("a", "2", "z")], rows)
    assert rows.visible() == {"a": "z", "b": "y"}


def test_event_that_comes_late_changes_nothing() -> None:
    rows = Rows()
    apply_events([Event("a", "3", "new"), Event("a", "2", "late")], rows)
    apply_events([Event("a", "1", "later still")], rows)
    assert rows.visible() == {"a": "new"}


def test_deleted_record_is_not_seen() -> None:
    rows = Rows()
    apply_events([Event("a", "1", "x"), Event("b", "1", "y")], rows)
    apply_events([Event("a", "2", None)], rows)
    assert rows.visible() == {"b": "y"}


def test_report_counts_what_was_read_and_written() -> None:
    events = [Event("a", "2", "x"), Event("", "1", "beat"), Event("a", "1", "late"), Event("b", "1", "y")]
    assert apply_events(events, Rows(), report=Report()) == Report(read=3, written=2)
