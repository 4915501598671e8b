/** One run or test of the reader's code, watched from outside: what is asked of the judge and what comes of it. */

import type { EngineState } from "../engine/engine";
import { EngineError } from "../engine/protocol";
import { shaped } from "../engine/shape";
import { BLANK_CASE, NO_EVALUATION, NOTHING, type Evaluation, type Outcome, type TestCase } from "./outcome";
import { openPacked, openReference, type Language, type Problem, type Submission } from "./problem";

/** What a session needs of the pool of isolated Pythons. */
export interface Pythons {
  readonly state: EngineState;
  warm(): void;
  call<T>(method: string, params: Record<string, unknown>, onEvent?: (event: string, data: unknown) => void): Promise<T>;
  stop(): void;
}

/** What changes while code runs. */
export interface Progress {
  onOutput(stream: "stdout" | "stderr", text: string): void;
  onCase(testCase: TestCase): void;
}

/** What the judge can answer; its code shares an interpreter with the reader's. */
const VERDICTS = new Set(["accepted", "failed", "error", "timeout", "finished"]);

/** Seconds the page waits beyond a test's own limit before it ends the whole worker. */
const GRACE_SECONDS = 1.5;

const DIED =
  "The code brought the Python interpreter down. Most often it is recursion inside Python's own C code, a chain of several thousand linked objects freed at once, or os._exit(). A fresh one is ready.";
/** What to do next where the page itself found how the code ended. */
const ADVICE = {
  died: "Turn deep recursion into a loop with a stack of your own, and leave exiting to the page.",
  load: "Check the connection and press the button again. What you wrote is kept.",
  hung: "Look for a loop that swallows every exception, or one long call such as a huge power, sort or regular expression.",
  stopped: "If it hung, step through it with a small input and see which condition never changes.",
};

/** The outcome of a call that did not come back with one. */
function broken(error: unknown, ended: Outcome | undefined): Outcome {
  if (ended) return ended;
  const known = error instanceof EngineError;
  if (known && error.code === "died") return { ...NOTHING, reason: "died", message: DIED, advice: ADVICE.died };
  if (known && error.code === "failed") return { ...NOTHING, reason: "load", message: `Python could not start: ${error.message}`, advice: ADVICE.load };
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
  async run(handed: Submission, stdin: string, language: Language = "python", schema = ""): Promise<Outcome> {
    const hear = (event: string, data: unknown): void => {
      if (event === "stdout" || event === "stderr") this.progress.onOutput(event, String(data));
    };
    return this.watched(this.pythons.call<Outcome>("judge.run", { ...handed, stdin, language, schema }, hear));
  }

  /** Test the code against the problem's visible tests and then its hidden ones; with `only`, these test cases alone. */
  async test(handed: Submission, problem: Problem, only: readonly string[] = []): Promise<Outcome> {
    this.pythons.warm();
    const { requires, test_seconds, language, schema, visible } = problem;
    const hidden = await openPacked(problem.hidden);
    const params = { ...handed, tests: visible, hidden, requires, test_seconds, only, language, schema };
    const limit = test_seconds + GRACE_SECONDS;
    return this.watched(this.pythons.call<Outcome>("judge.test", params, (event, data) => this.hearTest(event, data, limit)));
  }

  /** Try lines of the reader's own with their solution, and with the reference beside it. */
  async evaluate(handed: Submission, expression: string, problem: Problem): Promise<Evaluation> {
    this.pythons.warm();
    const reference = await openReference(problem);
    const { language, schema } = problem;
    const params = { ...handed, expression, reference: reference.code, reference_files: reference.files, language, schema };
    const outcome = await this.watched(this.pythons.call<Outcome>("judge.evaluate", params));
    return shaped(NO_EVALUATION, outcome);
  }

  /** Call any other method that runs the reader's code; undefined when it was stopped. Rejects with EngineError. */
  async ask<T>(method: string, params: Record<string, unknown>, onEvent?: (event: string, data: unknown) => void): Promise<T | undefined> {
    try {
      return await this.pythons.call<T>(method, params, onEvent);
    } catch (error) {
      if (this.ended) return undefined;
      throw error;
    }
  }

  /** End it now. */
  stop(): void {
    this.end({ ...NOTHING, verdict: "stopped", reason: "stopped", message: "You stopped it.", advice: ADVICE.stopped, cases: this.cases, total: this.total });
  }

  private async watched(call: Promise<Outcome>): Promise<Outcome> {
    try {
      const answer = await call;
      const outcome = { ...answer, ...shaped(NOTHING, answer) };
      if (!VERDICTS.has(outcome.verdict)) outcome.verdict = "error";
      outcome.cases = outcome.cases.map((each) => shaped(BLANK_CASE, each));
      return this.ended ?? outcome;
    } catch (error) {
      return broken(error, this.ended);
    } finally {
      clearTimeout(this.watchdog);
    }
  }

  private hearTest(event: string, data: unknown, limit: number): void {
    if (event === "collected") {
      this.total = shaped({ total: 0 }, data).total;
    } else if (event === "started") {
      this.runningCase = { ...shaped(BLANK_CASE, data), outcome: "running" };
      this.progress.onCase(this.runningCase);
      this.watch(limit);
    } else if (event === "finished") {
      clearTimeout(this.watchdog);
      const testCase = shaped(BLANK_CASE, data);
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
      const late = { outcome: "timeout" as const, reason: "timeout", message: "It did not come back in time and could not be interrupted." };
      const cases = hung ? [...this.cases, { ...hung, ...late }] : this.cases;
      const verdict = cases.some((each) => each.outcome === "failed" || each.outcome === "error") ? "failed" : "timeout";
      const advice = ADVICE.hung;
      const message = `${hung?.name ?? "The code"} ran past its limit of ${limit - GRACE_SECONDS} s and was ended.`;
      this.end({ ...NOTHING, verdict, reason: "timeout", message, advice, cases, total: this.total });
    }, limit * 1000);
  }

  private end(outcome: Outcome): void {
    if (this.ended) return;
    this.ended = outcome;
    clearTimeout(this.watchdog);
    this.pythons.stop();
  }
}
