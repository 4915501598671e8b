/**
 * `<voice-recorder session="…" label="…">`: records the reader's voice on request, on this device only. It says in words
 * what it does and what went wrong. Without `session` it takes a sound file, too. Its children stand there without JavaScript.
 */

import { html, LitElement, nothing, type TemplateResult } from "lit";
import { engine } from "../engine/client";
import { deviceClocks, RunClock } from "../parts/clock";
import { boxedFallback } from "../parts/fallback";
import { openRecordings, secondsOf, type Recording } from "../store/recordings";
import { analyses } from "./analyses";
import { noteInterrupted } from "./locks";
import { cannotRecord, Microphone } from "./microphone";
import { keepSamples, takeFile, wholeOrNothing } from "./sound-file";
import { Take, type TakeState } from "./take";
import { clock, loudnessShare, loudnessWord } from "./words";

const STATES: Record<TakeState, string> = {
  off: "Not recording",
  asking: "Waiting for the microphone: the browser may ask you to allow it",
  recording: "Recording",
  paused: "Paused: nothing is recorded",
  stopped: "Saved on this device",
  failed: "Not recording",
};
/** Tenths of a second from one change of the meter to the next where less motion is asked for. */
const CALM = 10;

export class VoiceRecorder extends LitElement {
  static override properties = {
    session: {},
    label: {},
    ...Object.fromEntries(["interrupted", "reading", "fileSaid", "fileTrouble", "said", "turn"].map((name) => [name, { state: true }])),
  };

  declare session: string;
  declare label: string;
  /** A recording of this session that a closed page or a lost microphone cut off. */
  declare interrupted: Recording | undefined;
  /** Whether a sound file is read. */
  declare reading: boolean;
  declare fileSaid: string;
  declare fileTrouble: string;
  declare said: string;
  declare turn: number;

  private readonly runClock = new RunClock(...deviceClocks());
  private readonly take = new Take({
    openRecordings,
    openMicrophone: (listener) => Microphone.open(listener),
    now: () => this.runClock.read(...deviceClocks()).now,
    today: () => Date.now(),
    changed: () => this.changed(),
    level: (peak, power) => this.showLevel(peak, power),
    kept: (id) => void analyses.grown(id),
  });
  private ends: (() => void)[] = [];
  private levels: { peak: number; power: number }[] = [];
  private shown: TakeState = "off";
  /** Whether the last place of the keyboard was in here. */
  private isHeld = false;
  private readonly onLeave = (event: BeforeUnloadEvent): void => {
    if (this.take.isRunning) event.preventDefault();
  };

  private readonly onFocus = ({ target }: FocusEvent): void => {
    this.isHeld = this.contains(target as Node);
  };

  constructor() {
    super();
    this.session = this.label = this.fileSaid = this.fileTrouble = this.said = "";
    this.reading = false;
    this.turn = 0;
  }

  protected override createRenderRoot(): HTMLElement {
    return this; // light DOM, so that the theme's styles apply
  }

  override connectedCallback(): void {
    if (!this.hasUpdated) boxedFallback(this)?.remove();
    super.connectedCallback();
    window.addEventListener("beforeunload", this.onLeave);
    document.addEventListener("focusin", this.onFocus);
    void this.look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("beforeunload", this.onLeave);
    document.removeEventListener("focusin", this.onFocus);
    for (const end of this.ends.splice(0)) end();
    // Moved within the page it goes on; taken out of it, nobody could stop it any more.
    setTimeout(() => {
      if (!this.isConnected) void this.stop();
    });
  }

  // --- for other tools

  get state(): TakeState {
    return this.take.state;
  }

  /** Ask for the microphone and record. What was cut off in this session goes on; `anew` begins another recording. */
  async start(anew = false): Promise<void> {
    if (this.take.isRunning) return;
    engine.warm();
    const goOn = anew ? undefined : (await this.findInterrupted())?.id;
    if (!this.isConnected) return; // taken out of the page meanwhile, and nobody could stop it
    await this.take.start(this.session, this.label, goOn);
    this.interrupted = undefined;
  }

  pause(): void {
    this.take.pause();
  }

  resume(): void {
    this.take.resume();
  }

  /** End the recording; resolves when all of it is on disk. The analysis goes on behind. */
  async stop(): Promise<void> {
    const { id, isRunning } = this.take;
    await this.take.stop();
    if (isRunning && id) void analyses.run(id);
  }

  /** Name this moment of the recording, such as the phase that begins; in one declared for thinking no pause is too long. */
  mark(text: string, thinking = false): void {
    this.take.mark(text, thinking);
  }

  /**
   * Keep samples as a recording without sound, and analyse them: 16-bit, one channel, `rate` samples a second. Resolves with
   * the id of the recording when its figures are kept. For measurements.
   */
  async analyse(samples: Int16Array, rate: number): Promise<string> {
    const recordings = await openRecordings();
    const { session, label } = this;
    const id = await wholeOrNothing(recordings, { session, label, made: Date.now() }, async (made) => {
      const part = await recordings.addPart(made, "", rate);
      await keepSamples(recordings, { id: made, part }, { length: samples.length, rate, source: (from, to) => samples.subarray(from, to) });
    });
    await analyses.run(id);
    const trouble = analyses.progress(id)?.trouble;
    if (trouble) throw new Error(trouble);
    return id;
  }

  // --- what it knows

  private async look(): Promise<void> {
    const recordings = await openRecordings();
    if (!this.isConnected) return;
    this.ends.push(recordings.onChange((id) => (id === "" || id === this.take.id || this.interrupted) && void this.onChange()));
    await this.onChange();
  }

  private async onChange(): Promise<void> {
    await this.take.deleted();
    this.interrupted = this.take.isRunning ? undefined : await this.findInterrupted();
  }

