/** What a drill does with the device while it runs: its bell, a voice that reads prompts, a screen that stays on. */

import { BellSound } from "../parts/bell";
import { keepMuted, loadMuted, onSignals } from "../parts/signals";
import { localVoice } from "../parts/voice";
import { WakeLock } from "../parts/wake-lock";
import { keepReads, loadReads } from "./keeping";
import { ReadingVoice } from "./reading-voice";

export class Sounds {
  /** The timers' own switch: muted there is muted here. */
  muted = false;
  /** Whether prompts are read aloud, where this browser has a voice of its own. */
  reads = loadReads();
  hasVoice = false;
  #bell = new BellSound(() => {});
  #voice = new ReadingVoice();
  #wake = new WakeLock();

  /** Begin; `changed` is called when the bell is muted or unmuted, by any tool or tab, and when a voice was found. */
  open(changed: () => void, signal: AbortSignal): void {
    this.muted = loadMuted();
    const heed = (): void => {
      this.muted = loadMuted();
      changed();
    };
    onSignals(heed, signal);
    document.addEventListener("visibilitychange", () => this.#wake.shown(), { signal });
    void localVoice().then((voice) => {
      this.hasVoice = voice !== undefined;
      changed();
    });
  }

  /** Whether a prompt is being read out, while the clock stands still. */
  get isReading(): boolean {
    return this.#voice.isReading;
  }

  /** Whether what a step says is to be read out. */
  get isVoiced(): boolean {
    return this.reads && this.hasVoice && !this.muted;
  }

  /** Ask for sound; to be called when the reader presses something, since a phone call may have ended what was granted. */
  unlock(): void {
    this.#bell.unlock();
  }

  /** Ring in so many milliseconds from now, and keep the screen on, if the run goes on. */
  follow(bells: readonly number[], isRunning: boolean): void {
    const goesOn = isRunning || this.isReading;
    this.#wake.want(goesOn);
    if (this.muted || !goesOn) return this.#bell.cancel();
    // Where the next step is read out first, nobody knows when it ends.
    this.#bell.book((this.isVoiced ? bells.slice(0, 1) : bells).map((inMs) => ({ kind: "step", inMs })));
  }

  /** Read a text out; `done` is called when it has been said, and not where it was ended. */
  read(text: string, done: () => void): void {
    this.#voice.read(text, done);
  }

  /** End what is being read out. */
  hush(): void {
    this.#voice.end();
  }

  /** The reader has changed the run: no bell that was booked is true any more. */
  interrupt(): void {
    this.hush();
    this.#bell.cancel();
  }

  /** The run is over; its last bell, due just now, is still heard. */
  end(): void {
    this.hush();
    this.#bell.book([]);
    this.#wake.want(false);
  }

  /** The run is left: nothing of it is heard any more. */
  stop(): void {
    this.interrupt();
    this.#wake.want(false);
  }

  close(): void {
    this.stop();
    this.#bell.close();
  }

  switchMuted(): void {
    keepMuted(!this.muted); // told to this one, too
    if (!this.muted) this.unlock();
  }

  switchReads(reads: boolean): void {
    this.reads = reads;
    keepReads(reads);
  }
}
