/** Lets `<voice-recorder>` follow a run: it records while the reader speaks or is silent, and stops to be listened to. */

import type { Step } from "./drill-data";

/** What is used of `<voice-recorder>`; it says how it stands by `recording-change`. */
export interface Recorder extends HTMLElement {
  readonly state: string;
  start(): unknown;
  pause(): unknown;
  resume(): unknown;
  stop(): unknown;
  mark?(text: string): unknown;
}

type Wanted = "record" | "pause" | "stop";
/** Milliseconds until a recorder that never came is given up. */
const LOAD = 8_000;

/** What the recorder does in a step while the run is `running`. */
export function wantedIn(step: Step | undefined, running: boolean): Wanted {
  if (!step || step.does === "listen") return "stop";
  return running && step.does !== "write" ? "record" : "pause";
}

export class Following {
  #recorder: Recorder;
  #now: Wanted = "stop";

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  /**
   * Ask for the microphone and begin. Resolves with "" when it records, else with the reason; it takes as long as the reader
   * needs to answer the browser.
   */
  async begin(): Promise<string> {
    const loaded = customElements.whenDefined("voice-recorder").then(() => true);
    const given = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), LOAD));
    if (!(await Promise.race([loaded, given]))) return "The recorder could not be loaded.";
    this.#now = "record";
    if (this.#recorder.state === "recording") return "";
    return new Promise((resolve) => {
      const look = (event: Event): void => {
        const { state, trouble } = (event as CustomEvent<{ state: string; trouble: string }>).detail;
        if (state !== "recording" && state !== "failed") return;
        this.#recorder.removeEventListener("recording-change", look);
        resolve(state === "recording" ? "" : trouble || "The recorder did not start.");
      };
      this.#recorder.addEventListener("recording-change", look);
      void this.#do(() => this.#recorder.start());
    });
  }

  /** Bring the recorder to what is wanted now. */
  async follow(wanted: Wanted): Promise<void> {
    const before = this.#now;
    if (wanted === before || (wanted === "pause" && before === "stop")) return;
    this.#now = wanted;
    await this.#do(() => {
      if (wanted === "stop") return this.#recorder.stop();
      if (wanted === "pause") return this.#recorder.pause();
      return before === "stop" ? this.#recorder.start() : this.#recorder.resume();
    });
  }

  /** Name a place in the recording. */
  mark(text: string): void {
    if (this.#now === "record") void this.#do(() => this.#recorder.mark?.(text));
  }

  /** A recorder in trouble says so itself; the drill goes on without it. */
  async #do(what: () => unknown): Promise<void> {
    try {
      await what();
    } catch {
      // It has told the reader.
    }
  }
}
