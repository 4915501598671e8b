"""The bells that a timer and a drill book ahead, on a sound device whose clock the test moves: run under node, no browser."""

from typing import Any

import pytest

from tests.node import under_node

# Does each step at its second of the sound's clock; answers when bells are heard that nobody has silenced before.
DEVICE = """
import { BellSound } from "./parts/bell";

let now = 0;
const played: { at: number; silenced: boolean }[] = [];
const still = { addEventListener() {}, removeEventListener() {}, close: async () => {}, destination: {} };
Object.assign(globalThis, {
  AudioContext: class { constructor() { Object.assign(this, still, { state: "running" }); } get currentTime() { return now; } },
  GainNode: class {
    gain = { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} };
    connect() {}
  },
  OscillatorNode: class {
    tone = { at: 0, silenced: false };
    connect(next) { return next; }
    start(at) { this.tone.at = at; played.push(this.tone); }
    stop() {}
    disconnect() { if (now < this.tone.at) this.tone.silenced = true; }
    addEventListener() {}
  },
});

export const run = (steps) => {
  const sound = new BellSound(() => {});
  sound.unlock();
  for (const { at, book, ring, cancel } of steps) {
    now = at;
    if (book) sound.book(book.map((inMs) => ({ kind: "step", inMs })));
    if (ring) sound.ring("step");
    if (cancel) sound.cancel();
  }
  return played.filter(({ silenced }) => !silenced).map(({ at }) => Math.round(at * 100) / 100);
};
"""


def heard(*steps: dict[str, Any]) -> Any:
    """When bells are heard, in seconds of the sound's clock."""
    return under_node(DEVICE, list(steps))


@pytest.mark.parametrize("ahead", [0.25, 0.4, 1.0, 1.4])
def test_a_bell_that_comes_due_before_its_booking_is_heard_once(ahead: float) -> None:
    # The page's clock has jumped, the device has slept, or the sound's clock lags behind.
    due: dict[str, Any] = {"at": 0.01, "ring": True}
    found = heard({"at": 0, "book": [ahead * 1000]}, due, {"at": 0.02, "book": []}, {"at": 2.0, "book": []})
    assert len(found) == 1
    assert found[0] <= 0.3, "at once, or as good as at once"


@pytest.mark.parametrize("after", [-0.04, 0, 0.005, 0.1])
def test_a_bell_that_has_rung_by_its_booking_does_not_ring_again(after: float) -> None:
    assert heard({"at": 0, "book": [1000]}, {"at": 1 + after, "ring": True}, {"at": 1.2, "book": []}) == [1]


def test_a_step_ended_early_takes_the_bells_after_it_along() -> None:
    early = heard({"at": 0, "book": [5_000, 50_000, 95_000]}, {"at": 4, "book": [45_000, 90_000]})
    assert early == [49, 94]
    assert heard({"at": 0, "book": [5_000, 50_000]}, {"at": 4.5, "book": [45_000]}) == [49.5]


def test_a_small_disagreement_of_the_clocks_moves_no_booking() -> None:
    assert heard({"at": 0, "book": [5_000]}, {"at": 1, "book": [4_040]}, {"at": 2, "book": [2_950]}) == [5]


def test_what_is_cancelled_is_not_heard_however_near() -> None:
    assert heard({"at": 0, "book": [5_000]}, {"at": 4.9, "cancel": True}) == []
    assert heard({"at": 0, "book": [5_000]}, {"at": 4.9, "cancel": True}, {"at": 5, "book": [100]}) == [5.1]
