/** `<voice-sheet>`: one recording of a review, to hear, see, read, name, download and delete. Made by `<voice-review>` alone. */

import { html, LitElement, nothing, type TemplateResult } from "lit";
import { engine } from "../engine/client";
import { size } from "../parts/sizes";
import { counted } from "../parts/times";
import { openStore } from "../store/indexed-store";
import { openRecordings, secondsOf, type Recording } from "../store/recordings";
import { analyses } from "./analyses";
import type { Progress, Result } from "./analysis";
import { figuresPart, picturePart } from "./figures-view";
import { fileOf, Player } from "./player";
import { forgetTranscript, keepTranscript, readTranscript } from "./transcripts";
import { clock, fileName, lengthWords, title } from "./words";
import { wordsPart } from "./words-view";

const SPEEDS = [1, 1.25, 1.5, 2];
/** Quiet after the last key before the text is kept. */
const KEEP_AFTER_MS = 500;
/** Address of a file that was downloaded is held so long. */
const HELD_MS = 60_000;

export class VoiceSheet extends LitElement {
  static override properties = {
    recording: { attribute: false },
    ...Object.fromEntries(["result", "transcript", "isTyping", "isSure", "trouble", "said", "width", "turn"].map((name) => [name, { state: true }])),
  };

  declare recording: Recording;
  /** Undefined until it has been read. */
  declare result: Result | undefined;
  declare transcript: string | undefined;
  /** The transcript has been edited, and is counted when the reader leaves the field. */
  declare isTyping: boolean;
  declare isSure: boolean;
  declare trouble: string;
  declare said: string;
  /** Pixels the picture may take. */
  declare width: number;
  declare turn: number;

  private player: Player | undefined;
  private counted = "";
  private waiting = 0;
  private ends: (() => void)[] = [];
  private readonly resized = new ResizeObserver(([entry]) => (this.width = Math.round(entry?.contentRect.width ?? 0)));

  constructor() {
    super();
    this.isSure = this.isTyping = false;
    this.trouble = this.said = "";
    this.width = this.turn = 0;
  }

  protected override createRenderRoot(): HTMLElement {
    return this; // light DOM, so that the theme's styles apply
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.resized.observe(this);
    this.ends = [analyses.onProgress((id) => id === this.recording.id && void this.look())];
    void this.look();
    void this.readText();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
    for (const end of this.ends.splice(0)) end();
    this.player?.end();
    this.player = undefined;
    clearTimeout(this.waiting);
    if (this.waiting) void this.keepText();
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    const before = changed.get("recording") as Recording | undefined;
    if (!before) return;
    void this.look();
    // A part was added: the player knows the recording as it was.
    if (before.id === this.recording.id && secondsOf(before) === secondsOf(this.recording)) return;
    this.player?.end();
    this.player = undefined;
  }

  private async look(): Promise<void> {
    try {
      const result = (await (await openRecordings()).result(this.recording.id)) as Result | undefined;
      this.result = result ?? {};
    } catch (error) {
      this.tell(error);
    }
    this.turn += 1;
  }

  private async readText(): Promise<void> {
    try {
      this.transcript = await readTranscript(await openStore(), this.recording.id);
    } catch {
      this.transcript = ""; // keeping tells it, when something is typed
    }
    this.counted = this.transcript.trim();
  }

  private tell(error: unknown): void {
    this.trouble = error instanceof Error ? error.message : String(error);
  }

  // --- what the reader does

  private async playing(): Promise<Player> {
    const recordings = await openRecordings();
    this.player ??= new Player(recordings, this.recording, () => (this.turn += 1));
    return this.player;
  }

  private readonly toggle = async (): Promise<void> => {
    const player = await this.playing();
    if (player.isPlaying) player.pause();
    else await player.play();
  };

  private readonly seek = async (seconds: number): Promise<void> => {
    (await this.playing()).seek(seconds);
  };

  private readonly rename = async (event: Event): Promise<void> => {
    const label = (event.target as HTMLInputElement).value.trim();
    try {
      await (await openRecordings()).change(this.recording.id, (recording) => (recording.label = label));
    } catch (error) {
      this.tell(error);
    }
  };

