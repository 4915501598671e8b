/** The desk of a review: its steps, marks and code, and what is kept of them. */

import { LitElement, type PropertyValues } from "lit";
import type { Piece } from "../editor/colouring";
import type { Editor } from "../editor/editor";
import type { EngineState } from "../engine/engine";
import { merged, type Outcome, type TestCase } from "../judging/outcome";
import { openReference } from "../judging/problem";
import { onPythons, pythons } from "../judging/pythons";
import { Session } from "../judging/session";
import { openStore } from "../store/indexed-store";
import type { Store } from "../store/store";
import { before, KIND, kept, NOTHING_KEPT, payload, type Kept, type Step } from "./keeping";
import { loadReview, openPlanted, placeText, type Place, type Planted, type Review } from "./review";
import { goneDefects, passedTests, scored, type Mark, type Score } from "./scoring";

const SAVE_AFTER_MS = 300;

/** State and actions of `<code-review>`. */
export abstract class ReviewDesk extends LitElement {
  static override properties = Object.fromEntries(
    ["review", "planted", "reference", "state", "lines", "outcome", "cases", "output", "task", "note", "said", "past", "isFresh"].map((name) => [name, { state: true }]),
  );

  declare review: Review | undefined;
  /** What is planted, once the marks are closed. */
  declare planted: Planted | undefined;
  declare reference: string;
  declare state: Kept;
  /** The proposal, coloured. */
  declare lines: Piece[][];
  declare outcome: Outcome | undefined;
  declare cases: TestCase[];
  /** What a run printed. */
  declare output: string;
  declare task: "run" | "test" | undefined;
  /** Something went wrong that the reader must know. */
  declare note: string;
  /** A word on what was just done. */
  declare said: string;
  /** Earlier reviews of this proposal in a sentence. */
  declare past: string;
  /** Whether the last test was of the code as it is. */
  declare isFresh: boolean;

  private store: Store | undefined;
  private editor: Editor | undefined;
  private session: Session | undefined;
  private saveTimer: ReturnType<typeof setTimeout> | undefined;
  private leavePythons: (() => void) | undefined;
  private readonly saveNow = (): void => void this.save();

  constructor() {
    super();
    this.state = NOTHING_KEPT;
    this.lines = [];
    this.cases = [];
    this.note = this.said = this.past = this.reference = this.output = "";
    this.isFresh = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.leavePythons = onPythons(() => this.requestUpdate());
    document.addEventListener("visibilitychange", this.saveNow);
    window.addEventListener("pagehide", this.saveNow);
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
    void this.open();
  }

  protected override updated(_changed: PropertyValues): void {
    this.dataset["step"] = this.review ? this.state.step : "";
    this.dataset["task"] = this.task ?? "";
    if (!this.task && this.outcome) this.dataset["verdict"] = this.outcome.verdict;
    else delete this.dataset["verdict"];
  }

  get slug(): string {
    return this.getAttribute("review") ?? "";
  }

  get pythonState(): EngineState {
    return pythons().state;
  }

  /** The reader's code as it is. */
  get code(): string {
    return this.editor?.code ?? (this.state.code || (this.review?.starter ?? ""));
  }

  get score(): Score | undefined {
    return this.planted && scored(this.state.marks, this.planted, new Set(this.state.gone));
  }

  private async open(): Promise<void> {
    try {
      const [review, { coloured }, store] = await Promise.all([loadReview(this.getAttribute("src") ?? ""), import("../editor/colouring"), this.reachStore()]);
      const draft = kept(await store?.draft(this.key).catch(() => undefined));
      if (!this.isConnected) return;
      for (const rest of this.querySelectorAll(":scope > :not(section)")) rest.remove(); // words for readers without JavaScript
      this.lines = coloured(review.starter);
      this.state = draft;
      this.review = review;
      await this.recall();
      if (draft.step === "mend" || draft.step === "compare") await this.unpack();
      if (draft.step === "mend") await this.mountEditor();
    } catch (error) {
      this.note = error instanceof Error ? error.message : String(error);
    }
  }

  private async reachStore(): Promise<Store | undefined> {
    try {
      this.store = await openStore();
    } catch (error) {
      this.note = `Marks and results are not kept in this window: ${error instanceof Error ? error.message : String(error)}`;
    }
    return this.store;
  }

  private async recall(): Promise<void> {
    this.past = before(this.slug, (await this.store?.events(KIND).catch(() => [])) ?? []);
  }

  private async unpack(): Promise<void> {
    if (!this.review) return;
    const [planted, reference] = await Promise.all([openPlanted(this.review), openReference(this.review)]);
    this.planted = planted;
    this.reference = reference.code;
  }

  private get key(): string {
    return `review:${this.slug}`;
  }

  private change(part: Partial<Kept>): void {
    this.state = { ...this.state, ...part };
    clearTimeout(this.saveTimer);
    this.saveTimer = setTimeout(this.saveNow, SAVE_AFTER_MS);
  }

