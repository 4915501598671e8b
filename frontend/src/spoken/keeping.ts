/** Keeps a run under way and two switches in this browser; where storage is blocked, for as long as the page lives. */

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

/** The timers' own switch: muted there is muted here. */
const MUTED = "greenroom:timer-muted";
const READS = "greenroom:spoken-voice";
const memory = new Map<string, string>();

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return memory.get(key) ?? null;
  }
}

function write(key: string, text: string | undefined): void {
  try {
    if (text === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    if (text === undefined) memory.delete(key);
    else memory.set(key, text);
  }
}

const runKey = (drill: string): string => `greenroom:spoken:${drill}`;

/** The run that was left under way or without being kept, or undefined. */
export function loadRun(drill: string): KeptRun | undefined {
  try {
    const kept = JSON.parse(read(runKey(drill)) ?? "null") as Partial<KeptRun> | null;
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
  write(runKey(drill), run && JSON.stringify(run));
}

export const loadMuted = (): boolean => read(MUTED) === "yes";
export const keepMuted = (muted: boolean): void => write(MUTED, muted ? "yes" : undefined);
/** Whether prompts are read aloud. */
export const loadReads = (): boolean => read(READS) === "yes";
export const keepReads = (reads: boolean): void => write(READS, reads ? "yes" : undefined);
