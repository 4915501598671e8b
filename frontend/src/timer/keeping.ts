/** Keeps runs and how the time is told in this browser; where storage is blocked, for as long as the page lives. */

import { type Action, readActions } from "./run";

export interface KeptRun {
  actions: Action[];
  /** When the run was last seen, by its clock: a later visit's clock never starts before it. */
  seen: number;
}

/** How a bell is told besides its tone; muting silences the tone and the voice, whatever is chosen here. */
export interface Signals {
  /** The panel changes its look for some seconds. */
  visual: boolean;
  vibration: boolean;
  /** The browser's voice says what begins and what is left. */
  voice: boolean;
}

export const MUTED = "greenroom:timer-muted";
export const SIGNALS = "greenroom:timer-signals";
const DEFAULT_SIGNALS: Signals = { visual: true, vibration: false, voice: false };
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

/** The key of a plan's run on a page: the same plan on two pages is two runs. */
export function runKey(plan: string, path: string): string {
  return `greenroom:timer:${plan}:${path}`;
}

/** The key of a run that has a name of its own, whatever page it is on. */
export function namedKey(name: string): string {
  return `greenroom:timer:${name}`;
}

export function loadRun(key: string): KeptRun {
  try {
    const kept = JSON.parse(read(key) ?? "{}") as Partial<KeptRun> | null;
    const actions = readActions(kept?.actions);
    const last = actions.reduce((latest, action) => Math.max(latest, action.at), 0);
    return { actions, seen: Math.max(last, Number(kept?.seen) || 0) };
  } catch {
    return { actions: [], seen: 0 };
  }
}

export function keepRun(key: string, run: KeptRun): void {
  write(key, run.actions.length > 0 ? JSON.stringify(run) : undefined);
}

export function loadMuted(): boolean {
  return read(MUTED) === "yes";
}

export function keepMuted(muted: boolean): void {
  write(MUTED, muted ? "yes" : undefined);
}

export function loadSignals(): Signals {
  const signals = { ...DEFAULT_SIGNALS };
  try {
    const kept = JSON.parse(read(SIGNALS) ?? "{}") as Partial<Record<string, unknown>> | null;
    for (const name of Object.keys(signals) as (keyof Signals)[]) {
      const value = kept?.[name];
      if (typeof value === "boolean") signals[name] = value;
    }
  } catch {
    // What cannot be read is as if nothing had been chosen.
  }
  return signals;
}

export function keepSignals(signals: Signals): void {
  write(SIGNALS, JSON.stringify(signals));
}
