/** What the words of a script come to when they are spoken, and how they read as plain text. */

import { lengthText } from "../parts/times";

/** A calm speaking pace. */
export const WORDS_A_MINUTE = 150;
/** A text this much longer than its target is called too long. */
const TOLERANCE = 0.1;

export type Speaker = "interviewer" | "candidate";

export interface SpokenLine {
  speaker: Speaker;
  /** What the line does, for the candidate's lines. */
  beat: string;
  /** Paragraphs, with the blanks filled. */
  paragraphs: string[];
}

export interface FollowUp {
  question: string;
  /** Paragraphs, with the blanks filled. */
  answer: string[];
}

/** What a reader typed, on one line and without space around it. */
export const tidy = (typed: string): string => typed.replace(/\s+/gu, " ").trim();

/** How a blank reads: the reader's own words, or its example. Their full stop gives way to punctuation that follows. */
export function shownText(typed: string, example: string, following: string): string {
  const own = tidy(typed);
  if (!own) return example;
  return /^[.,;:!?]/u.test(following) && /[^.]\.$/u.test(own) ? own.slice(0, -1) : own;
}

/** How many words are spoken; a sign between spaces is none. */
export const countWords = (text: string): number =>
  text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** Seconds that many words take. */
export const secondsFor = (words: number): number => Math.round((words * 60) / WORDS_A_MINUTE);

/** All that the candidate says, as one text. */
export const ownWords = (lines: SpokenLine[]): string =>
  lines.flatMap((line) => (line.speaker === "candidate" ? line.paragraphs : [])).join(" ");

/** How a length stands to its target, both in seconds. */
export function targetText(seconds: number, target: number): string {
  const aim = `the target of ${lengthText(target * 1000)}`;
  if (seconds === target) return `exactly ${aim}`;
  return `${lengthText(Math.abs(target - seconds) * 1000)} ${seconds < target ? "under" : "over"} ${aim}`;
}

/** Whether a length is so far over its target that a listener would notice. */
export const isTooLong = (seconds: number, target: number): boolean => seconds > target * (1 + TOLERANCE);

/** The script as text to paste elsewhere: who says what, then what is asked next. */
export function plainText(title: string, lines: SpokenLine[], followUps: FollowUp[]): string {
  const parts = [title];
  let speaker: Speaker | undefined;
  for (const line of lines) {
    const [first = "", ...others] = line.paragraphs;
    const name = line.speaker === "candidate" ? "You" : "Interviewer";
    // A turn of several lines names its speaker once.
    parts.push(line.speaker === speaker ? first : `${name}: ${first}`, ...others);
    speaker = line.speaker;
  }
  for (const [n, { question, answer }] of followUps.entries()) {
    if (n === 0) parts.push("What they ask next");
    const [first = "", ...others] = answer;
    parts.push(`Interviewer: ${question}`, `You: ${first}`, ...others);
  }
  return `${parts.join("\n\n")}\n`;
}
