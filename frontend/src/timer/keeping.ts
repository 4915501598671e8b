/** Keeps runs in this browser; where storage is blocked, for as long as the page lives. */

import { put, taken } from "../parts/pocket";
import { type Action, readActions } from "./run";

export interface KeptRun {
  actions: Action[];
  /** When the run was last seen, by its clock: a later visit's clock never starts before it. */
  seen: number;
  /** Whether the last phase was over. */
  finished?: boolean;
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
    const kept = JSON.parse(taken(key) ?? "{}") as Partial<KeptRun> | null;
    const actions = readActions(kept?.actions);
    const last = actions.reduce((latest, action) => Math.max(latest, action.at), 0);
    return { actions, seen: Math.max(last, Number(kept?.seen) || 0), finished: kept?.finished === true };
  } catch {
    return { actions: [], seen: 0 };
  }
}

export function keepRun(key: string, run: KeptRun): void {
  put(key, run.actions.length > 0 ? JSON.stringify(run) : undefined);
}
