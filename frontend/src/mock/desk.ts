/** What the room needs of the page's other tools, which it meets in the page and does not import. */

export interface TimerPosition {
  state: "ready" | "running" | "paused" | "finished";
  phase: number;
  elapsed: number;
  spent: number;
  used: number[];
}

export interface TimerElement extends HTMLElement {
  act(kind: "start" | "pause" | "resume" | "next"): void;
  /** Forget the run. */
  reset(): void;
  readonly actions: readonly { kind: string; at: number }[];
  readonly at: TimerPosition;
}

export interface RecorderElement extends HTMLElement {
  readonly state: "off" | "asking" | "recording" | "paused" | "stopped" | "failed";
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
  mark(text: string): void;
}

/** Lines being read aloud: one that is cut short by the next ends after that has begun. */
let speaking = 0;
let paused: RecorderElement | undefined;

/** Pauses a recording while the interviewer's lines are read aloud, so that it holds the reader's voice only. */
export async function withoutRecording(recorder: RecorderElement | undefined, speak: () => Promise<void>): Promise<void> {
  if (recorder?.state === "recording") {
    recorder.pause();
    paused = recorder;
  }
  speaking += 1;
  try {
    await speak();
  } finally {
    speaking -= 1;
    if (speaking === 0) {
      // The reader may have stopped it meanwhile.
      if (paused?.state === "paused") paused.resume();
      paused = undefined;
    }
  }
}

/** Tell the page that tools were put into it, so that they are loaded. */
export const toolsAdded = (): boolean => document.dispatchEvent(new Event("greenroom:components"));
