/**
 * `<mock-history root="../../">`: all mocks in the log, by kind, and what changes from one to the next. First the list as the
 * log has it, then the engine's comparison. Its children are for readers without JavaScript.
 */

import { html, LitElement, nothing, type TemplateResult } from "lit";
import { engine } from "../engine/client";
import type { Engine } from "../engine/engine";
import { openStore } from "../store/indexed-store";
import type { LogEvent, Store } from "../store/store";
import { watchLog } from "../store/watching";
import { KINDS, readHistory, type History } from "./facts";
import { fetchRubrics, type Rubric } from "./files";
import { bareList, historyView } from "./history-view";
import { roundTitle } from "../parts/round-kinds";
import { MOCK, readSession, type Session } from "./session";
import { counted } from "../parts/times";

/** What the element needs from outside. */
export interface Deps {
  engine: Engine;
  openStore(): Promise<Store>;
  /** Milliseconds since 1970. */
  now(): number;
}

export class MockHistory extends LitElement {
  static override properties = Object.fromEntries(["sessions", "history", "rubrics", "trouble", "kind"].map((name) => [name, { state: true }]));

  deps: Deps = { engine, openStore, now: () => Date.now() };

  declare sessions: Session[] | undefined;
  declare history: History | undefined;
  declare rubrics: Record<string, Rubric>;
  declare trouble: string;
  declare kind: string;

  private root = new URL(document.baseURI);
  private unwatch: (() => void) | undefined;
  private turn = 0;

  constructor() {
    super();
    this.trouble = "";
    this.kind = "";
    this.rubrics = {};
  }

  protected override createRenderRoot(): HTMLElement {
    return this; // light DOM, so that the theme's styles apply
  }

  override connectedCallback(): void {
    if (!this.hasUpdated) this.replaceChildren();
    this.root = new URL(this.getAttribute("root") ?? "./", document.baseURI);
    super.connectedCallback();
    void this.look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.turn += 1;
    this.unwatch?.();
    this.unwatch = undefined;
  }

  protected override updated(): void {
    const known = this.history ? "ready" : "counting";
    this.dataset["phase"] = this.trouble && !this.history ? "failed" : !this.sessions ? "loading" : this.sessions.length === 0 ? "empty" : known;
  }

  /** Read the log and have it compared, anew. What is shown stays until then. */
  private async look(): Promise<void> {
    const turn = (this.turn += 1);
    const stale = (): boolean => turn !== this.turn;
    this.trouble = "";
    try {
      const store = await this.deps.openStore();
      if (stale()) return;
      this.unwatch ??= watchLog(store, KINDS, this.again, this.onClosed);
      const log = await readHistory(store, this.deps.now());
      if (stale()) return;
      this.sessions = sessionsOf(log.events as unknown as LogEvent[]);
      if (this.sessions.length === 0) {
        this.history = undefined;
        return;
      }
      this.deps.engine.warm();
      // Names of criteria only: without them a chart shows their ids.
      void fetchRubrics(this.root).then((rubrics) => (this.rubrics = rubrics), () => {});
      const history = await this.deps.engine.call<History>("rehearsals.history", log);
      if (!stale()) this.history = history;
    } catch (error) {
      if (!stale()) this.trouble = error instanceof Error ? error.message : String(error);
    }
  }

  private readonly onClosed = (reason: string): void => {
    this.unwatch?.();
    this.unwatch = undefined;
    this.turn += 1;
    this.sessions = this.history = undefined;
    this.trouble = reason;
  };

  private readonly again = (): void => void this.look();

  protected override render(): TemplateResult {
    return html`<div class="mock-history">
      ${this.trouble
        ? html`<div class="db-trouble" role="alert"><p>${this.trouble}</p></div><p class="db-buttons"><button type="button" class="db-small" @click=${this.again}>Try again</button></p>`
        : nothing}
      ${this.content()}
    </div>`;
  }

  private content(): TemplateResult | typeof nothing {
    const { sessions, history } = this;
    if (!sessions) return this.trouble ? nothing : html`<p role="status">Reading the log…</p>`;
    if (sessions.length === 0) return this.empty();
    // With one kind there is nothing to choose.
    const kind = history?.kinds.length === 1 ? history.kinds[0]!.kind : this.kind;
    if (history) return html`${this.filters(history)}${historyView(history, { root: this.root, rubrics: this.rubrics, kind })}`;
    return html`<p class="mh-heading">${counted(sessions.length, "mock")} so far.</p>
      ${this.trouble ? nothing : html`<p role="status">Comparing them…</p>`}${bareList(sessions, this.root)}`;
  }

  private filters({ sessions, kinds }: History): TemplateResult | typeof nothing {
    if (kinds.length < 2) return nothing;
    const one = (kind: string, title: string, count: number): TemplateResult => html`<label class="mh-filter">
      <input type="radio" name="mh-kind" .checked=${this.kind === kind} @change=${() => (this.kind = kind)} /><span>${title} <small>${count}</small></span>
    </label>`;
    return html`<fieldset class="mh-filters">
      <legend>Kind of round</legend>
      ${one("", "All", sessions.length)}${kinds.map(({ kind, count }) => one(kind, roundTitle(kind), count))}
    </fieldset>`;
  }

  private empty(): TemplateResult {
    return html`<p class="mh-heading">You have not sat a mock yet.</p>
      <p>From your first mock on you see here:</p>
      <ul>
        <li>every mock with its debrief: times, notes, ratings, the closing sentence</li>
        <li>how far you run over or under the plan, from mock to mock</li>
        <li>how you rate yourself in each criterion, over time</li>
        <li>words a minute and pauses, where you recorded and the sound could be measured</li>
      </ul>
      <a class="md-button md-button--primary" href=${new URL("rehearse/mock/", this.root).href}>Sit a mock interview</a>`;
  }
}

/** The sessions that the log tells of, the newest first, each once. */
function sessionsOf(events: LogEvent[]): Session[] {
  const found = new Map<string, Session>();
  for (const event of events) {
    const session = event.kind === MOCK ? readSession(event) : undefined;
    if (session) found.set(session.id, session);
  }
  return [...found.values()].sort((a, b) => b.ended - a.ended);
}

if (!customElements.get("mock-history")) customElements.define("mock-history", MockHistory);
