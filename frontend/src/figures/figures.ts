/** What the page asks the engine for, and what it tells: the fields of `greenroom.figures.remembering.memory`. */

import { DAY, dayOf, startOf } from "../cards/days";
import { readSetup, SETUP_KINDS, type Setup } from "../cards/setup";
import { rulesOf } from "../cards/states";
import { fetchData } from "../parts/fetching";
import type { LogEvent, Store } from "../store/store";

export const GRADES = ["again", "hard", "good", "easy"] as const;
export type Grade = (typeof GRADES)[number];

/** A share of reviews from 0 to 1 with its 95 % interval, null where there are too few. */
export interface Share {
  reviews: number;
  recalled: number;
  share: number | null;
  low: number | null;
  high: number | null;
}

export interface TopicRow {
  /** Empty for all cards together. */
  topic: string;
  cards: number;
  seen: number;
  expected: number;
  expected_seen: number | null;
  due: number;
  recall: Share;
}

export interface OnTheDay {
  topic: string;
  cards: number;
  stop: number | null;
  go_on: number | null;
}

export interface Interview {
  date: number;
  at: number;
  days: number;
  all: OnTheDay;
  topics: OnTheDay[];
  work: number[];
  new: number;
  reached: number;
  rate: number | null;
  played: number;
  of: number;
}

export type ReviewDay = { start: number; minutes: number } & Record<Grade, number>;

export interface Figures {
  forecast: { start: number; known: number; learning: number }[];
  overdue: number;
  interview_day: number | null;
  reviews: {
    days: ReviewDay[];
    total: number;
    minutes: number;
    days_studied: number;
    streak: number;
    longest_seconds: number;
    today: number;
    ever: number;
  };
  recall: { desired: number; enough: number; week: Share; month: Share; ever: Share };
  all: TopicRow;
  topics: TopicRow[];
  weakest: string[];
  interview: Interview | null;
  skipped: number;
}

/** Topics of every card, and the titles of topics. */
export interface CardList {
  titles: Map<string, string>;
  cards: Record<string, string[]>;
}

/** Fetch the list of cards that the build writes to `assets/cards.json`. Rejects with a sentence for the reader. */
export async function fetchCards(url: URL): Promise<CardList> {
  type Listed = { version: number; topics: [string, string][]; cards: Record<string, number[]> };
  const { topics, cards } = await fetchData<Listed>(url, "The list of cards", 1);
  const named = Object.entries(cards).map(([id, places]) => [id, places.flatMap((place) => topics[place]?.[0] ?? [])] as const);
  return { titles: new Map(topics), cards: Object.fromEntries(named) };
}

/** What the log says, as far as the figures need it. */
export interface Log extends Setup {
  /** Reviews that count, without what the figures do not read. */
  reviews: LogEvent[];
}

/** Kinds of events that change a figure. */
export const KINDS: ReadonlySet<string> = new Set(["review", "undo", ...SETUP_KINDS]);
const PORTION = 2_000;

/** Read the log in portions, so that a long one does not hold up the page. Rejects with StoreError. */
export async function readLog(store: Store, now: number): Promise<Log> {
  const found: Record<string, LogEvent[]> = { review: [], undo: [] };
  for (const kind of Object.keys(found)) for await (const events of store.batches(kind, PORTION)) found[kind]!.push(...events);
  const undone = new Set(found["undo"]!.map(({ payload }) => payload["event"]));
  const reviews = found["review"]!.filter(({ id }) => !undone.has(id)).map(({ payload, ...event }) => {
    const { card, grade, shown_ms } = payload;
    return { ...event, payload: { card, grade, shown_ms } };
  });
  return { reviews, ...(await readSetup(store, now)) };
}

/** The topic that stands for a deck of the reader's own. */
export const ownTopic = (deck: string): string => `own/${deck}`;
export const isOwn = (topic: string): boolean => topic.startsWith("own/");

const AHEAD = 30;
/** Days that the interview may lie ahead and still be foreseen. */
export const FARTHEST = 366;
const BACK = 30;
const FARTHEST_BACK = 1_100;

/**
 * Starts of the reader's days: from the first review or 30 days back to 30 days ahead, or to the day after the interview.
 * The day of `now` is among them.
 */
export function daysAround(now: number, first: number, interview: string): number[] {
  const today = dayOf(now).start;
  const startAt = (day: number): number => {
    const start = new Date(today);
    start.setDate(start.getDate() + day);
    return start.getTime();
  };
  const deadline = interview ? (startOf(interview) ?? 0) : 0;
  const back = Math.min(FARTHEST_BACK, Math.max(BACK, Math.ceil((today - first) / DAY) + 1));
  const toInterview = Math.round((deadline - today) / DAY);
  const ahead = toInterview <= FARTHEST ? Math.max(AHEAD, toInterview + 1) : AHEAD;
  return Array.from({ length: back + ahead + 1 }, (_, index) => startAt(index - back));
}

/** The parameters of `figures.memory`. */
export function question(log: Log, { cards }: CardList, now: number): Record<string, unknown> {
  const { reviews, options, own } = log;
  const owned = [...own].map(([card, deck]) => [card, [ownTopic(deck)]] as const);
  const first = reviews.reduce((least, { time }) => Math.min(least, time), now);
  return {
    events: reviews,
    cards: { ...cards, ...Object.fromEntries(owned) },
    now,
    days: daysAround(now, first, options.interview),
    rules: rulesOf(options, now),
    held: log.suspended,
    waiting: log.buried,
    new_limit: options.new_limit,
    interleave: options.interleave,
  };
}

/** What can be told before the engine has answered. */
export function counts({ reviews }: Log, now: number): { reviews: number; cards: number; today: number } {
  const today = dayOf(now);
  return {
    reviews: reviews.length,
    cards: new Set(reviews.map(({ payload }) => payload["card"])).size,
    today: reviews.filter(({ time }) => time >= today.start && time < today.end).length,
  };
}
