/** Plans of the reader's own, without the page: how one is written, what is wrong with it, and how they are kept. */

import { counted } from "../parts/times";
import { randomId } from "../store/log-event";
import type { TimerPhase, TimerPlan } from "./run";

export const SHORTEST = 3;
export const LONGEST = 4 * 3600;
export const MOST_PHASES = 40;
const LONGEST_TITLE = 80;
const LONGEST_PURPOSE = 300;

/** A phase as it is being written: what was typed, right or wrong. */
export interface PhaseSketch {
  id: string;
  title: string;
  time: string;
  purpose: string;
}

/** A plan as it is being written; `id` is empty until it is kept for the first time. */
export interface PlanSketch {
  id: string;
  title: string;
  phases: PhaseSketch[];
}

/** Something to mend, by the field it is in: `title`, or `time PHASE-ID` and the like. */
export interface Trouble {
  field: string;
  place: string;
  finding: string;
  mend: string;
}

const MEND_TIME = "write minutes, such as 5 or 2.5, or minutes and seconds, such as 0:30";

/** Seconds of what was typed as a length: `5`, `2.5` or `2,5` minutes, or `m:ss`. A text is the finding about it. */
export function readLength(typed: string): number | string {
  const text = typed.trim();
  if (text === "") return "it has no length";
  const parts = /^(\d{1,4}):(\d{1,2})$/.exec(text);
  let seconds: number;
  if (parts) {
    if (Number(parts[2]) > 59) return `“${text}” has more than 59 seconds`;
    seconds = Number(parts[1]) * 60 + Number(parts[2]);
  } else {
    if (!/^(?:\d{1,4}(?:[.,]\d{0,6})?|[.,]\d{1,6})$/.test(text)) return `“${text}” is not a length`;
    seconds = Math.round(Number(text.replace(",", ".")) * 60);
  }
  if (seconds < SHORTEST) return `“${text}” is shorter than ${SHORTEST} seconds`;
  if (seconds > LONGEST) return `“${text}” is longer than ${LONGEST / 3600} hours`;
  return seconds;
}

/** Seconds as they are typed: `5` for whole minutes, `2:30` otherwise. */
export function writeLength(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return rest === 0 ? String(minutes) : `${minutes}:${String(rest).padStart(2, "0")}`;
}

/** A length to read: `12 min 30 s`. */
export function lengthLabel(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return [minutes > 0 ? `${minutes} min` : "", rest > 0 || minutes === 0 ? `${rest} s` : ""].filter(Boolean).join(" ");
}

export const totalSeconds = (plan: TimerPlan): number => plan.phases.reduce((sum, phase) => sum + phase.seconds, 0);

/** Seconds of all lengths that can be read, and whether that is all of them. */
export function sketchedSeconds(sketch: PlanSketch): { seconds: number; whole: boolean } {
  const lengths = sketch.phases.map(({ time }) => readLength(time));
  const known = lengths.filter((length) => typeof length === "number");
  return { seconds: known.reduce((sum, length) => sum + length, 0), whole: known.length === lengths.length };
}

export const emptyPhase = (): PhaseSketch => ({ id: randomId(), title: "", time: "", purpose: "" });

export const emptySketch = (): PlanSketch => ({ id: "", title: "", phases: [emptyPhase()] });

/** Whether anything was typed. */
export const isBlank = ({ title, phases }: PlanSketch): boolean =>
  [title, ...phases.flatMap((phase) => [phase.title, phase.time, phase.purpose])].every((text) => text.trim() === "");

/** A plan to change: itself, or a copy under another name. */
export function sketchOf(plan: TimerPlan, copy = false): PlanSketch {
  return {
    id: copy ? "" : plan.id,
    title: copy ? `Copy of ${plan.title}` : plan.title,
    phases: plan.phases.map(({ id, title, seconds, purpose }) => ({
      id: copy ? randomId() : id,
      title,
      time: writeLength(Math.round(seconds)),
      purpose,
    })),
  };
}

