/**
 * `<mock-debrief session="…" root="../../">`: what a mock came to. Times, notes and the rubric stand there from the log and the
 * files of the mock; the engine's part joins when Python has started. What the reader marks is kept a second later.
 */

import { html, LitElement, nothing, type TemplateResult } from "lit";
import { engine } from "../engine/client";
import type { Engine } from "../engine/engine";
import { openStore } from "../store/indexed-store";
import type { LogEvent, Store } from "../store/store";
import { KINDS, question, type Facts } from "./facts";
import { fetchMock, fetchRubrics, type Mock, type Rubric } from "./files";
import { Keeping } from "./keeping";
import { markdown } from "./markdown";
import { coveredSection, lessonSection, rubricSection, steersSection, summarySection, type Marking } from "./marks-view";
import { roundTitle } from "../parts/round-kinds";
import { latest, MOCK, readSession, type Session } from "./session";
import { talkSection } from "./talk-view";
import { timeSection } from "./time-view";
import { counted } from "../parts/times";
import { moment, verdictText } from "./words";

/** What the element needs from outside. */
export interface Deps {
  engine: Engine;
  openStore(): Promise<Store>;
  copy(text: string): Promise<void>;
  print(): void;
}

const LOOK_AGAIN_AFTER_MS = 150;
const STATES = ["session", "mock", "rubric", "facts", "trouble", "notKept", "noMock", "noRubric", "noFacts", "missing", "open", "drawn", "said"];

/** What a drawing board can tell of itself. */
interface Board extends Element {
  /** The drawing in words, a line for each connection. */
  outline?(): string;
}

export class MockDebrief extends LitElement {
  static override properties = Object.fromEntries(STATES.map((name) => [name, { state: true }]));

  deps: Deps = { engine, openStore, copy: (text) => navigator.clipboard.writeText(text), print: () => window.print() };

  declare session: Session | undefined;
  declare mock: Mock | undefined;
  declare rubric: Rubric | undefined;
  declare facts: Facts | undefined;
  declare trouble: string;
  declare notKept: string;
  declare noMock: string;
  declare noRubric: string;
  declare noFacts: string;
  declare missing: boolean;
  declare open: boolean;
  /** Whether a drawing was kept. */
  declare drawn: boolean;
  declare said: string;

