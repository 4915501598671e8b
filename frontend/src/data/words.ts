/** What is kept and what a restore brings, in words. Plain logic, without the page. */

import { size } from "../parts/sizes";
import { counted } from "../parts/times";
import type { KeptState, LogEvent, Merge } from "../store/store";

/** Without a promise of the browser to keep the data, more events than this are worth a backup. */
const WORTH_A_BACKUP = 50;

/** Kind of event -> one, many. */
const KINDS: Record<string, [string, string]> = {
  "card-state": ["card set aside or taken back", "cards set aside or taken back"],
  notes: ["change to your own cards", "changes to your own cards"],
  "study-options": ["change to how cards are scheduled", "changes to how cards are scheduled"],
  undo: ["grade taken back", "grades taken back"],
  debrief: ["change to a debrief", "changes to debriefs"],
  mock: ["mock interview", "mock interviews"],
  speech: ["analysis of a recording", "analyses of recordings"],
  "spoken-drill": ["spoken drill", "spoken drills"],
  attempt: ["run of code that was judged", "runs of code that were judged"],
  check: ["tick in a checklist", "ticks in checklists"],
  estimate: ["estimate", "estimates"],
  review: ["card review", "card reviews"],
  "review-attempt": ["assistant review", "assistant reviews"],
  "trace-drill": ["round of a trace drill", "rounds of trace drills"],
};

/** The events by kind, each as a phrase, the most frequent first. */
export function byKind(events: LogEvent[]): string[] {
  const counts = new Map<string, number>();
  for (const { kind } of events) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return sorted.map(([kind, count]) => {
    const [one, many] = (Object.hasOwn(KINDS, kind) && KINDS[kind]) || [`event of the kind ${kind}`, `events of the kind ${kind}`];
    return counted(count, one, many);
  });
}

/** The recordings of the reader's voice and their size, as a phrase; none where there are none. */
export function recorded(recordings: { bytes: number; waiting: number }[]): string[] {
  const bytes = recordings.reduce((sum, each) => sum + each.bytes + each.waiting, 0);
  return recordings.length > 0 ? [`${counted(recordings.length, "recording")} of your voice, ${size(bytes)}`] : [];
}

/** Whether the reader should be reminded of a backup. */
export function isAtRisk(state: KeptState, persisted: boolean): boolean {
  return !persisted && state.events.length > WORTH_A_BACKUP;
}

/** Whether a merge would change anything in the database. */
export function changesNothing({ events, added, replaced, confirmed }: Merge): boolean {
  return events.length + added.length + replaced.length + confirmed.length === 0;
}

/** `greenroom-2026-03-09.json`, by this device's date. */
export function fileName(now: Date): string {
  const part = (value: number): string => String(value).padStart(2, "0");
  return `greenroom-${now.getFullYear()}-${part(now.getMonth() + 1)}-${part(now.getDate())}.json`;
}