/** All that must be mended before a plan can be kept, from the top. */
export function troublesOf(sketch: PlanSketch): Trouble[] {
  const found: Trouble[] = [];
  const long = (field: string, place: string, text: string, most: number): void => {
    const over = text.trim().length - most;
    if (over > 0) found.push({ field, place, finding: `it has ${counted(over, "character")} too many`, mend: `shorten it to ${most}` });
  };
  if (sketch.title.trim() === "") {
    found.push({ field: "title", place: "Title", finding: "it is empty", mend: "name the plan, such as Mock with Sam" });
  }
  long("title", "Title", sketch.title, LONGEST_TITLE);
  if (sketch.phases.length === 0) {
    found.push({ field: "add", place: "Phases", finding: "there are none", mend: "add at least one" });
  }
  if (sketch.phases.length > MOST_PHASES) {
    const over = sketch.phases.length - MOST_PHASES;
    found.push({ field: "add", place: "Phases", finding: `there ${over === 1 ? "is" : "are"} ${over} too many`, mend: `delete down to ${MOST_PHASES}` });
  }
  for (const [n, { id, title, time, purpose }] of sketch.phases.entries()) {
    const phase = `Phase ${n + 1}`;
    if (title.trim() === "") {
      const mend = "name what happens in it, such as Clarify";
      found.push({ field: `title ${id}`, place: `${phase}, name`, finding: "it is empty", mend });
    }
    long(`title ${id}`, `${phase}, name`, title, LONGEST_TITLE);
    const length = readLength(time);
    if (typeof length === "string") {
      found.push({ field: `time ${id}`, place: `${phase}, length`, finding: length, mend: MEND_TIME });
    }
    long(`purpose ${id}`, `${phase}, purpose`, purpose, LONGEST_PURPOSE);
  }
  return found;
}

/** The plan of a sketch without troubles. */
export function planFrom(sketch: PlanSketch): TimerPlan {
  return {
    id: sketch.id || `own/${randomId()}`,
    title: sketch.title.trim(),
    phases: sketch.phases.map(({ id, title, time, purpose }) => ({
      id,
      title: title.trim(),
      seconds: Number(readLength(time)),
      purpose: purpose.trim(),
    })),
  };
}

/** `items` with the one at `from` moved by `step` places; the same where it cannot move. */
export function moved<Item>(items: readonly Item[], from: number, step: number): Item[] {
  const to = from + step;
  const all = [...items];
  const [item] = to < 0 || to >= all.length ? [] : all.splice(from, 1);
  if (item !== undefined) all.splice(to, 0, item);
  return all;
}

/** The plans as they are kept. */
export const writePlans = (plans: readonly TimerPlan[]): string => JSON.stringify({ version: 1, plans });

/** Kept plans; throws where the text is none of ours, so that nobody writes over what a newer version kept. */
export function readPlans(text: string | undefined): TimerPlan[] {
  if (text === undefined) return [];
  const kept = JSON.parse(text) as { version?: unknown; plans?: unknown } | null;
  if (kept?.version !== 1 || !Array.isArray(kept.plans) || !kept.plans.every(isPlan)) {
    throw new TypeError("they are written in a way this page does not know");
  }
  return kept.plans;
}

/** What is being written, and what was before another plan was opened. */
export interface Writing {
  sketch?: PlanSketch | undefined;
  aside?: PlanSketch | undefined;
}

/** What was being written, as it was kept; nothing where the text is none of that. */
export function readWriting(text: string | undefined): Writing {
  try {
    const kept = JSON.parse(text ?? "{}") as Partial<Record<keyof Writing, unknown>> | null;
    return {
      sketch: isSketch(kept?.sketch) ? kept.sketch : undefined,
      aside: isSketch(kept?.aside) ? kept.aside : undefined,
    };
  } catch {
    return {};
  }
}

const texts = (value: unknown, names: readonly string[]): boolean =>
  typeof value === "object" &&
  value !== null &&
  names.every((name) => typeof (value as Record<string, unknown>)[name] === "string");

function isSketch(value: unknown): value is PlanSketch {
  const phases = (value as Partial<PlanSketch> | null)?.phases;
  const fields = ["id", "title", "time", "purpose"];
  return texts(value, ["id", "title"]) && Array.isArray(phases) && phases.every((phase) => texts(phase, fields));
}

function isPlan(value: unknown): value is TimerPlan {
  const plan = value as Partial<TimerPlan> | null;
  return (
    typeof plan?.id === "string" &&
    typeof plan.title === "string" &&
    Array.isArray(plan.phases) &&
    plan.phases.length > 0 &&
    plan.phases.every(isPhase)
  );
}

function isPhase(value: unknown): value is TimerPhase {
  const seconds = (value as Partial<TimerPhase> | null)?.seconds;
  return texts(value, ["id", "title", "purpose"]) && Number.isFinite(seconds) && Number(seconds) > 0;
}
