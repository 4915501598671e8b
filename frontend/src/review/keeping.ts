/** What is kept of a review: the one under way as a draft, the finished ones in the log. */

import type { LogEvent } from "../store/store";
import type { Mark, Score } from "./scoring";

export type Step = "read" | "mark" | "mend" | "compare";
export const STEPS: Record<Step, string> = { read: "Read", mark: "Mark", mend: "Mend", compare: "Compare" };

/** Kind of the event that a finished review appends. */
export const KIND = "review-attempt";

export interface Kept {
  step: Step;
  /** When the reader saw the code, in milliseconds since 1970, or 0. */
  began: number;
  marks: Mark[];
  /** The reader's code, or "" where it is still the proposal. */
  code: string;
  /** Ids of the defects that the last test found gone. */
  gone: string[];
}

export const NOTHING_KEPT: Kept = { step: "read", began: 0, marks: [], code: "", gone: [] };

/** A draft as it was kept; what cannot be read counts as none. */
export function kept(text: string | undefined): Kept {
  if (!text) return NOTHING_KEPT;
  try {
    const found = { ...NOTHING_KEPT, ...(JSON.parse(text) as Partial<Kept>) };
    return found.step in STEPS && Array.isArray(found.marks) && Array.isArray(found.gone) ? found : NOTHING_KEPT;
  } catch {
    return NOTHING_KEPT;
  }
}

/** What a finished review says in the log. */
export function payload(review: string, state: Kept, score: Score, now: number): Record<string, unknown> {
  return {
    review,
    began: state.began,
    minutes: state.began ? Math.round((now - state.began) / 6_000) / 10 : 0,
    defects: score.found.length,
    found: score.found.filter((each) => each.mark).map((each) => each.defect.id),
    named: score.found.filter((each) => each.isNamed).map((each) => each.defect.id),
    gone: state.gone,
    testable: score.found.filter((each) => each.isGone !== null).length,
    false_alarms: score.falseAlarms.length,
    marks: state.marks.map(({ lines, statement, family, sentence }) => ({ lines: lines ? [...lines] : null, statement, family, sentence })),
    code: state.code,
  };
}

/** The finished reviews of one proposal in a sentence, or "". */
export function before(review: string, events: readonly LogEvent[]): string {
  const own = events.filter((event) => event.payload["review"] === review);
  const last = own.at(-1)?.payload;
  if (!last || !Array.isArray(last["found"])) return "";
  const alarms = Number(last["false_alarms"]);
  const times = own.length === 1 ? "You have reviewed this once" : `You have reviewed this ${own.length} times`;
  return `${times}. Last time: ${last["found"].length} of ${String(last["defects"])} defects found, ${alarms} false alarm${alarms === 1 ? "" : "s"}.`;
}
