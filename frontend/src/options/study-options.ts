/**
 * `<study-options>`: how the reader's cards are scheduled. Each change is one `study-options` event with the key changed.
 * Its children say what to do without JavaScript.
 */

import { html, LitElement, nothing, type TemplateResult } from "lit";
import { OPTIONS, readOptions, type StudyOptions } from "../cards/states";
import { openStore } from "../store/indexed-store";
import type { LogEvent, Store } from "../store/store";
import { NAMES, read, written, type Key } from "./fields";
import { FitRun, type Fit, type Progress } from "./fit";
import { fitView } from "./fit-view";
import { fieldsView } from "./view";

/** Rest after the last change of a field before it is kept: arrow keys and sliders change it many times. */
const REST_MS = 500;

export class StudyOptionsElement extends LitElement {
  static override properties = Object.fromEntries(
    ["options", "drafts", "wrong", "saved", "said", "trouble", "progress", "fit"].map((name) => [name, { state: true }]),
  );

  /** Undefined until the log is read. */
  declare options: StudyOptions | undefined;
  /** What stands in a field and is not kept: it is being typed, or it cannot be kept. */
  declare drafts: ReadonlyMap<Key, string>;
  /** Field -> what is wrong with what stands in it. */
  declare wrong: ReadonlyMap<Key, string>;
  /** The field that was kept last. */
  declare saved: keyof StudyOptions | undefined;
  /** A sentence for a screen reader. */
  declare said: string;
  declare trouble: string;
  /** How far a fit is, while one runs. */
  declare progress: Progress | undefined;
  /** What a fit found, until the reader has decided. */
  declare fit: Fit | undefined;

  private store: Store | undefined;
  private events = new Map<string, LogEvent>();
  private ends: (() => void)[] = [];
  private readonly timers = new Map<Key, number>();
  /** Field -> what of it is being kept: `change` and `blur` both commit. */
  private readonly underway = new Map<Key, string>();
  private run: FitRun | undefined;
  /** Saving one after the other keeps their order in the log. */
  private writing: Promise<void> = Promise.resolve();
  private readonly onHide = (): void => this.flush();

  constructor() {
    super();
    this.drafts = this.wrong = new Map();
    this.said = this.trouble = "";
  }

  protected override createRenderRoot(): HTMLElement {
    return this; // light DOM, so that the theme's styles apply
  }

