/**
 * The timer in a small window of its own, above other windows where the browser can do that. The window has no script: this
 * page fills it, and it closes with this page.
 */

import { html, nothing, render } from "lit";
import { pictures } from "./windows";

/** What stands in the window. */
export interface Mini {
  /** `running`, `paused`, `overtime` and so on, for the styles. */
  state: string;
  signal: string;
  plan: string;
  phase: string;
  time: string;
  timeLabel: string;
  /** What the big button says and does; empty where it does nothing. */
  main: string;
  next: string;
  canNext: boolean;
  /** What a screen reader is told at a bell. */
  told: string;
}

export interface MiniActions {
  main(): void;
  next(): void;
  key(event: KeyboardEvent): void;
  /** Called several times a second: the timers of a hidden page are slow, those of the window are not. */
  glance(): void;
  closed(): void;
}

const SIZE = { width: 340, height: 230 };
const GLANCE = 150;

export class SmallWindow {
  #window: Window | undefined;
  #actions: MiniActions;
  #glancing: number | undefined;

  constructor(actions: MiniActions) {
    this.#actions = actions;
  }

  get isOpen(): boolean {
    return this.#window !== undefined && !this.#window.closed;
  }

  /** Open the window; says whether the browser did. To be called while the reader presses something. */
  async open(): Promise<boolean> {
    if (this.isOpen) return true;
    const opened = (await this.#picture()) ?? this.#popup();
    if (!opened) return false;
    this.#window = opened;
    this.#furnish(opened);
    opened.addEventListener("pagehide", () => this.#gone(opened));
    window.addEventListener("pagehide", this.#close);
    this.#glancing = opened.setInterval(() => this.#actions.glance(), GLANCE);
    opened.focus();
    return true;
  }

  close(): void {
    const open = this.#window;
    if (!open) return;
    this.#gone(open);
    open.close();
  }

  show(mini: Mini): void {
    const open = this.#window;
    if (!open) return;
    if (open.closed) return this.#gone(open);
    const { body } = open.document;
    for (const { name, value } of document.body.attributes) {
      if (name.startsWith("data-md-color") && body.getAttribute(name) !== value) body.setAttribute(name, value);
    }
    open.document.title = `${mini.time} ${mini.phase}`;
    body.dataset["state"] = mini.state;
    body.dataset["signal"] = mini.signal;
    render(
      html`<main class="phase-timer-mini__panel" aria-label=${mini.plan}>
        <p class="phase-timer-mini__phase">${mini.phase}</p>
        <p class="phase-timer-mini__time" role="timer" aria-label=${mini.timeLabel}>${mini.time}</p>
        <p class="phase-timer-mini__buttons">
          ${mini.main
            ? html`<button type="button" class="phase-timer-mini__main" @click=${() => this.#actions.main()}>${mini.main}</button>`
            : nothing}
          <button type="button" ?disabled=${!mini.canNext} @click=${() => this.#actions.next()}>${mini.next}</button>
        </p>
        <div class="phase-timer__spoken" aria-live="assertive">${mini.told}</div>
      </main>`,
      body,
    );
  }

  readonly #close = (): void => this.close();

  async #picture(): Promise<Window | undefined> {
    try {
      return await pictures()?.requestWindow(SIZE);
    } catch {
      return undefined; // Refused; an ordinary window may still be allowed.
    }
  }

  #popup(): Window | undefined {
    try {
      return window.open("", "", `popup,width=${SIZE.width},height=${SIZE.height}`) ?? undefined;
    } catch {
      return undefined;
    }
  }

  /** The window's own document: the page's style sheets and colours, and nothing else. */
  #furnish(opened: Window): void {
    const { document: doc } = opened;
    doc.documentElement.lang = document.documentElement.lang || "en";
    for (const sheet of document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")) {
      const link = doc.createElement("link");
      link.rel = "stylesheet";
      link.href = sheet.href;
      doc.head.append(link);
    }
    doc.body.className = "phase-timer-mini";
    doc.addEventListener("keydown", (event) => this.#actions.key(event));
  }

  #gone(which: Window): void {
    if (this.#window !== which) return;
    if (!which.closed) which.clearInterval(this.#glancing);
    window.removeEventListener("pagehide", this.#close);
    this.#window = undefined;
    this.#actions.closed();
  }
}
