/**
 * `<phase-timer>`: a plan of phases against the clock. The arithmetic is in `run.ts`, what is shown in `panel.ts`.
 *
 * Within another tool: `keep` names the run, `bare` leaves out the list of phases and the help on keys, `act`, `actions` and
 * `at` drive and read it, and `timer-change` tells of every action and every bell.
 */

import { LitElement, nothing, type TemplateResult } from "lit";
import { lengthText } from "../parts/times";
import { WakeLock } from "../parts/wake-lock";
import { lookIn } from "./clock";
import { keepFocus, keyPress } from "./keys";
import { namedKey, runKey } from "./keeping";
import { LiveRun } from "./live-run";
import { releaseTitle, showInTitle } from "./page-title";
import { miniOf, renderPanel, stateName, stretchBar, type Face, type Presses } from "./panel";
import { bellsAhead, readPlan, sleptFor, type Action, type ActionKind, type Bell, type Position, type TimerChange, type TimerPlan } from "./run";
import type { SmallWindow } from "./small-window";
import { Telling } from "./telling";
import { smallWindowsPossible } from "./windows";
import { beginSpeech, bellSpeech, bellText, nextName, shownTimes, spokenText, timeText } from "./wording";

export class PhaseTimer extends LitElement {
  #plan: TimerPlan | undefined;
  #key = "";
  #run = new LiveRun();
  #bell: Bell = "";
  #polite = "";
  #assertive = "";
  #shown = "";
  #met = false;
  #changing = false;
  #tick: ReturnType<typeof setTimeout> | undefined;
  #telling = new Telling(() => this.#look());
  #wake = new WakeLock();
  #small: SmallWindow | undefined;
  #listeners: AbortController | undefined;
  #presses: Presses = {
    act: (kind) => this.act(kind),
    toggleRunning: () => this.#toggleRunning(this.at),
    toggleMuted: () => this.#toggleMuted(),
    toggleSmall: () => void this.#toggleSmall(),
    reset: () => this.reset(),
    takeBack: () => this.#takeBack(),
    leaveOutSleep: () => this.#leaveOutSleep(),
    chosen: (said) => this.#say(said),
    tryOut: () => this.#tryOut(),
  };

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, "data-plan", "keep", "bare"];
  }

  /** The page's own DOM, so that the theme's styles and palette apply. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    this.#met = true;
    const plan = this.#readPlan();
    if (!plan) return; // The fallback list stays.
    if (!this.#plan) this.replaceChildren();
    this.#plan = plan;
    super.connectedCallback();
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    this.addEventListener("keydown", (event) => this.#onKey(event), { signal });
    document.addEventListener("visibilitychange", () => this.#onVisibility(), { signal });
    document.addEventListener("resume", () => this.#look(), { signal }); // thawed by the browser
    for (const woken of ["focus", "pageshow"]) window.addEventListener(woken, () => this.#glance(), { signal });
    window.addEventListener("pagehide", () => this.#run.keepSeen(), { signal });
    window.addEventListener("storage", (event) => this.#onStorage(event), { signal });
    for (const press of ["pointerdown", "keydown"]) {
      window.addEventListener(press, () => this.#wantsSound() && this.#telling.sound.unlock(), { signal, capture: true });
    }
    this.#telling.open(() => this.#onSignals());
    this.#open(plan);
    this.#unlockEarly();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listeners?.abort();
    clearTimeout(this.#tick);
    releaseTitle(this);
    this.#telling.close();
    this.#wake.want(false);
    this.#small?.close();
    if (this.#plan) this.#run.keepSeen();
  }

  override attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    super.attributeChangedCallback(name, before, value);
    // Before the element is connected nothing is read; afterwards several attributes may change one after the other.
    if (before === value || !this.#met || this.#changing) return;
    this.#changing = true;
    queueMicrotask(() => {
      this.#changing = false;
      if (this.isConnected) this.#onAttributes();
    });
  }

  #onAttributes(): void {
    const plan = this.#readPlan();
    if (!this.#plan) return this.connectedCallback(); // The first plan could not be read.
    if (!plan) return;
    this.#run.keepSeen();
    this.#plan = plan;
    this.#open(plan);
  }

  /**
   * The plan, from `data-plan`. It is no JSON script: at an instant navigation the theme runs the scripts of a page again
   * and does not look at their type.
   */
  #readPlan(): TimerPlan | undefined {
    const plan = readPlan(this.dataset["plan"] ?? "");
    return plan && { ...plan, id: this.getAttribute("plan") ?? plan.id };
  }

  /** Begin with the plan's run as it was kept. */
  #open(plan: TimerPlan): void {
    // Pages of one interview show one run: `run` names the page whose run it is, and `keep` a run that is on no page.
    const path = new URL(this.getAttribute("run") ?? "", document.baseURI).pathname;
    const name = this.getAttribute("keep");
    this.#key = name ? namedKey(name) : runKey(plan.id, path);
    this.#run.open(plan.phases, this.#key);
    this.#polite = "";
    if (this.at.state === "running") this.closest("details")?.setAttribute("open", "");
    this.#startAnew();
  }

  /** The run is another than it was: what was told or booked holds no more, and a bell that was due before is not rung. */
  #startAnew(): void {
    const at = this.at;
    this.#bell = at.bell;
    this.#assertive = "";
    this.#telling.clear();
    this.#telling.sound.cancel();
    this.#tellOthers(at);
    this.#look();
  }

  // --- what other tools read and do

  /** What the reader pressed in this run, oldest first. */
  get actions(): Action[] {
    return this.#run.actions.map((action) => ({ ...action }));
  }

  /** Where the run stands now. */
  get at(): Position {
    return this.#run.at;
  }

  /** Do what a button does; what makes no sense where the run stands changes nothing. */
  act(kind: ActionKind): void {
    if (!this.#plan || !this.#run.act(kind)) return;
    this.#changed();
    const at = this.at;
    this.#telling.speak(beginSpeech(kind, this.#phaseTitle(at), at));
    this.#say(spokenText(kind, this.#phaseTitle(at), at));
  }

  /** Forget the run; the reader may take that back. */
  reset(): void {
    if (!this.#run.reset()) return;
    this.#changed();
    this.#say("The timer is reset.");
  }

  #tellOthers(at: Position): void {
    const phases = (this.#plan?.phases ?? []).map((phase) => ({ ...phase }));
    const detail: TimerChange = { position: at, actions: this.actions, phases };
    this.dispatchEvent(new CustomEvent("timer-change", { bubbles: true, detail }));
  }

  // --- time

  /** Look at the clock: tell what is due, set the next look, show it all. */
  #look(): void {
    clearTimeout(this.#tick);
    if (!this.isConnected || !this.#plan) return;
    const at = this.at;
    this.#ringIfDue(at);
    const { sound } = this.#telling;
    if (this.#wantsSound(at)) sound.book(bellsAhead(at));
    else sound.cancel();
    this.#wake.want(at.state === "running");
    if (at.state === "running") {
      showInTitle(this, `${timeText(at)} ${this.#phaseTitle(at)}`);
      this.#tick = setTimeout(() => this.#glance(), lookIn(at));
      this.#run.keepSeenAtTimes();
    } else releaseTitle(this);
    this.#shown = shownTimes(at);
    this.requestUpdate();
  }

  /** Look again, and show nothing anew where nothing has changed; this is done several times a second. */
  #glance(): void {
    if (!this.isConnected || !this.#plan) return;
    const { slept } = this.#run;
    const at = this.at;
    if (slept !== this.#run.slept || shownTimes(at) !== this.#shown) return this.#look();
    clearTimeout(this.#tick);
    if (at.state === "running") this.#tick = setTimeout(() => this.#glance(), lookIn(at));
  }

  #ringIfDue(at: Position): void {
    if (at.bell === this.#bell) return;
    // After a long sleep both may have come due: only the later one is told.
    this.#bell = at.bell;
    if (at.bell === "" || at.state !== "running") return;
    this.#assertive = bellText(at.bell, this.#phaseTitle(at), at, nextName(this.#plan?.phases.length ?? 0, at));
    this.#telling.tell(at.bell, bellSpeech(at.bell, at));
    this.#tellOthers(at);
  }

  #wantsSound(at: Position = this.at): boolean {
    return at.state === "running" && !this.#telling.muted;
  }

  // --- what the reader does

  #takeBack(): void {
    if (!this.#run.takeBack()) return;
    this.#changed();
    this.#say("Taken back.");
  }

  /** Take the time this device slept out of the run. */
  #leaveOutSleep(): void {
    const length = sleptFor(this.#run.slept);
    if (!this.#run.leaveOutSleep()) return;
    this.#changed();
    this.#say(`Left out: ${lengthText(length)}.`);
  }

  #changed(): void {
    if (this.#wantsSound()) this.#telling.sound.unlock();
    this.#startAnew();
    keepFocus(this, this.updateComplete, ".phase-timer__panel");
  }

  #toggleMuted(): void {
    this.#telling.setMuted(!this.#telling.muted); // calls #onSignals
    if (this.#wantsSound()) this.#telling.sound.unlock();
    this.#say(this.#telling.muted ? "Bells are muted." : "Bells are on.");
  }

  /** Tell a bell as it will be told, so that the reader can set the volume. */
  #tryOut(): void {
    if (!this.#telling.muted) this.#telling.sound.unlock();
    setTimeout(() => {
      this.#telling.tell("end", "Time is up.");
      this.requestUpdate();
    }, 100); // the browser takes a moment to allow sound
  }

  async #toggleSmall(): Promise<void> {
    if (this.#small?.isOpen) this.#small.close();
    else if (!(await this.#openSmall())) this.#say("The browser did not open a window. Allow pop-ups for this site.");
    this.requestUpdate();
  }

  async #openSmall(): Promise<boolean> {
    const { SmallWindow } = await import("./small-window");
    const [main, next] = [() => this.#toggleRunning(this.at), () => this.act("next")];
    const key = (event: KeyboardEvent): void => this.#onKey(event);
    this.#small ??= new SmallWindow({ main, next, key, glance: () => this.#glance(), closed: () => this.requestUpdate() });
    return this.#small.open();
  }

  /** Start, pause or resume, whichever the run is ready for. */
  #toggleRunning(at: Position): void {
    if (at.state === "ready") this.act("start");
    else if (at.state === "running") this.act("pause");
    else if (at.state === "paused") this.act("resume");
  }

  #onKey(event: KeyboardEvent): void {
    const found = keyPress(event);
    if (!found) return;
    const { press, held } = found;
    if (!held) {
      if (press === "toggle") this.#toggleRunning(this.at);
      else if (press === "mute") this.#toggleMuted();
      else this.act(press);
    }
    event.preventDefault();
    event.stopPropagation(); // The theme has shortcuts of its own: N would leave the page.
  }

  #onVisibility(): void {
    if (document.visibilityState === "hidden") return this.#run.keepSeen();
    this.#wake.shown();
    this.#look();
  }

  /** The same run was changed in another tab. */
  #onStorage(event: StorageEvent): void {
    if (event.key !== this.#key && event.key !== null) return;
    if (this.#run.reopen()) this.#startAnew();
    else this.#look();
  }

  /** How bells are told was changed, here, by another tool of this page or in another tab. */
  #onSignals(): void {
    this.#unlockEarly();
    this.#look();
  }

  /** Ask for sound without a press of this timer's own, where the browser has seen another. */
  #unlockEarly(): void {
    if (this.#wantsSound() && navigator.userActivation?.hasBeenActive) this.#telling.sound.unlock();
  }

  // --- what it says and shows

  #say(text: string): void {
    this.#polite = text;
    this.requestUpdate();
  }

  #phaseTitle(at: Position = this.at): string {
    return this.#plan?.phases[at.phase]?.title ?? "";
  }

  #face(plan: TimerPlan): Face {
    return {
      plan,
      at: this.at,
      actions: this.#run.actions,
      telling: this.#telling,
      undo: this.#run.undo?.name,
      slept: this.#run.slept,
      polite: this.#polite,
      assertive: this.#assertive,
      bare: this.hasAttribute("bare"),
      small: this.#small?.isOpen ? "open" : smallWindowsPossible() ? "closed" : "none",
    };
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.#plan) return nothing;
    const face = this.#face(this.#plan);
    this.dataset["state"] = stateName(face.at);
    this.dataset["signal"] = face.telling.shown;
    if (this.#small?.isOpen) this.#small.show(miniOf(face));
    return renderPanel(face, this.#presses);
  }

  protected override updated(): void {
    stretchBar(this.querySelectorAll<HTMLElement>(".phase-timer__bar > span"), this.at);
  }
}

if (!customElements.get("phase-timer")) customElements.define("phase-timer", PhaseTimer);
