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

/** Pauses a recording while the interviewer's lines are read aloud, so that it holds the reader's voice only. */
export async function withoutRecording(recorder: RecorderElement | undefined, speak: () => Promise<void>): Promise<void> {
  const paused = recorder?.state === "recording" ? recorder : undefined;
  paused?.pause();
  try {
    await speak();
  } finally {
    // The reader may have stopped it meanwhile.
    if (paused && (paused.state as string) === "paused") paused.resume();
  }
}

/** Tell the page that tools were put into it, so that they are loaded. */
export const toolsAdded = (): boolean => document.dispatchEvent(new Event("greenroom:components"));
