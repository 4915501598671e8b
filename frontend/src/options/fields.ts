/** The options that are typed: what a reader may write, and what it means. Plain logic, without the page. */

import { startOf } from "../cards/days";
import { readInterview, type StudyOptions } from "../cards/states";

export type Key = "retention" | "interview" | "new_limit" | "review_limit" | "leech_at";

/** What a text gives: a value to keep, or a sentence about what is wrong with it. */
export type Reading = { value: number | string } | { wrong: string };

/** Least and largest whole number of a field, as it is written. */
export const RANGES: Record<Exclude<Key, "interview">, [number, number]> = {
  retention: [70, 97],
  new_limit: [0, 500],
  review_limit: [0, 9_999],
  leech_at: [0, 99],
};

/** What a field is called where it is spoken of. */
export const NAMES: Record<keyof StudyOptions, string> = {
  retention: "Desired retention",
  interview: "Day of the interview",
  new_limit: "New cards a day",
  review_limit: "Reviews a day",
  interleave: "Keep topics apart",
  leech_at: "Set aside after",
  weights: "Parameters",
};

/** Read what was written into a field. */
export function read(key: Key, text: string): Reading {
  const written = text.trim();
  if (key === "interview") {
    return readInterview(written);
  }
  const [low, high] = RANGES[key];
  const number = Number(written);
  if (written === "" || !Number.isInteger(number) || number < low || number > high) {
    return { wrong: `Use a whole number from ${low} to ${high.toLocaleString("en-GB")}.` };
  }
  return { value: key === "retention" ? number / 100 : number };
}

/** An option as it stands in its field. */
export function written(key: Key, options: StudyOptions): string {
  return key === "retention" ? String(Math.round(options.retention * 100)) : String(options[key]);
}

/** Exponent of the published forgetting curve; the last of FSRS-6's parameters. */
const DECAY = 0.1542;
const USUAL = 0.9;

/** How long cards wait at a retention, next to 90 %: by FSRS's own interval, the same for every card. */
export function waits(retention: number, weights: readonly number[] | null): number {
  const power = -1 / (weights?.[20] ?? DECAY);
  return (retention ** power - 1) / (USUAL ** power - 1);
}

/** "2.5", "0.31", "12": two digits are all that such a guess is worth. */
const rounded = (value: number): string => Number(value.toPrecision(2)).toLocaleString("en-GB");

/** What a retention costs, in a sentence. */
export function cost(retention: number, weights: readonly number[] | null): string {
  if (Math.round(retention * 100) === 90) return "The usual choice. Of ten cards that come back you know about nine.";
  const known = `Of 100 cards that come back you know about ${Math.round(retention * 100)}.`;
  const wait = waits(retention, weights);
  return `${known} Cards wait ${rounded(wait)} times as long as at 90 %, so about ${rounded(1 / wait)} times the reviews.`;
}

const DAY = 86_400_000;

/** What a date of the interview means today, in a sentence; `now` in milliseconds since 1970. */
export function dateNote(date: string, now: number): string {
  const start = date ? startOf(date) : undefined;
  if (start === undefined) return "Without a date nothing is hurried.";
  const days = Math.ceil((start - now) / DAY);
  if (now >= start + DAY) return "This day is past, so it is ignored.";
  if (days <= 0) return "That is today. Good luck.";
  return `In ${days} ${days === 1 ? "day" : "days"}. No card waits beyond it.`;
}
