/** What the page asks the engine for, and what it tells: the fields of `greenroom.progress.overview.overview`. */

import { DAY, dayOf, startOf } from "../cards/days";
import { readSetup, SETUP_KINDS, type Setup } from "../cards/setup";
import { rulesOf } from "../cards/states";
import { fetchData } from "../parts/fetching";
import type { LogEvent, Store } from "../store/store";

export const AREAS = ["coding", "system-design", "ml-system-design", "behavioural", "ai-assisted", "depth"] as const;
export type Area = (typeof AREAS)[number];
export type State = "ready" | "near" | "early" | "none";

/** One ingredient of readiness; which of the further numbers there are depends on its `id`. */
export interface Ingredient {
  id: "cards" | "problems" | "reviews" | "estimates" | "spoken" | "mocks";
  value: number;
  mark: number;
  met: boolean;
  /** 0 to 1. */
  reached: number;
  of?: number;
  seen?: number;
  critical?: number;
  critical_of?: number;
  solved?: number;
  older?: number;
  tried?: number;
  rating?: number | null;
  rated?: number;
  ever?: number;
}

export interface AreaRow {
  area: Area;
  state: State;
  met: number;
  marks: number;
  ingredients: Ingredient[];
  also: {
    traces: { rounds: number; share: number | null };
    problems: number;
    spoken: number;
    plans: { id: string; title: string; done: number; of: number }[];
  };
  last: number | null;
  wanted: boolean;
}

export interface Task {
  id: string;
  type: "due" | "own" | "new" | "problem" | "review" | "drill" | "trace" | "spoken" | "mock" | "list";
  area: Area | "";
  minutes: number;
  title: string;
  url: string;
  count: number;
}

export interface TodayTask extends Task {
  done: boolean;
  /** Of cards and checklists how many of `count` are done, else null. */
  progress: number | null;
}

export interface PlanDay {
  start: number;
  kind: "day" | "free" | "light" | "interview";
  minutes: number;
  tasks: Task[];
}

export interface Marks {
  problems: number;
  reviews: number;
  estimates: number;
  spoken: number;
  mocks: number;
  cards: number;
  cards_share: number;
  points: number[];
  rating: number;
  fresh_days: number;
  mock_days: number;
}

export interface Overview {
  areas: AreaRow[];
  today: { kind: PlanDay["kind"]; minutes: number; tasks: TodayTask[] };
  plan: { days: PlanDay[]; more: number };
  interview: { date: number; days: number } | null;
  practised: { days: { start: number; acts: number }[]; last: number; of: number; run: number };
  done: Record<string, number>;
  marks: Marks;
  skipped: number;
}

/** The lists that the build writes, as they are handed to the engine. */
export interface Lists {
  catalogue: unknown;
  /** Ids of every card of the site. */
  cards: string[];
}

/** Fetch `assets/progress.json` and `assets/cards.json`. Rejects with a sentence for the reader. */
export async function fetchLists(catalogue: URL, cards: URL): Promise<Lists> {
  const [listed, every] = await Promise.all([
    fetchData(catalogue, "The list of what there is to practise", 1),
    fetchData<{ version: number; cards: Record<string, unknown> }>(cards, "The list of cards", 1),
  ]);
  return { catalogue: listed, cards: Object.keys(every.cards) };
}

/** What the log says, as far as this page needs it. */
export interface Log extends Setup {
  /** Practice, without what the engine does not read. */
  events: LogEvent[];
}

/** Kind of event -> the parts of it that the engine reads; code, texts and transcripts stay here. */
const PARTS: Record<string, string[]> = {
  review: ["card", "grade", "shown_ms"],
  undo: ["event"],
  attempt: ["problem", "verdict"],
  "review-attempt": ["review", "defects", "found"],
  estimate: ["drill", "outcome", "attempt"],
  "trace-drill": ["trace", "asked", "right"],
  "spoken-drill": ["drill"],
  mock: ["session", "mock", "kind", "finished"],
  debrief: ["session", "ratings"],
  check: ["list", "item", "done"],
  speech: ["recording"],
};
/** Kinds of events that change something on the page. */
export const KINDS: ReadonlySet<string> = new Set([...Object.keys(PARTS), ...SETUP_KINDS]);
const PORTION = 2_000;