  private async findInterrupted(): Promise<Recording | undefined> {
    try {
      const all = await noteInterrupted(await openRecordings());
      return all.find(({ session, state, origin }) => session === this.session && state === "interrupted" && origin === "microphone");
    } catch {
      return undefined; // recording tells it, when it is asked for
    }
  }

  private changed(): void {
    const { state, seconds, trouble } = this.take;
    if (state !== this.shown) {
      this.said = STATES[state];
      this.levels = [];
      if (state === "failed") void this.onChange();
      void this.updateComplete.then(() => this.keepFocus());
    }
    this.shown = state;
    this.turn += 1;
    this.dispatchEvent(new CustomEvent("recording-change", { bubbles: true, detail: { state, seconds, trouble } }));
  }

  /** A button that has just gone or been disabled must not take the keyboard's place with it. */
  private keepFocus(): void {
    const active = document.activeElement;
    const isLost = active === null || active === document.body || (active instanceof HTMLButtonElement && active.disabled);
    if (isLost && this.isHeld) this.querySelector<HTMLElement>("button:not(:disabled)")?.focus();
  }

  /** The meter moves ten times a second without the rest being looked at; the word beside it once a second. */
  private showLevel(peak: number, power: number): void {
    this.levels.push({ peak, power });
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const whole = this.levels.length >= CALM;
    const mean = this.levels.reduce((sum, each) => sum + each.power, 0) / this.levels.length;
    if (!calm || whole) this.querySelector(".voice-recorder__level")?.setAttribute("width", (100 * loudnessShare(calm ? mean : power)).toFixed(1));
    if (!whole) return;
    const word = this.querySelector(".voice-recorder__loudness");
    if (word) word.textContent = `Level: ${loudnessWord(Math.max(...this.levels.map((each) => each.peak)), mean)}`;
    this.levels = [];
  }

  private readonly choose = async (event: Event): Promise<void> => {
    const field = event.target as HTMLInputElement;
    const file = field.files?.[0];
    if (!file || this.reading) return;
    this.fileTrouble = "";
    this.reading = true;
    this.fileSaid = `Reading ${file.name}. A long one takes a minute.`;
    engine.warm();
    try {
      const id = await takeFile(await openRecordings(), file, Date.now());
      this.fileSaid = `${file.name} is kept on this device.`;
      void analyses.run(id);
    } catch (error) {
      this.fileSaid = "";
      this.fileTrouble = error instanceof Error ? error.message : String(error);
    } finally {
      this.reading = false;
      field.value = ""; // so that the same file can be chosen again
    }
  };

  // --- what it shows

  protected override render(): TemplateResult {
    const { state, seconds, trouble, note, isRunning } = this.take;
    this.dataset["state"] = state;
    const cannot = cannotRecord();
    return html`<div class="voice-recorder" role="group" aria-label="Recorder">
      <p class="voice-recorder__state">
        <span class="voice-recorder__light" aria-hidden="true"></span>
        <strong>${state === "off" && cannot ? "Recording does not work here" : STATES[state]}</strong>
        ${isRunning || state === "stopped" ? html`<span class="voice-recorder__clock" role="timer" aria-label="Recorded">${clock(seconds)}</span>` : nothing}
      </p>
      ${isRunning && this.take.hasLevel ? this.meter() : nothing}
      <p class="voice-recorder__trouble" role="alert">${trouble || (state === "off" ? cannot : "")}</p>
      <p class="voice-recorder__note" role="status">${note}</p>
      ${this.interrupted && !isRunning
        ? html`<p class="voice-recorder__interrupted">A recording was cut off at ${clock(secondsOf(this.interrupted))}. All until then is kept, but for the last second.</p>`
        : nothing}
      <p class="voice-recorder__buttons">${this.buttons(cannot)}</p>
      <p class="voice-recorder__said" role="status">${this.said}</p>
      ${this.session ? nothing : this.filePart()}
    </div>`;
  }

  private meter(): TemplateResult {
    return html`<p class="voice-recorder__meter">
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="voice-recorder__track" width="100" height="6" /><rect class="voice-recorder__level" width="0" height="6" /></svg>
      <span class="voice-recorder__loudness">Level: listening</span>
    </p>`;
  }

  private buttons(cannot: string): TemplateResult {
    const { state, isRunning } = this.take;
    if (isRunning) {
      const [name, press] = state === "paused" ? ["Resume", () => this.resume()] : ["Pause", () => this.pause()];
      return html`<button type="button" class="md-button md-button--primary" @click=${() => this.stop()}>Stop</button>
        <button type="button" class="md-button" @click=${press}>${name}</button>`;
    }
    const waits = state === "asking" || cannot !== "" || this.reading;
    const record = (name: string, anew: boolean, main: boolean): TemplateResult =>
      html`<button type="button" class="md-button ${main ? "md-button--primary" : ""}" ?disabled=${waits} @pointerenter=${() => engine.warm()} @click=${() => this.start(anew)}>${name}</button>`;
    return this.interrupted ? html`${record("Go on recording", false, true)} ${record("Record anew", true, false)}` : record("Record", true, true);
  }

  private filePart(): TemplateResult {
    return html`<label class="voice-recorder__file">Or a sound file, such as one from your phone
        <input type="file" accept="audio/*,.wav,.mp3,.m4a,.ogg,.webm,.flac" ?disabled=${this.reading || this.take.isRunning} @change=${this.choose} />
      </label>
      <p role="status">${this.fileSaid}</p>
      <p class="voice-recorder__trouble" role="alert">${this.fileTrouble}</p>`;
  }
}

customElements.define("voice-recorder", VoiceRecorder);
