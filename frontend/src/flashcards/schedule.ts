/** Where a deck stands: as the engine says, or, until it is loaded, as the last answer and the log let us guess. */

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

interface Known {
  state: string;
  due: number;
  last_review: number;
}

/** The answer of `scheduling.session`; its fields are documented in `greenroom.scheduling.Session`. */
export interface Standing {
  queue: string[];
  counts: Counts;
  cards: Record<string, Known>;
  previews: Record<string, Record<Grade, Interval>>;
  next_due: number | null;
  held_back: number;
  skipped: number;
}

/** New cards a day and deck. */
export const NEW_LIMIT = 20;
const DAY_BEGINS_AT = 4;
const DAY = 86_400_000;

/** The reader's day that holds a moment. It begins at four in the morning, so a late evening is one day. */
export function dayOf(now: number): { start: number; end: number } {
  const start = new Date(now);
  start.setHours(DAY_BEGINS_AT, 0, 0, 0);
  if (start.getTime() > now) start.setDate(start.getDate() - 1);
  const end = new Date(start);
  end.setDate(end.getDate() + 1);
  return { start: start.getTime(), end: end.getTime() };
}

/** The card an event is a review of, or undefined where it is none. */
export function reviewedCard(event: LogEvent): string | undefined {
  return event.kind === "review" && typeof event.payload.card === "string" ? event.payload.card : undefined;
}

/** What the last answer of the engine knew, for the cache. */
export function remember(standing: Standing): Record<string, unknown> {
  const cards = Object.entries(standing.cards).map(([id, { state, due, last_review }]) => [id, { state, due, last_review }]);
  return { version: 1, cards: Object.fromEntries(cards) };
}

function recall(cache: unknown): Record<string, Known> {
  const { version, cards } = (cache ?? {}) as { version?: unknown; cards?: unknown };
  return version === 1 && typeof cards === "object" && cards !== null ? (cards as Record<string, Known>) : {};
}

/**
 * What is due as far as can be told without the engine: known cards by the cache, new ones by the deck's order.
 * `unsettled` counts the cards reviewed since, whose next time only the engine can tell.
 */
export function guess(
  ids: readonly string[],
  cache: unknown,
  events: readonly LogEvent[],
  now: number,
  newLimit: number,
): Standing & { unsettled: number } {
  const day = dayOf(now);
  const cached = recall(cache);
  const first = new Map<string, number>();
  const last = new Map<string, number>();
  let reviewed = 0;
  for (const event of events) {
    const card = reviewedCard(event);
    if (card === undefined) continue;
    first.set(card, Math.min(event.time, first.get(card) ?? Infinity));
    last.set(card, Math.max(event.time, last.get(card) ?? 0));
    if (event.time >= day.start) reviewed += 1;
  }
  const unseen = ids.filter((id) => !last.has(id));
  const introduced = ids.filter((id) => (first.get(id) ?? 0) >= day.start).length;
  const fresh = unseen.slice(0, Math.max(0, newLimit - introduced));
  const known = ids.flatMap((id) => {
    const card = cached[id];
    return card && card.last_review === last.get(id) ? [{ id, ...card }] : [];
  });
  known.sort((a, b) => a.due - b.due);
  const learning = known.filter((card) => card.state !== "review" && card.due < day.end);
  const due = known.filter(
    (card) => card.state === "review" && (card.due <= now || (card.due < day.end && card.last_review < day.start)),
  );
  const queue = [...learning.filter((card) => card.due <= now), ...due].map((card) => card.id).concat(fresh);
  const later = known.filter((card) => !queue.includes(card.id)).map((card) => card.due);
  const held = unseen.length - fresh.length;
  if (held > 0) later.push(day.end);
  return {
    queue,
    counts: { learning: learning.length, due: due.length, new: fresh.length, reviewed_today: reviewed },
    cards: cached,
    previews: {},
    next_due: later.length > 0 ? Math.min(...later) : null,
    held_back: held,
    skipped: 0,
    unsettled: ids.length - unseen.length - known.length,
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
