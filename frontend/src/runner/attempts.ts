/** Attempts at a problem, read from the log: what the history shows, and what is said after Accepted. */

import type { LogEvent } from "../store/store";

/** With Run, or as in rounds where code cannot be run. */
export type Mode = "run" | "no-run";

export interface Attempt {
  id: string;
  time: number;
  verdict: string;
  reason: string;
  passed: number;
  total: number;
  hints: number;
  mode: Mode;
  /** When the reader began with this attempt's problem, or 0 where it was not kept. */
  began: number;
  code: string;
  files: Record<string, string>;
}

function attempt(event: LogEvent): Attempt {
  const { payload } = event;
  const text = (key: string): string => (typeof payload[key] === "string" ? payload[key] : "");
  const number = (key: string): number => (typeof payload[key] === "number" ? payload[key] : 0);
  const files = payload["files"];
  return {
    id: event.id,
    time: event.time,
    verdict: text("verdict"),
    reason: text("reason"),
    passed: number("passed"),
    total: number("total"),
    hints: number("hints"),
    mode: payload["mode"] === "no-run" ? "no-run" : "run",
    began: number("began"),
    code: text("code"),
    files: typeof files === "object" && files !== null ? (files as Record<string, string>) : {},
  };
}

/** The attempts at one problem, oldest first. */
export function attemptsAt(problem: string, events: readonly LogEvent[]): Attempt[] {
  return events.filter((event) => event.payload["problem"] === problem).map(attempt);
}

/** A length of time in words: 45 s, 12 min, 2 h 5 min. */
export function spoken(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** What is worth saying of the first time a problem was accepted, or "" before it. */
export function firstAccepted(attempts: readonly Attempt[]): string {
  const at = attempts.findIndex((each) => each.verdict === "accepted");
  const first = attempts[at];
  if (!first) return "";
  const parts = [`First accepted at attempt ${at + 1}`];
  if (first.began && first.time > first.began) parts.push(`after ${spoken(first.time - first.began)}`);
  parts.push(first.hints ? `with ${first.hints} hint${first.hints > 1 ? "s" : ""}` : "without a hint");
  if (first.mode === "no-run") parts.push("without running code");
  return `${parts.join(", ")}.`;
}
