/**
 * `<voice-review session="…">`: the recordings of a session or, without one, all that lie on this device: to hear, to look at,
 * to download and to delete. Its children stand there without JavaScript.
 */

import { html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { boxedFallback } from "../parts/fallback";
import { size } from "../parts/sizes";
import { openStore } from "../store/indexed-store";
import { openRecordings, secondsOf, type Recording, type Recordings } from "../store/recordings";
import { noteInterrupted } from "./locks";
import { withoutHalves } from "./sound-file";
import { forgetTranscript } from "./transcripts";
import "./voice-sheet";
import { clock, dateWords, summary, title } from "./words";

/** Many changes come at once while something is recorded. */
const LOOK_AGAIN_AFTER_MS = 150;

export class VoiceReview extends LitElement {
  static override properties = {
    session: {},
    ...Object.fromEntries(["recordings", "space", "isSure", "said", "trouble"].map((name) => [name, { state: true }])),
  };

  declare session: string | undefined;
  declare recordings: Recording[] | undefined;
  /** Bytes this site may still keep; undefined where the browser does not say. */
  declare space: number | undefined;
  declare isSure: boolean;
  declare said: string;
  declare trouble: string;

  private store: Recordings | undefined;
  private readonly open = new Set<string>();
  private end: (() => void) | undefined;
  private waiting = 0;
  private known = 0;

  constructor() {
    super();
    this.isSure = false;
    this.said = this.trouble = "";
    this.addEventListener("recording-deleted", (event) => {
      this.said = `“${(event as CustomEvent<{ title: string }>).detail.title}” is deleted from this device.`;
    });
  }

  protected override createRenderRoot(): HTMLElement {
    return this; // light DOM, so that the theme's styles apply
  }

  override connectedCallback(): void {
    if (!this.hasUpdated) boxedFallback(this)?.remove();
    super.connectedCallback();
    void this.look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.waiting);
    this.end?.();
    this.end = undefined;
  }

  protected override updated(changed: Map<string, unknown>): void {
    this.dataset["phase"] = this.trouble ? "failed" : this.recordings ? "ready" : "loading";
    if (changed.has("session") && this.store) void this.look();
  }

  private async look(): Promise<void> {
    try {
      const store = (this.store = await openRecordings());
      if (!this.isConnected) return;
      this.end ??= store.onChange(() => {
        clearTimeout(this.waiting);
        this.waiting = window.setTimeout(() => void this.look(), LOOK_AGAIN_AFTER_MS);
      });
      const { left, removed } = await withoutHalves(store, await noteInterrupted(store));
      if (removed.length > 0) this.said = `This page was closed while it read ${removed.map((each) => `“${title(each)}”`).join(", ")}, so nothing of it is kept. Choose the file again.`;
      const shown = this.session === undefined ? left : left.filter(({ session }) => session === this.session);
      // The newest is what the reader came for; in a session all are.
      for (const { id } of shown.slice(0, this.session === undefined ? 1 : undefined)) if (shown.length > this.known) this.open.add(id);
      this.known = shown.length;
      this.recordings = shown;
      this.trouble = "";
      const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
      this.space = quota !== undefined && usage !== undefined ? Math.max(0, quota - usage) : undefined;
    } catch (error) {
      this.trouble = error instanceof Error ? error.message : String(error);
    }
  }

  private toggle(id: string, event: Event): void {
    if ((event.target as HTMLDetailsElement).open) this.open.add(id);
    else this.open.delete(id);
    this.requestUpdate();
  }

  private async removeAll(): Promise<void> {
    const gone = this.recordings ?? [];
    try {
      for (const { id } of gone) {
        await this.store?.remove(id);
        await forgetTranscript(await openStore().catch(() => undefined), id);
      }
      this.said = `${summary(gone)}: deleted from this device.`;
      this.isSure = false;
      await this.look();
    } catch (error) {
      this.trouble = error instanceof Error ? error.message : String(error);
    }
    await this.updateComplete;
    this.querySelector<HTMLElement>(".voice-review__said")?.focus();
  }

  private async ask(isSure: boolean): Promise<void> {
    this.isSure = isSure;
    await this.updateComplete;
    this.querySelector<HTMLElement>(isSure ? ".voice-review__sure" : ".voice-review__delete-all")?.focus();
  }

  protected override render(): TemplateResult {
    const { recordings } = this;
    return html`<div class="voice-review">
      <p class="voice-review__trouble" role="alert">${this.trouble}</p>
      <p class="voice-review__said" role="status" tabindex="-1">${this.said}</p>
      ${recordings?.length === 0 ? html`<p>${this.session === undefined ? "No recordings lie on this device." : "Nothing was recorded here."}</p>` : nothing}
      ${recordings ? repeat(recordings, ({ id }) => id, (each) => this.one(each)) : nothing}
      ${recordings && recordings.length > 0 ? this.foot(recordings) : nothing}
    </div>`;
  }

  private one(recording: Recording): TemplateResult {
    const { id, made } = recording;
    const length = clock(secondsOf(recording));
    const name = title(recording);
    const isOpen = this.open.has(id);
    return html`<details class="voice-review__one" ?open=${isOpen} @toggle=${(event: Event) => this.toggle(id, event)}>
      <summary><strong>${name}</strong> <span>${recording.label ? `${dateWords(made)}, ` : ""}${length}${recording.state === "interrupted" ? ", cut off" : ""}</span></summary>
      ${isOpen ? html`<voice-sheet .recording=${recording}></voice-sheet>` : nothing}
    </details>`;
  }

  private foot(recordings: Recording[]): TemplateResult {
    const left = this.space === undefined ? "" : ` The browser has room for ${size(this.space)} more.`;
    const lasting = this.store?.lasting === false ? " They are gone when you leave this page: this browser keeps nothing for this site." : "";
    const sure = html`<div class="voice-review__sure" role="group" aria-label="Delete all recordings" tabindex="-1">
      <p><strong>This cannot be undone.</strong> Sound, pictures and transcripts go at once. Figures stay in your log.</p>
      <p class="voice-review__row">
        <button type="button" class="md-button" @click=${() => this.ask(false)}>Keep them</button>
        <button type="button" class="md-button voice-review__danger" @click=${() => this.removeAll()}>Yes, delete ${recordings.length === 1 ? "it" : `all ${recordings.length}`}</button>
      </p>
    </div>`;
    return html`<div class="voice-review__foot">
      <p>${summary(recordings)} on this device.${left}${lasting}</p>
      ${this.session !== undefined
        ? nothing
        : this.isSure
          ? sure
          : html`<button type="button" class="md-button voice-review__delete-all" @click=${() => this.ask(true)}>Delete all recordings…</button>`}
    </div>`;
  }
}

customElements.define("voice-review", VoiceReview);
