/**
 * `<phase-timer>`: a plan of phases against the clock. The arithmetic is in `run.ts`, what is shown in `panel.ts`.
 *
 * Within another tool: `keep` names the run, `bare` leaves out the list of phases and the help on keys, `act`, `actions` and
 * `at` drive and read it, and `timer-change` tells of every action and every bell.
 */

import { LitElement, nothing, type TemplateResult } from "lit";
import { deviceClocks, lookIn, RunClock } from "./clock";
import { keepFocus, keyPress } from "./keys";
import { keepRun, loadRun, MUTED, namedKey, runKey, SIGNALS } from "./keeping";
import { releaseTitle, showInTitle } from "./page-title";
import { miniOf, renderPanel, stateName, stretchBar, type Face, type Presses } from "./panel";
import type { Action, ActionKind, Bell, Position, Sleep, TimerChange, TimerPlan } from "./run";
import { bellsAhead, lengthText, makesSense, position, readPlan, withoutSleep } from "./run";
import type { SmallWindow } from "./small-window";
import { Telling } from "./telling";
import { WakeLock } from "./wake-lock";
import { smallWindowsPossible } from "./windows";
import { beginSpeech, bellSpeech, bellText, nextName, shownTimes, spokenText, timeText, undoName } from "./wording";

/** How often a run is kept while nothing is pressed: what a later visit knows of the time after a crash. */
const KEEP_EVERY = 15_000;

