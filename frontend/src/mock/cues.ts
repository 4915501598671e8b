/**
 * What the interviewer will say in each phase, settled by the mock and a seed before it begins.
 *
 * Lines come in their order, then follow-ups as many as the phase has room for. Curveballs and redirects fall by the clock,
 * in the middle of a phase; a reader who is through with a phase before gets them then.
 */

import { dice, shuffled } from "../parts/dice";
import type { Mock, MockPhase, Spoken } from "./mock";

export type CueKind = "line" | "redirect" | "curveball" | "follow-up";

export interface Cue extends Spoken {
  what: CueKind;
  /** For a cue that falls by the clock: milliseconds into its phase. */
  due: number | undefined;
}

/** A follow-up wants about this long; a phase never holds more of them than fit, and at least one. */
const FOLLOW_UP_MS = 120_000;
/** A cue by the clock falls between these shares of its phase. */
const EARLIEST = 0.3;
const LATEST = 0.7;
/** Rounds of this many minutes and more may have two curveballs and two redirects. */
const LONG_ROUND = 30;

/** How many of a kind of surprise a round has: one, and in a long round perhaps a second. */
function surprises(minutes: number, roll: () => number): number {
  const second = roll() < 0.5;
  return minutes >= LONG_ROUND && second ? 2 : 1;
}

/** The phase of a surprise: its own, or one of chance that is neither the first nor the last where there are three. */
function phaseOf(spoken: Spoken, phases: MockPhase[], roll: () => number): MockPhase {
  const inner = phases.length >= 3 ? phases.slice(1, -1) : phases;
  const longest = inner.filter(({ seconds }) => seconds >= Math.max(...inner.map((each) => each.seconds)) / 2);
  const chosen = longest[Math.floor(roll() * longest.length)] ?? phases[0]!;
  return phases.find(({ id }) => id === spoken.phase) ?? chosen;
}

/** Every cue of a mock in the order of its phases; within one, lines first, then what falls by the clock, then follow-ups. */
export function cues(mock: Mock, seed: number, withSurprises: boolean): Cue[] {
  const roll = dice(seed);
  const { phases } = mock.plan;
  const fallen: Cue[] = [];
  for (const [what, pool] of [
    ["curveball", mock.curveballs],
    ["redirect", mock.redirects],
  ] as const) {
    const count = surprises(mock.minutes, roll);
    for (const spoken of shuffled(pool, roll).slice(0, count)) {
      const phase = phaseOf(spoken, phases, roll);
      const share = EARLIEST + (LATEST - EARLIEST) * roll();
      fallen.push({ ...spoken, phase: phase.id, what, due: Math.round(phase.seconds * 1000 * share) });
    }
  }
  return phases.flatMap((phase) => {
    const here = <T extends Spoken>(pool: readonly T[]): T[] => pool.filter((each) => each.phase === phase.id);
    const lines = here(mock.lines).map((each): Cue => ({ ...each, what: "line", due: undefined }));
    const timed = withSurprises ? here(fallen).sort((a, b) => a.due! - b.due!) : [];
    const asked = shuffled(here(mock.follow_ups), roll);
    const room = Math.max(1, Math.floor((phase.seconds * 1000) / FOLLOW_UP_MS));
    const followUps = asked.slice(0, room).map((each): Cue => ({ ...each, what: "follow-up", due: undefined }));
    return [...lines, ...timed, ...followUps];
  });
}
