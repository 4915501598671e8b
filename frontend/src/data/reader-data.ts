/**
 * `<reader-data>`: what this device keeps of the reader, and the ways to back it up, restore it and erase it.
 * Its children say what to do without JavaScript.
 */

import { html, LitElement, nothing, type TemplateResult } from "lit";
import { LARGEST, readBackup, tooLarge, writeBackup, type Backup, type Setting } from "../store/backup";
import { openStore } from "../store/indexed-store";
import { merge } from "../store/merge";
import { openRecordings, type Recording } from "../store/recordings";
import type { KeptDraft, KeptState, Merge, Store } from "../store/store";
import { forgetSettings, keepSettings, newSettings, readSettings } from "./settings";
import { size } from "../parts/sizes";
import { counted } from "../parts/times";
import { byKind, changesNothing, fileName, isAtRisk, recorded } from "./words";

/** Names of drafts that are listed; the rest is counted. */
const LISTED = 20;

interface Preview {
  name: string;
  backup: Backup;
  merged: Merge;
  settings: Setting[];
}

export class ReaderData extends LitElement {
  static override properties = Object.fromEntries(
    ["state", "settings", "recordings", "bytes", "persisted", "refused", "preview", "isErasing", "busy", "said", "trouble"].map((name) => [name, { state: true }]),
  );

  declare state: KeptState | undefined;
  declare settings: number;
  /** The sound kept beside the log. */
  declare recordings: Recording[];
  declare bytes: number | undefined;
  /** Undefined where the browser cannot say. */
  declare persisted: boolean | undefined;
  declare refused: boolean;
  declare preview: Preview | undefined;
  declare isErasing: boolean;
  declare busy: boolean;
  declare said: string;
  declare trouble: string;

  private store: Store | undefined;
  private ends: (() => void)[] = [];
  private waiting = 0;
  /** Number of the latest look. */
  private turn = 0;
  private readonly onShow = (): void => void (document.visibilityState === "visible" && this.look());

  constructor() {
    super();
    this.refused = this.isErasing = this.busy = false;
    this.said = this.trouble = "";
    this.settings = 0;
    this.recordings = [];
  }

  protected override createRenderRoot(): HTMLElement {
    return this; // light DOM, so that the theme's styles apply
  }

