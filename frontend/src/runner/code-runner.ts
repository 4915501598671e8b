/**
 * `<code-runner problem="slug" src="…/slug.json">`: an editor, Run, Test, Stop and the verdict.
 *
 * Its content in the page is the starter code for readers without JavaScript. Python is loaded on intent only: when the
 * pointer or the focus comes to the tool, or a button is pressed; a press before it is ready waits and is never lost.
 */

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { Editor } from "../editor/editor";
import type { EngineState } from "../engine/engine";
import { loadProblem, type Problem } from "../judging/problem";
import { loadedPart, onPythons, pythons } from "../judging/pythons";
import { banner, caseList, verdictTitle } from "../judging/results";
import { Session, type Outcome, type TestCase } from "../judging/session";
import { openStore } from "../store/indexed-store";
import type { Store } from "../store/store";

type Task = "run" | "test";

const SAVE_AFTER_MS = 300;
const MAC = /Mac|iPhone|iPad/.test(navigator.userAgent);
const MOD = MAC ? "⌘" : "Ctrl";

export class CodeRunner extends LitElement {
  static override properties = {
    task: { state: true },
    outcome: { state: true },
    cases: { state: true },
    output: { state: true },
    problem: { state: true },
    note: { state: true },
    lastVerdict: { state: true },
    undoCode: { state: true },
    wantsInput: { state: true },
  };

  declare task: Task | undefined;
  declare outcome: Outcome | undefined;
  declare cases: TestCase[];
  declare output: { stream: "stdout" | "stderr"; text: string }[];
  declare problem: Problem | undefined;
  declare note: string;
  declare lastVerdict: string;
  declare undoCode: string | undefined;
  declare wantsInput: boolean;

  private editor: Editor | undefined;
  private session: Session | undefined;
  private store: Store | undefined;
  private saveTimer: ReturnType<typeof setTimeout> | undefined;
  private started = 0;
  private leavePythons: (() => void) | undefined;
  private readonly saveNow = (): void => void this.save();

  constructor() {
    super();
    this.cases = [];
    this.output = [];
    this.note = "";
    this.lastVerdict = "";
    this.wantsInput = false;
  }

  /** Light DOM: the site's own styles and palette apply. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.leavePythons = onPythons(() => this.requestUpdate());
    document.addEventListener("visibilitychange", this.saveNow);
    window.addEventListener("pagehide", this.saveNow);
    for (const intent of ["pointerenter", "focusin", "touchstart"]) this.addEventListener(intent, this.warm, { passive: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leavePythons?.();
    document.removeEventListener("visibilitychange", this.saveNow);
    window.removeEventListener("pagehide", this.saveNow);
    this.session?.stop();
    void this.save();
    this.editor?.destroy();
  }

  protected override firstUpdated(): void {
    // The starter code stands where the editor will be; the editor's shadow root then covers it.
    const fallback = this.querySelector(":scope > pre");
    if (fallback) this.querySelector(".gr-editor")?.append(fallback);
    for (const rest of this.querySelectorAll(":scope > :not(section)")) rest.remove(); // words for readers without JavaScript
    void this.open(fallback?.textContent ?? "");
  }

  private get slug(): string {
    return this.getAttribute("problem") ?? "";
  }

  private get draftKey(): string {
    return `code:${this.slug}`;
  }

  private get state(): EngineState {
    return pythons().state;
  }

  private readonly warm = (): void => pythons().warm();

  /** Bring up the editor with the draft, or the starter when there is none; the tests and the history follow. */
  private async open(fallback: string): Promise<void> {
    const [{ createEditor }, store] = await Promise.all([import("../editor/editor"), this.reachStore()]);
    const draft = await store?.draft(this.draftKey).catch(() => undefined);
    const host = this.querySelector<HTMLElement>(".gr-editor");
    if (!host) return;
    this.editor = createEditor(host, {
      code: draft ?? fallback,
      label: "Your solution in Python",
      onChange: (code) => this.changed(code),
      keys: { "Mod-Enter": () => void this.start("run"), "Mod-Shift-Enter": () => void this.start("test"), "Mod-.": () => this.stop() },
    });
    this.wantsInput = (draft ?? fallback).includes("input(");
    this.dataset["ready"] = "editor";
    pythons().prepare();
    try {
      this.problem = await loadProblem(this.getAttribute("src") ?? "");
      await this.recall();
    } catch (error) {
      this.note = error instanceof Error ? error.message : String(error);
    }
  }

  private async reachStore(): Promise<Store | undefined> {
    try {
      this.store = await openStore();
    } catch (error) {
      this.note = `Drafts and results are not kept in this window: ${error instanceof Error ? error.message : String(error)}`;
    }
    return this.store;
  }

  /** Show the verdict of the last attempt, from the log. */
  private async recall(): Promise<void> {
    const attempts = (await this.store?.events("attempt")) ?? [];
    const last = attempts.filter((event) => event.payload["problem"] === this.slug).at(-1);
    if (last) this.lastVerdict = `${verdictTitle(String(last.payload["verdict"]))}, ${new Date(last.time).toLocaleString([], { dateStyle: "medium", timeStyle: "short" })}`;
  }

  private changed(code: string): void {
    this.wantsInput = code.includes("input(");
    clearTimeout(this.saveTimer);
    this.saveTimer = setTimeout(this.saveNow, SAVE_AFTER_MS);
  }

  private async save(): Promise<void> {
    clearTimeout(this.saveTimer);
    if (!this.editor || !this.store) return;
    const code = this.editor.code;
    try {
      await this.store.keepDraft(this.draftKey, code === this.problem?.starter ? undefined : code);
    } catch (error) {
      this.note = `The draft could not be kept: ${error instanceof Error ? error.message : String(error)} Copy your code before you leave.`;
    }
  }

