/** What the drill's views see of it and may ask of it, and the keys that do the same. */

import type { Course } from "./course";
import type { DrillData } from "./drill-data";
import type { RunsLog } from "./runs-log";
import type { Sounds } from "./sounds";

/** `offer`: an earlier visit left a run under way. `asking`: the browser asks the reader for the microphone. */
export type Phase = "loading" | "failed" | "idle" | "offer" | "asking" | "running" | "done";

export interface Desk {
  readonly drill: DrillData | undefined;
  readonly phase: Phase;
  /** Why the drill is not there. */
  readonly failure: string;
  /** What went wrong on the way. */
  readonly trouble: string;
  readonly seed: number;
  readonly course: Course;
  readonly log: RunsLog;
  /** Relative address of the site's root. */
  readonly root: string;
  /** What the reader typed before the drill. */
  readonly own: string;
  readonly ticks: ReadonlySet<string>;
  readonly note: string;
  readonly isKept: boolean;
  readonly sounds: Sounds;
  readonly records: boolean;
  /** Session of the recording, or "". */
  readonly session: string;

  load(): Promise<void>;
  /** Start, pause or go on, whichever the run is ready for. */
  toggle(): void;
  start(): Promise<void>;
  /** Go on with the run that an earlier visit left. */
  goOn(): Promise<void>;
  /** Run on without the microphone that the browser still asks for. */
  startWithout(): void;
  /** To the next step; it begins at once, even where this one stands still. */
  skip(): void;
  /** The same prompt from the start; what was done is kept first. */
  again(): Promise<void>;
  /** Another prompt; what was done is kept first. */
  another(): Promise<void>;
  /** Append the run to the log. */
  keep(): Promise<void>;
  tickCheck(id: string, ticked: boolean): void;
  writeNote(text: string): void;
  writeOwn(text: string): void;
  switchMuted(): void;
  switchReads(reads: boolean): void;
  switchRecords(records: boolean): void;
}

/** Do what a key stands for in the phase at hand, and keep it from the theme: its N and P would leave the page. */
export function onKey(it: Desk, event: KeyboardEvent): void {
  if (!it.drill) return;
  const { target, ctrlKey, metaKey, altKey, isComposing, repeat } = event;
  if (ctrlKey || metaKey || altKey || isComposing || !(target instanceof Element)) return;
  if (target.closest("input[type=text], textarea, select, voice-review, voice-recorder")) return;
  const isFree = it.phase !== "running" && it.phase !== "asking";
  const acts: Record<string, () => void> = {
    n: () => it.skip(),
    a: () => it.phase !== "idle" && it.phase !== "asking" && void it.again(),
    p: () => isFree && void it.another(),
    m: () => it.switchMuted(),
  };
  // Elsewhere Space presses what has the focus.
  if (!target.closest("button, a, summary, input")) acts[" "] = () => it.toggle();
  const act = acts[event.key.toLowerCase()];
  if (!act) return;
  if (!repeat) act();
  event.preventDefault();
  event.stopPropagation();
}