  override connectedCallback(): void {
    this.replaceChildren();
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.onShow);
    void this.look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.onShow);
    clearTimeout(this.waiting);
    for (const end of this.ends.splice(0)) end();
    this.store = undefined;
  }

  protected override updated(): void {
    this.dataset["phase"] = this.state ? "ready" : this.trouble ? "failed" : "loading";
  }

  /** Read what is kept, anew. */
  private async look(): Promise<void> {
    const turn = (this.turn += 1);
    try {
      const store = await openStore();
      if (!this.isConnected) return;
      if (store !== this.store) this.listen(store);
      const [estimate, persisted] = await Promise.all([
        navigator.storage?.estimate?.().catch(() => undefined),
        navigator.storage?.persisted?.().catch(() => undefined),
      ]);
      const sound = await openRecordings();
      const [state, recordings] = await Promise.all([store.everything(), sound.all().catch(() => [])]);
      // A later look knows better: what this one read may have been erased or restored since.
      if (turn !== this.turn) return;
      this.state = state;
      this.recordings = recordings;
      this.bytes = estimate?.usage;
      this.persisted = persisted;
      this.settings = readSettings().length;
      if (this.preview) this.preview = this.previewOf(this.preview.name, this.preview.backup, state);
    } catch (error) {
      this.tell(error);
    }
  }

  private listen(store: Store): void {
    for (const end of this.ends.splice(0)) end();
    this.store = store;
    this.ends = [
      store.onAppend(() => {
        clearTimeout(this.waiting);
        this.waiting = window.setTimeout(() => void this.look(), 100); // many come at once
      }),
      store.onError((error) => {
        if (error.fault !== "closed") return; // other errors reject the call that met them
        this.tell(error);
        this.state = this.preview = undefined;
      }),
    ];
  }

  private tell(error: unknown): void {
    this.said = "";
    this.trouble = error instanceof Error ? error.message : String(error);
  }

  /** Do one thing at a time, and say what went wrong. */
  private async act(action: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.said = this.trouble = "";
    try {
      await action();
    } catch (error) {
      this.tell(error);
    } finally {
      this.busy = false;
    }
  }

  private previewOf(name: string, backup: Backup, state: KeptState): Preview {
    return { name, backup, merged: merge(state, backup), settings: newSettings(backup.settings) };
  }

  // --- what the reader does

  private readonly ask = (): Promise<void> =>
    this.act(async () => {
      this.persisted = await navigator.storage.persist();
      this.refused = !this.persisted;
      this.said = this.persisted ? "The browser has agreed to keep your data." : "";
    });

  private readonly backUp = (): Promise<void> =>
    this.act(async () => {
      const state = await (await openStore()).everything();
      const text = writeBackup({ ...state, settings: readSettings() });
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
      link.download = fileName(new Date());
      link.click();
      window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      // For the page of progress: a cache, since a backup is nothing the reader did to learn.
      await (await openStore()).keepDerived("last-backup", Date.now()).catch(() => {});
      this.said = `Saved as ${link.download}: ${counted(state.events.length, "event")}, ${counted(state.drafts.length, "draft")}.`;
    });

  private readonly choose = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    const file = field.files?.[0];
    if (!file) return;
    this.preview = undefined;
    void this.act(async () => {
      try {
        if (file.size > LARGEST) throw tooLarge(file.size);
        const backup = readBackup(new Uint8Array(await file.arrayBuffer()));
        this.preview = this.previewOf(file.name, backup, await (await openStore()).everything());
      } finally {
        field.value = ""; // so that the same file can be chosen again
      }
    }).then(() => this.focusOn(".reader-data__preview"));
  };

  private readonly restore = (): void => {
    const { backup, settings } = this.preview!;
    void this.act(async () => {
      const store = await openStore();
      const saved = await store.derived("last-backup").catch(() => undefined);
      const { fresh, added, replaced } = await store.bringIn(backup);
      // Caches are thrown away with it, but this was not made of the log.
      await store.keepDerived("last-backup", saved).catch(() => {});
      const failed = keepSettings(settings);
      this.preview = undefined;
      await this.look();
      const drafts = counted(added.length + replaced.length, "draft");
      this.said = `Restored: ${counted(fresh, "new event")}, ${drafts}, ${counted(settings.length - failed, "setting")}. Settings show on the next page.`;
    }).then(() => this.focusOn(".reader-data__file"));
  };

  private readonly leave = (): void => {
    this.preview = undefined;
    void this.focusOn(".reader-data__file");
  };

  private readonly startErasing = (): void => {
    this.isErasing = true;
    void this.focusOn(".reader-data__sure");
  };

  private readonly keep = (): void => {
    this.isErasing = false;
    void this.focusOn(".reader-data__erase");
  };

  private readonly erase = (): void => {
    void this.act(async () => {
      await (await openStore()).erase();
      await (await openRecordings()).remove();
      forgetSettings();
      this.preview = undefined;
      this.isErasing = false;
      await this.look();
      this.said = "Erased. This device keeps nothing of yours now.";
    }).then(() => this.focusOn(".reader-data__erase"));
  };

  private async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.querySelector<HTMLElement>(selector)?.focus();
  }

  // --- what it shows

  protected override render(): TemplateResult {
    return html`<div class="reader-data">
      <p class="reader-data__said" role="status">${this.said}</p>
      <p class="reader-data__trouble" role="alert">${this.trouble}</p>
      ${this.state ? [this.keptPart(this.state), this.backUpPart(), this.restorePart(), this.erasePart()] : nothing}
    </div>`;
  }

  private keptPart({ events, drafts }: KeptState): TemplateResult {
    const kinds = byKind(events);
    const rest = [counted(drafts.length, "draft"), counted(this.settings, "setting"), ...recorded(this.recordings)];
    const whole = this.bytes === undefined ? nothing : html`<p>With stored pages and tools, the site takes ${size(this.bytes)} on this device.</p>`;
    return html`<section>
      <h2>On this device</h2>
      <ul class="reader-data__kept">${[...kinds, ...rest].map((each) => html`<li>${each}</li>`)}</ul>
      ${whole}${this.persistence()}
    </section>`;
  }

  private persistence(): TemplateResult {
    if (this.persisted) return html`<p>The browser has agreed not to clear this by itself.</p>`;
    const reminder = isAtRisk(this.state!, false)
      ? html`<p class="reader-data__reminder">You have ${counted(this.state!.events.length, "event")} here, and the browser may clear them. Back up today.</p>`
      : nothing;
    if (this.persisted === undefined) return html`${reminder}<p>This browser does not say whether it may clear your data.</p>`;
    const answer = this.refused
      ? html`<p>The browser refused. Your data stays for now, but is cleared when space runs short, in some browsers after weeks without a visit.
          Bookmark or install the site, ask again later, and keep backups.</p>`
      : html`<p>The browser may clear this when space runs short.</p>`;
    return html`${reminder}${answer}<button type="button" class="md-button" ?disabled=${this.busy} @click=${this.ask}>Ask the browser to keep it</button>`;
  }

  private backUpPart(): TemplateResult {
    return html`<section>
      <h2>Back up</h2>
      <p>One file with every event, draft and setting. It holds your code and your words, so keep it where you keep private files.</p>
      ${this.recordings.length > 0 ? html`<p>It holds no sound: download the recordings you want to keep where you hear them.</p>` : nothing}
      <button type="button" class="md-button md-button--primary" ?disabled=${this.busy} @click=${this.backUp}>Back up</button>
    </section>`;
  }

  private restorePart(): TemplateResult {
    return html`<section>
      <h2>Restore</h2>
      <p>The file is checked whole and shown to you before anything is written. What this device has stays.</p>
      <label class="reader-data__label">Backup file
        <input type="file" class="reader-data__file" accept=".json,application/json" ?disabled=${this.busy} @change=${this.choose} />
      </label>
      ${this.preview ? this.previewPart(this.preview) : nothing}
    </section>`;
  }

  private previewPart({ name, merged, settings }: Preview): TemplateResult {
    const { fresh, known, added, replaced, older } = merged;
    const nothingNew = changesNothing(merged) && settings.length === 0;
    return html`<div class="reader-data__preview" role="group" aria-label="What the file brings" tabindex="-1">
      <h3>${name}</h3>
      <ul>
        <li>${counted(fresh, "event is", "events are")} new, ${counted(known, "is", "are")} known.</li>
        <li>${counted(added.length, "draft is", "drafts are")} new.</li>
        ${this.drafts(replaced, "newer in the file; the file's text replaces yours")}
        ${this.drafts(older, "newer here; your text stays")}
        <li>${counted(settings.length, "setting is", "settings are")} new. Settings you have made here stay.</li>
      </ul>
      ${nothingNew ? html`<p>This device has all of it already.</p>` : nothing}
      <div class="reader-data__row">
        <button type="button" class="md-button md-button--primary" ?disabled=${this.busy || nothingNew} @click=${this.restore}>Restore</button>
        <button type="button" class="md-button" ?disabled=${this.busy} @click=${this.leave}>Leave it</button>
      </div>
    </div>`;
  }

  private drafts(drafts: KeptDraft[], what: string): TemplateResult | typeof nothing {
    if (drafts.length === 0) return nothing;
    const more = drafts.length > LISTED ? ` and ${drafts.length - LISTED} more` : "";
    const names = drafts.slice(0, LISTED).map(({ key }, index) => html`${index ? ", " : ""}<code>${key}</code>`);
    return html`<li>${counted(drafts.length, "draft is", "drafts are")} ${what}: ${names}${more}.</li>`;
  }

  private erasePart(): TemplateResult {
    const asked = html`<div class="reader-data__sure" role="group" aria-label="Erase everything" tabindex="-1">
      <p><strong>This cannot be undone.</strong> Back up first if you may want any of it again.</p>
      <div class="reader-data__row">
        <button type="button" class="md-button" ?disabled=${this.busy} @click=${this.backUp}>Back up first</button>
        <button type="button" class="md-button" ?disabled=${this.busy} @click=${this.keep}>Keep my data</button>
        <button type="button" class="md-button reader-data__danger" ?disabled=${this.busy} @click=${this.erase}>Yes, erase everything</button>
      </div>
    </div>`;
    const start = html`<button type="button" class="md-button reader-data__erase" @click=${this.startErasing}>Erase everything on this device…</button>`;
    return html`<section>
      <h2>Erase</h2>
      <p>Events, drafts, settings and recordings go at once. Stored pages stay, so that the site works offline.</p>
      ${this.isErasing ? asked : start}
    </section>`;
  }
}

customElements.define("reader-data", ReaderData);
