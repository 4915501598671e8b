"""Shown to the reader: the cases of the statement."""

from solution import EventStream


def test_events_leave_once_and_in_order():
    stream = EventStream(10)
    assert stream.add("a", 100) == []
    assert stream.add("b", 95) == []
    assert stream.add("a", 100) == []
    assert stream.add("c", 107) == [(95, "b")]
    assert stream.add("b", 95) == []
    assert stream.add("d", 97) == []
    assert (stream.too_late, stream.duplicates, len(stream)) == (1, 1, 3)
    assert stream.close() == [(97, "d"), (100, "a"), (107, "c")]
    assert len(stream) == 0


def test_event_at_the_watermark_waits_for_its_copies():
    stream = EventStream(5)
    stream.add("a", 10)
    assert stream.add("b", 15) == []
    assert stream.add("a", 10) == []
    assert (stream.duplicates, stream.too_late) == (1, 0)
    assert stream.add("c", 16) == [(10, "a")]


def test_old_event_does_not_pull_the_watermark_back():
    stream = EventStream(5)
    stream.add("a", 20)
    stream.add("b", 16)
    assert stream.add("c", 14) == []
    assert stream.too_late == 1


def test_equal_times_leave_by_id():
    stream = EventStream(3)
    for name in ("m", "z", "a"):
        stream.add(name, 1)
    assert stream.add("x", 9) == [(1, "a"), (1, "m"), (1, "z")]
