/** A review as the build writes it (`macros/reviews.py`), fetched, and what is planted in it. */

import { loadProblem, openPacked, type Problem } from "../judging/problem";

/** First and last line of the proposal, from 1. */
export type Range = readonly [number, number];

/** Where something stands: in lines of the code, in a statement of the explanation, or in both. */
export interface Place {
  lines: Range | null;
  /** Number of the statement, from 1. */
  statement: number | null;
}

export interface Defect extends Place {
  id: string;
  /** HTML of the build, as are reason and mend. */
  title: string;
  /** What it may be called; the first is its own family. */
  families: string[];
  reason: string;
  mend: string;
  /** Names of the hidden tests that fail until it is mended. */
  tests: string[];
}

/** A place that only looks wrong; its texts are HTML of the build. */
export interface SoundPlace extends Place {
  title: string;
  why: string;
}

/** What is to be found, and what only looks so. */
export interface Planted {
  defects: Defect[];
  sound: SoundPlace[];
}

/** The proposal is the starter of the problem. */
export interface Review extends Problem {
  /** HTML of each statement of the explanation. */
  statements: string[];
  /** Family -> its title. */
  families: Record<string, string>;
  /** Most lines of one mark. */
  widest: number;
  /** Packed; opened when the reader's marks are closed. */
  planted: string;
}

/** Fetch a review; rejects with a sentence for the reader. */
export async function loadReview(url: string): Promise<Review> {
  return (await loadProblem(url)) as Review;
}

/** Open what is planted. */
export async function openPlanted(review: Review): Promise<Planted> {
  const [file] = await openPacked(review.planted);
  return JSON.parse(file?.source ?? '{"defects": [], "sound": []}') as Planted;
}

/** A place in words: `line 11`, `lines 42 to 44`, `statement 6`. */
export function placeText({ lines, statement }: Place): string {
  const parts: string[] = [];
  if (lines) parts.push(lines[0] === lines[1] ? `line ${lines[0]}` : `lines ${lines[0]} to ${lines[1]}`);
  if (statement !== null) parts.push(`statement ${statement}`);
  return parts.join(" and ");
}
