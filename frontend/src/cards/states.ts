/** What the reader has set: about scheduling as a whole, and about single cards. Folds over the log, the last word wins. */

import type { LogEvent } from "../store/store";
import { DAY, startOf } from "./days";

export const OPTIONS = "study-options";
export const STATE = "card-state";

/** What a `study-options` event may set; each key counts by itself. */
export interface StudyOptions {
  /** Chance of recall at which a card comes back. */
  retention: number;
  /** Day of the interview, `2026-03-09`, or empty. */
  interview: string;
  /** New cards a day and deck. */
  new_limit: number;
  /** Known cards a day and deck. */
  review_limit: number;
  /** Whether cards of one topic are kept apart. */
  interleave: boolean;
  /** Lapses after which a card is set aside; 0 for never. */
  leech_at: number;
  /** FSRS parameters fitted to the reader, or null for the published ones. */
  weights: number[] | null;
}

export const DEFAULTS: Readonly<StudyOptions> = {
  retention: 0.9,
  interview: "",
  new_limit: 20,
  review_limit: 200,
  interleave: true,
  leech_at: 8,
  weights: null,
};

const between = (low: number, high: number) => (value: unknown): boolean => typeof value === "number" && value >= low && value <= high;
const whole = (high: number) => (value: unknown): boolean => Number.isInteger(value) && between(0, high)(value);

/** Whether a value may stand under a key; what may not is passed over, so that a strange backup harms nothing. */
export const VALID: { [K in keyof StudyOptions]: (value: unknown) => boolean } = {
  retention: between(0.7, 0.97),
  interview: (value) => value === "" || (typeof value === "string" && startOf(value) !== undefined && value < "2200"),
  new_limit: whole(500),
  review_limit: whole(9_999),
  interleave: (value) => typeof value === "boolean",
  leech_at: whole(99),
  weights: (value) => value === null || (Array.isArray(value) && value.length === 21 && value.every((each) => Number.isFinite(each))),
};

const inOrder = (events: readonly LogEvent[], kind: string): LogEvent[] =>
  events.filter((event) => event.kind === kind && event.version === 1).sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));

/** A date of the interview that was typed: what to keep, or what is wrong; a year that is still being typed counts as wrong. */
export function readInterview(text: string): { value: string } | { wrong: string } {
  if (VALID.interview(text) && (text === "" || text >= "2000")) return { value: text };
  return { wrong: "Give a whole date, with a year from 2000 to 2199." };
}

/** What a field of a date holds: a date, "" for none, or a text that is no date while one is half typed. */
export const typedDate = ({ value, validity }: HTMLInputElement): string => (validity.badInput ? UNFINISHED : value);
const UNFINISHED = "…";
/** Whether a text is a date that is only half typed: writing anything into its field would take that away. */
export const isUnfinished = (text: string): boolean => text === UNFINISHED;

/** The options as the log has them. */
export function readOptions(events: readonly LogEvent[]): StudyOptions {
  const options: StudyOptions = { ...DEFAULTS };
  for (const { payload } of inOrder(events, OPTIONS)) {
    for (const key of Object.keys(DEFAULTS) as (keyof StudyOptions)[]) {
      if (Object.hasOwn(payload, key) && VALID[key](payload[key])) Object.assign(options, { [key]: payload[key] });
    }
  }
  return options;
}

/** The fields of the engine's `Rules`. A date that is past is left out. */
export function rulesOf(options: StudyOptions, now: number): Record<string, unknown> {
  const deadline = options.interview ? startOf(options.interview) : undefined;
  return {
    retention: options.retention,
    ...(options.weights ? { weights: options.weights } : {}),
    ...(deadline !== undefined && now < deadline + DAY ? { deadline } : {}),
  };
}

/** What is set about one card. */
export interface CardState {
  suspended: boolean;
  /** Not shown before this moment. */
  buriedUntil: number;
}

const UNTOUCHED: CardState = { suspended: false, buriedUntil: 0 };

/** Card -> what is set about it, for the cards that anything was ever set about. */
export function readStates(events: readonly LogEvent[]): Map<string, CardState> {
  const states = new Map<string, CardState>();
  for (const { payload } of inOrder(events, STATE)) {
    const { cards, suspended, buried_until: buriedUntil } = payload;
    if (!Array.isArray(cards)) continue;
    for (const card of cards) {
      if (typeof card !== "string") continue;
      const state = states.get(card) ?? UNTOUCHED;
      states.set(card, {
        suspended: typeof suspended === "boolean" ? suspended : state.suspended,
        buriedUntil: typeof buriedUntil === "number" ? buriedUntil : state.buriedUntil,
      });
    }
  }
  return states;
}

/** The cards that are not shown now. */
export function heldAt(states: ReadonlyMap<string, CardState>, now: number): string[] {
  return [...states].filter(([, state]) => state.suspended || state.buriedUntil > now).map(([card]) => card);
}
