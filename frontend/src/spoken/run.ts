/** The arithmetic of a drill's run, without a page: where it stands, how long each stretch took, and which time it is. */

export type ActKind = "start" | "pause" | "resume" | "skip";

/** Something that was pressed or came to pass: milliseconds since 1970 by the run's clock. */
export interface Act {
  kind: ActKind;
  at: number;
}

/** Where a run stands. Times are milliseconds. */
export interface Standing {
  state: "ready" | "running" | "paused" | "done";
  /** Index of the stretch at hand; the number of stretches when all are over. */
  index: number;
  /** Time used in the stretch at hand. */
  used: number;
  /** Time left in it. */
  left: number;
  /** Time spent in each stretch. */
  spent: number[];
}

const KINDS: readonly string[] = ["start", "pause", "resume", "skip"];

/** Where a run of stretches stands at `now`. One leads to the next by itself; an act that makes no sense changes nothing. */
export function standing(lengths: readonly number[], acts: readonly Act[], now: number): Standing {
  const spent = lengths.map(() => 0);
  let state: Standing["state"] = "ready";
  let index = 0;
  let clock = 0;
  const spend = (until: number): void => {
    let rest = state === "running" ? Math.max(0, until - clock) : 0;
    while (rest > 0 && index < lengths.length) {
      const taken = Math.min(rest, lengths[index]! - spent[index]!);
      spent[index]! += taken;
      rest -= taken;
      if (spent[index]! >= lengths[index]!) index += 1;
    }
    clock = Math.max(clock, until);
    if (index >= lengths.length && state !== "ready") state = "done";
  };
  for (const { kind, at } of acts) {
    spend(at);
    if (kind === "start" && state === "ready") state = "running";
    else if (kind === "pause" && state === "running") state = "paused";
    else if (kind === "resume" && state === "paused") state = "running";
    else if (kind === "skip" && (state === "running" || state === "paused")) {
      index += 1;
      if (index >= lengths.length) state = "done";
    }
  }
  spend(now);
  const used = spent[index] ?? 0;
  return { state, index, used, left: Math.max(0, (lengths[index] ?? 0) - used), spent };
}

/** Milliseconds from now to each bell that rings if nothing is pressed: the end of the stretch at hand and of those after it. */
export function bellsAhead(lengths: readonly number[], at: Standing): number[] {
  if (at.state !== "running") return [];
  let sum = at.left;
  return [sum, ...lengths.slice(at.index + 1).map((length) => (sum += length))];
}

/** The acts of a kept run, or none where the value is not one. */
export function readActs(value: unknown): Act[] {
  if (!Array.isArray(value)) return [];
  const whole = value.every((act: unknown) => {
    const { kind, at } = (act ?? {}) as Partial<Act>;
    return KINDS.includes(kind ?? "") && Number.isFinite(at);
  });
  return whole ? (value as Act[]) : [];
}

/** A forward jump of the wall clock smaller than this is a correction of the clock, not a sleep. */
const SLEEP_AT_LEAST = 2_000;
/** A page that is not looked at for longer was put away: a hidden one still gets a look each minute. */
const AWAY_AT_LEAST = 90_000;

/** Wall time when it is made, monotonic from then on; it tells when the device slept or the page was put away. */
export class DrillClock {
  #base: number;
  #ahead: number;
  #last: number;

  /** `notBefore`: the last time the run was seen, in case the wall clock was set back since. */
  constructor(wall: number, mono: number, notBefore = 0) {
    this.#last = Math.max(wall, notBefore);
    this.#base = this.#last - mono;
    this.#ahead = wall - mono;
  }

  /** The time now, and when nobody was there any more if a long while has passed since the last look. */
  read(wall: number, mono: number): { now: number; awaySince?: number } {
    const jump = wall - mono - this.#ahead;
    this.#ahead += jump;
    const before = this.#base + mono;
    if (jump >= SLEEP_AT_LEAST) this.#base += jump;
    const now = this.#base + mono;
    const last = this.#last;
    this.#last = now;
    if (before - last >= AWAY_AT_LEAST) return { now, awaySince: last };
    return jump >= SLEEP_AT_LEAST ? { now, awaySince: before } : { now };
  }
}
