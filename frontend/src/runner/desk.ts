/** The desk of a runner: its files and drafts, its history and notes, and what is shown. */

import { LitElement } from "lit";
import type { createEditor } from "../editor/editor";
import type { EngineState } from "../engine/engine";
import type { Outcome, TestCase } from "../judging/outcome";
import { loadProblem, ownProblem, type Language, type Problem, type Submission } from "../judging/problem";
import { loadedPart, onPythons, pythons } from "../judging/pythons";
import type { Session } from "../judging/session";
import type { Growth } from "../parts/growth-chart/growth-chart";
import type { Trace } from "../parts/trace-player/trace";
import { openStore } from "../store/indexed-store";
import type { Store } from "../store/store";
import { NO_APPROACH, type Approach } from "./approach-notes";
import { attemptsAt, type Attempt } from "./attempts";
import { ProblemFiles } from "./files";
import type { Chunk } from "./gathering";
import { PageProgress } from "./progress";
import type { Checked, Row, RunOffState } from "./run-off";
import { codeIn, linkWith } from "./sharing";

export type Task = "run" | "test" | "try" | "trace";
export type Panel = "approach" | "input" | "history" | "run-off" | "schema" | "keys";

const SAVE_AFTER_MS = 300;

/** State and actions of the runner that run no code. */
export abstract class RunnerDesk extends LitElement {
  static override properties = Object.fromEntries(
    [
      ...["task", "outcome", "cases", "output", "problem", "note", "attempts", "undo", "wantsInput", "panel", "shown"],
      ...["growth", "measuring", "trace", "shared", "approach", "runOff", "checked", "said", "lines"],
    ].map((name) => [name, { state: true }]),
  );

  declare task: Task | undefined;
  declare outcome: Outcome | undefined;
  declare cases: TestCase[];
  declare output: Chunk[];
  declare problem: Problem | undefined;
  /** Something went wrong that the reader must know. */
  declare note: string;
  /** A short word on what was just done. */
  declare said: string;
  declare attempts: Attempt[];
  /** Texts by file before they were replaced as a whole, and the word for going back to them. */
  declare undo: { texts: Record<string, string>; label: string } | undefined;
  declare wantsInput: boolean;
  declare panel: Panel | "";
  /** Name of the file whose editor is shown. */
  declare shown: string;
  declare growth: Growth | undefined;
  declare measuring: boolean;
  declare trace: { data: Trace; sources: Record<string, string> } | undefined;
  /** Code that came with the address, not yet taken or left. */
  declare shared: Submission | undefined;
  declare approach: Approach;
  declare runOff: RunOffState | undefined;
  declare checked: Checked[];
  /** Lines of the reader's own to try. */
  declare lines: string;

  /** Code and tests of the reader's own, handed in where there is no address to fetch a problem from. */
  given: { starter: string; tests: string } | undefined;
  files: ProblemFiles;
  progress: PageProgress;
  protected session: Session | undefined;
  protected store: Store | undefined;
  protected createEditor: typeof createEditor | undefined;
  private extension: { language?: ReturnType<(typeof import("../editor/sql"))["sqlite"]> } = {};
  private saveTimer: ReturnType<typeof setTimeout> | undefined;
  private leavePythons: (() => void) | undefined;
  private readonly saveNow = (): void => void this.save();
  private readonly readAddress = (): void => void this.look();

  constructor() {
    super();
    this.cases = [];
    this.output = [];
    this.note = this.said = this.panel = this.lines = "";
    this.attempts = [];
    this.checked = [];
    this.wantsInput = this.measuring = false;
    this.approach = NO_APPROACH;
    this.files = new ProblemFiles("", { name: "solution.py", purpose: "", given: false, starter: "" });
    this.progress = new PageProgress("");
    this.shown = "";
  }

  abstract start(task: "run" | "test"): Promise<void>;
  abstract rerunFailed(): Promise<void>;
  abstract stop(): void;

  /** Light DOM: the site's own styles and palette apply. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.files = new ProblemFiles(this.desk, { name: this.language === "sql" ? "solution.sql" : "solution.py", purpose: "", given: false, starter: "" });
    this.shown = this.files.main;
    this.progress = new PageProgress(this.desk);
    this.leavePythons = onPythons(() => this.requestUpdate());
    document.addEventListener("visibilitychange", this.saveNow);
    window.addEventListener("pagehide", this.saveNow);
    window.addEventListener("hashchange", this.readAddress);
    for (const intent of ["pointerenter", "focusin", "touchstart"]) this.addEventListener(intent, this.warm, { passive: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leavePythons?.();
    this.progress.leave();
    document.removeEventListener("visibilitychange", this.saveNow);
    window.removeEventListener("pagehide", this.saveNow);
    window.removeEventListener("hashchange", this.readAddress);
    this.session?.stop();
    void this.save();
    this.files.destroy();
  }

  protected override firstUpdated(): void {
    // The starter code stands where the editor will be; the editor's shadow root then covers it.
    const fallback = this.querySelector(":scope > pre");
    if (fallback) this.querySelector(".gr-editor")?.append(fallback);
    for (const rest of this.querySelectorAll(":scope > :not(section)")) rest.remove(); // words for readers without JavaScript
    void this.open(fallback?.textContent ?? "");
  }

  get slug(): string {
    return this.getAttribute("problem") ?? "";
  }

  /** Under what drafts are kept: the problem, unless a tool has a desk of its own for it, such as a mock interview. */
  get desk(): string {
    return this.getAttribute("desk") ?? this.slug;
  }

