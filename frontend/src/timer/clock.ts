/** When a run must be looked at again. */

import type { Position } from "./run";

/** How long what is shown may be out of date after a wake-up that no event tells, in milliseconds. */
const GLANCE = 150;

/** Milliseconds until the clock must be looked at again: just after the shown second turns, and soon after any sleep. */
export function lookIn(at: Position): number {
  const toTurn = at.remaining > 0 ? at.remaining % 1000 || 1000 : 1000 - (at.overtime % 1000);
  return Math.min(GLANCE, Math.max(20, toTurn + 5));
}
