/** `<phase-timer>`: shows a plan of phases against the clock. The arithmetic is in `run.ts`. */

import { html, LitElement, nothing, type TemplateResult } from "lit";
import { BellSound } from "./bell";
import { keepMuted, keepRun, loadMuted, loadRun, runKey } from "./keeping";
import { releaseTitle, showInTitle } from "./page-title";
import type { Action, ActionKind, Bell, Position, TimerPlan } from "./run";
import { bellsAhead, clockText, lengthText, MINUTE, position, RunClock } from "./run";
import { budgetText, nextName, paceText, place, spokenText, timeText } from "./wording";

/** A run this far over its plan was most likely forgotten. */
const FORGOTTEN = 60 * MINUTE;

const UNDO_NAMES: Partial<Record<ActionKind, string>> = {
  next: "Undo next phase",
  "add-minute": "Undo added minute",
};

export class PhaseTimer extends LitElement {
  #plan: TimerPlan | undefined;
  #key = "";
  #actions: Action[] = [];
  #clock = new RunClock(0, 0);
  #undo: { name: string; actions: Action[] } | undefined;
  #slept: { from: number; to: number } | undefined;
  #bell: Bell = "";
  #muted = false;
  #polite = "";
  #assertive = "";
  #tick: ReturnType<typeof setTimeout> | undefined;
  #sound = new BellSound(() => this.#look());
  #listeners: AbortController | undefined;