  get language(): Language {
    return this.getAttribute("language") === "sql" ? "sql" : "python";
  }

  get pythonState(): EngineState {
    return pythons().state;
  }

  get loadedPart(): number {
    return loadedPart();
  }

  get solutionAddress(): string {
    return this.getAttribute("solution") ?? "";
  }

  private readonly warm = (): void => pythons().warm();

  /** Bring up the editor with the draft, or the starter when there is none; the tests and the history follow. */
  private async open(fallback: string): Promise<void> {
    const [editor, store] = await Promise.all([import("../editor/editor"), this.reachStore()]);
    if (this.language === "sql") this.extension = { language: (await import("../editor/sql")).sqlite() };
    const draft = await store?.draft(this.files.key(this.files.main)).catch(() => undefined);
    this.createEditor = editor.createEditor;
    if (!this.isConnected) return;
    const known = draft ?? (fallback || this.given?.starter);
    if (known !== undefined) this.openWith(known);
    pythons().prepare();
    try {
      const problem = this.given ? ownProblem(this.given) : await loadProblem(this.getAttribute("src") ?? "");
      await this.files.learn(problem, store);
      if (known === undefined) this.openWith(problem.starter);
      this.lines = (await store?.draft(`input:${this.desk}`).catch(() => undefined)) ?? problem.example;
      this.problem = problem;
      await Promise.all([this.recall(), this.progress.follow(store), this.recallNotes()]);
      await this.look();
    } catch (error) {
      this.note = error instanceof Error ? error.message : String(error);
    }
  }

  private openWith(code: string): void {
    this.mount(this.files.main, code);
    this.wantsInput = code.includes("input(");
    this.dataset["ready"] = "editor";
  }

  /** Find code that came with the address. */
  private async look(): Promise<void> {
    try {
      this.shared = await codeIn(location.href);
    } catch (error) {
      this.note = error instanceof Error ? error.message : String(error);
    }
  }

  private mount(name: string, code?: string): void {
    const host = this.querySelector<HTMLElement>(`.gr-editor[data-file="${CSS.escape(name)}"]`);
    if (!host || !this.createEditor) return;
    const keys = Object.fromEntries(Object.entries(this.keys).map(([key, run]) => [key, () => void run()]));
    this.files.mount(name, host, this.createEditor, { ...this.extension, keys, onChange: (text) => this.changed(text) }, code);
  }

  /** What keys do, in CodeMirror's notation. */
  private readonly keys = {
    "Mod-Enter": () => this.start("run"),
    "Mod-Shift-Enter": () => this.start("test"),
    "Alt-Enter": () => this.rerunFailed(),
    "Mod-.": () => this.stop(),
  };

  /** The same keys outside the editor, wherever in the runner the focus is. */
  keyed(event: KeyboardEvent): void {
    const mod = event.ctrlKey || event.metaKey;
    const name = event.key === "Enter" && event.altKey ? "Alt-Enter" : `${mod ? "Mod-" : ""}${event.shiftKey ? "Shift-" : ""}${event.key}`;
    if (event.defaultPrevented || !Object.hasOwn(this.keys, name)) return;
    event.preventDefault();
    void this.keys[name as keyof typeof this.keys]();
  }

  private async reachStore(): Promise<Store | undefined> {
    // Written from memory on a card: each time anew, and no attempt at the problem.
    if (this.hasAttribute("from-memory")) return undefined;
    try {
      this.store = await openStore();
    } catch (error) {
      this.note = `Drafts and results are not kept in this window: ${error instanceof Error ? error.message : String(error)}`;
    }
    return this.store;
  }

  protected async recall(): Promise<void> {
    this.attempts = attemptsAt(this.slug, (await this.store?.events("attempt")) ?? []);
  }

  private async recallNotes(): Promise<void> {
    const [approach, runOff] = await Promise.all([this.store?.draft(`approach:${this.desk}`), this.store?.draft(`run-off:${this.desk}`)]);
    if (approach) this.approach = { ...NO_APPROACH, ...(JSON.parse(approach) as Partial<Approach>) };
    if (runOff) this.runOff = JSON.parse(runOff) as RunOffState;
    if (this.runOff) this.panel = "run-off";
  }

