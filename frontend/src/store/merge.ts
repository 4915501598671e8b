/** Two states of the reader's data made one, the same in either order. Plain logic, without the page or the database. */

import type { KeptDraft, KeptState, LogEvent, Merge } from "./store";

/** A value as JSON with sorted keys: equal data gives equal text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => order(a, b));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(",")}}`;
}

/** Order of two texts by their code units, the same in every language. */
export function order(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Of two events with one id: negative where the first counts. The engine settles it alike, by time and then content. */
export function rank(a: LogEvent, b: LogEvent): number {
  return order(a.time, b.time) || order(canonical(a), canonical(b));
}

/** Whether the second draft takes the place of the first: the newer one, of one moment the text that sorts later. */
function replaces(here: KeptDraft, other: KeptDraft): boolean {
  return (order(here.time, other.time) || order(here.text, other.text)) < 0;
}

/** What `other` brings to `here`. Neither is changed; ids and keys may come twice in either. */
export function merge(here: KeptState, other: KeptState): Merge {
  const events = new Map(here.events.map((event) => [event.id, event]));
  const result: Merge = { events: [], fresh: 0, known: 0, added: [], replaced: [], confirmed: [], older: [] };
  const taken = new Map<string, LogEvent>();
  for (const event of other.events) {
    const mine = taken.get(event.id) ?? events.get(event.id);
    if (!mine || rank(event, mine) < 0) taken.set(event.id, event);
  }
  result.events = [...taken.values()];
  result.fresh = result.events.filter(({ id }) => !events.has(id)).length;
  result.known = new Set(other.events.map(({ id }) => id)).size - result.fresh;
  const drafts = new Map(here.drafts.map((draft) => [draft.key, draft]));
  for (const draft of other.drafts) {
    const mine = drafts.get(draft.key);
    if (!mine) result.added.push(draft);
    else if (replaces(mine, draft)) (mine.text === draft.text ? result.confirmed : result.replaced).push(draft);
    else if (mine.text !== draft.text) result.older.push(draft);
  }
  return result;
}
