/** Keeps runs and the mute switch in this browser; where storage is blocked, for as long as the page lives. */

import { type Action, readActions } from "./run";

export interface KeptRun {
  actions: Action[];
  /** When the run was last seen, by its clock: a later visit's clock never starts before it. */
  seen: number;
}

const MUTED = "greenroom:timer-muted";
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
