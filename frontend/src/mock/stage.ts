/** A mock on the stage: the steps of the interview, kept after each, and the tools around it. What is shown is in `stage-view.ts`. */

import { LitElement } from "lit";
import { engine } from "../engine/client";
import type { Engine } from "../engine/engine";
import { put, taken } from "../parts/pocket";
import { hush, localVoice, say as speak } from "../parts/voice";
import { openStore } from "../store/indexed-store";
import type { LogEvent, Store } from "../store/store";
import { answerTo, NO_ANSWER } from "./asking";
import { cues, type Cue } from "./cues";
import { withoutRecording, type RecorderElement, type TimerElement, type TimerPosition } from "./desk";
import { Keeping, sittingKey } from "./keeping";
import type { Mock, Spoken } from "./mock";
import { answered, falling, note, opening, payload, say, upcoming, type Options, type Said, type SaidKind, type Sitting } from "./sitting";

/** What the room needs from outside. */
export interface Deps {
  engine: Engine;
  openStore(): Promise<Store>;
  /** Milliseconds since 1970. */
  now(): number;
  random(): number;
}

export type Place = "loading" | "lobby" | "stage" | "loop" | "debrief" | "elsewhere" | "failed";

/** What a recording is marked with where something is said. */
const MARKS: Partial<Record<SaidKind, string>> = { hint: "Hint", redirect: "Steered", curveball: "Curveball", "follow-up": "Follow-up" };
const TICK_MS = 500;
const REMEMBERED = "greenroom:mock-options";

export abstract class Stage extends LitElement {
  static override properties = Object.fromEntries(["place", "sitting", "mock", "at", "over", "trouble", "unkept", "filing", "canSpeak"].map((name) => [name, { state: true }]));

  deps: Deps = { engine, openStore, now: () => Date.now(), random: Math.random };

  declare place: Place;
  declare mock: Mock | undefined;
  declare sitting: Sitting | undefined;
  /** Where the timer stands. */
  declare at: TimerPosition | undefined;
  /** The interview is over and not yet in the log. */
  declare over: boolean;
  /** A sentence on what went wrong. */
  declare trouble: string;
  /** Why the mock is not kept, or empty. */
  declare unkept: string;
  declare filing: boolean;
  declare canSpeak: boolean;

  root = new URL(document.baseURI);
  protected readonly keeping = new Keeping(() => this.deps.openStore(), (trouble) => (this.unkept = trouble));
  #cues: Cue[] = [];
  #early = false;
  #starting = false;
  #tick: ReturnType<typeof setInterval> | undefined;
  #listeners: AbortController | undefined;
  #ends: (() => void) | undefined;

  constructor() {
    super();
    this.place = "loading";
    this.trouble = this.unkept = "";
    this.over = this.filing = this.canSpeak = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this; // light DOM, so that the theme's styles apply
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.root = new URL(this.getAttribute("root") ?? "", document.baseURI);
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    this.addEventListener("timer-change", () => this.#onTimer(), { signal });
    this.addEventListener("recording-change", (event) => this.#onRecording(event), { signal });
    document.addEventListener("visibilitychange", () => void this.keeping.flush(), { signal });
    window.addEventListener("pagehide", () => void this.keeping.flush(), { signal });
    this.#tick = setInterval(() => this.#onTick(), TICK_MS);
    void localVoice().then((voice) => (this.canSpeak = voice !== undefined));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listeners?.abort();
    clearInterval(this.#tick);
    hush();
    this.#ends?.();
    void this.keeping.flush();
    this.keeping.leave();
  }

  get timer(): TimerElement | undefined {
    const timer = this.querySelector<TimerElement>("phase-timer");
    return timer && typeof timer.act === "function" ? timer : undefined;
  }

  get recorder(): RecorderElement | undefined {
    const recorder = this.querySelector<RecorderElement>("voice-recorder");
    return recorder && typeof recorder.stop === "function" ? recorder : undefined;
  }

  /** Under what the timer keeps its run. */
  get timerKey(): string {
    return sittingKey(this.sitting?.session ?? "");
  }

  protected fail(error: unknown): void {
    this.trouble = error instanceof Error ? error.message : String(error);
    this.place = "failed";
  }

  // --- coming and going

  /** Put a mock on the stage, unless another tab has it. */
  protected async enter(mock: Mock, sitting: Sitting, takingOver = false): Promise<void> {
    this.mock = mock;
    this.sitting = sitting;
    this.over = this.filing = this.#early = this.#starting = false;
    this.at = undefined;
    this.trouble = "";
    this.#cues = cues(mock, sitting.seed, sitting.options.surprises);
    const mine = await this.keeping.claim(sitting.session, () => (this.place = "elsewhere"), takingOver);
    this.place = mine ? "stage" : "elsewhere";
    if (!mine) return;
    this.keeping.keep(sitting);
    await this.#follow(mock);
    this.heading();
  }

  /** Clear the stage. */
  protected async leave(): Promise<void> {
    hush();
    await this.recorder?.stop().catch(() => undefined);
    this.#ends?.();
    this.#ends = undefined;
    this.keeping.leave();
    this.sitting = this.mock = this.at = undefined;
    this.over = this.filing = false;
  }

  /** Hear what comes of the code. */
  async #follow(mock: Mock): Promise<void> {
    this.#ends?.();
    const problem = mock.problem?.id;
    if (!problem) return;
    const store = await this.deps.openStore().catch(() => undefined);
    this.#ends = store?.onAppend((event: LogEvent) => {
      const { payload: told } = event;
      // A tab that has lost the mock must not write over the one that has it.
      if (this.place !== "stage" || event.kind !== "attempt" || told["problem"] !== problem || !this.sitting?.started || event.time < this.sitting.started) return;
      this.#change({ ...this.sitting, attempt: { verdict: String(told["verdict"]), passed: Number(told["passed"]) || 0, total: Number(told["total"]) || 0 } });
    });
  }

