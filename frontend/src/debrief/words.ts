/** Times in words. */

import { clockText, counted } from "../parts/times";

const WORDS_A_MINUTE = 150;
/** Most words of a closing sentence: 14 seconds at 150 words a minute. */
export const MOST_WORDS = 35;


/** `5:00`, `1:02:30`; of milliseconds, to the nearest second. */
export const clock = (ms: number): string => clockText(Math.round(ms / 1000) * 1000);

/** `+1:20`, `−0:30`, `0:00`; of milliseconds. */
export function difference(ms: number): string {
  const text = clock(Math.abs(ms));
  return text === "0:00" ? text : `${ms < 0 ? "−" : "+"}${text}`;
}

/** `1 minute 20 seconds`, `2 hours 5 minutes`; of milliseconds. */
export function length(ms: number): string {
  const whole = Math.round(Math.abs(ms) / 1000);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const parts = [];
  if (hours > 0) parts.push(counted(hours, "hour"));
  if (minutes > 0) parts.push(counted(minutes, "minute"));
  if (whole % 60 > 0 || whole < 60) parts.push(counted(whole % 60, "second"));
  return parts.join(" ");
}

/** How a time stands to its plan: `1 minute 20 seconds over`. */
export function against(over: number): string {
  if (Math.abs(over) < 500) return "exactly on time";
  return `${length(over)} ${over > 0 ? "over" : "under"}`;
}

export const moment = (time: number): string =>
  new Date(time).toLocaleString("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" });
export const day = (time: number): string => new Date(time).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
export const shortDay = (time: number): string => new Date(time).toLocaleDateString("en-GB", { day: "numeric", month: "short" });

/** Words that are spoken; a sign between spaces is none. */
export const wordsIn = (text: string): number => text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
/** Seconds that many words take at a calm pace. */
export const secondsFor = (words: number): number => Math.round((words * 60) / WORDS_A_MINUTE);

/** What comes of the code of a round, in words. */
export function verdictText({ verdict, passed, total }: { verdict: string; passed: number; total: number }): string {
  const tests = total > 0 ? `${passed} of ${counted(total, "test")} passed` : "no test was run";
  const said: Record<string, string> = { accepted: "Accepted", failed: "Not accepted", error: "It stopped with an error", timeout: "It ran out of time" };
  return `${said[verdict] ?? `Verdict “${verdict}”`}: ${tests}.`;
}
