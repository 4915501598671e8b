from collections.abc import Iterable, Iterator

import pytest
from solution import Event, Report, apply_events


class FakeStore:
    """A store in memory that counts what is asked of it."""

    def __init__(self, *events: Event) -> None:
        self.rows = {event.key: event for event in events}
        self.gets = 0
        self.puts: list[int] = []

    def get(self, keys: Iterable[str]) -> dict[str, Event]:
        self.gets += 1
        return {key: self.rows[key] for key in keys if key in self.rows}

    def put(self, events: Iterable[Event]) -> None:
        events = list(events)
        self.puts.append(len(events))
        self.rows.update({event.key: event for event in events})

    def drop(self, keys: Iterable[str]) -> None:
        for key in list(keys):
            self.rows.pop(key, None)

    def visible(self) -> dict[str, str]:
        """What readers of the store see."""
        return {key: event.body for key, event in self.rows.items() if event.body is not None}


def numbered(count: int) -> list[Event]:
    """Events of as many records."""
    return [Event(f"k{number}", "1", f"body {number}") for number in range(count)]


@pytest.mark.parametrize(("early", "late"), [("1.9", "1.10"), ("9", "10"), ("2.99.1", "2.100")])
def test_versions_compare_as_numbers_within_a_run(early: str, late: str) -> None:
    for events in (
        [Event("a", early, "old"), Event("a", late, "new")],
        [Event("a", late, "new"), Event("a", early, "old")],
    ):
        store = FakeStore()
        apply_events(events, store)
        assert store.visible() == {"a": "new"}


def test_versions_compare_as_numbers_with_the_store() -> None:
    store = FakeStore(Event("a", "1.10", "new"), Event("b", "3.9", "old"))
    apply_events([Event("a", "1.9", "late"), Event("b", "3.12", "new")], store)
    assert store.visible() == {"a": "new", "b": "new"}


def test_second_run_reports_itself_alone() -> None:
    store = FakeStore()
    apply_events(numbered(3), store)
    second = apply_events(numbered(5), store)
    assert second == Report(read=5, written=2)


def test_report_of_a_run_does_not_change_with_the_next() -> None:
    first = apply_events(numbered(2), FakeStore())
    apply_events(numbered(4), FakeStore())
    assert first == Report(read=2, written=2)


def test_no_more_than_a_chunk_is_read_ahead() -> None:
    store, ahead, read = FakeStore(), [], 0

    def source() -> Iterator[Event]:
        nonlocal read
        for event in numbered(12):
            read += 1
            ahead.append(read - sum(store.puts))
            yield event

    apply_events(source(), store, chunk=3)
    assert (len(store.rows), max(ahead) <= 3) == (12, True)


def test_chunks_before_a_failing_source_are_stored() -> None:
    def source() -> Iterator[Event]:
        yield from numbered(7)
        raise ConnectionError("stream closed")

    store = FakeStore()
    with pytest.raises(ConnectionError):
        apply_events(source(), store, chunk=3)
    assert set(store.rows) >= {f"k{number}" for number in range(6)}


def test_late_event_does_not_bring_a_deleted_record_back() -> None:
    store = FakeStore(Event("a", "1", "x"))
    apply_events([Event("a", "3", None)], store)
    apply_events([Event("a", "2", "late")], store)
    assert store.visible() == {}


def test_deletion_may_come_before_the_record() -> None:
    store = FakeStore()
    apply_events([Event("a", "2", None), Event("b", "1", "y"), Event("a", "1", "x")], store, chunk=1)
    assert store.visible() == {"b": "y"}


def test_later_event_brings_a_deleted_record_back() -> None:
    store = FakeStore()
    apply_events([Event("a", "2", None)], store)
    apply_events([Event("a", "3", "again")], store)
    assert store.visible() == {"a": "again"}


def test_copy_of_an_event_changes_nothing() -> None:
    store = FakeStore()
    apply_events([Event("a", "2", "first"), Event("a", "2", "copy")], store)
    report = apply_events([Event("a", "2", "another copy")], store, report=Report())
    assert (store.visible(), report) == ({"a": "first"}, Report(read=1, written=0))


def test_versions_of_different_length() -> None:
    store = FakeStore()
    apply_events([Event("a", "2", "x"), Event("a", "2.1", "y"), Event("a", "2", "x")], store)
    assert store.visible() == {"a": "y"}


@pytest.mark.parametrize("chunk", [1, 2, 3, 4, 9])
def test_events_of_one_record_in_different_chunks(chunk: int) -> None:
    store = FakeStore()
    versions = ["3", "1", "4", "2", "4", "5", "3"]
    apply_events([Event("a", version, version) for version in versions], store, chunk=chunk)
    assert store.visible() == {"a": "5"}


def test_last_chunk_may_be_short() -> None:
    store = FakeStore()
    apply_events(numbered(7), store, chunk=3)
    assert len(store.rows) == 7


def test_store_is_asked_once_for_each_chunk() -> None:
    store = FakeStore()
    apply_events(numbered(9), store, chunk=3)
    assert (store.gets, store.puts) == (3, [3, 3, 3])


def test_nothing_new_means_no_put() -> None:
    store = FakeStore(*numbered(4))
    apply_events(numbered(4), store)
    assert store.puts == []


def test_run_that_broke_off_may_start_again() -> None:
    events = [Event("a", "1", "x"), Event("b", "4", "y"), Event("a", "3", "z"), Event("b", "2", "late")]
    store = FakeStore()
    apply_events(events[:3], store, chunk=2)
    apply_events(events, store, chunk=2)
    assert store.visible() == {"a": "z", "b": "y"}


def test_heartbeats_count_nowhere() -> None:
    store = FakeStore()
    events = [Event("", "", None), *numbered(2), Event("", "soon", "beat")]
    assert apply_events(events, store, report=Report()) == Report(read=2, written=2)
    assert set(store.rows) == {"k0", "k1"}


def test_counts_are_added_to_the_report_handed_in() -> None:
    report = Report(read=10, written=4)
    assert apply_events(numbered(3), FakeStore(), report=report) is report
    assert report == Report(read=13, written=7)


def test_run_without_events() -> None:
    store = FakeStore()
    assert apply_events([], store, report=Report()) == Report()
    assert (store.gets, store.puts) == (0, [])
