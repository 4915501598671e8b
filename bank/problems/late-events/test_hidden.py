"""Run after the examples: borders of the watermark, memory, the end of the stream, and a slow definition to compare with."""

import random
import weakref

import pytest
from solution import EventStream


def by_keeping_everything(events, lateness):
    """The definition itself, with all it has ever seen: what each event lets leave, what is left, and both counts."""
    steps, accepted, given, late, doubled = [], {}, set(), 0, 0
    for at, (name, time) in enumerate(events):
        before = max((each for _, each in events[:at]), default=time) - lateness
        after = max(each for _, each in events[: at + 1]) - lateness
        if time < before:
            late += 1
        elif name in accepted:
            doubled += 1
        else:
            accepted[name] = time
        leaving = sorted((each, name) for name, each in accepted.items() if each < after and name not in given)
        given |= {name for _, name in leaving}
        steps.append(leaving)
    return steps, sorted((each, name) for name, each in accepted.items() if name not in given), late, doubled


class Id(str):
    """An id that can be watched: a weak reference tells whether anybody still holds it."""

    __slots__ = ("__weakref__",)


def test_empty_stream_gives_nothing():
    stream = EventStream(10)
    assert stream.close() == []
    assert (len(stream), stream.too_late, stream.duplicates) == (0, 0, 0)


def test_one_event_can_let_many_leave():
    stream = EventStream(100)
    for number in (50, 10, 40, 20, 30):
        assert stream.add(f"e{number}", number) == []
    assert stream.add("new", 140) == [(10, "e10"), (20, "e20"), (30, "e30")]
    assert len(stream) == 3


@pytest.mark.parametrize(("time", "late"), [(89, 1), (90, 0), (91, 0)])
def test_event_is_too_late_only_below_the_watermark(time, late):
    stream = EventStream(10)
    stream.add("a", 100)
    stream.add("b", time)
    assert stream.too_late == late
    assert len(stream) == 2 - late


def test_without_lateness_events_leave_when_a_later_one_comes():
    stream = EventStream(0)
    assert stream.add("a", 1) == []
    assert stream.add("b", 1) == []
    assert stream.add("a", 1) == []
    assert stream.add("c", 2) == [(1, "a"), (1, "b")]
    assert stream.add("d", 1) == []
    assert (stream.too_late, stream.duplicates) == (1, 1)


def test_large_jump_does_not_let_the_new_event_leave():
    stream = EventStream(0)
    stream.add("a", 1)
    assert stream.add("b", 10**12) == [(1, "a")]
    assert stream.close() == [(10**12, "b")]


def test_copy_of_an_event_that_left_is_too_late_and_no_duplicate():
    stream = EventStream(5)
    stream.add("a", 1)
    stream.add("b", 50)
    assert stream.add("a", 1) == []
    assert (stream.too_late, stream.duplicates) == (1, 0)


def test_copies_are_counted_each():
    stream = EventStream(5)
    for _ in range(4):
        assert stream.add("a", 7) == []
    assert (stream.duplicates, len(stream)) == (3, 1)
    assert stream.close() == [(7, "a")]


def test_dropped_event_was_never_seen():
    stream = EventStream(5)
    stream.add("a", 100)
    assert stream.add("b", 3) == []
    assert stream.add("b", 3) == []
    assert (stream.too_late, stream.duplicates) == (2, 0)
    assert stream.close() == [(100, "a")]


def test_times_may_be_negative():
    stream = EventStream(10)
    stream.add("a", -100)
    assert stream.add("b", -111) == []
    assert stream.add("c", -89) == [(-100, "a")]
    assert stream.add("d", 0) == [(-89, "c")]
    assert stream.too_late == 1


def test_zero_is_a_time_like_any_other():
    stream = EventStream(0)
    stream.add("a", 0)
    assert stream.add("b", -1) == []
    assert stream.too_late == 1


def test_close_gives_all_that_wait_in_order():
    stream = EventStream(1_000)
    for name, time in (("c", 5), ("a", 9), ("b", 5), ("d", 1)):
        stream.add(name, time)
    assert stream.close() == [(1, "d"), (5, "b"), (5, "c"), (9, "a")]
    assert len(stream) == 0


def test_two_streams_share_nothing():
    one, other = EventStream(0), EventStream(0)
    one.add("a", 10)
    other.add("a", 1)
    assert (one.duplicates, other.duplicates, other.too_late) == (0, 0, 0)


def test_nothing_is_kept_of_events_that_left_or_were_dropped():
    stream, watched = EventStream(20), []
    for time in range(500):
        for age in (0, 15, 0, 200):  # the third is a copy of the first, the fourth is too late
            name = Id(f"{time - age}-{age}")
            watched.append(weakref.ref(name))
            stream.add(name, time - age)
            del name
    assert len(stream) <= 50
    assert sum(each() is not None for each in watched) <= 60


def test_many_waiting_events_leave_in_order():
    rng = random.Random(77)
    times = rng.sample(range(100_000), 4_000)
    stream = EventStream(200_000)
    for time in times:
        assert stream.add(str(time), time) == []
    assert stream.close() == [(time, str(time)) for time in sorted(times)]


@pytest.mark.parametrize("lateness", [0, 1, 4, 9, 100])
def test_agrees_with_keeping_everything(lateness):
    rng = random.Random(lateness)
    for _ in range(25):
        names = {f"e{number}": number // 2 + rng.randrange(-6, 7) for number in range(30)}
        events = [(name, names[name]) for name in rng.choices(list(names), k=40)]
        events.sort(key=lambda event: event[1] + rng.randrange(12))
        stream = EventStream(lateness)
        steps = [stream.add(name, time) for name, time in events]
        left = stream.close()
        assert (steps, left, stream.too_late, stream.duplicates) == by_keeping_everything(events, lateness), events
