/** What the engine says of a recording (`greenroom/speech`), as the page reads it. Times in seconds, rates in syllables a second. */

/** A band beside a figure, with what it rests on; open where `low` or `high` is null. */
export interface Band {
  figure: string;
  low: number | null;
  high: number | null;
  unit: string;
  source: string;
  kind: "evidence" | "advice" | "proposal";
}

/** A part of the answer; rates are null where it holds too little speech. */
export interface AnswerPart {
  start: number;
  end: number;
  speaking: number;
  syllables: number;
  speech_rate: number | null;
  articulation_rate: number | null;
  phonation_ratio: number;
  pauses: number;
  longest_pause: number;
}

export interface Pauses {
  count: number;
  total: number;
  median: number | null;
  longest: number | null;
  lengths: number[];
  long: { at: number; seconds: number }[];
  longest_stretch: number;
  initial_delay: number | null;
}

export interface PictureData {
  step: number;
  levels: number[];
  speech: [number, number][];
}

/** No figures, and why. */
export interface Refused {
  ok: false;
  reason: string;
  message: string;
  seconds: number;
  picture: PictureData;
  /** There where only the sound's length is at fault. */
  pauses: Pauses | null;
}

export interface Measured {
  ok: true;
  seconds: number;
  speaking: number;
  span: number;
  phonation_ratio: number;
  syllables: number;
  speech_rate: number;
  articulation_rate: number;
  words_per_minute: { low: number; middle: number; high: number };
  pauses: Pauses;
  windows: AnswerPart[];
  phases: (AnswerPart & { text: string })[];
  trend: { sentences: string[] } | null;
  picture: PictureData;
  notes: string[];
  warnings: string[];
}

export type Figures = Refused | Measured;

export interface Found {
  count: number;
  per_minute: number | null;
  found: { phrase: string; count: number; at: [number, number][] }[];
}

export interface Words {
  words: number;
  seconds: number | null;
  words_per_minute: number | null;
  fillers: Found & { band: "free" | "between" | "hurts" | null };
  may_be_fillers: Found;
  repeated: Found;
  frequent: { word: string; count: number }[];
  sentences: { count: number; words: number[]; median: number; longest: number } | null;
  last_sentence: string;
}
