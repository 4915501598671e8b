/** What comes of running or testing the reader's code. */

export type Verdict = "accepted" | "failed" | "error" | "timeout" | "stopped" | "finished";

export interface TestCase {
  id: string;
  name: string;
  hidden: boolean;
  outcome: "passed" | "failed" | "error" | "timeout" | "skipped" | "running";
  /** Why it failed, in one word: `wrong-answer`, `exception`, `timeout` …; see `greenroom/judging`. */
  reason: string;
  message: string;
  /** What to do next. */
  advice: string;
  detail: string;
  /** Values that were compared, where the judge knows them. */
  expected: string;
  got: string;
  stdout: string;
  line: number | null;
  ms: number;
}

export interface Outcome {
  verdict: Verdict;
  reason: string;
  message: string;
  advice: string;
  traceback: string;
  line: number | null;
  stdout: string;
  stderr: string;
  cases: TestCase[];
  total: number;
  seconds: number;
}

/** What comes of lines of the reader's own, tried with their solution and with the reference. */
export interface Evaluation {
  verdict: "finished" | "error" | "timeout" | "stopped";
  value: string;
  stdout: string;
  reason: string;
  message: string;
  advice: string;
  traceback: string;
  line: number | null;
  ms: number;
  /** The reference's value, or "" where it has none. */
  expected: string;
  same: boolean | null;
}

export const NO_EVALUATION: Evaluation = {
  verdict: "error",
  value: "",
  stdout: "",
  reason: "",
  message: "",
  advice: "",
  traceback: "",
  line: null,
  ms: 0,
  expected: "",
  same: null,
};

export const NOTHING: Outcome = {
  verdict: "error",
  reason: "",
  message: "",
  advice: "",
  traceback: "",
  line: null,
  stdout: "",
  stderr: "",
  cases: [],
  total: 0,
  seconds: 0,
};

export const BLANK_CASE: TestCase = {
  id: "",
  name: "",
  hidden: false,
  outcome: "passed",
  reason: "",
  message: "",
  advice: "",
  detail: "",
  expected: "",
  got: "",
  stdout: "",
  line: null,
  ms: 0,
};

/** Ids of the test cases that did not pass, in order. */
export function failedIds(cases: readonly TestCase[]): string[] {
  return cases.filter((each) => each.outcome !== "passed" && each.outcome !== "skipped").map((each) => each.id);
}

/** The cases with later findings of some of them put in their places, and new ones after them. */
export function merged(before: readonly TestCase[], later: readonly TestCase[]): TestCase[] {
  const found = new Map(before.map((each) => [each.id, each]));
  for (const each of later) found.set(each.id, each);
  return [...found.values()];
}
