/** One run through the stretches of a drill: what was pressed when, by a clock that notices absence. */

import type { Stretch } from "./drill-data";
import { DrillClock, standing, type Act, type Standing } from "./run";

/** Stretches at least this long, in milliseconds, say when ten seconds are left. */
const WARNS_FROM = 40_000;
const WARNS_AT = 10_000;

export class Course {
  #warned = -1;
  #acts: Act[];
  #clock: DrillClock;
  #lengths: number[];
  /** How long nobody was there, in milliseconds, where an absence has stopped the run; 0 where none has. */
  away = 0;

  /** A new run or, with the acts of an earlier one and when it was last seen, that one; it then stands still. */
  constructor(
    readonly stretches: readonly Stretch[],
    acts: readonly Act[] = [],
    seen = 0,
  ) {
    this.#lengths = stretches.map(({ length }) => length);
    this.#acts = [...acts];
    this.#clock = new DrillClock(Date.now(), performance.now(), seen);
    if (this.#standing(seen).state === "running") this.#acts.push({ kind: "pause", at: seen });
  }

  get acts(): readonly Act[] {
    return this.#acts;
  }

  get lengths(): readonly number[] {
    return this.#lengths;
  }

  /** The time by the run's clock; a long absence stops the run at the moment from which nobody was there. */
  now(): number {
    const { now, awaySince } = this.#clock.read(Date.now(), performance.now());
    if (awaySince !== undefined && this.#standing(awaySince).state === "running") {
      this.#acts.push({ kind: "pause", at: awaySince });
      this.away = now - awaySince;
    }
    return now;
  }

  at(): Standing {
    return this.#standing(this.now());
  }

  /** Whether it is to be told that ten seconds are left: once for each long stretch whose end is foreseen. */
  warns({ index, left }: Standing): boolean {
    const stretch = this.stretches[index];
    if (!stretch || stretch.length < WARNS_FROM || stretch.step.until !== null || left > WARNS_AT || this.#warned === index) return false;
    this.#warned = index;
    return true;
  }

  /** Something is pressed or comes to pass now, or came to pass so many milliseconds ago, though after the last act. */
  act(kind: Act["kind"], ago = 0): void {
    const now = this.now();
    this.#acts.push({ kind, at: Math.max(now - ago, this.#acts.at(-1)?.at ?? 0) });
  }

  #standing(at: number): Standing {
    return standing(this.#lengths, this.#acts, at);
  }
}
