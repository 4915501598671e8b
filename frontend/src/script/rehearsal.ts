/** Going through a script line by line, as plain data. Times are milliseconds of one clock, handed in. */

export interface Rehearsal {
  /** For each line, whether it is the reader's own: hidden until revealed, and timed. */
  readonly own: readonly boolean[];
  /** The line it stands at; as many as there are lines when it is done. */
  readonly at: number;
  readonly revealed: boolean;
  /** What each own line took so far. */
  readonly spent: readonly number[];
  /** Since when the clock of the current line runs; undefined while it stands. */
  readonly since: number | undefined;
}

export const isDone = (run: Rehearsal): boolean => run.at >= run.own.length;

/** Whether the current line waits to be revealed. */
export const isHidden = (run: Rehearsal): boolean => run.own[run.at] === true && !run.revealed;

export const begin = (own: readonly boolean[], now: number): Rehearsal =>
  enter({ own, at: 0, revealed: false, spent: own.map(() => 0), since: undefined }, 0, now);

/** What line `n` took, with what has gone by on its clock. */
export function spentOn(run: Rehearsal, n: number, now: number): number {
  const gone = n === run.at && run.since !== undefined ? Math.max(0, now - run.since) : 0;
  return (run.spent[n] ?? 0) + gone;
}

/** What all own lines took. */
export const spentInAll = (run: Rehearsal, now: number): number =>
  run.own.reduce((sum, _, n) => sum + spentOn(run, n, now), 0);

/** Stop the clock, as when the reader looks away. */
export function pause(run: Rehearsal, now: number): Rehearsal {
  const spent = run.spent.map((_, n) => spentOn(run, n, now));
  return { ...run, spent, since: undefined };
}

/** Let the clock go on where it stood; it only runs for a hidden line. */
export const resume = (run: Rehearsal, now: number): Rehearsal =>
  isHidden(run) && run.since === undefined ? { ...run, since: now } : run;

/** Show the current line; its time is taken. */
export const reveal = (run: Rehearsal, now: number): Rehearsal =>
  isHidden(run) ? { ...pause(run, now), revealed: true } : run;

export const next = (run: Rehearsal, now: number): Rehearsal =>
  isDone(run) ? run : enter(pause(run, now), run.at + 1, now);

/** One line back; an own line is hidden again, and its clock starts anew. */
export function back(run: Rehearsal, now: number): Rehearsal {
  if (run.at === 0) return run;
  const to = run.at - 1;
  const stopped = pause(run, now);
  // The line left behind was not said to its end: it is timed when it is reached again.
  return enter({ ...stopped, spent: stopped.spent.map((each, n) => (n >= to ? 0 : each)) }, to, now);
}

function enter(run: Rehearsal, at: number, now: number): Rehearsal {
  return resume({ ...run, at, revealed: run.own[at] === false, since: undefined }, now);
}
