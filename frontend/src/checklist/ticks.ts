/** Which boxes are ticked: a fold over the log's `check` events, and how progress is told. Plain logic, without the page. */

import type { LogEvent } from "../store/store";

/** What a `check` event says: a box of a list was ticked or cleared. */
export interface Tick extends Record<string, unknown> {
  list: string;
  item: string;
  done: boolean;
}

export const KIND = "check";
export const VERSION = 1;

/** The event's tick, or undefined where it is of another kind, version or shape. */
export function tickOf(event: LogEvent): Tick | undefined {
  if (event.kind !== KIND || event.version !== VERSION) return undefined;
  const { list, item, done } = event.payload;
  return typeof list === "string" && typeof item === "string" && typeof done === "boolean" ? { list, item, done } : undefined;
}

/** The ticked items of a list: of each item the latest event counts, in whatever order they arrived. */
export function ticked(events: Iterable<LogEvent>, list: string): Set<string> {
  const latest = new Map<string, { event: LogEvent; done: boolean }>();
  for (const event of events) {
    const tick = tickOf(event);
    if (tick?.list !== list) continue;
    const known = latest.get(tick.item)?.event;
    if (!known || event.time > known.time || (event.time === known.time && event.id > known.id)) {
      latest.set(tick.item, { event, done: tick.done });
    }
  }
  return new Set([...latest].filter(([, { done }]) => done).map(([item]) => item));
}

/** "3 of 12 steps done", "All 12 steps done". */
export function progressText(done: number, size: number, noun: string): string {
  const nouns = size === 1 ? noun : `${noun}s`;
  if (size > 1 && done === size) return `All ${size} ${nouns} done`;
  return `${done} of ${size} ${nouns} done`;
}

/** What is announced after a tick. */
export function spokenText(done: boolean, group: string, inGroup: string, inAll: string): string {
  return `${done ? "Ticked" : "Cleared"}. ${group ? `${group}: ${inGroup}. ` : ""}In all: ${inAll}.`;
}