  private async save(): Promise<void> {
    clearTimeout(this.saveTimer);
    if (!this.review || !this.store) return;
    const text = this.state === NOTHING_KEPT ? undefined : JSON.stringify(this.state);
    try {
      await this.store.keepDraft(this.key, text);
    } catch (error) {
      this.note = `The review could not be kept: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  /** Go to a step and put the focus on its heading. */
  private async enter(step: Step): Promise<void> {
    this.note = this.said = "";
    this.change({ step });
    void this.save();
    await this.updateComplete;
    this.querySelector<HTMLElement>(".gr-stage")?.focus();
  }

  /** Show the code; the clock of this review starts. */
  async begin(): Promise<void> {
    this.change({ began: this.state.began || Date.now() });
    await this.enter("mark");
  }

  /** Mark a place and go to what it is called. */
  async addMark(place: Place): Promise<void> {
    const id = 1 + Math.max(0, ...this.state.marks.map((each) => each.id));
    this.change({ marks: [...this.state.marks, { ...place, id, family: "", sentence: "" }] });
    this.said = `Mark on ${placeText(place)} added. Say what it is and why.`;
    await this.updateComplete;
    await this.querySelector<LitElement>("code-sheet")?.updateComplete;
    this.querySelector<HTMLElement>(`#mark-${id} select`)?.focus();
  }

  changeMark(id: number, part: Partial<Mark>): void {
    this.change({ marks: this.state.marks.map((each) => (each.id === id ? { ...each, ...part } : each)) });
  }

  async removeMark(mark: Mark): Promise<void> {
    this.change({ marks: this.state.marks.filter((each) => each.id !== mark.id) });
    this.said = `Mark on ${placeText(mark)} removed.`;
    await this.updateComplete;
    if (mark.lines) this.querySelector<LitElement & { focusLine(line: number): void }>("code-sheet")?.focusLine(mark.lines[1]);
    else this.querySelector<HTMLElement>(`[data-statement="${mark.statement}"] button`)?.focus();
  }

  /** Marks that lack a family or a sentence. */
  get unfinished(): Mark[] {
    return this.state.marks.filter((each) => !each.family || !each.sentence.trim());
  }

  /** Close the marks: from here on tests may speak. */
  async closeMarks(): Promise<void> {
    const [first] = this.unfinished;
    if (first) {
      const rest = this.unfinished.length;
      this.note = rest === 1 ? `The mark on ${placeText(first)} lacks its kind or its reason.` : `${rest} marks lack their kind or their reason, the first on ${placeText(first)}.`;
      this.querySelector<HTMLElement>(`#mark-${first.id} ${first.family ? "input" : "select"}`)?.focus();
      return;
    }
    await this.unpack();
    await this.enter("mend");
    await this.mountEditor();
  }

  private async mountEditor(): Promise<void> {
    const { createEditor } = await import("../editor/editor");
    const host = this.querySelector<HTMLElement>(".gr-editor");
    if (!host || !this.isConnected) return;
    const keys = { "Mod-Enter": () => void this.run(), "Mod-Shift-Enter": () => void this.test(), "Mod-.": () => this.stop() };
    this.editor?.destroy();
    this.editor = createEditor(host, { code: this.code, label: "The code to mend", keys, onChange: (code) => this.edited(code) });
    this.dataset["ready"] = "editor";
    pythons().prepare();
  }

  private edited(code: string): void {
    this.isFresh = false;
    this.change({ code: code === this.review?.starter ? "" : code });
  }

  /** Put the proposal back; undo brings the own code again. */
  reset(): void {
    if (this.review) this.editor?.replace(this.review.starter);
  }

  /** Run the code as a program. */
  async run(): Promise<void> {
    await this.work("run", async (session) => {
      this.output = "";
      this.cases = [];
      this.outcome = await session.run({ code: this.code, files: [] }, "");
      this.output = this.outcome.stdout;
    });
  }

  /** Test the code, visible tests first, then the hidden ones. */
  async test(): Promise<void> {
    const { review, planted } = this;
    if (!review || !planted) return;
    await this.work("test", async (session) => {
      const code = this.code;
      this.output = "";
      this.cases = [];
      const outcome = await session.test({ code, files: [] }, review);
      this.outcome = outcome;
      this.cases = outcome.cases;
      this.isFresh = code === this.code && outcome.verdict !== "stopped";
      this.change({ gone: [...goneDefects(planted, passedTests(outcome.cases))] });
      this.editor?.markLine(outcome.line);
    });
  }

  private async work(task: "run" | "test", job: (session: Session) => Promise<void>): Promise<void> {
    if (this.task || !this.review) return;
    this.task = task;
    this.note = this.said = "";
    this.outcome = undefined;
    const session = new Session(pythons(), { onOutput: (_, text) => (this.output += text), onCase: (each) => (this.cases = merged(this.cases, [each])) });
    this.session = session;
    try {
      await job(session);
    } finally {
      this.session = undefined;
      this.task = undefined;
    }
  }

  stop(): void {
    this.session?.stop();
  }

  /** Hand in: the code is tested once more where it changed, then all is told and the review is logged. */
  async handIn(): Promise<void> {
    if (this.task) return;
    if (!this.isFresh) await this.test();
    if (!this.isFresh) return; // stopped, or left
    this.change({ code: this.code === this.review?.starter ? "" : this.code });
    const score = this.score;
    if (!score || !this.isConnected) return;
    this.editor?.destroy();
    this.editor = undefined;
    delete this.dataset["ready"];
    await this.enter("compare");
    try {
      await this.store?.append(KIND, payload(this.slug, { ...this.state, code: this.code }, score, Date.now()));
      await this.recall();
    } catch (error) {
      this.note = `The result could not be kept: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  /** Start over: marks and code go, the log stays. */
  async again(): Promise<void> {
    this.outcome = this.planted = undefined;
    this.cases = [];
    this.output = "";
    this.isFresh = false;
    await this.enter("read");
    this.state = NOTHING_KEPT;
    await this.save();
  }
}
