/**
 * Goes through runs of the phase timer as the page does, with the clocks of a device that a test made up: reads the page's
 * own clock, stamps what is pressed, keeps and reloads. Run under node by test_phase_runs.py.
 */

import { RunClock } from "../../frontend/src/parts/clock";
import { lookIn } from "../../frontend/src/timer/clock";
import { keepRun, loadRun } from "../../frontend/src/timer/keeping";
import { makesSense, position, withoutSleep, type Action, type ActionKind, type Sleep, type TimerPhase } from "../../frontend/src/timer/run";
import { timeText } from "../../frontend/src/timer/wording";

/** What happens, and what the device's clocks say then: `wall` since 1970, `mono` since the page was opened. */
interface Step {
  what: ActionKind | "look" | "leave out" | "hide" | "open";
  wall: number;
  mono: number;
}

interface Run {
  phases: TimerPhase[];
  steps: Step[];
}

const kept = new Map<string, string>();
Object.defineProperty(globalThis, "localStorage", {
  value: {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => kept.set(key, text),
    removeItem: (key: string) => kept.delete(key),
  },
});

function goThrough({ phases, steps }: Run, key: string): unknown[] {
  let actions: Action[] = [];
  let clock = new RunClock(0, 0);
  let slept: Sleep | undefined;
  return steps.map(({ what, wall, mono }) => {
    if (what === "open") {
      const { actions: found, seen } = loadRun(key);
      [actions, slept] = [found, undefined];
      clock = new RunClock(wall, mono, seen);
    }
    const read = clock.read(wall, mono);
    const now = Math.round(read.now);
    if (read.asleep && position(phases, actions, read.asleep.from).state === "running") slept = read.asleep;
    if (what === "leave out") {
      if (slept) actions = withoutSleep(actions, slept);
      slept = undefined;
      keepRun(key, { actions, seen: now });
    } else if (what === "hide") {
      keepRun(key, { actions, seen: now });
    } else if (what !== "look" && what !== "open" && makesSense(what, position(phases, actions, now))) {
      actions = [...actions, { kind: what, at: now }];
      slept = undefined;
      keepRun(key, { actions, seen: now });
    }
    const at = position(phases, actions, now);
    return { now, actions, at, shown: timeText(at), lookIn: lookIn(at) };
  });
}

/** What the page says at every step of every run. */
export const run = (runs: Run[]): unknown[][] => runs.map((each, n) => goThrough(each, `run ${n}`));
