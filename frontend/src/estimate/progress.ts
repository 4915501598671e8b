/** What the log says of estimates: which numbers come next, and how the day has gone. */

import type { LogEvent } from "../store/store";
import type { DrillVariant } from "./drill";

export const KIND = "estimate";
export const VERSION = 1;

/** The payload of one `estimate` event: an attempt, or that the solution was looked at before any. */
export interface Estimate extends Record<string, unknown> {
  drill: string;
  seed: number;
  outcome: "right" | "high" | "low" | "shown";
  /** 1 for the first try at these numbers; only it counts for the tally. */
  attempt: number;
  /** What was typed; empty for `shown`. */
  text: string;
  /** The answer in `unit`; 0 for `shown`. */
  given: number;
  expected: number;
  unit: string;
  /** How many times too high or too low; 0 for `shown`. */
  factor: number;
}

export interface Tally {
  tried: number;
  right: number;
  /** How many of the last first tries were right, one after the other. */
  streak: number;
}

function estimateOf(event: LogEvent): Estimate | undefined {
  const payload = event.payload as Partial<Estimate>;
  const whole =
    event.version === VERSION &&
    typeof payload.drill === "string" &&
    typeof payload.seed === "number" &&
    typeof payload.outcome === "string" &&
    typeof payload.attempt === "number";
  return whole ? (payload as Estimate) : undefined;
}

/** The first tries since a moment (milliseconds since 1970), over all drills; `events` are in the order of time. */
export function tally(events: readonly LogEvent[], since: number): Tally {
  const found: Tally = { tried: 0, right: 0, streak: 0 };
  for (const event of events) {
    const estimate = estimateOf(event);
    if (!estimate || event.time < since || estimate.attempt !== 1) continue;
    const right = estimate.outcome === "right";
    found.tried += 1;
    found.right += right ? 1 : 0;
    found.streak = right ? found.streak + 1 : 0;
  }
  return found;
}

/** The variant whose numbers were met longest ago or never, other than the one that is shown. */
export function nextVariant(drill: string, variants: readonly DrillVariant[], events: readonly LogEvent[], shown?: number): DrillVariant {
  const met = new Map<number, number>();
  for (const event of events) {
    const estimate = estimateOf(event);
    if (estimate?.drill === drill) met.set(estimate.seed, event.time);
  }
  const others = variants.length > 1 ? variants.filter(({ seed }) => seed !== shown) : variants;
  const start = variants.findIndex(({ seed }) => seed === shown) + 1;
  const turn = ({ seed }: DrillVariant): number => (variants.findIndex((each) => each.seed === seed) - start + variants.length) % variants.length;
  return [...others].sort((a, b) => (met.get(a.seed) ?? 0) - (met.get(b.seed) ?? 0) || turn(a) - turn(b))[0]!;
}

/** The start of the local day of a moment, both in milliseconds since 1970. */
export function dayOf(now: number): number {
  return new Date(now).setHours(0, 0, 0, 0);
}

/** The tally in words: `Today: 4 of 5 right at the first try, 3 in a row`; "" where nothing was tried. */
export function tallyText({ tried, right, streak }: Tally): string {
  if (tried === 0) return "";
  const row = streak > 1 ? `, ${streak} in a row` : "";
  return `Today: ${right} of ${tried} right at the first try${row}`;
}