  private readonly type = (event: Event): void => {
    this.transcript = (event.target as HTMLTextAreaElement).value;
    this.isTyping = true;
    clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => void this.keepText(), KEEP_AFTER_MS);
  };

  private async keepText(): Promise<void> {
    clearTimeout(this.waiting);
    this.waiting = 0;
    try {
      await keepTranscript(await openStore(), this.recording.id, this.transcript ?? "");
    } catch (error) {
      this.tell(error);
    }
  }

  /** The reader has left the field: keep the text, and count what is new in it. */
  private readonly typed = async (): Promise<void> => {
    await this.keepText();
    if ((this.transcript ?? "").trim() !== this.counted) await this.count();
    this.isTyping = false;
  };

  private async count(): Promise<void> {
    const text = (this.transcript ?? "").trim();
    this.counted = text;
    this.said = text ? "Counting the words…" : "";
    try {
      await analyses.count(this.recording.id, text);
      this.said = text ? "Counted." : "";
    } catch (error) {
      this.said = this.counted = "";
      this.tell(error);
    }
    await this.look();
  }

  /** The button goes with the count, and must not take the keyboard's place with it. */
  private readonly countNow = async (): Promise<void> => {
    await this.count();
    await this.updateComplete;
    this.querySelector<HTMLElement>(".voice-sheet__transcript textarea")?.focus();
  };

  private readonly download = async (number: number): Promise<void> => {
    try {
      const file = await fileOf(await openRecordings(), this.recording, number);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(file);
      link.download = fileName(this.recording, file.type, this.recording.parts.length > 1 ? number + 1 : 0);
      link.click();
      window.setTimeout(() => URL.revokeObjectURL(link.href), HELD_MS);
      this.said = `Saved as ${link.download}.`;
    } catch (error) {
      this.tell(error);
    }
  };

  private async ask(isSure: boolean): Promise<void> {
    this.isSure = isSure;
    await this.updateComplete;
    this.querySelector<HTMLElement>(isSure ? ".voice-sheet__sure" : ".voice-sheet__delete")?.focus();
  }

  private async erase(): Promise<void> {
    const { id } = this.recording;
    const list = this.closest<HTMLElement>("voice-review");
    try {
      analyses.cancel(id);
      this.player?.end();
      await (await openRecordings()).remove(id);
      window.clearTimeout(this.waiting);
      this.waiting = 0;
      await forgetTranscript(await openStore().catch(() => undefined), id);
      this.dispatchEvent(new CustomEvent("recording-deleted", { bubbles: true, detail: { title: title(this.recording) } }));
      list?.querySelector<HTMLElement>(".voice-review__said")?.focus();
    } catch (error) {
      this.tell(error);
    }
  }

  // --- what it shows

  protected override render(): TemplateResult {
    const { recording } = this;
    const { figures, bands = [], marks = [] } = this.result ?? {};
    const seconds = secondsOf(recording);
    const hasSound = recording.parts.some(({ rows }) => rows > 0);
    const progress = analyses.progress(recording.id);
    const at = this.player?.position ?? 0;
    return html`<div class="voice-sheet">
      ${recording.state === "interrupted" ? html`<p class="voice-sheet__note">This recording was cut off at ${clock(seconds)}. All until then is here, but for the last second.</p>` : nothing}
      ${recording.state === "recording" ? html`<p class="voice-sheet__note">This is being recorded now. Figures come when it has stopped.</p>` : nothing}
      ${hasSound && recording.state !== "recording" ? this.playerPart(at, seconds) : nothing}
      ${figures && this.width > 0 ? picturePart({ figures, bands, marks, seconds, at, width: this.width, seek: this.seek }) : nothing}
      ${recording.state === "recording" ? nothing : this.analysisPart(progress)}
      ${figures ? figuresPart(figures, bands) : nothing}
      ${recording.state === "recording" ? nothing : this.transcriptPart()}
      <p class="voice-sheet__trouble" role="alert">${this.trouble}</p>
      <p class="voice-sheet__said" role="status">${this.said}</p>
      ${recording.state === "recording" ? nothing : this.keepingPart(hasSound)}
    </div>`;
  }

  private playerPart(at: number, seconds: number): TemplateResult {
    const isPlaying = this.player?.isPlaying ?? false;
    const words = `${lengthWords(at)} of ${lengthWords(seconds)}`;
    return html`<div class="voice-sheet__player" role="group" aria-label="Player">
        <button type="button" class="md-button md-button--primary" @click=${this.toggle}>${isPlaying ? "Pause" : "Play"}</button>
        <input type="range" min="0" max=${Math.max(1, Math.round(seconds))} step="1" .value=${String(Math.round(at))} aria-label="Place in the recording" aria-valuetext=${words}
          @input=${(event: Event) => this.seek(Number((event.target as HTMLInputElement).value))} />
        <span class="voice-sheet__clock">${clock(at)} of ${clock(seconds)}</span>
        <label>Speed
          <select @change=${(event: Event) => void this.playing().then((player) => (player.speed = Number((event.target as HTMLSelectElement).value)))}>
            ${SPEEDS.map((speed) => html`<option value=${speed}>${speed}×</option>`)}
          </select>
        </label>
      </div>
      <p class="voice-sheet__trouble" role="alert">${this.player?.trouble ?? ""}</p>`;
  }

  private analysisPart(progress: Progress | undefined): TemplateResult | typeof nothing {
    const { id, waiting, parts } = this.recording;
    if (this.result === undefined) return nothing;
    const start = (name: string, anew: boolean): TemplateResult =>
      html`<button type="button" class="md-button" @pointerenter=${() => engine.warm()} @click=${() => analyses.run(id, anew)}>${name}</button>`;
    if (progress && progress.state !== "failed") {
      const percent = Math.round(progress.share * 100);
      return html`<p class="voice-sheet__progress">
        <label>${PROGRESS[progress.state]} <progress max="100" value=${percent}></progress></label> ${percent} %
        <button type="button" class="md-button" @click=${() => analyses.cancel(id)}>Cancel</button>
      </p>`;
    }
    if (progress) {
      const canReadAnew = parts.every(({ rows, taps }) => rows > 0 || taps === 0);
      return html`<p class="voice-sheet__trouble" role="alert">${progress.trouble}</p>
        <p class="voice-sheet__row">${start("Try again", false)} ${canReadAnew ? start("Analyse from the sound anew", true) : nothing}</p>`;
    }
    const isHeard = waiting === 0 && parts.every(({ rows, taps }) => rows === 0 || taps > 0);
    if (this.result.figures && isHeard) return nothing;
    const reason = this.result.figures ? "Not all of it is in the figures yet." : "It has not been analysed yet.";
    return html`<p>${reason} That takes some ten seconds for each ten minutes, on this device.</p>
      <p class="voice-sheet__row">${start("Analyse the sound", false)}</p>`;
  }

  private transcriptPart(): TemplateResult {
    if (this.transcript === undefined) return html``;
    const isUncounted = this.result !== undefined && !this.result.words && !this.isTyping && this.transcript.trim() !== "";
    return html`<label class="voice-sheet__transcript">Transcript, if you want your fillers counted: type it, or paste one
        <textarea rows="4" .value=${this.transcript} @input=${this.type} @change=${this.typed}></textarea>
      </label>
      ${this.result?.words ? wordsPart(this.result.words, this.result.bands ?? []) : html`<p class="voice-sheet__hint">Fillers cannot be told from the sound alone. With every “um” written down, they are counted here.</p>`}
      ${isUncounted ? html`<p class="voice-sheet__row"><button type="button" class="md-button" @pointerenter=${() => engine.warm()} @click=${this.countNow}>Count the words</button></p>` : nothing}`;
  }

  private keepingPart(hasSound: boolean): TemplateResult {
    const { label, parts, bytes, waiting } = this.recording;
    const several = parts.length > 1;
    const files = parts.map((part, number) =>
      part.rows > 0 ? html`<button type="button" class="md-button" @click=${() => this.download(number)}>${several ? `Download part ${number + 1}` : "Download"}</button>` : nothing,
    );
    const sure = html`<div class="voice-sheet__sure" role="group" aria-label="Delete this recording" tabindex="-1">
      <p><strong>This cannot be undone.</strong> Sound, picture and transcript go at once. Its figures stay in your log.</p>
      <p class="voice-sheet__row">
        <button type="button" class="md-button" @click=${() => this.ask(false)}>Keep it</button>
        <button type="button" class="md-button voice-sheet__danger" @click=${() => this.erase()}>Yes, delete it</button>
      </p>
    </div>`;
    return html`<label class="voice-sheet__name">Name <input type="text" maxlength="120" .value=${label} @change=${this.rename} /></label>
      <p class="voice-sheet__row">
        ${hasSound ? files : nothing}
        ${this.isSure ? nothing : html`<button type="button" class="md-button voice-sheet__delete" @click=${() => this.ask(true)}>Delete…</button>`}
        <span>${size(bytes + waiting)}${several ? `, ${counted(parts.length, "part")}` : ""}</span>
      </p>
      ${this.isSure ? sure : nothing}`;
  }
}

const PROGRESS: Record<Exclude<Progress["state"], "failed">, string> = {
  waiting: "Waiting for the engine",
  reading: "Reading the sound",
  hearing: "Listening",
  figuring: "Making the figures",
};

customElements.define("voice-sheet", VoiceSheet);