  /** The page's own DOM, so that the theme's styles and palette apply. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    this.#plan ??= this.#readPlan();
    if (!this.#plan) return; // The fallback list stays.
    super.connectedCallback();
    // Pages of one interview show one run: `run` names the page whose run it is.
    this.#key = runKey(this.#plan.id, new URL(this.getAttribute("run") ?? "", document.baseURI).pathname);
    this.#muted = loadMuted();
    const kept = loadRun(this.#key);
    this.#actions = kept.actions;
    this.#clock = new RunClock(Date.now(), performance.now(), kept.seen);
    if (this.#position().state === "running") this.closest("details")?.setAttribute("open", "");
    // A bell that was due before this visit is shown, not rung.
    this.#bell = this.#position().bell;

    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    this.addEventListener("keydown", (event) => this.#onKey(event), { signal });
    document.addEventListener("visibilitychange", () => this.#onVisibility(), { signal });
    window.addEventListener("pagehide", () => this.#keepSeen(), { signal });
    window.addEventListener("storage", (event) => this.#onStorage(event), { signal });
    for (const press of ["pointerdown", "keydown"]) {
      window.addEventListener(press, () => this.#wantsSound() && this.#sound.unlock(), { signal, capture: true });
    }
    if (this.#wantsSound() && navigator.userActivation?.hasBeenActive) this.#sound.unlock();
    this.#look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listeners?.abort();
    clearTimeout(this.#tick);
    releaseTitle(this);
    this.#sound.close();
    if (this.#plan) this.#keepSeen();
  }

  /**
   * The plan, from `data-plan`. It is no JSON script: at an instant navigation the theme runs the scripts of a page again
   * and does not look at their type.
   */
  #readPlan(): TimerPlan | undefined {
    try {
      const plan = JSON.parse(this.dataset["plan"] ?? "") as TimerPlan;
      if (plan.phases.length === 0 || !plan.phases.every((phase) => phase.seconds > 0)) return undefined;
      this.replaceChildren();
      return { ...plan, id: this.getAttribute("plan") ?? plan.id };
    } catch {
      return undefined;
    }
  }

  // --- time

  #now(): number {
    const { now, asleep } = this.#clock.read(Date.now(), performance.now());
    if (asleep && this.#plan && position(this.#plan.phases, this.#actions, asleep.from).state === "running") {
      this.#slept = asleep;
    }
    return Math.round(now);
  }

  #position(): Position {
    return position(this.#plan?.phases ?? [], this.#actions, this.#now());
  }

  /** Look at the clock: ring what is due, set the next look, show it all. */
  #look(): void {
    clearTimeout(this.#tick);
    if (!this.isConnected || !this.#plan) return;
    const at = this.#position();
    this.#ringIfDue(at);
    if (this.#wantsSound(at)) this.#sound.book(bellsAhead(at));
    else this.#sound.cancel();
    if (at.state === "running") {
      showInTitle(this, `${timeText(at)} ${this.#phaseTitle(at)}`);
      // Just after the second turns, so that each is shown once and the bell is not late.
      const toTurn = at.remaining > 0 ? at.remaining % 1000 || 1000 : 1000 - (at.overtime % 1000);
      this.#tick = setTimeout(() => this.#look(), Math.max(50, toTurn + 5));
    } else releaseTitle(this);
    this.requestUpdate();
  }

  #ringIfDue(at: Position): void {
    if (at.bell === this.#bell) return;
    // After a long sleep both may have come due: only the later one is told.
    this.#bell = at.bell;
    if (at.bell === "" || at.state !== "running") return;
    const title = this.#phaseTitle(at);
    this.#assertive =
      at.bell === "soft"
        ? `${lengthText(Math.ceil(at.remaining / 1000) * 1000)} left in ${title}.`
        : `Time for ${title} is up. Overtime counts until you press ${nextName(this.#plan?.phases.length ?? 0, at)}.`;
    if (!this.#muted) this.#sound.ring(at.bell);
  }

  #wantsSound(at: Position = this.#position()): boolean {
    return at.state === "running" && !this.#muted;
  }

  // --- what the reader does

  #act(kind: ActionKind): void {
    const before = this.#actions;
    const now = this.#now();
    this.#actions = [...before, { kind, at: now }];
    const ended = this.#position().state === "finished";
    const name = ended ? "Undo finish" : UNDO_NAMES[kind];
    this.#undo = name ? { name, actions: before } : undefined;
    this.#changed();
    this.#polite = spokenText(kind, this.#phaseTitle(), this.#position());
  }

  #reset(): void {
    if (this.#actions.length === 0) return;
    this.#undo = { name: "Undo reset", actions: this.#actions };
    this.#actions = [];
    this.#changed();
    this.#polite = "The timer is reset.";
  }

  #takeBack(): void {
    if (!this.#undo) return;
    this.#actions = this.#undo.actions;
    this.#undo = undefined;
    this.#changed();
    this.#polite = "Taken back.";
  }

  /** Take the time this device slept out of the run: a pause from its beginning to its end. */
  #leaveOutSleep(): void {
    const slept = this.#slept;
    if (!slept) return;
    const from = Math.round(slept.from);
    const to = Math.round(slept.to);
    const before = this.#actions.filter((action) => action.at <= from);
    const after = this.#actions.slice(before.length);
    this.#undo = { name: "Count the sleep", actions: this.#actions };
    this.#actions = [...before, { kind: "pause", at: from }, { kind: "resume", at: to }, ...after];
    this.#changed();
    this.#polite = `${lengthText(to - from)} are left out.`;
  }

  #changed(): void {
    this.#slept = undefined;
    this.#assertive = "";
    this.#bell = this.#position().bell;
    if (this.#wantsSound()) this.#sound.unlock();
    this.#keep();
    this.#look();
    // A button that has just gone or been disabled must not take the keyboard's place with it.
    const held = this.contains(document.activeElement);
    void this.updateComplete.then(() => {
      const active = document.activeElement;
      const lost = active === document.body || (active instanceof HTMLButtonElement && active.disabled);
      if (held && lost) this.querySelector<HTMLElement>(".phase-timer__panel")?.focus({ preventScroll: true });
    });
  }

  #toggleMuted(): void {
    this.#muted = !this.#muted;
    keepMuted(this.#muted);
    this.#polite = this.#muted ? "Bells are muted." : "Bells are on.";
    if (this.#wantsSound()) this.#sound.unlock();
    this.#look();
  }

  /** Start, pause or resume, whichever the run is ready for. */
  #toggleRunning(at: Position): void {
    if (at.state === "ready") this.#act("start");
    else if (at.state === "running") this.#act("pause");
    else if (at.state === "paused") this.#act("resume");
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const at = this.#position();
    const underWay = at.state === "running" || at.state === "paused";
    const onButton = event.target instanceof HTMLButtonElement;
    const key = event.key.toLowerCase();
    if (key === " ") {
      if (onButton) return; // Space presses the button that has the focus.
      if (!event.repeat) this.#toggleRunning(at);
    } else if (key === "n") {
      if (underWay && !event.repeat) this.#act("next");
    } else if (key === "+") {
      if (underWay) this.#act("add-minute");
    } else if (key === "m") {
      if (!event.repeat) this.#toggleMuted();
    } else return;
    event.preventDefault();
    event.stopPropagation(); // The theme has shortcuts of its own: N would leave the page.
  }

  #onVisibility(): void {
    if (document.visibilityState === "hidden") this.#keepSeen();
    else this.#look();
  }

  /** The same run in another tab was changed. */
  #onStorage(event: StorageEvent): void {
    if (event.key !== this.#key) return;
    this.#actions = loadRun(this.#key).actions;
    this.#undo = undefined;
    this.#slept = undefined;
    this.#bell = this.#position().bell;
    this.#look();
  }

  #keep(): void {
    keepRun(this.#key, { actions: this.#actions, seen: this.#now() });
  }

  /** Keep when the run was last seen, unless another tab has gone on with it while this page was frozen. */
  #keepSeen(): void {
    const kept = loadRun(this.#key).actions;
    if (kept.length > 0 && JSON.stringify(kept) === JSON.stringify(this.#actions)) this.#keep();
  }

  // --- what it says and shows

  #phaseTitle(at: Position = this.#position()): string {
    return this.#plan?.phases[at.phase]?.title ?? "";
  }

  protected override render(): TemplateResult | typeof nothing {
    const plan = this.#plan;
    if (!plan) return nothing;
    const at = this.#position();
    const underWay = at.state === "running" || at.state === "paused";
    const start = at.state === "paused" ? "Resume" : at.state === "running" ? "Pause" : "Start";
    this.dataset["state"] = at.overtime > 0 ? "overtime" : at.state;
    return html`
      <div
        class="phase-timer__panel"
        role="group"
        tabindex="0"
        aria-label="Phase timer: ${plan.title}"
      >
        <p class="phase-timer__name">
          <span>${plan.title}</span>
          <button type="button" aria-keyshortcuts="M" @click=${() => this.#toggleMuted()}>
            ${this.#muted ? "Unmute bells" : "Mute bells"}
          </button>
        </p>
        ${at.state === "finished" ? this.#renderEnd(at) : this.#renderPhase(plan, at)}
        <div class="phase-timer__bar" aria-hidden="true">
          ${plan.phases.map(
            (_, n) => html`<span data-place=${place(n, at)}><i></i></span>`,
          )}
        </div>
        <p class="phase-timer__buttons">
          <button
            type="button"
            class="phase-timer__main"
            aria-keyshortcuts="Space"
            ?disabled=${at.state === "finished"}
            @click=${() => this.#toggleRunning(this.#position())}
          >
            ${start}
          </button>
          <button type="button" aria-keyshortcuts="N" ?disabled=${!underWay} @click=${() => this.#act("next")}>
            ${nextName(plan.phases.length, at)}
          </button>
          <button type="button" aria-keyshortcuts="+" ?disabled=${!underWay} @click=${() => this.#act("add-minute")}>
            +1 minute
          </button>
          <button type="button" ?disabled=${at.state === "ready"} @click=${() => this.#reset()}>Reset</button>
          ${this.#undo
            ? html`<button type="button" @click=${() => this.#takeBack()}>${this.#undo.name}</button>`
            : nothing}
        </p>
        ${this.#renderNotes(at)}
        <ol class="phase-timer__phases">
          ${plan.phases.map(
            (phase, n) => html`<li data-place=${place(n, at)} aria-current=${n === at.phase && underWay ? "step" : nothing}>
              <span>${phase.title}</span>
              <span>${budgetText(n, at)}</span>
            </li>`,
          )}
        </ol>
        <p class="phase-timer__keys">
          <span class="phase-timer__shortcuts"
            ><kbd>Space</kbd> start or pause · <kbd>N</kbd> next phase · <kbd>+</kbd> add a minute · <kbd>M</kbd> mute,
            while the timer has the focus.</span
          >
          When a phase’s time is up, the bell rings and overtime counts until you move on.
        </p>
        <div class="phase-timer__spoken" aria-live="polite">${this.#polite}</div>
        <div class="phase-timer__spoken" aria-live="assertive">${this.#assertive}</div>
      </div>
    `;
  }

  #renderPhase(plan: TimerPlan, at: Position): TemplateResult {
    const phase = plan.phases[at.phase];
    const over = at.overtime > 0;
    const pace = paceText(at);
    return html`
      <p class="phase-timer__phase">
        <span>Phase ${at.phase + 1} of ${plan.phases.length}</span>
        <strong>${phase?.title}</strong>
      </p>
      <p class="phase-timer__time">
        <span role="timer" aria-label=${over ? "Overtime in this phase" : "Time left in this phase"}>${timeText(at)}</span>
        <span>${over ? "overtime" : at.state === "paused" ? "left, paused" : "left"}</span>
      </p>
      <p class="phase-timer__purpose">${phase?.purpose}</p>
      <p class="phase-timer__whole">
        ${at.left >= 0
          ? html`<span>Whole plan: ${clockText(at.left)} left</span>`
          : html`<span>Whole plan: <strong>${clockText(-at.left, "down")} over</strong></span>`}
        ${pace ? html`<span class=${at.pace < 0 ? "phase-timer__behind" : ""}>${pace}</span>` : nothing}
      </p>
    `;
  }

  #renderEnd(at: Position): TemplateResult {
    const [off, word] = at.left >= 0 ? [at.left, "under"] : [-at.left, "over"];
    const end = off < 1000 ? "exactly as planned" : `${lengthText(off)} ${word} the plan`;
    return html`
      <p class="phase-timer__phase"><span>Finished</span></p>
      <p class="phase-timer__time"><span>${clockText(at.spent, "down")}</span><span>in all, ${end}</span></p>
    `;
  }

  #renderNotes(at: Position): TemplateResult {
    const first = this.#actions[0];
    const forgotten = at.state === "running" && at.left < -FORGOTTEN && first;
    const silent = at.state === "running" && !this.#muted && !this.#sound.allowed;
    return html`
      ${this.#slept
        ? html`<p class="phase-timer__note">
            This device slept, or its clock was set forward, for ${lengthText(this.#slept.to - this.#slept.from)}; the
            timer counted that.
            <button type="button" @click=${() => this.#leaveOutSleep()}>Leave it out</button>
          </p>`
        : nothing}
      ${forgotten
        ? html`<p class="phase-timer__note">
            This run was started on ${new Date(first.at).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" })}
            and never ended. Reset begins a new one.
          </p>`
        : nothing}
      ${silent
        ? html`<p class="phase-timer__note">The browser keeps bells silent until you click or type on this page.</p>`
        : nothing}
    `;
  }

  /** Widths are set by script: the site's content security policy forbids style attributes in markup. */
  protected override updated(): void {
    const at = this.#position();
    this.querySelectorAll<HTMLElement>(".phase-timer__bar > span").forEach((part, n) => {
      const budget = at.budgets[n] ?? 1;
      const done = n < at.phase ? 1 : Math.min(1, (at.used[n] ?? 0) / budget);
      part.style.setProperty("flex-grow", String(budget / 1000));
      part.style.setProperty("--phase-timer-done", done.toFixed(4));
    });
  }
}

if (!customElements.get("phase-timer")) customElements.define("phase-timer", PhaseTimer);
