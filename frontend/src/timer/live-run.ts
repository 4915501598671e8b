/** A run under way: what was pressed, by a clock that notices a sleep, kept in this browser after every press. */

import { deviceClocks, RunClock } from "../parts/clock";
import { keepRun, loadRun, type KeptRun } from "./keeping";
import { makesSense, position, withoutSleep, type Action, type ActionKind, type Position, type Sleep, type TimerPhase } from "./run";
import { undoName } from "./wording";

/** How often a run is kept while nothing is pressed: what a later visit knows of the time after a crash. */
const KEEP_EVERY = 15_000;

export class LiveRun {
  actions: readonly Action[] = [];
  /** What the device slept since the last press while the run went on: counted, until the reader leaves it out. */
  slept: readonly Sleep[] = [];
  /** What the last press can be taken back to, and what the button for it is called. */
  undo: { name: string; actions: readonly Action[] } | undefined;
  #phases: readonly TimerPhase[] = [];
  #key = "";
  #clock = new RunClock(0, 0);
  #keptAt = 0;

  /** Begin with the run of these phases as it was kept under a key. */
  open(phases: readonly TimerPhase[], key: string): void {
    const kept = loadRun(key);
    this.#phases = phases;
    this.#key = key;
    this.#clock = new RunClock(...deviceClocks(), kept.seen);
    this.#take(kept);
  }

  /** Go on with what another tab has made of the run; false where that is what it is here. */
  reopen(): boolean {
    const kept = loadRun(this.#key);
    if (JSON.stringify(kept.actions) === JSON.stringify(this.actions)) return false;
    // The other tab's clock may be ahead of this one's, where the device's was set back between the two.
    this.#clock = new RunClock(...deviceClocks(), Math.max(kept.seen, this.now()));
    this.#take(kept);
    return true;
  }

  #take({ actions, finished }: KeptRun): void {
    this.actions = actions;
    this.undo = undefined;
    this.slept = [];
    // A phase was added to the plan since: what is over does not begin to run again.
    if (finished && this.at.state !== "finished") this.actions = [];
  }

  // --- time

  now(): number {
    const { now, asleep } = this.#clock.read(...deviceClocks());
    if (asleep && position(this.#phases, this.actions, asleep.from).state === "running") {
      this.slept = [...this.slept, asleep];
    }
    return Math.round(now);
  }

  /** Where the run stands now. */
  get at(): Position {
    return position(this.#phases, this.actions, this.now());
  }

  // --- what is pressed; each is false where it changes nothing

  act(kind: ActionKind): boolean {
    if (!makesSense(kind, this.at)) return false;
    const before = this.actions;
    this.#set([...before, { kind, at: this.now() }]);
    const name = undoName(kind, this.at);
    this.undo = name ? { name, actions: before } : undefined;
    return true;
  }

  reset(): boolean {
    if (this.actions.length === 0) return false;
    this.undo = { name: "Undo reset", actions: this.actions };
    this.#set([]);
    return true;
  }

  takeBack(): boolean {
    if (!this.undo) return false;
    const { actions } = this.undo;
    this.undo = undefined;
    this.#set(actions);
    return true;
  }

  /** Take all the time that the device slept out of the run. */
  leaveOutSleep(): boolean {
    if (this.slept.length === 0) return false;
    this.undo = { name: "Count the sleep", actions: this.actions };
    this.#set(this.slept.reduce<readonly Action[]>((actions, sleep) => withoutSleep(actions, sleep), this.actions));
    return true;
  }

  #set(actions: readonly Action[]): void {
    this.actions = actions;
    this.slept = [];
    this.#keep();
  }

  // --- what is kept

  #keep(): void {
    const { state } = this.at;
    this.#keptAt = this.now();
    keepRun(this.#key, { actions: [...this.actions], seen: this.#keptAt, finished: state === "finished" });
  }

  /** Keep when the run was last seen, unless another tab has gone on with it while this page was frozen. */
  keepSeen(): void {
    const kept = loadRun(this.#key).actions;
    if (kept.length > 0 && JSON.stringify(kept) === JSON.stringify(this.actions)) this.#keep();
  }

  /** The same now and then, for a page that may end without a word. */
  keepSeenAtTimes(): void {
    if (Math.abs(this.now() - this.#keptAt) > KEEP_EVERY) this.keepSeen();
  }
}