/** Read the log in portions, so that a long one does not hold up the page. Rejects with StoreError. */
export async function readLog(store: Store, now: number): Promise<Log> {
  const events: LogEvent[] = [];
  for (const [kind, parts] of Object.entries(PARTS)) {
    for await (const portion of store.batches(kind, PORTION)) {
      for (const event of portion) {
        const payload = Object.fromEntries(parts.filter((part) => Object.hasOwn(event.payload, part)).map((part) => [part, event.payload[part]]));
        events.push({ ...event, payload });
      }
    }
  }
  return { events, ...(await readSetup(store, now)) };
}

/** What the reader has set for this page alone. */
export interface Settings {
  /** Minutes in a day. */
  minutes: number;
  /** Rounds the reader expects. */
  rounds: Area[];
}

export const CHOICES = [15, 30, 45, 60, 90, 120, 180] as const;
export const USUAL: Settings = { minutes: 60, rounds: [...AREAS] };
/** Key of the draft -> what it keeps. */
export const DRAFTS = { minutes: "progress:minutes", rounds: "progress:rounds" } as const;

/** The settings as they were kept; what cannot be read counts as not set. */
export function readSettings(minutes: string | undefined, rounds: string | undefined): Settings {
  const chosen = CHOICES.find((each) => String(each) === minutes) ?? USUAL.minutes;
  const named = new Set((rounds ?? "").split(" "));
  const kept = AREAS.filter((area) => named.has(area));
  return { minutes: chosen, rounds: kept.length ? kept : USUAL.rounds };
}

const BACK = 60;
const AHEAD = 43;
const FARTHEST = 400;

/** Starts of the reader's days, from 60 back to the end of the days that are planned, and to the interview's where it is later. */
export function daysAround(now: number, interview: string): number[] {
  const today = dayOf(now).start;
  const away = interview ? Math.round(((startOf(interview) ?? today) - today) / DAY) : 0;
  const ahead = Math.min(FARTHEST, Math.max(AHEAD, away + 1));
  return Array.from({ length: BACK + ahead + 1 }, (_, index) => {
    const start = new Date(today);
    start.setDate(start.getDate() + index - BACK);
    return start.getTime();
  });
}

/** The parameters of `progress.overview`. */
export function question(log: Log, lists: Lists, settings: Settings, now: number): Record<string, unknown> {
  return {
    events: log.events,
    catalogue: lists.catalogue,
    cards: lists.cards,
    own: [...log.own.keys()],
    now,
    days: daysAround(now, log.options.interview),
    minutes: settings.minutes,
    rounds: settings.rounds,
    rules: rulesOf(log.options, now),
    held: log.suspended,
    waiting: log.buried,
    new_limit: log.options.new_limit,
  };
}

/** What can be told before the engine has answered. */
export interface Counts {
  reviews: number;
  solved: number;
  mocks: number;
  other: number;
}

export function counts({ events }: Log): Counts {
  const undone = new Set(events.filter(({ kind }) => kind === "undo").map(({ payload }) => payload["event"]));
  const solved = new Set<unknown>();
  const found: Counts = { reviews: 0, solved: 0, mocks: 0, other: 0 };
  for (const { id, kind, payload } of events) {
    if (kind === "review") found.reviews += undone.has(id) ? 0 : 1;
    else if (kind === "attempt" && payload["verdict"] === "accepted") solved.add(payload["problem"]);
    else if (kind === "mock") found.mocks += payload["finished"] === true ? 1 : 0;
    else if (["estimate", "trace-drill", "review-attempt", "spoken-drill"].includes(kind)) found.other += 1;
  }
  return { ...found, solved: solved.size };
}