export class PhaseTimer extends LitElement {
  #plan: TimerPlan | undefined;
  #key = "";
  #actions: Action[] = [];
  #clock = new RunClock(0, 0);
  #undo: { name: string; actions: Action[] } | undefined;
  #slept: Sleep | undefined;
  #bell: Bell = "";
  #polite = "";
  #assertive = "";
  #shown = "";
  #keptAt = 0;
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
    window.addEventListener("pagehide", () => this.#keepSeen(), { signal });
    window.addEventListener("storage", (event) => this.#onStorage(event), { signal });
    for (const press of ["pointerdown", "keydown"]) {
      window.addEventListener(press, () => this.#wantsSound() && this.#telling.sound.unlock(), { signal, capture: true });
    }
    this.#telling.load();
    this.#open(plan);
    if (this.#wantsSound() && navigator.userActivation?.hasBeenActive) this.#telling.sound.unlock();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listeners?.abort();
    clearTimeout(this.#tick);
    releaseTitle(this);
    this.#telling.close();
    this.#wake.want(false);
    this.#small?.close();
    if (this.#plan) this.#keepSeen();
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
    this.#keepSeen();
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
    const kept = loadRun(this.#key);
    this.#actions = kept.actions;
    this.#clock = new RunClock(...deviceClocks(), kept.seen);
    this.#undo = this.#slept = undefined;
    this.#polite = this.#assertive = "";
    this.#telling.clear();
    const at = this.at;
    if (at.state === "running") this.closest("details")?.setAttribute("open", "");
    // A bell that was due before this visit is shown, not rung.
    this.#bell = at.bell;
    this.#tellOthers(at);
    this.#look();
  }

  // --- what other tools read and do

  /** What the reader pressed in this run, oldest first. */
  get actions(): Action[] {
    return this.#actions.map((action) => ({ ...action }));
  }

  /** Where the run stands now. */
  get at(): Position {
    return position(this.#plan?.phases ?? [], this.#actions, this.#now());
  }

  /** Do what a button does; what makes no sense where the run stands changes nothing. */
  act(kind: ActionKind): void {
    if (!this.#plan || !makesSense(kind, this.at)) return;
    const before = this.#actions;
    this.#actions = [...before, { kind, at: this.#now() }];
    const name = undoName(kind, this.at);
    this.#undo = name ? { name, actions: before } : undefined;
    this.#changed();
    const at = this.at;
    this.#telling.speak(beginSpeech(kind, this.#phaseTitle(at), at));
    this.#say(spokenText(kind, this.#phaseTitle(at), at));
  }

  /** Forget the run; the reader may take that back. */
  reset(): void {
    if (this.#actions.length === 0) return;
    this.#undo = { name: "Undo reset", actions: this.#actions };
    this.#actions = [];
    this.#changed();
    this.#say("The timer is reset.");
  }

  #tellOthers(at: Position): void {
    const phases = (this.#plan?.phases ?? []).map((phase) => ({ ...phase }));
    const detail: TimerChange = { position: at, actions: this.actions, phases };
    this.dispatchEvent(new CustomEvent("timer-change", { bubbles: true, detail }));
  }

  // --- time

  #now(): number {
    const { now, asleep } = this.#clock.read(...deviceClocks());
    if (asleep && this.#plan && position(this.#plan.phases, this.#actions, asleep.from).state === "running") {
      this.#slept = asleep;
    }
    return Math.round(now);
  }

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
      if (Math.abs(this.#now() - this.#keptAt) > KEEP_EVERY) this.#keepSeen();
    } else releaseTitle(this);
    this.#shown = shownTimes(at);
    this.requestUpdate();
  }

  /** Look again, and show nothing anew where nothing has changed; this is done several times a second. */
  #glance(): void {
    if (!this.isConnected || !this.#plan) return;
    const slept = this.#slept;
    const at = this.at;
    if (slept !== this.#slept || shownTimes(at) !== this.#shown) return this.#look();
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
    if (!this.#undo) return;
    this.#actions = this.#undo.actions;
    this.#undo = undefined;
    this.#changed();
    this.#say("Taken back.");
  }

  /** Take the time this device slept out of the run. */
  #leaveOutSleep(): void {
    const slept = this.#slept;
    if (!slept) return;
    this.#undo = { name: "Count the sleep", actions: this.#actions };
    this.#actions = withoutSleep(this.#actions, slept);
    this.#changed();
    this.#say(`${lengthText(slept.to - slept.from)} are left out.`);
  }

  #changed(): void {
    const at = this.at;
    this.#slept = undefined;
    this.#assertive = "";
    this.#bell = at.bell;
    this.#telling.clear();
    if (this.#wantsSound(at)) this.#telling.sound.unlock();
    this.#keep();
    this.#tellOthers(at);
    this.#look();
    keepFocus(this, this.updateComplete, ".phase-timer__panel");
  }

  #toggleMuted(): void {
    this.#telling.setMuted(!this.#telling.muted);
    if (this.#wantsSound()) this.#telling.sound.unlock();
    this.#look();
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
    if (document.visibilityState === "hidden") return this.#keepSeen();
    this.#wake.shown();
    this.#look();
  }

  /** The same run, or how bells are told, was changed in another tab. */
  #onStorage(event: StorageEvent): void {
    if (event.key === MUTED || event.key === SIGNALS || event.key === null) this.#telling.load();
    if (event.key !== this.#key && event.key !== null) return this.#look();
    const kept = loadRun(this.#key);
    if (JSON.stringify(kept.actions) !== JSON.stringify(this.#actions)) {
      this.#actions = kept.actions;
      // The other tab's clock may be ahead of this one's, where the device's was set back between the two.
      this.#clock = new RunClock(...deviceClocks(), Math.max(kept.seen, this.#now()));
      this.#undo = this.#slept = undefined;
      this.#telling.clear();
      const at = this.at;
      this.#bell = at.bell;
      this.#tellOthers(at);
    }
    this.#look();
  }

  #keep(): void {
    this.#keptAt = this.#now();
    keepRun(this.#key, { actions: this.#actions, seen: this.#keptAt });
  }

  /** Keep when the run was last seen, unless another tab has gone on with it while this page was frozen. */
  #keepSeen(): void {
    const kept = loadRun(this.#key).actions;
    if (kept.length > 0 && JSON.stringify(kept) === JSON.stringify(this.#actions)) this.#keep();
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
      actions: this.#actions,
      telling: this.#telling,
      undo: this.#undo?.name,
      slept: this.#slept,
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
