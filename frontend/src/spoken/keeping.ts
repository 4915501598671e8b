/** Keeps a run under way and a switch in this browser; where storage is blocked, for as long as the page lives. */

import { put, taken } from "../parts/pocket";
import { readActs, type Act } from "./run";

/** What is kept of a run: enough to go on with it, or to tick and keep it after it has ended. */
export interface KeptRun {
  seed: number;
  acts: Act[];
  /** When it was last seen, by its clock. */
  seen: number;
  /** The recording's session, or "". */
  session: string;
  ticks: string[];
  note: string;
}

const READS = "greenroom:spoken-voice";

const runKey = (drill: string): string => `greenroom:spoken:${drill}`;

/** The run that was left under way or without being kept, or undefined. */
export function loadRun(drill: string): KeptRun | undefined {
  try {
    const kept = JSON.parse(taken(runKey(drill)) ?? "null") as Partial<KeptRun> | null;
    const acts = readActs(kept?.acts);
    if (!kept || acts.length === 0 || !Number.isInteger(kept.seed) || kept.seed! < 0) return undefined;
    const last = acts.reduce((latest, { at }) => Math.max(latest, at), 0);
    return {
      seed: kept.seed!,
      acts,
      seen: Math.max(last, Number(kept.seen) || 0),
      session: typeof kept.session === "string" ? kept.session : "",
      ticks: Array.isArray(kept.ticks) ? kept.ticks.map(String) : [],
      note: typeof kept.note === "string" ? kept.note : "",
    };
  } catch {
    return undefined;
  }
}

export function keepRun(drill: string, run: KeptRun | undefined): void {
  put(runKey(drill), run && JSON.stringify(run));
}

/** Whether prompts are read aloud. */
export const loadReads = (): boolean => taken(READS) === "yes";
export const keepReads = (reads: boolean): void => put(READS, reads ? "yes" : undefined);
