/**
 * `<mock-room root="../../">`: the room in which a mock interview is sat, from the choice to the debrief.
 *
 * It conducts: the clock is `<phase-timer>`, the sound `<voice-recorder>`, the paper `<drawing-board>` or `<code-runner>`, and
 * the look back `<mock-debrief>`. What was said is kept after every step, so a reload goes on where it was.
 */

import { html, nothing, type TemplateResult } from "lit";
import { ANYTHING, drawMany, drawOne, type Wish } from "./choosing";
import { lobbyView, LISTED } from "./lobby-view";
import { byChance, currentRound, entered, left, makeLoop, type Loop, type LoopPlan } from "./loop";
import { loopView } from "./loop-view";
import { ROUND_TITLES, type RoundKind } from "../parts/round-kinds";
import { fetchMock, fetchMocks, type MockRow } from "./mock";
import { newSeed } from "../parts/dice";
import type { LobbyHost, LoopHost, StageHost } from "./host";
import { begin, type LoopPlace, type Sitting } from "./sitting";
import { Stage } from "./stage";
import { stageView } from "./stage-view";
import { toolsAdded } from "./desk";
import { randomId } from "../store/log-event";

const BREAK_TICK_MS = 500;

export class MockRoom extends Stage implements LobbyHost, LoopHost, StageHost {
  wish: Wish = ANYTHING;
  drawn: { row: MockRow; why: string[] } | undefined;
  drawing = false;
  nothingFits = false;
  listed = LISTED;
  mocks: MockRow[] = [];
  /** A mock under way that the lobby offers to go on with. */
  waiting: Sitting | undefined;
  /** The mock that the address asks for. */
  wanted = "";
  loop: Loop | undefined;
  #debrief = "";
  #given: Sitting | undefined;
  #seen: string[] = [];
  #beat: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    this.replaceChildren();
    super.connectedCallback();
    this.#beat = setInterval(() => this.place === "loop" && this.requestUpdate(), BREAK_TICK_MS);
    void this.#arrive();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#beat);
  }

  // --- arriving

  async #arrive(): Promise<void> {
    const asked = new URLSearchParams(location.search);
    const session = asked.get("session");
    if (session) return this.#showDebrief(session);
    this.wanted = asked.get("mock") ?? "";
    const kind = asked.get("kind") ?? "";
    if (Object.hasOwn(ROUND_TITLES, kind)) this.wish = { ...this.wish, kind: kind as RoundKind };
    try {
      const kept = Promise.all([this.keeping.current(), this.keeping.loop()]).catch((error: unknown) => {
        this.trouble = error instanceof Error ? error.message : String(error);
        return [undefined, undefined] as const;
      });
      this.mocks = await fetchMocks(this.root);
      [this.waiting, this.loop] = await kept;
    } catch (error) {
      return this.fail(error);
    }
    const dice = Number(asked.get("dice") ?? "");
    const { wanted, waiting } = this;
    // One that was opened and not started goes on, too: its dice, its board and its place in a loop are the reader's.
    if (waiting && (waiting.started ? !wanted || wanted === waiting.mock : wanted === waiting.mock && !dice)) return this.resume();
    if (wanted && !waiting?.started) return this.open(wanted, null, Number.isInteger(dice) && dice > 0 ? dice : undefined);
    if (this.loop?.rested && !this.waiting) return this.showLoop();
    this.place = "lobby";
  }

  /** Whether an address names this place already. */
  #address(search: string): void {
    const url = new URL(location.href);
    url.search = search;
    url.hash = "";
    if (url.href !== location.href) history.replaceState(history.state, "", url);
  }

  // --- the lobby

  setWish(change: Partial<Wish>): void {
    this.wish = { ...this.wish, ...change };
    this.listed = LISTED;
    this.nothingFits = false;
    if (!("words" in change || "type" in change)) this.drawn = undefined;
    this.requestUpdate();
  }

  readonly listMore = (): void => {
    this.listed += 4 * LISTED;
    this.requestUpdate();
  };

  async draw(): Promise<void> {
    this.drawing = true;
    this.requestUpdate();
    const { words: _words, type: _type, ...wish } = this.wish;
    const found = await drawOne(this.deps, this.mocks, { ...ANYTHING, ...wish }, newSeed(this.deps.random), this.#seen);
    const row = this.mocks.find(({ id }) => id === found?.id);
    this.drawing = false;
    this.nothingFits = !row;
    this.drawn = row && found ? { row, why: found.why } : undefined;
    if (row) this.#seen = [...this.#seen, row.id];
    this.requestUpdate();
  }

  /** Open a mock on the stage, not yet started. */
  readonly open = async (id: string, loop: LoopPlace | null = null, seed = newSeed(this.deps.random)): Promise<void> => {
    // Another tab may have begun one since this page was opened.
    this.waiting = await this.keeping.current().catch(() => this.waiting);
    if (this.waiting?.started) return this.#toLobby();
    if (this.waiting) await this.keeping.forget(this.waiting.session);
    try {
      const mock = await fetchMock(this.root, id);
      const sitting = begin(mock, randomId(), seed, this.remembered(), loop);
      this.waiting = this.#given = undefined;
      await this.enter(mock, sitting);
      this.#address(`?mock=${encodeURIComponent(id).replaceAll("%2F", "/")}`);
    } catch (error) {
      this.#stayInTheLobby(error);
    }
  };

  #toLobby(): void {
    this.place = "lobby";
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(".mr-box--now h2")?.focus());
  }

  #stayInTheLobby(error: unknown): void {
    this.fail(error);
    if (this.mocks.length > 0) this.place = "lobby";
  }

  /** Go on with the mock under way. */
  readonly resume = async (over = false): Promise<void> => {
    const sitting = this.waiting;
    if (!sitting) return;
    try {
      const mock = await fetchMock(this.root, sitting.mock);
      this.waiting = undefined;
      await this.enter(mock, sitting, over);
      this.#address(`?mock=${sitting.mock}`);
    } catch (error) {
      this.#stayInTheLobby(error);
    }
  };

  /** Go on here with a mock that another tab has. */
  async takeOver(): Promise<void> {
    const held = this.sitting;
    if (!held) return;
    const kept = await this.keeping.current().catch(() => held);
    if (kept?.session !== held.session) {
      // The other tab has ended it.
      this.sitting = this.mock = undefined;
      this.#address("");
      return this.#again();
    }
    // The other tab has gone on: what it kept last counts.
    this.waiting = kept;
    await this.resume(true);
  }

  readonly giveUp = async (): Promise<void> => {
    const sitting = this.sitting ?? this.waiting;
    if (!sitting) return;
    await this.leave();
    await this.keeping.forget(sitting.session);
    this.waiting = undefined;
    this.#given = sitting;
    this.#address("");
    this.place = this.loop && sitting.loop ? "loop" : "lobby";
  };

  /** Take the giving up back. */
  async #takeBack(): Promise<void> {
    if (!this.#given) return;
    this.keeping.keep(this.#given);
    await this.keeping.flush();
    this.waiting = this.#given;
    this.#given = undefined;
    await this.resume();
  }

  // --- the end

  /** Put the mock into the log, and go where it leads. */
  readonly file = async (): Promise<void> => {
    const sitting = this.sitting;
    if (!sitting || this.filing || !(await this.enterLog())) return;
    this.timer?.reset();
    await this.leave();
    await this.keeping.forget(sitting.session);
    if (sitting.loop && this.loop?.id === sitting.loop.id) {
      this.loop = left(this.loop, sitting.loop.round, this.deps.now());
      await this.keeping.keepLoop(this.loop);
      this.#address("");
      return this.showLoop();
    }
    this.#showDebrief(sitting.session);
  };

  #showDebrief(session: string): void {
    this.#debrief = session;
    this.#address(`?session=${session}`);
    this.place = "debrief";
  }

  // --- loops

  async beginLoop(plan: LoopPlan): Promise<void> {
    this.drawing = true;
    this.requestUpdate();
    const seed = newSeed(this.deps.random);
    const order = await drawMany(this.deps, this.mocks, plan.kinds, seed);
    const byId = new Map(this.mocks.map((row) => [row.id, row]));
    let turn = 0;
    this.loop = makeLoop(plan, randomId(), (kind, taken) => {
      const drawn = order.get(kind)?.find((id) => !taken.has(id));
      turn += 1;
      return (drawn && byId.get(drawn)) || byChance(this.mocks.filter((row) => row.kind === kind && !taken.has(row.id)), seed + turn);
    });
    this.drawing = false;
    await this.keeping.keepLoop(this.loop);
    this.showLoop();
  }

  readonly showLoop = (): void => {
    this.place = "loop";
    this.heading();
  };

  async beginRound(): Promise<void> {
    const { loop } = this;
    if (!loop) return;
    const place = currentRound(loop);
    const round = loop.rounds[place];
    if (!round) return;
    await this.open(round.mock, { id: loop.id, round: place, of: loop.rounds.length, title: loop.title });
    if (this.sitting) await this.keeping.keepLoop((this.loop = entered(loop, place, this.sitting.session)));
  }

  async skipRound(): Promise<void> {
    if (!this.loop) return;
    const { rested } = this.loop;
    const place = currentRound(this.loop);
    // Nothing was sat, so no break begins.
    await this.keeping.keepLoop((this.loop = left(entered(this.loop, place, ""), place, rested)));
    this.requestUpdate();
  }

  async endLoop(): Promise<void> {
    await this.keeping.keepLoop(undefined);
    this.loop = undefined;
    this.place = "lobby";
  }

  // --- what it shows

  protected override updated(): void {
    this.dataset["place"] = this.place;
    // Asked at each update: only what no tool has filled yet is worth a look by the page.
    if (this.querySelector(":not(:defined)")) toolsAdded();
  }

  protected override render(): TemplateResult {
    return html`<div class="mock-room" aria-busy=${this.place === "loading" ? "true" : "false"}>${this.#given && this.place !== "stage" ? this.#undo() : nothing}${this.#content()}</div>`;
  }

  #undo(): TemplateResult {
    return html`<p class="mr-undo" role="status">“${this.#given!.title}” was left without a debrief. <button type="button" @click=${() => void this.#takeBack()}>Take that back</button></p>`;
  }

  #content(): TemplateResult {
    switch (this.place) {
      case "loading":
        return html`<p role="status">Opening the room…</p>`;
      case "lobby":
        return html`${this.trouble ? html`<p class="mr-trouble" role="alert">${this.trouble}</p>` : nothing}${lobbyView(this)}`;
      case "stage":
        return stageView(this);
      case "loop":
        return loopView(this);
      case "elsewhere":
        return html`<section class="mr-box mr-box--now"><h2>This mock interview goes on in another tab</h2>
          <p>Two tabs would write over each other, so only one has it.</p>
          <p class="mr-buttons"><button type="button" class="md-button md-button--primary" @click=${() => void this.takeOver()}>Go on here</button></p></section>`;
      case "debrief":
        return html`<mock-debrief session=${this.#debrief} root=${this.root.href}></mock-debrief>
          <p class="mr-buttons"><a class="md-button" href=${new URL("rehearse/mock/", this.root).href}>Another mock interview</a></p>`;
      case "failed":
        return html`<p class="mr-trouble" role="alert">${this.trouble} <button type="button" @click=${() => void this.#again()}>Try again</button></p>`;
    }
  }

  async #again(): Promise<void> {
    this.trouble = "";
    this.place = "loading";
    await this.#arrive();
  }
}

customElements.define("mock-room", MockRoom);
