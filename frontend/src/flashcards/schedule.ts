/** Where a deck stands: as the engine says, or, until it is loaded, as the last answer and the log let us guess. */

import { DAY, dayOf } from "../cards/days";
import type { LogEvent } from "../store/store";

export const GRADES = ["again", "hard", "good", "easy"] as const;
export type Grade = (typeof GRADES)[number];

/** The length of time a grade would give: for a button, and in words for a screen reader. */
export interface Interval {
  seconds: number;
  text: string;
  words: string;
}

export interface Counts {
  learning: number;
  due: number;
  new: number;
  reviewed_today: number;
}

/** What the engine remembers of one card; its fields are documented in `greenroom.scheduling.memory.Memory`. */
export interface Known {
  state: string;
  due: number;
  last_review: number;
  lapses: number;
}

/**
 * Memory in the form the engine takes back: sum of the history, state, due, last review, stability, difficulty, reviews and
 * lapses.
 */
export type Packed = [number, string, number, number, number, number, number, number];

export function unpacked([, state, due, last_review, , , , lapses]: Packed): Known {
  return { state, due, last_review, lapses };
}

/** What is shown of where a deck stands; fields as documented in `greenroom.scheduling.session.Session`. */
export interface Standing {
  queue: string[];
  counts: Counts;
  previews: Record<string, Record<Grade, Interval>>;
  next_due: number | null;
  held_back: number;
  held_due: number;
  skipped: number;
}

/** The answer of `scheduling.standing`. */
export interface Told extends Standing {
  /** What changed since the last answer; null where a card has no review left. */
  memory: Record<string, Packed | null>;
  fingerprint: string;
}

/** The last answers of the engine, kept so that the next visit need not wait for it. */
export interface Kept {
  version: 2;
  fingerprint: string;
  memory: Record<string, Packed>;
}

/** What a cache holds, or nothing where it is of another version or no cache at all. */
export function recall(cache: unknown): Kept {
  const { version, fingerprint, memory } = (cache ?? {}) as Partial<Kept>;
  const whole = version === 2 && typeof fingerprint === "string" && typeof memory === "object" && memory !== null;
  return whole ? { version, fingerprint, memory } : { version: 2, fingerprint: "", memory: {} };
}

/** The card an event is a review of, or undefined where it is none. */
export function reviewedCard(event: LogEvent): string | undefined {
  return event.kind === "review" && typeof event.payload["card"] === "string" ? event.payload["card"] : undefined;
}

export interface Limits {
  newLimit: number;
  reviewLimit: number;
  /** Cards that are suspended or buried. */
  held: ReadonlySet<string>;
}

/**
 * What is due as far as can be told without the engine: known cards by the cache, new ones by the deck's order.
 * `unsettled` counts the cards reviewed since, whose next time only the engine can tell.
 */
export function guess(
  ids: readonly string[],
  { memory }: Kept,
  reviews: readonly LogEvent[],
  now: number,
  { newLimit, reviewLimit, held }: Limits,
): Standing & { unsettled: number } {
  const day = dayOf(now);
  const first = new Map<string, number>();
  const last = new Map<string, number>();
  let reviewed = 0;
  for (const event of reviews) {
    const card = reviewedCard(event);
    if (card === undefined) continue;
    first.set(card, Math.min(event.time, first.get(card) ?? Infinity));
    last.set(card, Math.max(event.time, last.get(card) ?? 0));
    if (event.time >= day.start && event.time < day.end) reviewed += 1;
  }
  const today = ids.filter((id) => (last.get(id) ?? 0) >= day.start);
  const introduced = today.filter((id) => first.get(id)! >= day.start).length;
  const unseen = ids.filter((id) => !last.has(id) && !held.has(id));
  const fresh = unseen.slice(0, Math.max(0, newLimit - introduced));
  const known = ids.flatMap((id) => {
    const kept = memory[id];
    return kept && kept[3] === last.get(id) ? [{ id, state: kept[1], due: kept[2], last_review: kept[3] }] : [];
  });
  const shown = known.filter((card) => !held.has(card.id)).sort((a, b) => a.due - b.due);
  const learning = shown.filter((card) => card.state !== "review" && card.due < day.end);
  const due = shown
    .filter((card) => card.state === "review" && (card.due <= now || (card.due < day.end && card.last_review < day.start)))
    .slice(0, Math.max(0, reviewLimit - (today.length - introduced)));
  const queue = [...learning.filter((card) => card.due <= now), ...due].map((card) => card.id).concat(fresh);
  const queued = new Set(queue);
  const later = shown.filter((card) => !queued.has(card.id)).map((card) => (card.due > now ? card.due : day.end));
  const heldBack = unseen.length - fresh.length;
  if (heldBack > 0) later.push(day.end);
  return {
    queue,
    counts: { learning: learning.length, due: due.length, new: fresh.length, reviewed_today: reviewed },
    previews: {},
    next_due: later.reduce<number | null>((least, time) => (least === null || time < least ? time : least), null),
    held_back: heldBack,
    held_due: 0,
    skipped: 0,
    unsettled: last.size - known.length,
  };
}

const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? "" : "s"}`;

/** When a card comes back, to follow "The next card is due": `in 8 minutes, at 21:40`, `tomorrow`. */
export function whenText(due: number, now: number, language = "en-GB"): string {
  const minutes = Math.max(1, Math.ceil((due - now) / 60_000));
  const day = dayOf(now);
  if (due < day.end) {
    const at = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" }).format(due);
    return `in ${minutes < 60 ? plural(minutes, "minute") : plural(Math.round(minutes / 60), "hour")}, at ${at}`;
  }
  // Rounded, since a day in which the clocks change is an hour longer or shorter.
  const days = Math.round((dayOf(due).start - day.start) / DAY);
  if (days === 1) return "tomorrow";
  const date = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long" }).format(due);
  return `in ${plural(days, "day")}, on ${date}`;
}
