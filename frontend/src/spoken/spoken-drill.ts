/**
 * `<spoken-drill src="…/assets/spoken/ID.json" root="../../">`: a drill that is done aloud, step by step against the clock.
 *
 * It needs no engine. Its children are the steps for readers without JavaScript; they stay until the drill is there.
 */

import { LitElement, nothing, type TemplateResult } from "lit";
import { boxedFallback } from "../parts/fallback";
import { localVoice } from "../parts/voice";
import { randomId } from "../store/log-event";
import { StepBell } from "./bell";
import { Course } from "./course";
import { onKey, type Desk, type Phase } from "./desk";
import { fetchDrill, introduction, spokenBy, stretchesOf, type DrillData } from "./drill-data";
import { nextSeed, seedOf } from "./draw";
import { runOf, timesDone } from "./history";
import { keepMuted, keepReads, keepRun, loadMuted, loadReads, loadRun, type KeptRun } from "./keeping";
import { ReadingVoice } from "./reading-voice";
import { Following, wantedIn, type Recorder } from "./recording";
import { bellsAhead, type Standing } from "./run";
import { RunsLog } from "./runs-log";
import { drillView, failureView } from "./view";

export class SpokenDrill extends LitElement implements Desk {
  drill: DrillData | undefined;
  phase: Phase = "loading";
  failure = "";
  seed = 0;
  course = new Course([]);
  own = "";
  ticks = new Set<string>();
  note = "";
  isKept = false;
  muted = loadMuted();
  reads = loadReads();
  hasVoice = false;
  records = false;
  session = "";
  trouble = "";
  readonly log = new RunsLog();

  private fallback: Element | undefined;
  /** Index of the stretch that was told last. */
  private told = -1;
  private following: Following | undefined;
  private tick: ReturnType<typeof setTimeout> | undefined;
  private listeners: AbortController | undefined;
  private readonly bell = new StepBell();
  private readonly voice = new ReadingVoice();

  get isReading(): boolean {
    return this.voice.isReading;
  }

  get root(): string {
    return this.getAttribute("root") ?? "";
  }

  protected override createRenderRoot(): HTMLElement {
    return this; // light DOM, so that the theme's styles apply
  }

  override connectedCallback(): void {
    this.fallback ??= boxedFallback(this);
    super.connectedCallback();
    const { signal } = (this.listeners = new AbortController());
    this.addEventListener("keydown", (event) => onKey(this, event), { signal });
    document.addEventListener("visibilitychange", () => (document.hidden ? this.save() : this.look()), { signal });
    window.addEventListener("pagehide", () => this.save(), { signal });
    if (this.drill) this.look();
    else void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.listeners?.abort();
    if (this.phase === "running") this.course.act("pause");
    this.save();
    this.silence();
    this.bell.close();
    this.log.close();
  }

