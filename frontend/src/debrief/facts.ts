/** What the engine tells of one mock and of all of them: the fields of `greenroom.rehearsals`. */

import type { LogEvent, Store } from "../store/store";
import type { Mock, Rubric } from "./files";
import { DEBRIEF, MOCK, SPEECH, type Taken } from "./session";

export interface Measured {
  recording: string;
  label: string;
  at: number;
  seconds: number | null;
  words_a_minute: number | null;
  pauses: number | null;
}

export interface Facts {
  found: boolean;
  skipped: number;
  time: { planned: number; used: number; over: number };
  unheard: string[];
  unasked: string[];
  without_notes: { what: string; id: string; phase: string; plain: string }[];
  steers: { what: string; id: string; taken: Taken | null }[];
  speech: Measured[];
  rated: number;
  mean: number | null;
  next: { rule: string; title: string; url: string; reason: string };
}

export interface HistoryRow {
  session: string;
  mock: string;
  title: string;
  kind: string;
  started: number;
  ended: number;
  finished: boolean;
  loop: { round: number; of: number; title: string } | null;
  planned: number;
  used: number;
  over: number;
  ratings: Record<string, number>;
  rated: number;
  mean: number | null;
  hints: number;
  missed: number;
  attempt: { verdict: string; passed: number; total: number } | null;
  summary: boolean;
  words_a_minute: number | null;
  pauses_a_minute: number | null;
}

export interface KindRow {
  kind: string;
  count: number;
  recent: number;
  minutes: number;
  over: number | null;
  mean: number | null;
  criteria: { id: string; levels: (number | null)[]; mean: number | null }[];
  trend: { against: number; over: number | null; mean: number | null; words_a_minute: number | null } | null;
}

export interface History {
  sessions: HistoryRow[];
  kinds: KindRow[];
  skipped: number;
}

/** Kinds of events that change what is told. */
export const KINDS: ReadonlySet<string> = new Set([MOCK, DEBRIEF, SPEECH]);

/** The parameters of `rehearsals.debrief`: only what belongs to the session, without what the engine does not read. */
export async function question(store: Store, session: string, mock: Mock | undefined, rubric: Rubric | undefined): Promise<Record<string, unknown>> {
  const events = await eventsOf(store, ({ payload }) => payload["session"] === session);
  const entry = mock && {
    lines: mock.lines.map(({ id, plain }) => ({ id, plain })),
    asks: (mock.asks as unknown as { id: string; question: string }[]).map(({ id, question: asked }) => ({ id, question: asked })),
    checks: mock.checks.map(({ id }) => ({ id })),
  };
  return { session, events, mock: entry ?? null, rubric: rubric ?? null };
}

/** A recording's figures hold a picture of the whole answer; the engine needs its rates only. */
function slim<T extends { kind: string; payload: Record<string, unknown> }>(event: T): T {
  if (event.kind !== SPEECH) return event;
  const { session, recording, label, at, figures } = event.payload;
  const { ok, seconds, words_per_minute, pauses } = record(figures);
  const told = { ok: ok ?? null, seconds: seconds ?? null, words_per_minute: words_per_minute ?? null, pauses: { count: record(pauses)["count"] ?? null } };
  return { ...event, payload: { session, recording, label, at, figures: told } };
}

const record = (value: unknown): Record<string, unknown> => (typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {});

/** The parameters of `rehearsals.history`, read in portions, so that a long log does not hold up the page. */
export async function readHistory(store: Store, now: number): Promise<{ events: Record<string, unknown>[]; now: number }> {
  return { events: (await eventsOf(store)).map((event) => ({ ...light(event) })), now };
}

/** Events of mocks that hold, without what the engine does not read of them, read in portions. */
async function eventsOf(store: Store, holds: (event: LogEvent) => boolean = () => true): Promise<LogEvent[]> {
  const events: LogEvent[] = [];
  for (const kind of KINDS) for await (const portion of store.batches(kind, 200)) events.push(...portion.filter(holds).map(slim));
  return events;
}

/** An event of a mock without its texts, which a comparison does not read. */
function light<T extends { kind: string; payload: Record<string, unknown> }>(event: T): T {
  if (event.kind !== MOCK) return event;
  const { notes: _notes, actions: _actions, said, ...payload } = event.payload;
  const heard = Array.isArray(said) ? said.map((each: unknown) => (typeof each === "object" && each !== null ? { ...each, plain: "" } : {})) : [];
  return { ...event, payload: { ...payload, said: heard } };
}