  private async start(task: Task): Promise<void> {
    if (this.task || !this.editor) return;
    if (task === "test" && !this.problem) return;
    this.task = task;
    this.outcome = undefined;
    this.cases = [];
    this.output = [];
    this.note = "";
    this.editor.markLine(null);
    this.started = Date.now();
    const code = this.editor.code;
    const session = new Session(pythons(), {
      onOutput: (stream, text) => (this.output = [...this.output, { stream, text }]),
      onTotal: () => {},
      onCase: (testCase) => (this.cases = [...this.cases.filter((each) => each.id !== testCase.id), testCase]),
    });
    this.session = session;
    const stdin = this.querySelector<HTMLTextAreaElement>(".gr-stdin textarea")?.value ?? "";
    const outcome = task === "run" ? await session.run(code, stdin) : await session.test(code, this.problem!);
    this.session = undefined;
    this.task = undefined;
    this.outcome = outcome;
    this.cases = outcome.cases;
    this.editor?.markLine(outcome.line ?? outcome.cases.find((testCase) => testCase.line !== null)?.line ?? null);
    if (task === "test" && this.isConnected) await this.remember(code, outcome);
  }

  /** Append the attempt to the log. */
  private async remember(code: string, outcome: Outcome): Promise<void> {
    await this.save();
    const passed = outcome.cases.filter((testCase) => testCase.outcome === "passed").length;
    try {
      await this.store?.append("attempt", {
        problem: this.slug,
        verdict: outcome.verdict,
        passed,
        total: outcome.total,
        seconds: outcome.seconds,
        started: this.started,
        code,
      });
      await this.recall();
    } catch (error) {
      this.note = `The attempt could not be kept: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  private stop(): void {
    this.session?.stop();
  }

  private reset(): void {
    if (!this.editor) return;
    this.undoCode = this.editor.code;
    this.editor.replace(this.problem?.starter ?? this.undoCode);
    this.editor.focus();
  }

  private undoReset(): void {
    if (this.undoCode !== undefined) this.editor?.replace(this.undoCode);
    this.undoCode = undefined;
    this.editor?.focus();
  }

  private status(): string {
    if (this.task) {
      if (this.state === "ready") return this.task === "run" ? "Running…" : "Testing…";
      return `${this.task === "run" ? "Run" : "Test"} starts as soon as Python is ready… ${this.loading()}`;
    }
    if (this.state === "loading") return `Loading Python… ${this.loading()}`;
    if (this.state === "ready") return "Python is ready";
    if (this.state === "failed") return "Python could not start; Run tries again";
    return "Python loads when you start";
  }

  private loading(): string {
    const part = loadedPart();
    return part > 0 && part < 1 ? `${Math.round(part * 100)} %` : "";
  }

  protected override updated(changed: PropertyValues): void {
    if (this.task === undefined && changed.has("outcome") && this.outcome) this.dataset["verdict"] = this.outcome.verdict;
    else if (this.task) delete this.dataset["verdict"];
    this.dataset["python"] = this.state;
  }

  protected override render(): TemplateResult {
    const busy = this.task !== undefined;
    return html`<section class="gr-runner" aria-label="Code runner">
      <div class="gr-bar">
        <button type="button" class="md-button gr-button" ?disabled=${busy} @click=${() => void this.start("run")} aria-keyshortcuts="Control+Enter">
          Run <kbd>${MOD} ↵</kbd>
        </button>
        <button type="button" class="md-button md-button--primary gr-button" ?disabled=${busy || !this.problem} @click=${() => void this.start("test")} aria-keyshortcuts="Control+Shift+Enter">
          Test <kbd>${MOD} ⇧ ↵</kbd>
        </button>
        <button type="button" class="md-button gr-button" ?disabled=${!busy} @click=${() => this.stop()} aria-keyshortcuts="Control+.">
          Stop <kbd>${MOD} .</kbd>
        </button>
        <span class="gr-space"></span>
        ${this.undoCode === undefined
          ? html`<button type="button" class="md-button gr-button gr-quiet" ?disabled=${busy} @click=${() => this.reset()}>Reset</button>`
          : html`<button type="button" class="md-button gr-button gr-quiet" @click=${() => this.undoReset()}>Undo reset</button>`}
      </div>
      <div class="gr-editor"></div>
      ${this.wantsInput
        ? html`<label class="gr-stdin">Input for <code>input()</code>, one line a call <textarea rows="2" spellcheck="false"></textarea></label>`
        : nothing}
      <p class="gr-status">
        <span role="status">${this.status()}</span>
        ${this.lastVerdict ? html`<span class="gr-last">Last attempt: ${this.lastVerdict}</span>` : nothing}
        <span class="gr-escape">Esc, then Tab leaves the editor</span>
      </p>
      ${this.note ? html`<p class="gr-note" role="alert">${this.note}</p>` : nothing}
      <div class="gr-results">
        <div aria-live="polite">${this.outcome ? banner(this.outcome) : nothing}</div>
        ${caseList(this.cases)}
        ${this.printed()}
      </div>
    </section>`;
  }

  /** What a run printed, the streams in the order they came. */
  private printed(): TemplateResult | typeof nothing {
    const streamed = this.output.length ? this.output : [{ stream: "stdout" as const, text: this.outcome?.stdout ?? "" }];
    if (streamed.every((chunk) => !chunk.text)) return nothing;
    return html`<p class="gr-label">Output</p>
      <pre class="gr-out" tabindex="0" aria-label="Output">${streamed.map((chunk) => html`<span class=${chunk.stream}>${chunk.text}</span>`)}</pre>`;
  }
}

customElements.define("code-runner", CodeRunner);
