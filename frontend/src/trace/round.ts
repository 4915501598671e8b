/** A round of a trace drill: what is asked (`greenroom/tracing/predicting.py`), what was answered, and what is kept of it. */

import { fetchData } from "../parts/fetching";
import { shaped } from "../engine/shape";
import type { Trace } from "../parts/trace-player/trace";
import type { LogEvent } from "../store/store";

/** Kind of the event that a finished round appends. */
export const KIND = "trace-drill";
export const VERSION = 1;

/** The file name that the engine gives the program. */
export const FILE = "solution.py";

/** A drill as the build writes it (`macros/traces.py`). */
export interface DrillData {
  version: number;
  id: string;
  title: string;
  /** Questions of a round, at most. */
  questions: number;
  code: string;
}

export interface Point {
  kind: "line" | "value" | "return";
  /** The last step that may be seen before the answer. */
  step: number;
  /** The step that shows the answer. */
  shown: number;
  line: number;
  function: string;
  /** The variable that is asked for. */
  name: string;
  /** A line number, or a literal. */
  expected: number | string;
  /** Line numbers that count as right too. */
  also: number[];
}

export interface Answer {
  point: Point;
  /** What was typed; empty where the reader asked to be shown. */
  given: string;
  outcome: "right" | "wrong" | "shown";
}

const BLANK: Omit<Point, "expected"> = { kind: "value", step: 0, shown: 0, line: 0, function: "", name: "", also: [] };
const NO_TRACE: Trace = { version: 0, steps: [], verdict: "", message: "", traceback: "", line: null, stdout: "", cut: "" };

/** Fetch a drill; rejects with a sentence for the reader. */
export const fetchDrill = (address: URL): Promise<DrillData> => fetchData<DrillData>(address, "The drill", VERSION);

/** What the engine answered, brought into shape. */
export function readRound(data: unknown): { trace: Trace; points: Point[] } {
  const { points } = shaped({ points: [] as unknown[] }, data);
  const read = points.map((each) => {
    const expected = (each as Partial<Point>).expected;
    return { ...shaped(BLANK, each), expected: typeof expected === "number" ? expected : String(expected) };
  });
  return { trace: { ...NO_TRACE, ...shaped(NO_TRACE, data) }, points: read };
}

/** The number of a line as it was typed (`7`, `line 7`), or undefined. */
export function lineOf(text: string): number | undefined {
  const found = /^(?:line\s*|l)?(\d{1,3})$/i.exec(text.trim());
  return found ? Number(found[1]) : undefined;
}

/** Whether a line is an answer to a point. */
export function isLine(point: Point, line: number): boolean {
  return line === point.expected || point.also.includes(line);
}

/** What came, in a sentence. */
export function truth(point: Point): string {
  if (point.kind === "line") return `Line ${point.expected} runs after line ${point.line}.`;
  return point.kind === "return" ? `${point.function} returns ${point.expected}.` : `${point.name} is ${point.expected}.`;
}

/** How many answers are right. */
export function rightOf(answers: readonly Answer[]): number {
  return answers.filter((each) => each.outcome === "right").length;
}

/** What a finished round says in the log. */
export function payload(trace: string, seed: number, answers: readonly Answer[]): Record<string, unknown> {
  const told = answers.map(({ point: { kind, step, line, name, expected }, given, outcome }) => ({ kind, step, line, name, expected, given, outcome }));
  return { trace, seed, asked: answers.length, right: rightOf(answers), answers: told };
}

/** The finished rounds of one drill. */
export function roundsOf(trace: string, events: readonly LogEvent[]): LogEvent[] {
  return events.filter((event) => event.version === VERSION && event.payload["trace"] === trace);
}

/** The finished rounds of one drill in a sentence, or "". */
export function past(rounds: readonly LogEvent[]): string {
  const last = rounds.at(-1)?.payload;
  if (!last) return "";
  const times = rounds.length === 1 ? "one round" : `${rounds.length} rounds`;
  return `You have done ${times} here. Last time: ${String(last["right"])} of ${String(last["asked"])} right.`;
}
