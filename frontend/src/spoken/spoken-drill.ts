/**
 * `<spoken-drill src="…/assets/spoken/ID.json" root="../../">`: a drill that is done aloud, step by step against the clock.
 *
 * It needs no engine. Its children are the steps for readers without JavaScript; they stay until the drill is there.
 */

import { LitElement, nothing, type TemplateResult } from "lit";
import { boxedFallback } from "../parts/fallback";
import { randomId } from "../store/log-event";
import { Course } from "./course";
import { onKey, type Desk, type Phase } from "./desk";
import { fetchDrill, introduction, spokenBy, stretchesOf, type DrillData } from "./drill-data";
import { nextSeed, seedOf } from "./draw";
import { runOf, timesDone } from "./history";
import { Guide } from "./guide";
import { keepRun, loadRun, type KeptRun } from "./keeping";
import { Following, wantedIn, type Recorder } from "./recording";
import { bellsAhead, type Standing } from "./run";
import { RunsLog } from "./runs-log";
import { Sounds } from "./sounds";
import { drillView, failureView, stretchBar } from "./view";

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
  records = false;
  session = "";
  trouble = "";
  readonly log = new RunsLog();
  readonly sounds = new Sounds();

  private fallback: Element | undefined;
  /** Index of the stretch that was told last. */
  private told = -1;
  private following: Following | undefined;
  private tick: ReturnType<typeof setTimeout> | undefined;
  private listeners: AbortController | undefined;
  /** The run is being appended to the log. */
  private keeping: Promise<void> | undefined;
  private readonly guide = new Guide(this);

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
    this.sounds.open(() => this.onSounds(), signal);
    if (this.drill) this.look();
    else void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.listeners?.abort();
    if (this.phase === "running") this.course.act("pause");
    this.save();
    clearTimeout(this.tick);
    this.sounds.close();
    this.log.close();
  }

  /** The bell was muted or unmuted, here, by a timer or in another tab; or a voice was found. */
  private onSounds(): void {
    if (this.sounds.muted && this.sounds.isReading) this.toggle();
    this.look();
  }

  /** Get the drill and what is known of it; shows why where that fails. */
  async load(): Promise<void> {
    const held = this.contains(document.activeElement);
    const { signal } = this.listeners!;
    this.phase = "loading";
    try {
      const [drill] = await Promise.all([
        fetchDrill(new URL(this.getAttribute("src") ?? "", document.baseURI)),
        this.log.open(() => this.requestUpdate()),
      ]);
      const own = drill.asks ? await this.log.typed(drill.id) : "";
      if (signal.aborted) return; // The reader has left; on another visit it is loaded anew.
      this.drill = drill;
      this.own = own;
      const kept = loadRun(drill.id);
      if (kept) this.takeUp(drill, kept);
      else this.begin(seedOf(location.search) ?? this.next(this.log.runs(drill.id).at(-1)?.run.seed ?? -1));
      this.fallback?.remove();
      if (held) this.guide.focusOn(".spoken-panel");
    } catch (error) {
      if (signal.aborted) return;
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
    this.sounds.follow(bellsAhead(this.course.lengths, at), at.state === "running");
    void this.following?.follow(wantedIn(this.course.stretches[at.index]?.step, at.state === "running"));
    if (at.state !== "running") return;
    if (this.course.warns(at)) this.guide.announce("10 seconds left.");
    this.tick = setTimeout(() => this.look(), Math.max(20, (at.left % 1000 || 1000) + 5));
  }

  /** A stretch begins: tell it, and read out what belongs to it while the clock stands still. */
  private enter(at: Standing): void {
    const drill = this.drill!;
    const stretch = this.course.stretches[at.index]!;
    this.told = at.index;
    this.sounds.hush();
    this.following?.mark(stretch.step.title);
    this.guide.announce(introduction(drill, stretch, this.own), true);
    const text = this.sounds.isVoiced && at.state === "running" ? spokenBy(drill, stretch, this.own) : "";
    if (text) this.readOut(text, at.used);
    this.save();
    this.look();
  }

  /** Read a text out, the clock held since the stretch began, `used` milliseconds ago. */
  private readOut(text: string, used: number): void {
    this.course.act("pause", used);
    this.sounds.read(text, () => {
      if (this.phase === "running" && this.course.at().state === "paused") this.course.act("resume");
      this.look();
    });
  }

  private end(): void {
    this.phase = "done";
    this.sounds.end();
    void this.following?.follow("stop");
    this.save();
    this.guide.announce("The drill is over. Compare, tick what is true, and keep it.", true);
    this.guide.focusOn(".spoken-end");
  }

  // --- what the reader does

  toggle(): void {
    if (this.phase === "idle") return void this.start();
    if (this.phase === "offer") return void this.goOn();
    if (this.phase !== "running") return;
    this.interrupt();
    this.course.act(this.course.at().state === "paused" ? "resume" : "pause");
    this.save();
    this.look();
  }

  private interrupt(): void {
    this.sounds.interrupt();
    this.sounds.unlock();
    this.course.away = 0;
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
    this.guide.focusOn(".spoken-panel");
  }

  /** Ask for sound and, where the reader records, for the microphone; false where they have run on meanwhile. */
  private async isReady(now = true): Promise<boolean> {
    this.sounds.unlock();
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

  skip(): void {
    if (this.phase !== "running") return;
    this.interrupt();
    this.course.act("skip");
    if (this.course.at().state === "paused") this.course.act("resume");
    this.save();
    this.look();
  }

  async again(): Promise<void> {
    if (!(await this.leave())) return;
    this.begin(this.seed);
    this.guide.focusOn(".spoken-start");
  }

  async another(): Promise<void> {
    if (!(await this.leave())) return;
    this.begin(this.next(this.seed));
    if (this.drill?.rounds === 1) this.guide.announce(`Another prompt: ${this.course.stretches[0]!.prompt.plain}`);
    else this.guide.announce("Other prompts are drawn.");
    this.guide.focusOn(".spoken-another");
  }

  /** Keep what was done and end it; false where the reader first has to hear that it is lost, or has left it meanwhile. */
  private async leave(): Promise<boolean> {
    const { course } = this;
    const known = this.log.trouble;
    if (this.phase === "done") await this.keep();
    if (this.course !== course) return false;
    if (this.log.trouble && this.log.trouble !== known) {
      this.trouble = "This run could not be kept. Press once more to go on without it, or Keep it to try again.";
      this.requestUpdate();
      return false;
    }
    clearTimeout(this.tick);
    this.sounds.stop();
    void this.following?.follow("stop");
    this.following = undefined;
    return true;
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

  /** Append the run to the log, once; resolves when it is there or the reader has been told that it is not. */
  keep(): Promise<void> {
    return (this.keeping ??= this.appendRun().finally(() => (this.keeping = undefined)));
  }

  private async appendRun(): Promise<void> {
    const { drill, course } = this;
    if (!drill || this.phase !== "done" || this.isKept) return;
    this.isKept = true; // what is appended is not changed any more
    this.trouble = "";
    const held = this.contains(document.activeElement);
    const { seed, ticks, note, session } = this;
    const run = runOf(drill, course.stretches, course.at().spent, { seed, ticks, note, session });
    this.isKept = await this.log.keep(run);
    this.requestUpdate();
    if (this.isKept) keepRun(drill.id, undefined);
    this.guide.announce(this.isKept ? "Kept." : "It could not be kept.");
    if (this.isKept && held) this.guide.focusOn(".spoken-another");
  }

  switchMuted(): void {
    this.sounds.switchMuted();
    this.guide.announce(this.sounds.muted ? "The bell is muted." : "The bell is on.");
  }

  switchReads(reads: boolean): void {
    this.sounds.switchReads(reads);
    if (!reads && this.sounds.isReading) this.toggle();
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

  protected override updated(): void {
    this.dataset["phase"] = this.phase;
    this.dataset["seed"] = String(this.seed);
    if (this.querySelector("voice-recorder:not(:defined), voice-review:not(:defined)")) document.dispatchEvent(new Event("greenroom:components"));
    stretchBar(this.querySelectorAll<HTMLElement>("[data-grow]"));
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.phase === "failed") return failureView(this);
    return this.drill ? drillView(this, this.drill) : nothing;
  }
}

customElements.define("spoken-drill", SpokenDrill);
