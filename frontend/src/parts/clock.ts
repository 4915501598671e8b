/** A clock that neither a correction nor the device's sleep leads astray. */

/** Time that the device slept, from and to by the clock that tells it. */
interface Asleep {
  from: number;
  to: number;
}

/** A forward jump of the wall clock smaller than this is a correction of the clock, not time that went by unseen. */
const COUNTED_FROM = 200;
/** A sleep shorter than this is counted without a word. */
const TOLD_FROM = 2_000;

/**
 * The clock of a timer's run or of a recording: wall time when it is made, monotonic from then on, so that a clock set back
 * or corrected does not move it. Monotonic time stands still while some machines sleep, so a wall clock that ran ahead means
 * a sleep and is caught up with; `asleep` then says from when to when.
 */
export class RunClock {
  #base: number;
  #ahead: number;

  /** `notBefore`: the last time the run was seen, in case the wall clock was set back while the page was away. */
  constructor(wall: number, mono: number, notBefore = 0) {
    this.#base = Math.max(wall, notBefore) - mono;
    this.#ahead = wall - mono;
  }

  /** The time now, and the sleep that was just caught up with, if it was long enough to tell. */
  read(wall: number, mono: number): { now: number; asleep?: Asleep } {
    const jump = wall - mono - this.#ahead;
    this.#ahead += jump;
    if (jump < COUNTED_FROM) return { now: this.#base + mono };
    const from = this.#base + mono;
    this.#base += jump;
    const now = this.#base + mono;
    return jump < TOLD_FROM ? { now } : { now, asleep: { from, to: now } };
  }
}

/** The device's two clocks read together: between two reads the browser may have been busy with something else. */
export function deviceClocks(): [wall: number, mono: number] {
  for (let tries = 1; ; tries += 1) {
    const before = performance.now();
    const wall = Date.now();
    const after = performance.now();
    if (after - before < 20 || tries === 5) return [wall, after];
  }
}
