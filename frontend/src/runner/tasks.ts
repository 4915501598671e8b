/** What a runner does with the reader's code: run, test, test again, try, record, measure, hand in. */

import { failedIds, merged, type Evaluation, type Outcome, type TestCase } from "../judging/outcome";
import { openPacked, type Submission } from "../judging/problem";
import { pythons } from "../judging/pythons";
import { Session } from "../judging/session";
import type { Growth } from "../parts/growth-chart/growth-chart";
import type { Trace } from "../parts/trace-player/trace";
import type { Mode } from "./attempts";
import { RunnerDesk, type Task } from "./desk";
import { appended, Gathering, type Chunk } from "./gathering";
import type { Checked } from "./run-off";

export abstract class RunnerTasks extends RunnerDesk {
  private readonly printed = new Gathering<Chunk>((chunks) => (this.output = appended(this.output, chunks)));
  private readonly judged = new Gathering<TestCase>((cases) => (this.cases = merged(this.cases, cases)));

  private begin(task: Task): Session | undefined {
    if (this.task || !this.createEditor) return undefined;
    this.hold(true);
    this.session?.stop(); // a measurement gives way
    void this.save();
    this.task = task;
    this.note = this.said = "";
    this.files.editor(this.files.main)?.markLine(null);
    const session = new Session(pythons(), {
      onOutput: (stream, text) => this.printed.add({ stream, text }),
      onCase: (testCase) => this.judged.add(testCase),
    });
    this.session = session;
    return session;
  }

  private finish(outcome: Outcome | undefined): void {
    this.printed.flush();
    this.judged.flush();
    this.session = undefined;
    this.task = undefined;
    void this.updateComplete.then(() => this.hold(this.task !== undefined));
    if (!outcome) return;
    this.outcome = outcome;
    this.cases = outcome.cases;
    this.files.editor(this.files.main)?.markLine(outcome.line ?? outcome.cases.find((testCase) => testCase.line !== null)?.line ?? null);
  }

  /** Keep the room that the results take while new ones come, so that nothing below them jumps. */
  private hold(on: boolean): void {
    const results = this.querySelector<HTMLElement>(".gr-results");
    if (results) results.style.minHeight = on ? `${results.offsetHeight}px` : "";
  }

  async start(task: "run" | "test", mode: Mode = "run"): Promise<void> {
    if (task === "test" && !this.problem) return;
    if (this.runOff && mode === "run") return;
    const session = this.begin(task);
    if (!session) return;
    this.clear();
    const handed = this.files.handed;
    const stdin = this.querySelector<HTMLTextAreaElement>(".gr-stdin textarea")?.value ?? "";
    const outcome =
      task === "run" ? await session.run(handed, stdin, this.language, this.problem?.schema) : await session.test(handed, this.problem!);
    this.finish(outcome);
    if (task !== "test" || !this.isConnected) return;
    await this.remember(handed, outcome, mode);
    if (outcome.verdict === "accepted") await this.measure(handed);
  }

  /** Run the test cases that failed once more; when they pass, the whole test follows. */
  async rerunFailed(): Promise<void> {
    const only = failedIds(this.cases);
    if (!only.length || !this.problem || this.runOff) return;
    const before = this.cases;
    const session = this.begin("test");
    if (!session) return;
    this.trace = this.growth = undefined;
    const outcome = await session.test(this.files.handed, this.problem, only);
    this.finish({ ...outcome, cases: merged(before, outcome.cases), total: before.length });
    if (outcome.verdict === "accepted") await this.start("test");
    else this.said = `${only.length} test case${only.length > 1 ? "s" : ""} run again.`;
  }

  /** Append the attempt to the log. */
  private async remember(handed: Submission, outcome: Outcome, mode: Mode): Promise<void> {
    await this.save();
    const passed = outcome.cases.filter((testCase) => testCase.outcome === "passed").length;
    const { verdict, reason, total, seconds } = outcome;
    const { hints, began } = this.progress;
    const payload = { problem: this.slug, verdict, reason, passed, total, seconds, hints, began, mode, code: handed.code, files: this.files.own };
    await this.keep(async () => {
      await this.store?.append("attempt", payload);
      await this.recall();
      if (verdict === "accepted") await this.progress.done();
    }, "The attempt could not be kept");
  }

  /** Count the work at growing sizes; any press of the reader goes first. */
  private async measure(handed: Submission): Promise<void> {
    const target = this.problem?.growth;
    if (!target) return;
    const [source] = await openPacked(target.source);
    await import("../parts/growth-chart/growth-chart");
    if (this.task || !source) return;
    const session = (this.session = new Session(pythons(), { onOutput: () => {}, onCase: () => {} }));
    this.measuring = true;
    try {
      const params = { ...handed, growth: source.source, target: target.target, n: target.n };
      const growth = await session.ask<Growth>("growth.measure", params);
      if (growth) this.growth = growth;
    } catch (error) {
      this.said = `The growth could not be measured: ${error instanceof Error ? error.message : String(error)}`;
    } finally {
      this.measuring = false;
      if (this.session === session) this.session = undefined;
    }
  }

  /** Try lines of the reader's own; undefined when something else runs. */
  async tryLines(lines: string): Promise<Evaluation | undefined> {
    if (!this.problem) return undefined;
    const session = this.begin("try");
    if (!session) return undefined;
    const result = await session.evaluate(this.files.handed, lines, this.problem);
    this.finish(undefined);
    return result;
  }

  /** Record the run of the code, or of lines that call it, and show it step by step. */
  async stepThrough(call = ""): Promise<void> {
    const session = this.begin("trace");
    if (!session) return;
    const { code, files } = this.files.handed;
    const stdin = this.querySelector<HTMLTextAreaElement>(".gr-stdin textarea")?.value ?? "";
    try {
      const [data] = await Promise.all([session.ask<Trace>("trace.run", { code, call, files, stdin }), import("../parts/trace-player/trace-player")]);
      const sources = { "solution.py": code, "your call": call, ...Object.fromEntries(files.map((file) => [file.name, file.source])) };
      if (data) this.trace = { data, sources };
      else this.said = "You stopped it.";
    } catch (error) {
      this.note = `The run could not be recorded: ${error instanceof Error ? error.message : String(error)}`;
    }
    this.finish(undefined);
  }

  stop(): void {
    this.session?.stop();
  }

  /** Hand in without having run anything: the tests speak, then the reader's own table. */
  async handIn(): Promise<void> {
    if (this.task || !this.problem) return;
    const rows = (this.runOff?.rows ?? []).filter((row) => row.call.trim());
    this.leaveRunOff();
    await this.start("test", "no-run");
    const checked: Checked[] = [];
    for (const row of rows) {
      const result = await this.tryLines(row.call);
      if (result) checked.push({ row, result });
    }
    this.checked = checked;
  }
}