  protected heading(): void {
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("h2[tabindex]")?.focus({ preventScroll: true }));
  }

  #change(sitting: Sitting): void {
    this.sitting = sitting;
    this.keeping.keep(sitting);
  }

  // --- what the reader does

  /** The options of the last mock. */
  protected remembered(): Options {
    const plain = { voice: false, surprises: true };
    try {
      const kept = JSON.parse(taken(REMEMBERED) ?? "{}") as Partial<Options>;
      return { voice: kept.voice === true, surprises: kept.surprises !== false };
    } catch {
      return plain;
    }
  }

  setOptions(change: Partial<Options>): void {
    if (!this.sitting || !this.mock) return;
    const options = { ...this.sitting.options, ...change };
    this.#change({ ...this.sitting, options });
    this.#cues = cues(this.mock, this.sitting.seed, options.surprises);
    put(REMEMBERED, JSON.stringify(options));
  }

  /** Take the dice that were typed; a number that is none gives way to the one that holds. */
  setSeed(field: HTMLInputElement): void {
    const seed = Number(field.value);
    if (!this.sitting || !this.mock) return;
    if (!field.value.trim() || !Number.isInteger(seed) || seed < 0) {
      field.value = String(this.sitting.seed);
      return;
    }
    this.#change({ ...this.sitting, seed });
    this.#cues = cues(this.mock, seed, this.sitting.options.surprises);
  }

  start(): void {
    if (!this.sitting) return;
    // The clock may still be loading: then it is started as soon as it is there.
    this.#starting = !this.timer;
    if (!this.timer) return;
    this.#change({ ...this.sitting, started: this.deps.now() });
    this.timer.act("start");
    void this.keeping.flush();
    this.#focusMain();
  }

  /** What the main button does now, in words. */
  get nextName(): string {
    const { mock, sitting, at } = this;
    if (!mock || !sitting || !at) return "Go on";
    const phase = mock.plan.phases[at.phase];
    const next = phase && upcoming(sitting, this.#cues, phase.id);
    if (next) return next.what === "follow-up" ? "Next question" : "Interviewer goes on";
    const after = mock.plan.phases[at.phase + 1];
    return after ? `Next phase: ${after.title}` : "End the interview";
  }

  /** The interviewer goes on, or the next phase begins where nothing is left to say. */
  goOn(): void {
    const { mock, sitting, at } = this;
    const phase = at && mock?.plan.phases[at.phase];
    if (!sitting || !phase) return;
    const next = upcoming(sitting, this.#cues, phase.id);
    if (next) this.#say(next);
    else this.timer?.act("next");
    this.#focusMain();
  }

  /** Hints for the phase under way that were not given yet, from nudge to outline. */
  get #hints(): Spoken[] {
    const given = new Set(this.sitting?.said.filter(({ what }) => what === "hint").map(({ id }) => id));
    return (this.mock?.hints ?? []).filter(({ id, phase }) => !given.has(id) && (!phase || phase === this.#phase));
  }

  get hintsLeft(): number {
    return this.#hints.length;
  }

  hint(): void {
    const [next] = this.#hints;
    if (!this.sitting || !next) return;
    this.sitting = { ...this.sitting, hints: this.sitting.hints + 1 };
    this.#say({ ...next, phase: this.#phase, what: "hint" });
  }

  ask(event: Event): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const field = form.elements.namedItem("question") as HTMLInputElement;
    const question = field.value.trim();
    if (!question || !this.sitting || !this.mock) return;
    field.value = "";
    const ask = answerTo(question, this.mock.asks);
    this.#change(answered(this.sitting, question, ask, NO_ANSWER, this.#phase, this.timer?.at.spent ?? 0));
    this.recorder?.mark("Question");
    this.#voice(ask?.plain ?? NO_ANSWER);
  }

  takeNote(key: string, text: string): void {
    if (this.sitting) this.#change(note(this.sitting, key, text));
  }

  /** Open the space for a note on something said before, and go there. */
  addNote(event: Event, key: string): void {
    const turn = (event.target as HTMLElement).closest("li");
    this.takeNote(key, "");
    void this.updateComplete.then(() => turn?.querySelector("textarea")?.focus());
  }

  /** End before the last phase: what was not reached stays untouched. */
  async endNow(): Promise<void> {
    this.#early = true;
    if (this.at?.state === "running") this.timer?.act("pause");
    this.over = true;
    await this.updateComplete;
    this.querySelector<HTMLElement>(".mr-ended h3")?.focus();
  }

  /** Append the mock to the log; gives whether it is there. */
  protected async enterLog(): Promise<boolean> {
    const { mock, sitting, timer } = this;
    if (!mock || !sitting || !timer) return false;
    this.filing = true;
    try {
      await this.recorder?.stop();
      const run = { actions: timer.actions, used: timer.at.used, finished: !this.#early };
      const store = await this.deps.openStore();
      await store.append("mock", payload(sitting, mock, run, this.deps.now()));
      this.trouble = "";
      return true;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.trouble = `The interview could not be put into your log: ${reason} It stays open here.`;
      return false;
    } finally {
      this.filing = false;
    }
  }

  // --- what the interviewer does

  get #phase(): string {
    return this.mock?.plan.phases[Math.min(this.at?.phase ?? 0, (this.mock?.plan.phases.length ?? 1) - 1)]?.id ?? "";
  }

  #say(spoken: Pick<Spoken, "id" | "phase" | "plain"> & { what: SaidKind }): void {
    if (!this.sitting) return;
    const before = this.sitting;
    const after = say(before, spoken, this.timer?.at.spent ?? 0);
    // Where the reader stands in a note that is still empty, it stays a note: the next letters are not the page's shortcuts.
    const writing = this.querySelector<HTMLElement>("textarea:focus")?.dataset["note"];
    this.#change(writing && !(writing in after.notes) ? note(after, writing, "") : after);
    if (after.said.length === before.said.length) return;
    const mark = MARKS[spoken.what];
    if (mark) this.recorder?.mark(mark);
    this.#voice(spoken.plain);
  }

  #voice(text: string): void {
    if (!this.sitting?.options.voice || !this.canSpeak) return;
    hush();
    void withoutRecording(this.recorder, () => speak(text));
  }

  #onTimer(): void {
    const { timer, mock, sitting } = this;
    if (!timer || !mock || !sitting || this.place !== "stage") return;
    const before = this.at;
    this.at = timer.at;
    if (this.at.state === "finished") {
      if (!this.#early && !this.over) {
        this.over = true;
        void this.updateComplete.then(() => this.querySelector<HTMLElement>(".mr-ended h3")?.focus());
      }
      return;
    }
    if (this.at.state === "ready") {
      if (this.#starting) this.start();
      return;
    }
    // Undoing the end, or resuming after it was ended early.
    if (this.over && (!this.#early || this.at.state === "running")) this.over = this.#early = false;
    if (!sitting.started) this.#change({ ...sitting, started: this.deps.now() });
    const phase = mock.plan.phases[this.at.phase];
    if (!phase) return;
    if (before && before.phase !== this.at.phase) this.recorder?.mark(phase.title);
    const first = opening(this.#cues, phase.id);
    if (first) this.#say(first);
  }

  #onTick(): void {
    const { timer, mock, sitting } = this;
    if (!timer || !mock || !sitting || this.over || this.place !== "stage") return;
    const { at } = timer;
    // Seconds that pass change nothing that is shown here.
    if (at.state !== this.at?.state || at.phase !== this.at.phase) this.at = at;
    const phase = mock.plan.phases[at.phase];
    if (at.state !== "running" || !phase) return;
    const fallen = falling(sitting, this.#cues, phase.id, at.elapsed);
    if (fallen) this.#say(fallen);
  }

  #onRecording(event: Event): void {
    const { state } = (event as CustomEvent<{ state: string }>).detail;
    if (state !== "recording" || !this.sitting || this.sitting.recorded) return;
    this.#change({ ...this.sitting, recorded: true });
    const phase = this.mock?.plan.phases[this.at?.phase ?? 0];
    if (phase) this.recorder?.mark(phase.title);
  }

  /** What was said, as HTML; empty where only its text is known. */
  htmlOf({ what, id }: Said): string {
    const { mock } = this;
    if (!mock) return "";
    const pools: Record<SaidKind, { id: string; html: string }[]> = {
      ...{ line: mock.lines, ask: mock.asks, hint: mock.hints, redirect: mock.redirects, curveball: mock.curveballs },
      "follow-up": mock.follow_ups,
    };
    return pools[what].find((each) => each.id === id)?.html ?? "";
  }

  #focusMain(): void {
    void this.updateComplete.then(() => !this.over && this.querySelector<HTMLElement>(".mr-main")?.focus());
  }
}
