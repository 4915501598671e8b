/** A mock that was sat and what the reader marked of it, read from the log. Nothing in the log is trusted. */

import { ROUND_TITLES } from "../parts/round-kinds";
import type { LogEvent } from "../store/store";

export const MOCK = "mock";
export const DEBRIEF = "debrief";
export const SPEECH = "speech";

export const CLEAR_TITLES: Record<string, string> = {
  clarify: "Clarify",
  "list-and-estimate": "List and Estimate",
  architect: "Architect",
  refine: "Refine",
};
/** What the levels of a rubric are called, from 1 to 4. */
export const LEVELS = ["not yet", "nearly", "solid", "strong"] as const;
export const TAKEN = ["taken", "defended", "missed"] as const;
export type Taken = (typeof TAKEN)[number];
/** The parts of a closing sentence. */
export const CLOSING = { decision: "The decision and its main reason", proof: "How you know it works", open: "What is still open" } as const;

/** Below this, and below a quarter of its time, a phase that was passed was skipped; as `greenroom.rehearsals.debriefing` has it. */
const SKIPPED_UNDER_MS = 5_000;

export interface Phase {
  id: string;
  title: string;
  clear: string;
  /** Milliseconds. */
  planned: number;
  used: number;
  state: "done" | "skipped" | "unreached";
}

export interface Said {
  what: string;
  id: string;
  phase: string;
  plain: string;
  /** The reader's own question, where this answers one. */
  question: string;
}

export interface Session {
  id: string;
  mock: string;
  title: string;
  kind: string;
  /** Milliseconds since 1970. */
  started: number;
  ended: number;
  finished: boolean;
  loop: { round: number; of: number; title: string } | undefined;
  phases: Phase[];
  said: Said[];
  /** `what:id` -> what the reader noted. */
  notes: Map<string, string>;
  taken: Record<string, Taken>;
  hints: number;
  attempt: { verdict: string; passed: number; total: number } | undefined;
  recorded: boolean;
}

/** What the reader tells of a session in its debrief. */
export interface Marks {
  ratings: Record<string, number>;
  checks: Record<string, boolean>;
  covered: Record<string, boolean>;
  taken: Record<string, Taken>;
  closing: Record<string, boolean>;
  summary: string;
  lesson: string;
}

type Plain = Record<string, unknown>;

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const amount = (value: unknown): number => (typeof value === "number" && Number.isFinite(value) && value > 0 ? value : 0);
const record = (value: unknown): Plain => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Plain) : {});
const items = (value: unknown): Plain[] =>
  Array.isArray(value) ? value.filter((each): each is Plain => typeof each === "object" && each !== null && !Array.isArray(each)) : [];
const entries = <T>(value: unknown, holds: (each: unknown) => each is T): Record<string, T> =>
  Object.fromEntries(Object.entries(record(value)).filter((entry): entry is [string, T] => holds(entry[1])));
const isFlag = (value: unknown): value is boolean => typeof value === "boolean";
const isTaken = (value: unknown): value is Taken => TAKEN.includes(value as Taken);
const isLevel = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= LEVELS.length;

/** Under what notes on something said are kept. */
export const noteKey = (what: string, id: string): string => `${what}:${id}`;

/** The session that an event tells of; undefined where it tells of none. */
export function readSession({ payload, time }: LogEvent): Session | undefined {
  const [id, mock, kind] = [text(payload["session"]), text(payload["mock"]), text(payload["kind"])];
  const finished = payload["finished"] === true;
  const phases = readPhases(payload["phases"], payload["used"], finished);
  if (!id || !mock || !Object.hasOwn(ROUND_TITLES, kind) || phases.length === 0) return undefined;
  const loop = record(payload["loop"]);
  const attempt = record(payload["attempt"]);
  const notes = items(payload["notes"]).map((each) => [noteKey(text(each["what"]), text(each["id"])), text(each["text"]).trim()] as const);
  const ended = amount(payload["ended"]) || time;
  return {
    ...{ id, mock, kind, finished, phases, ended },
    title: text(payload["title"]) || mock,
    started: Math.min(amount(payload["started"]) || ended, ended),
    loop: text(loop["id"]) ? { round: amount(loop["round"]), of: Math.max(amount(loop["of"]), amount(loop["round"]) + 1), title: text(loop["title"]) } : undefined,
    said: items(payload["said"]).map((each) => ({
      ...{ what: text(each["what"]), id: text(each["id"]), phase: text(each["phase"]), plain: text(each["plain"]) },
      question: text(each["question"]),
    })),
    notes: new Map(notes.filter(([, note]) => note)),
    taken: entries(payload["taken"], isTaken),
    hints: amount(payload["hints"]),
    attempt: text(attempt["verdict"]) ? { verdict: text(attempt["verdict"]), passed: amount(attempt["passed"]), total: amount(attempt["total"]) } : undefined,
    recorded: payload["recorded"] === true,
  };
}

function readPhases(plan: unknown, spent: unknown, finished: boolean): Phase[] {
  const times = Array.isArray(spent) ? spent.map(amount) : [];
  const found = items(plan);
  const reached = found.reduce((latest, _, place) => (times[place] ? place : latest), -1);
  const last = finished ? found.length - 1 : reached;
  return found.map((each, place) => {
    const [planned, used] = [amount(each["seconds"]) * 1000, times[place] ?? 0];
    const passed = used < Math.min(SKIPPED_UNDER_MS, planned / 4);
    const state = place > last ? "unreached" : passed && (finished || place < last) ? "skipped" : "done";
    return { id: text(each["id"]), title: text(each["title"]) || text(each["id"]), clear: text(each["clear"]), planned, used, state };
  });
}

/** What an event of a debrief holds, or nothing where there is none yet. */
export function readMarks(payload: Record<string, unknown> = {}): Marks {
  return {
    ratings: entries(payload["ratings"], isLevel),
    checks: entries(payload["checks"], isFlag),
    covered: entries(payload["covered"], isFlag),
    taken: entries(payload["taken"], isTaken),
    closing: entries(payload["closing"], isFlag),
    summary: text(payload["summary"]),
    lesson: text(payload["lesson"]),
  };
}

/** Whether the first of two events comes after the second: the same on every device. */
export const isLater = (a: LogEvent, b: LogEvent | undefined): boolean => !b || a.time > b.time || (a.time === b.time && a.id > b.id);

/** The last event of a session among these. */
export function latest(events: Iterable<LogEvent>, session: string): LogEvent | undefined {
  let found: LogEvent | undefined;
  for (const event of events) if (event.payload["session"] === session && isLater(event, found)) found = event;
  return found;
}

export const used = ({ phases }: Session): number => phases.reduce((sum, phase) => sum + phase.used, 0);
export const planned = ({ phases }: Session): number => phases.reduce((sum, phase) => sum + phase.planned, 0);

/** Time above the plan, below 0 for time in hand; as `greenroom.rehearsals.reading.over` has it. */
export function over(session: Session): number {
  if (session.finished) return used(session) - planned(session);
  const reached = session.phases.reduce((last, phase, place) => (phase.used > 0 ? place : last), 0);
  const before = session.phases.slice(0, reached).reduce((sum, phase) => sum + phase.used - phase.planned, 0);
  const ended = session.phases[reached];
  return before + Math.max(0, (ended?.used ?? 0) - (ended?.planned ?? 0));
}