  override connectedCallback(): void {
    this.replaceChildren();
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.onHide);
    void this.look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.onHide);
    this.flush();
    this.cancel();
    for (const end of this.ends.splice(0)) end();
  }

  protected override updated(): void {
    this.dataset["phase"] = this.options ? "ready" : this.trouble ? "failed" : "loading";
  }

  private async look(): Promise<void> {
    try {
      const store = await openStore();
      if (!this.isConnected) return;
      this.store = store;
      this.ends = [
        store.onAppend((event) => this.know([event])),
        store.onError((error) => {
          if (error.fault === "closed") this.trouble = error.message; // other errors reject the call that met them
        }),
      ];
      this.know(await store.events(OPTIONS));
    } catch (error) {
      this.tell(error);
    }
  }

  private know(events: LogEvent[]): void {
    for (const event of events) if (event.kind === OPTIONS) this.events.set(event.id, event);
    this.options = readOptions([...this.events.values()]);
  }

  private tell(error: unknown): void {
    this.saved = undefined;
    this.trouble = error instanceof Error ? error.message : String(error);
  }

  /** Keep options and say so; gives whether it could be done. */
  private async keep(changed: Partial<StudyOptions>): Promise<boolean> {
    const before = this.writing;
    let kept = false;
    this.writing = before.then(async () => {
      try {
        const last = [...this.events.values()].reduce((latest, { time }) => Math.max(latest, time), 0);
        this.know([await this.store!.append(OPTIONS, { ...changed }, 1, last)]);
        const key = Object.keys(changed)[0] as keyof StudyOptions;
        this.saved = key;
        this.said = `${NAMES[key]}: saved.`;
        this.trouble = "";
        kept = true;
      } catch (error) {
        this.tell(error);
      }
    });
    await this.writing;
    return kept;
  }

  // --- the fields

  /** What stands in a field. */
  text(key: Key): string {
    return this.drafts.get(key) ?? written(key, this.options!);
  }

  /** A field is being changed: it is kept after a rest. */
  type(key: Key, text: string): void {
    this.drafts = new Map(this.drafts).set(key, text);
    if (this.saved === key) this.saved = undefined;
    clearTimeout(this.timers.get(key));
    this.timers.set(key, window.setTimeout(() => void this.commit(key, false), REST_MS));
  }

  /** A field is done with: keep it, or say what is wrong with it. */
  async commit(key: Key, left: boolean): Promise<void> {
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    const draft = this.drafts.get(key);
    if (draft === undefined || this.underway.get(key) === draft) return;
    const reading = read(key, draft);
    if ("wrong" in reading) {
      // A date passes through years such as 0002 while it is typed.
      if (key !== "interview" || left) this.blame(key, reading.wrong);
      return;
    }
    this.blame(key, undefined);
    this.underway.set(key, draft);
    const isKept = reading.value === this.options![key] || (await this.keep({ [key]: reading.value }));
    if (this.underway.get(key) === draft) this.underway.delete(key);
    if (!isKept || this.drafts.get(key) !== draft) return;
    const drafts = new Map(this.drafts);
    drafts.delete(key);
    this.drafts = drafts;
  }

  /** Keep whether topics are kept apart. */
  mix(interleave: boolean): void {
    void this.keep({ interleave }).then((kept) => void (kept || this.requestUpdate()));
  }

  /** Take the date of the interview away. */
  clearDate(): void {
    this.querySelector<HTMLInputElement>("#so-interview")!.value = ""; // also of a date that is half typed
    this.type("interview", "");
    void this.commit("interview", true);
  }

  private blame(key: Key, wrong: string | undefined): void {
    const all = new Map(this.wrong);
    if (wrong === undefined) all.delete(key);
    else all.set(key, wrong);
    this.wrong = all;
    if (wrong) this.said = `${NAMES[key]} is not saved. ${wrong}`;
  }

  private flush(): void {
    for (const key of [...this.timers.keys()]) void this.commit(key, true);
  }

  // --- the fit

  async startFit(): Promise<void> {
    if (this.run || !this.store) return;
    this.fit = undefined;
    this.trouble = "";
    const run = new FitRun(this.store, (progress) => {
      if (this.run === run) this.progress = progress;
    });
    this.run = run;
    void this.focusOn(".study-options__cancel");
    try {
      const fit = await run.result(this.options!.weights, Date.now());
      if (this.run !== run) return;
      this.fit = fit;
      this.said = fit?.reason ?? "";
    } catch (error) {
      if (this.run !== run) return;
      this.tell(error);
      this.said = "";
    }
    this.run = this.progress = undefined;
    void this.focusOn(this.fit ? ".study-options__found" : ".study-options__start");
  }

  cancel(): void {
    if (!this.run) return;
    this.run.end();
    this.run = this.progress = undefined;
    this.said = "Cancelled. Your parameters are as they were.";
    void this.focusOn(".study-options__start");
  }

  /** Study with these parameters from now on; null for the published ones. */
  async use(weights: number[] | null): Promise<void> {
    if (!(await this.keep({ weights }))) return;
    this.fit = undefined;
    void this.focusOn(".study-options__start");
  }

  /** Put what was found away. */
  leave(): void {
    this.fit = undefined;
    this.said = "Your parameters are as they were.";
    void this.focusOn(".study-options__start");
  }

  private async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    if (this.isConnected) this.querySelector<HTMLElement>(selector)?.focus();
  }

  protected override render(): TemplateResult {
    return html`<div class="study-options">
      <p class="study-options__said" role="status">${this.said}</p>
      <p class="study-options__trouble" role="alert">${this.trouble}</p>
      ${this.options ? [fieldsView(this, this.options), fitView(this, this.options)] : nothing}
    </div>`;
  }
}

customElements.define("study-options", StudyOptionsElement);
