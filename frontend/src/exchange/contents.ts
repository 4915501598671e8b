/** What the engine says of a file of cards: the answers of `anki.read` and `anki.map`. */

import type { Note, NoteType } from "../cards/notes";
import type { LogEvent } from "../store/store";

/** A review from elsewhere; its id is made from that of its entry there, so that it counts once however often it comes. */
export interface Review {
  id: string;
  /** Milliseconds since 1970. */
  time: number;
  card: string;
  grade: "again" | "hard" | "good" | "easy";
  deck?: string;
  shown_ms: number;
}

/** A text file as it was found; its notes come once its columns have their meaning. */
export interface TextFile {
  separator: string;
  /** Whether the first row names the columns. */
  header: boolean;
  html: boolean;
  columns: string[];
  /** The first rows. */
  rows: string[][];
  total: number;
  /** `guid`, `notetype`, `deck` or `tags` -> the column that the file itself names for it. */
  special: Record<string, number>;
  /** Deck that the file names for all rows, or empty. */
  deck: string;
  tags: string[];
}

export interface Contents {
  format: "apkg-old" | "apkg-new" | "text";
  types: NoteType[];
  notes: Note[];
  reviews: Review[];
  /** Ids of suspended cards. */
  suspended: string[];
  /** Sentences about what is not taken. */
  left_out: string[];
  text: TextFile | null;
}

export const FORMATS: Record<Contents["format"], string> = {
  "apkg-old": "Anki package, older format",
  "apkg-new": "Anki package, newer format",
  text: "Text file",
};

/** Largest file that is read, in bytes: more does not fit into the memory of a phone. */
export const LARGEST = 256 * 1024 * 1024;

/** A review as the log keeps it. */
export function reviewEvent({ id, time, card, grade, deck, shown_ms }: Review): LogEvent {
  return { id, time, kind: "review", version: 1, payload: { card, grade, deck: `own/${deck ?? ""}`, shown_ms } };
}