  private changed(code: string): void {
    this.wantsInput = this.language === "python" && code.includes("input(");
    this.progress.begin(Date.now());
    clearTimeout(this.saveTimer);
    this.saveTimer = setTimeout(this.saveNow, SAVE_AFTER_MS);
  }

  protected async save(): Promise<void> {
    clearTimeout(this.saveTimer);
    if (!this.createEditor || !this.store || !this.problem) return;
    await this.keep(() => this.files.save(this.store!), "The draft could not be kept", "Copy your code before you leave.");
  }

  protected async keep(work: () => Promise<unknown>, what: string, mend = ""): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.note = `${what}: ${error instanceof Error ? error.message : String(error)} ${mend}`.trim();
    }
  }

  /** Keep a small thing of this problem under a key; undefined forgets it. */
  keepDraft(kind: string, value: unknown): void {
    const text = value === undefined ? undefined : typeof value === "string" ? value : JSON.stringify(value);
    void this.keep(async () => this.store?.keepDraft(`${kind}:${this.desk}`, text), "It could not be kept");
  }

  show(panel: Panel): void {
    this.panel = this.panel === panel ? "" : panel;
  }

  async showFile(name: string): Promise<void> {
    this.shown = name;
    await this.updateComplete;
    this.mount(name);
    this.files.editor(name)?.focus();
  }

  /** Put texts into the editors, with a way back. */
  private put(texts: Record<string, string>, label: string): void {
    this.undo = { label, texts: Object.fromEntries(Object.keys(texts).map((name) => [name, this.files.text(name)])) };
    for (const [name, text] of Object.entries(texts)) this.files.replace(name, text);
    this.changed(this.files.text(this.files.main));
    this.files.editor(this.shown)?.focus();
  }

  reset(): void {
    if (this.task) return;
    this.put(Object.fromEntries(this.files.list.filter((each, index) => index === 0 || !each.given).map(({ name, starter }) => [name, starter])), "Undo reset");
  }

  undoReset(): void {
    for (const [name, text] of Object.entries(this.undo?.texts ?? {})) this.files.replace(name, text);
    this.undo = undefined;
    this.files.editor(this.shown)?.focus();
  }

  restore(attempt: Attempt): void {
    const own = Object.entries(attempt.files).filter(([name]) => Object.hasOwn(this.files.own, name));
    this.put({ [this.files.main]: attempt.code, ...Object.fromEntries(own) }, "Back to my code");
    this.said = "The code of that attempt is in the editor.";
  }

  /** Take or leave the code that came with the address. */
  answerShared(take: boolean): void {
    const shared = this.shared;
    this.shared = undefined;
    history.replaceState(history.state, "", location.pathname + location.search);
    if (!take || !shared) return;
    const own = new Set(Object.keys(this.files.own));
    const files = shared.files.filter((file) => own.has(file.name)).map((file) => [file.name, file.source]);
    this.put({ [this.files.main]: shared.code, ...Object.fromEntries(files) }, "Back to my code");
    this.said = "The code of the link is in the editor.";
  }

  async copyLink(): Promise<void> {
    try {
      const own = Object.entries(this.files.own).map(([name, source]) => ({ name, source }));
      const link = await linkWith(location.href, { code: this.files.text(this.files.main), files: own });
      await navigator.clipboard.writeText(link);
      this.said = "Link copied. The code is in the link itself; whoever opens it is asked before it is used.";
    } catch (error) {
      this.note = error instanceof Error ? error.message : String(error);
    }
  }

  download(): void {
    const files = [[`${this.slug}.${this.language === "sql" ? "sql" : "py"}`, this.files.text(this.files.main)], ...Object.entries(this.files.own)];
    for (const [name, text] of files as [string, string][]) {
      const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(new Blob([text], { type: "text/plain" })), download: name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    }
  }

  protected clear(): void {
    this.outcome = this.growth = this.trace = undefined;
    this.cases = [];
    this.output = [];
    this.checked = [];
  }

  startRunOff(): void {
    if (this.task) return;
    this.clear();
    this.runOff = { began: Date.now(), rows: [] };
    this.keepDraft("run-off", this.runOff);
  }

  keepRows(rows: Row[]): void {
    if (!this.runOff) return;
    this.runOff = { ...this.runOff, rows };
    this.keepDraft("run-off", this.runOff);
  }

  keepApproach(approach: Approach): void {
    this.approach = approach;
    this.keepDraft("approach", approach);
  }

  leaveRunOff(): void {
    this.runOff = undefined;
    this.keepDraft("run-off", undefined);
  }
}
