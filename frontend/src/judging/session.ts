/** One run or test of the reader's code, watched from outside: what is asked of the judge and what comes of it. */

import type { EngineState } from "../engine/engine";
import { EngineError } from "../engine/protocol";
import { openHidden, type Problem } from "./problem";

/** What a session needs of the pool of isolated Pythons. */
export interface Pythons {
  readonly state: EngineState;
  warm(): void;
  call<T>(method: string, params: Record<string, unknown>, onEvent?: (event: string, data: unknown) => void): Promise<T>;
  stop(): void;
}

export type Verdict = "accepted" | "failed" | "error" | "timeout" | "stopped" | "finished";

export interface TestCase {
  id: string;
  name: string;
  hidden: boolean;
  outcome: "passed" | "failed" | "error" | "timeout" | "skipped" | "running";
  message: string;
  detail: string;
  stdout: string;
  line: number | null;
  ms: number;
}

export interface Outcome {
  verdict: Verdict;
  message: string;
  traceback: string;
  line: number | null;
  stdout: string;
  stderr: string;
  cases: TestCase[];
  total: number;
  seconds: number;
}

/** What changes while code runs. */
export interface Progress {
  onOutput(stream: "stdout" | "stderr", text: string): void;
  onTotal(total: number): void;
  onCase(testCase: TestCase): void;
}

/** Seconds the page waits beyond a test's own limit before it ends the whole worker. */
const GRACE_SECONDS = 1.5;

const NOTHING: Outcome = { verdict: "error", message: "", traceback: "", line: null, stdout: "", stderr: "", cases: [], total: 0, seconds: 0 };

const DIED =
  "The code brought the Python interpreter down. Most often it is recursion inside Python's own C code, a chain of several thousand linked objects freed at once, or os._exit(). A fresh one is ready.";

/** The outcome of a call that did not come back with one. */
function broken(error: unknown, ended: Outcome | undefined): Outcome {
  if (ended) return ended;
  const known = error instanceof EngineError;
  if (known && error.code === "died") return { ...NOTHING, message: DIED };
  if (known && error.code === "failed") return { ...NOTHING, message: `Python could not start: ${error.message} Check the connection and try again.` };
  return { ...NOTHING, message: error instanceof Error ? error.message : String(error) };
}

export class Session {
  private ended: Outcome | undefined;
  private watchdog: ReturnType<typeof setTimeout> | undefined;
  private runningCase: TestCase | undefined;
  private cases: TestCase[] = [];
  private total = 0;

  constructor(
    private readonly pythons: Pythons,
    private readonly progress: Progress,
  ) {}

  /** Run the code as a program, with these lines for `input()`. */
  async run(code: string, stdin: string): Promise<Outcome> {
    const hear = (event: string, data: unknown): void => {
      if (event === "stdout" || event === "stderr") this.progress.onOutput(event, String(data));
    };
    return this.watched(this.pythons.call<Outcome>("judge.run", { code, stdin }, hear));
  }

  /** Test the code against the problem's visible tests and then its hidden ones. */
  async test(code: string, problem: Problem): Promise<Outcome> {
    const hidden = await openHidden(problem.hidden);
    const params = { code, tests: problem.visible, hidden, requires: problem.requires, test_seconds: problem.test_seconds };
    const limit = problem.test_seconds + GRACE_SECONDS;
    this.pythons.warm();
    return this.watched(this.pythons.call<Outcome>("judge.test", params, (event, data) => this.hearTest(event, data, limit)));
  }

  /** End it now. */
  stop(): void {
    this.end({ ...NOTHING, verdict: "stopped", message: "You stopped it.", cases: this.cases, total: this.total });
  }

  private async watched(call: Promise<Outcome>): Promise<Outcome> {
    try {
      const outcome = { ...NOTHING, ...(await call) };
      return this.ended ?? outcome;
    } catch (error) {
      return broken(error, this.ended);
    } finally {
      clearTimeout(this.watchdog);
    }
  }

  private hearTest(event: string, data: unknown, limit: number): void {
    if (event === "collected") {
      this.total = (data as { total: number }).total;
      this.progress.onTotal(this.total);
    } else if (event === "started") {
      this.runningCase = { ...blankCase(), ...(data as TestCase), outcome: "running" };
      this.progress.onCase(this.runningCase);
      this.watch(limit);
    } else if (event === "finished") {
      clearTimeout(this.watchdog);
      const testCase = { ...blankCase(), ...(data as TestCase) };
      this.cases = [...this.cases, testCase];
      this.runningCase = undefined;
      this.progress.onCase(testCase);
    }
  }

  /** End the worker when a test case does not come back: it is in a long call into C, or swallows its time limit. */
  private watch(limit: number): void {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => {
      const hung = this.runningCase;
      const cases = hung ? [...this.cases, { ...hung, outcome: "timeout" as const, message: "It did not come back in time and could not be interrupted." }] : this.cases;
      const verdict = cases.some((each) => each.outcome === "failed" || each.outcome === "error") ? "failed" : "timeout";
      const message = `${hung?.name ?? "The code"} ran past its limit of ${limit - GRACE_SECONDS} s and was ended.`;
      this.end({ ...NOTHING, verdict, message, cases, total: this.total });
    }, limit * 1000);
  }

  private end(outcome: Outcome): void {
    if (this.ended) return;
    this.ended = outcome;
    clearTimeout(this.watchdog);
    this.pythons.stop();
  }
}

function blankCase(): TestCase {
  return { id: "", name: "", hidden: false, outcome: "passed", message: "", detail: "", stdout: "", line: null, ms: 0 };
}
