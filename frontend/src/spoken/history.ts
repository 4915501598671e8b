/** What the log says of a spoken drill: which prompts were done, and how it went. */

import type { LogEvent } from "../store/store";
import { readingRate, spokenTime, type DrillData, type Stretch } from "./drill-data";

export const KIND = "spoken-drill";
const VERSION = 1;

/** The payload of one `spoken-drill` event: a run that was gone through to its end. */
export interface SpokenRun extends Record<string, unknown> {
  drill: string;
  /** Id of the first prompt. */
  prompt: string;
  /** Ids of the prompts of all rounds. */
  prompts: string[];
  seed: number;
  /** Seconds in which the reader spoke. */
  seconds: number;
  /** Check -> whether it was ticked; every check of the drill is there. */
  passed: Record<string, boolean>;
  note: string;
  /** Words a minute at which a text was read to its end, or null. */
  rate: number | null;
  /** The recording's session, or null. */
  session: string | null;
}

/** The runs of one drill in the order of time, with when each was kept. */
export function runsOf(drill: string, events: readonly LogEvent[]): { time: number; run: SpokenRun }[] {
  return events.flatMap(({ time, version, payload }) => {
    const run = payload as Partial<SpokenRun>;
    const whole =
      version === VERSION && run.drill === drill && Number.isInteger(run.seed) && typeof run.passed === "object" && run.passed !== null;
    return whole ? [{ time, run: payload as SpokenRun }] : [];
  });
}

/** How often each prompt was done. */
export function timesDone(runs: readonly { run: SpokenRun }[]): Map<string, number> {
  const done = new Map<string, number>();
  for (const { run } of runs) {
    const ids = Array.isArray(run.prompts) ? run.prompts : [run.prompt];
    for (const id of ids) done.set(String(id), (done.get(String(id)) ?? 0) + 1);
  }
  return done;
}

/** Whether every check of a run was ticked. */
export function isPassed({ passed }: SpokenRun): boolean {
  const ticks = Object.values(passed);
  return ticks.length > 0 && ticks.every((tick) => tick === true);
}

/** `Done 4 times, last on 3 March 2026, passed 3 of 4.`, or "". */
export function historyText(runs: readonly { time: number; run: SpokenRun }[]): string {
  const last = runs.at(-1);
  if (!last) return "";
  const day = new Date(last.time).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const passed = runs.filter(({ run }) => isPassed(run)).length;
  if (runs.length === 1) return `Done once, on ${day}, ${passed ? "passed" : "not passed yet"}.`;
  return `Done ${runs.length === 2 ? "twice" : `${runs.length} times`}, last on ${day}, passed ${passed} of ${runs.length}.`;
}

/** What a run that is over says in the log. */
export function runOf(
  drill: DrillData,
  stretches: readonly Stretch[],
  spent: readonly number[],
  { seed, ticks, note, session }: { seed: number; ticks: ReadonlySet<string>; note: string; session: string },
): SpokenRun {
  const prompts = [...new Set(stretches.map(({ prompt }) => prompt.id))];
  const reading = readingRate(stretches, spent);
  return {
    drill: drill.id,
    prompt: prompts[0] ?? "",
    prompts,
    seed,
    seconds: Math.round(spokenTime(stretches, spent) / 1000),
    passed: Object.fromEntries(drill.checks.map(({ id }) => [id, ticks.has(id)])),
    note: note.trim(),
    rate: reading?.whole ? reading.rate : null,
    session: session || null,
  };
}