  private name = "";
  private root = new URL(document.baseURI);
  private keeping: Keeping | undefined;
  private store: Store | undefined;
  private ends: (() => void)[] = [];
  private turn = 0;
  private waiting = 0;
  private folded: HTMLDetailsElement[] = [];
  private readonly printed = matchMedia("print");

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, "session"];
  }

  constructor() {
    super();
    for (const text of ["trouble", "notKept", "noMock", "noRubric", "noFacts", "said"] as const) this[text] = "";
    this.missing = this.open = this.drawn = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this; // light DOM, so that the theme's styles apply
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (name === "session" && this.hasUpdated && this.isConnected && value !== this.name) this.begin();
  }

  override connectedCallback(): void {
    if (!this.hasUpdated) this.replaceChildren();
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.onHide);
    addEventListener("pagehide", this.onHide);
    addEventListener("beforeprint", this.onPrint);
    addEventListener("afterprint", this.onPrinted);
    this.printed.addEventListener("change", this.onPrintMedia);
    this.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.onHide);
    removeEventListener("pagehide", this.onHide);
    removeEventListener("beforeprint", this.onPrint);
    removeEventListener("afterprint", this.onPrinted);
    this.printed.removeEventListener("change", this.onPrintMedia);
    this.leave();
  }

  protected override updated(): void {
    this.dataset["phase"] = this.trouble ? "failed" : this.missing ? "missing" : this.session ? "ready" : "loading";
    this.dataset["told"] = String(this.facts !== undefined);
    this.dataset["kept"] = String(this.keeping?.kept ?? true);
    if (this.printed.matches) this.onPrint();
    // The recording and the board are tools of their own, loaded where their tags stand.
    if (this.querySelector("voice-review:not(:defined), drawing-board:not(:defined)")) document.dispatchEvent(new Event("greenroom:components"));
  }

  // --- what is shown

  private begin(): void {
    this.leave();
    this.name = this.getAttribute("session") ?? "";
    this.root = new URL(this.getAttribute("root") ?? "./", document.baseURI);
    this.session = this.mock = this.facts = this.rubric = undefined;
    this.missing = this.open = this.drawn = false;
    this.keeping = new Keeping(
      this.name,
      () => this.onMarks(),
      (trouble) => {
        this.notKept = trouble;
        this.requestUpdate();
      },
    );
    void this.load();
  }

  private leave(): void {
    this.turn += 1;
    clearTimeout(this.waiting);
    this.keeping?.leave();
    for (const end of this.ends.splice(0)) end();
  }

  private async load(): Promise<void> {
    const turn = this.turn;
    const stale = (): boolean => turn !== this.turn;
    this.trouble = "";
    try {
      const store = await this.deps.openStore();
      if (stale()) return;
      this.store = store;
      this.ends.push(store.onAppend((event) => this.onEvent(event)));
      await this.keeping?.load(store);
      const event = latest(await store.events(MOCK), this.name);
      const session = event && readSession(event);
      if (stale()) return;
      this.session = session;
      this.missing = !session;
      if (!session) return;
      this.drawn = (await store.draft(`board:mock:${this.name}`)) !== undefined;
    } catch (error) {
      if (!stale()) this.trouble = error instanceof Error ? error.message : String(error);
      return;
    }
    if (stale()) return;
    this.deps.engine.warm();
    await this.fetch();
    if (!stale()) await this.ask();
  }

  /** Fetch what the build knows of the mock; one file that fails does not keep the other back. */
  private async fetch(): Promise<void> {
    const { session, root } = this;
    const turn = this.turn;
    if (!session) return;
    this.noMock = this.noRubric = "";
    const failed = (error: unknown): string => (error instanceof Error ? error.message : String(error));
    const mock = this.mock ?? fetchMock(root, session.mock).catch((error: unknown) => void (this.noMock = failed(error)));
    const rubrics = fetchRubrics(root).catch((error: unknown) => void (this.noRubric = failed(error)));
    const [entry, all] = await Promise.all([mock, rubrics]);
    if (turn !== this.turn) return;
    this.mock = entry ?? undefined;
    this.rubric = all?.[this.mock?.rubric ?? session.kind] ?? this.rubric;
    if (all && !this.rubric) this.noRubric = "This kind of round has no rubric.";
    this.onMarks();
  }

  /** Have the engine tell what the log holds of this session. */
  private async ask(): Promise<void> {
    const turn = this.turn;
    if (!this.store || !this.session) return;
    try {
      const facts = await this.deps.engine.call<Facts>("rehearsals.debrief", await question(this.store, this.name, this.mock, this.rubric));
      if (turn !== this.turn) return;
      this.facts = facts.found ? facts : undefined;
      this.noFacts = facts.found ? "" : "This mock was written by another version of this site: what to do next cannot be told from it.";
    } catch (error) {
      if (turn === this.turn) this.noFacts = error instanceof Error ? error.message : String(error);
    }
  }

  private onEvent({ kind, payload }: LogEvent): void {
    if (!KINDS.has(kind) || payload["session"] !== this.name) return;
    clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => void (this.session ? this.ask() : this.load()), LOOK_AGAIN_AFTER_MS);
  }

  private onMarks(): void {
    const ratings = this.keeping?.marks.ratings ?? {};
    // Once open, it stays open: closing it again would hide nothing.
    if (this.rubric?.criteria.length && this.rubric.criteria.every(({ id }) => ratings[id])) this.open = true;
    this.requestUpdate();
  }

  private readonly onHide = (): void => {
    void this.keeping?.flush();
  };

  // --- on paper

  private readonly onPrintMedia = (): void => (this.printed.matches ? this.onPrint() : this.onPrinted());

  private readonly onPrint = (): void => {
    const closed = [...this.querySelectorAll("details")].filter((each) => !each.open);
    for (const details of closed) details.open = true;
    this.folded.push(...closed);
  };

  private readonly onPrinted = (): void => {
    for (const details of this.folded.splice(0)) details.open = false;
  };

  // --- as a text

  private get text(): string {
    const { session, mock, rubric, facts, keeping } = this;
    return session && keeping ? markdown({ session, marks: keeping.marks, mock, rubric, facts, board: this.drawing() }) : "";
  }

  /** The drawing in words, once the board has been loaded. */
  private drawing(): string {
    return this.querySelector<Board>("drawing-board")?.outline?.().trim() ?? "";
  }

  private readonly copy = async (): Promise<void> => {
    try {
      await this.deps.copy(this.text);
      this.said = "Copied as Markdown.";
    } catch {
      this.said = "The browser did not allow copying. Download the file instead.";
    }
  };

  private readonly download = (): void => {
    const slug = this.session?.mock.replaceAll("/", "-") ?? "mock";
    const date = new Date(this.session?.started ?? 0);
    const named = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([this.text], { type: "text/markdown" }));
    link.download = `debrief-${slug}-${named}.md`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    this.said = `Saved as ${link.download}.`;
  };

  private readonly onOpen = (): void => {
    this.open = true;
  };

  private readonly again = (): void => {
    this.noFacts = "";
    void this.fetch().then(() => this.ask());
  };

  private readonly keepNow = (): void => void this.keeping?.flush();

  protected override render(): TemplateResult {
    const { session, keeping } = this;
    if (this.trouble) {
      return html`<div class="db-trouble" role="alert"><p>${this.trouble}</p></div>
        <p class="db-buttons"><button type="button" class="db-small" @click=${() => this.begin()}>Try again</button></p>`;
    }
    if (this.missing) {
      return html`<p class="db-lead">This mock is not in the log of this device.</p>
        <p>It may have been sat on another device: <a href=${this.at("about/your-data/")}>bring your data over</a>. Or see your <a href=${this.at("rehearse/history/")}>past mocks</a>.</p>`;
    }
    if (!session || !keeping) return html`<p role="status">Reading the log…</p>`;
    const marking: Marking = { session, keeping, marks: keeping.marks, mock: this.mock, rubric: this.rubric, facts: this.facts };
    return html`<article class="mock-debrief">
      ${this.head(session)}
      ${this.notKept
        ? html`<div class="db-trouble" role="alert"><p>${this.notKept}</p></div>
            <p class="db-buttons"><button type="button" class="db-small" @click=${this.keepNow}>Try again</button></p>`
        : nothing}
      ${timeSection(session, this.facts)} ${this.code(session)} ${coveredSection(marking)} ${rubricSection(marking, this.noRubric, this.again)} ${steersSection(marking)}
      ${talkSection({ session, mock: this.mock, open: this.open, onOpen: this.onOpen, trouble: this.noMock, again: this.again })} ${this.tools(session)}
      ${summarySection(marking)} ${lessonSection(marking)} ${this.next(session)}
    </article>`;
  }

  private at(path: string): string {
    return new URL(path, this.root).href;
  }

  private head({ title, kind, started, loop, recorded, hints }: Session): TemplateResult {
    const place = loop ? `round ${loop.round + 1} of ${loop.of}${loop.title ? ` of “${loop.title}”` : ""}` : "";
    const facts = [moment(started), place, recorded ? "recorded" : "not recorded", hints ? `${counted(hints, "hint")} asked for` : ""].filter(Boolean);
    return html`<header class="db-head">
      <h2>Debrief: ${title}</h2>
      <ul class="gr-chips"><li class="gr-chip gr-chip--kind">${roundTitle(kind)}</li>${facts.map((each) => html`<li class="gr-chip">${each}</li>`)}</ul>
      <p class="db-buttons">
        <button type="button" class="db-small" @click=${this.copy}>Copy as Markdown</button>
        <button type="button" class="db-small" @click=${this.download}>Download</button>
        <button type="button" class="db-small" @click=${() => this.deps.print()}>Print</button>
      </p>
      <p class="db-said" role="status">${this.said}</p>
    </header>`;
  }

  private code({ attempt }: Session): TemplateResult | typeof nothing {
    const { problem } = this.mock ?? {};
    if (!attempt && !problem) return nothing;
    return html`<section>
      <h3>Code</h3>
      <p>${attempt ? verdictText(attempt) : "Your code was not tested in this mock."}${problem ? html` <a href=${this.at(problem.solution)}>The solution</a>` : nothing}</p>
    </section>`;
  }

  private tools({ recorded }: Session): TemplateResult {
    const board = this.drawn
      ? html`<section><h3>Board</h3><drawing-board name="mock:${this.name}" readonly></drawing-board></section>`
      : this.mock?.tool === "board"
        ? html`<section><h3>Board</h3><p class="db-quiet">Nothing was drawn.</p></section>`
        : nothing;
    const sound = recorded ? html`<section class="db-sound"><h3>Recording</h3><voice-review session=${this.name} root=${this.root.href}></voice-review></section>` : nothing;
    return html`${board}${sound}`;
  }

  private next({ mock }: Session): TemplateResult {
    const next = this.facts?.next;
    const dice = new URL("rehearse/mock/", this.root);
    dice.searchParams.set("mock", mock);
    return html`<section>
      <h3>Next</h3>
      <div class="db-next" role="status">${next
        ? html`<p class="gr-next"><a href=${this.at(next.url)}><span>One thing to do next</span><strong>${next.title}</strong></a></p>
            <p class="db-note">${next.reason}</p>`
        : this.noFacts
          ? html`<p class="db-note">${this.noFacts}</p><p class="db-buttons"><button type="button" class="db-small" @click=${this.again}>Try again</button></p>`
          : html`<p class="db-note">Choosing one thing to do next…</p>`}</div>
      <div class="db-buttons"><a class="md-button" href=${dice.href}>Again, with other dice</a> <a class="md-button" href=${this.at("rehearse/history/")}>All past mocks</a></div>
    </section>`;
  }
}

if (!customElements.get("mock-debrief")) customElements.define("mock-debrief", MockDebrief);