  /** Get the drill and what is known of it; shows why where that fails. */
  async load(): Promise<void> {
    const held = this.contains(document.activeElement);
    this.phase = "loading";
    try {
      const [drill] = await Promise.all([
        fetchDrill(new URL(this.getAttribute("src") ?? "", document.baseURI)),
        this.log.open(() => this.requestUpdate()),
      ]);
      this.drill = drill;
      if (drill.asks) this.own = await this.log.typed(drill.id);
      const kept = loadRun(drill.id);
      if (kept) this.takeUp(drill, kept);
      else this.begin(seedOf(location.search) ?? this.next(this.log.runs(drill.id).at(-1)?.run.seed ?? -1));
      this.fallback?.remove();
      if (held) this.focusOn(".spoken-panel");
      void localVoice().then((voice) => {
        this.hasVoice = voice !== undefined;
        this.requestUpdate();
      });
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error);
      this.phase = "failed";
    }
    this.requestUpdate();
  }

  // --- time

  /** Look at the clock: bring in what is due, book the bells, set the next look, show it all. */
  private look(): void {
    clearTimeout(this.tick);
    this.requestUpdate();
    if (!this.isConnected || this.phase !== "running") return;
    const at = this.course.at();
    if (at.state === "done") return this.end();
    if (at.index !== this.told) return this.enter(at);
    const bells = bellsAhead(this.course.lengths, at);
    this.bell.book(this.muted ? [] : this.voiced ? bells.slice(0, 1) : bells);
    void this.following?.follow(wantedIn(this.course.stretches[at.index]?.step, at.state === "running"));
    if (at.state !== "running") return;
    if (this.course.warns(at)) this.announce("10 seconds left.");
    this.tick = setTimeout(() => this.look(), Math.max(20, (at.left % 1000 || 1000) + 5));
  }

  private get voiced(): boolean {
    return this.reads && this.hasVoice && !this.muted;
  }

  /** A stretch begins: tell it, and read out what belongs to it while the clock stands still. */
  private enter(at: Standing): void {
    const drill = this.drill!;
    const stretch = this.course.stretches[at.index]!;
    this.told = at.index;
    this.silence();
    this.following?.mark(stretch.step.title);
    this.announce(introduction(drill, stretch, this.own), true);
    const text = this.voiced && at.state === "running" ? spokenBy(drill, stretch, this.own) : "";
    if (text) this.readOut(text, at.used);
    this.save();
    this.look();
  }

  /** Read a text out, the clock held since the stretch began, `used` milliseconds ago. */
  private readOut(text: string, used: number): void {
    this.course.act("pause", used);
    this.voice.read(text, () => {
      if (this.phase === "running" && this.course.at().state === "paused") this.course.act("resume");
      this.look();
    });
  }

  private silence(): void {
    clearTimeout(this.tick);
    this.voice.end();
  }

  private end(): void {
    this.phase = "done";
    this.silence();
    this.bell.book([]);
    void this.following?.follow("stop");
    this.save();
    this.announce("The drill is over. Compare, tick what is true, and keep it.", true);
    this.focusOn(".spoken-end");
  }

  // --- what the reader does

  toggle(): void {
    if (this.phase === "idle") return void this.start();
    if (this.phase === "offer") return void this.goOn();
    if (this.phase !== "running") return;
    this.silence();
    this.course.away = 0;
    this.course.act(this.course.at().state === "paused" ? "resume" : "pause");
    this.save();
    this.look();
  }

  async start(): Promise<void> {
    if (this.phase === "idle" && (await this.isReady())) this.run("start");
  }

  /** Go on with the run that an earlier visit left. */
  async goOn(): Promise<void> {
    if (this.phase !== "offer") return;
    const { step } = this.course.stretches[this.course.at().index]!;
    if (await this.isReady(wantedIn(step, true) === "record")) this.run("resume");
  }

  startWithout(): void {
    if (this.phase !== "asking") return;
    this.switchRecords(false);
    this.following = undefined;
    this.run(this.course.at().state === "ready" ? "start" : "resume");
  }

  private run(kind: "start" | "resume"): void {
    this.told = -1;
    this.phase = "running";
    this.course.act(kind);
    this.save();
    this.look();
    this.focusOn(".spoken-panel");
  }

  /** Ask for sound and, where the reader records, for the microphone; false where they have run on meanwhile. */
  private async isReady(now = true): Promise<boolean> {
    this.bell.unlock();
    this.trouble = "";
    if (!this.records) return true;
    const before = this.phase;
    this.phase = "asking";
    this.requestUpdate();
    await this.updateComplete;
    const recorder = this.querySelector<Recorder>("voice-recorder");
    const following = recorder ? new Following(recorder) : undefined;
    this.following = following;
    const reason = now ? ((await following?.begin()) ?? "The recorder is missing.") : "";
    if (this.following !== following || this.phase !== "asking") return false;
    this.phase = before;
    if (!reason) return true;
    this.following = undefined;
    this.session = "";
    this.trouble = `The drill goes on without a recording. ${reason}`;
    return true;
  }

  /** To the next step; it begins at once, even where this one stands still. */
  skip(): void {
    if (this.phase !== "running") return;
    this.silence();
    this.course.away = 0;
    this.course.act("skip");
    if (this.course.at().state === "paused") this.course.act("resume");
    this.save();
    this.look();
  }

  /** The same prompt from the start; what was done is kept first. */
  async again(): Promise<void> {
    await this.leave();
    this.begin(this.seed);
    this.focusOn(".spoken-start");
  }

  /** Another prompt; what was done is kept first. */
  async another(): Promise<void> {
    await this.leave();
    this.begin(this.next(this.seed));
    if (this.drill?.rounds === 1) this.announce(`Another prompt: ${this.course.stretches[0]!.prompt.plain}`);
    else this.announce("Other prompts are drawn.");
    this.focusOn(".spoken-another");
  }

  private async leave(): Promise<void> {
    if (this.phase === "done" && !this.isKept) await this.keep();
    this.silence();
    this.bell.book([]);
    void this.following?.follow("stop");
    this.following = undefined;
  }

  /** The seed after another whose prompt was done least often. */
  private next(after: number): number {
    const { id, prompts } = this.drill!;
    return nextSeed(id, prompts.map((prompt) => prompt.id), timesDone(this.log.runs(id)), after);
  }

  private begin(seed: number): void {
    const drill = this.drill!;
    this.seed = seed;
    this.course = new Course(stretchesOf(drill, seed));
    this.ticks = new Set();
    this.note = this.trouble = "";
    this.session = this.records ? randomId() : "";
    this.isKept = false;
    this.phase = "idle";
    keepRun(drill.id, undefined);
    this.requestUpdate();
  }

  /** A run that an earlier visit left: under way, or over and not kept. */
  private takeUp(drill: DrillData, kept: KeptRun): void {
    this.seed = kept.seed;
    this.course = new Course(stretchesOf(drill, kept.seed), kept.acts, kept.seen);
    this.session = kept.session;
    this.records = kept.session !== "";
    this.ticks = new Set(kept.ticks.filter((id) => drill.checks.some((check) => check.id === id)));
    this.note = kept.note;
    this.phase = this.course.at().state === "done" ? "done" : "offer";
  }

  tickCheck(id: string, ticked: boolean): void {
    this.ticks[ticked ? "add" : "delete"](id);
    this.save();
    this.requestUpdate();
  }

  writeNote(text: string): void {
    this.note = text;
    this.save();
  }

  writeOwn(text: string): void {
    this.own = text;
    if (this.drill) this.log.keepTyped(this.drill.id, text);
    this.requestUpdate();
  }

  /** Append the run to the log; resolves when it is there or the reader has been told that it is not. */
  async keep(): Promise<void> {
    const { drill, course } = this;
    if (!drill || this.phase !== "done" || this.isKept) return;
    this.isKept = true;
    const held = this.contains(document.activeElement);
    const { seed, ticks, note, session } = this;
    const run = runOf(drill, course.stretches, course.at().spent, { seed, ticks, note, session });
    this.isKept = await this.log.keep(run);
    this.requestUpdate();
    if (this.isKept) keepRun(drill.id, undefined);
    this.announce(this.isKept ? "Kept." : "It could not be kept.");
    if (this.isKept && held) this.focusOn(".spoken-another");
  }

  switchMuted(): void {
    this.muted = !this.muted;
    keepMuted(this.muted);
    if (this.muted && this.isReading) this.toggle();
    if (!this.muted) this.bell.unlock();
    this.announce(this.muted ? "The bell is muted." : "The bell is on.");
    this.look();
  }

  switchReads(reads: boolean): void {
    this.reads = reads;
    keepReads(reads);
    if (!reads && this.isReading) this.toggle();
    this.requestUpdate();
  }

  switchRecords(records: boolean): void {
    this.records = records;
    this.session = records ? randomId() : "";
    this.requestUpdate();
  }

  // --- what is kept and told

  private save(): void {
    const { drill, course, seed, session, note, ticks } = this;
    if (!drill || course.acts.length === 0 || this.isKept || this.phase === "idle") return;
    // A run that is only offered is not looked at: it stays where it was left.
    const seen = this.phase === "offer" ? course.acts.at(-1)!.at : course.now();
    keepRun(drill.id, { seed, acts: [...course.acts], seen, session, ticks: [...ticks], note });
  }

  private focusOn(selector: string): void {
    this.requestUpdate();
    void this.updateComplete.then(() => {
      const found = this.querySelector<HTMLElement>(selector);
      found?.focus({ preventScroll: true });
      found?.scrollIntoView({ block: "nearest" });
    });
  }

  /** The regions are written by hand: the same text is told again where it is said again. */
  private announce(text: string, urgent = false): void {
    void this.updateComplete.then(() => {
      const region = this.querySelector(urgent ? ".spoken-told--urgent" : ".spoken-told--calm");
      if (region) region.textContent = text;
    });
  }

  protected override updated(): void {
    this.dataset["phase"] = this.phase;
    this.dataset["seed"] = String(this.seed);
    if (this.querySelector("voice-recorder, voice-review")) document.dispatchEvent(new Event("greenroom:components"));
    for (const part of this.querySelectorAll<HTMLElement>("[data-grow]")) {
      part.style.setProperty("flex-grow", part.dataset["grow"] ?? "1");
      part.style.setProperty("--spoken-done", part.dataset["done"] ?? "0");
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.phase === "failed") return failureView(this);
    return this.drill ? drillView(this, this.drill) : nothing;
  }
}

customElements.define("spoken-drill", SpokenDrill);
