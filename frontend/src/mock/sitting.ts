/** A mock interview under way: what was said, noted and asked. Plain data and plain functions; the clock is the timer's. */

import type { Cue, CueKind } from "./cues";
import type { RoundKind } from "../parts/round-kinds";
import type { Ask, Mock } from "./mock";

export type SaidKind = CueKind | "ask" | "hint";
export type Taken = "taken" | "defended" | "missed";

/** Something the interviewer said, and when: milliseconds of running time since Start. */
export interface Said {
  at: number;
  what: SaidKind;
  id: string;
  phase: string;
  /** As text. */
  plain: string;
  /** The reader's own question, where this answers one. */
  question?: string;
}

export interface Options {
  /** The browser's voice reads the interviewer's lines. */
  voice: boolean;
  /** Curveballs and redirects fall. */
  surprises: boolean;
}

/** The place of a mock in a loop of rounds. */
export interface LoopPlace {
  id: string;
  /** From 0. */
  round: number;
  of: number;
  title: string;
}

export interface Attempt {
  verdict: string;
  passed: number;
  total: number;
}

export interface Sitting {
  version: 1;
  session: string;
  mock: string;
  title: string;
  kind: RoundKind;
  impact: string;
  minutes: number;
  seed: number;
  /** When Start was pressed; milliseconds since 1970, 0 before. */
  started: number;
  options: Options;
  loop: LoopPlace | null;
  said: Said[];
  /** What the reader noted under each thing said, by `what:id`. */
  notes: Record<string, string>;
  hints: number;
  attempt: Attempt | null;
  recorded: boolean;
}

export function begin(mock: Mock, session: string, seed: number, options: Options, loop: LoopPlace | null = null): Sitting {
  return {
    ...{ version: 1, session, mock: mock.id, title: mock.title, kind: mock.kind, impact: mock.impact, minutes: mock.minutes },
    ...{ seed, started: 0, options, loop, said: [], notes: {}, hints: 0, attempt: null, recorded: false },
  };
}

/** Under what notes on something said are kept. */
export const noteKey = ({ what, id }: { what: SaidKind; id: string }): string => `${what}:${id}`;

const wasSaid = (sitting: Sitting, { what, id }: { what: SaidKind; id: string }): boolean => sitting.said.some((each) => each.what === what && each.id === id);

/** The sitting after the interviewer said a cue; what was said is not said again. */
export function say(sitting: Sitting, { what, id, phase, plain }: Pick<Cue, "id" | "phase" | "plain"> & { what: SaidKind }, at: number): Sitting {
  if (wasSaid(sitting, { what, id })) return sitting;
  return { ...sitting, said: [...sitting.said, { at, what, id, phase, plain }] };
}

/** The sitting after the interviewer answered a question of the reader's; `ask` is undefined where there is no answer. */
export function answered(sitting: Sitting, question: string, ask: Ask | undefined, noAnswer: string, phase: string, at: number): Sitting {
  const unknown = sitting.said.filter(({ what, id }) => what === "ask" && id.startsWith("own-")).length;
  const said: Said = { at, what: "ask", id: ask?.id ?? `own-${unknown + 1}`, phase, plain: ask?.plain ?? noAnswer, question };
  const again = sitting.said.filter((each) => each.what !== "ask" || each.id !== said.id);
  return { ...sitting, said: [...again, said] };
}

/** The first cue of a phase: said when the phase begins. */
export const opening = (cues: readonly Cue[], phase: string): Cue | undefined => cues.find((cue) => cue.phase === phase && cue.what === "line");

/** What comes next in a phase when the reader asks for it: undefined where the phase has nothing left. */
export const upcoming = (sitting: Sitting, cues: readonly Cue[], phase: string): Cue | undefined =>
  cues.find((cue) => cue.phase === phase && !wasSaid(sitting, cue));

/** What falls by the clock `elapsed` milliseconds into a phase, and has not been said. */
export const falling = (sitting: Sitting, cues: readonly Cue[], phase: string, elapsed: number): Cue | undefined =>
  cues.find((cue) => cue.phase === phase && cue.due !== undefined && elapsed >= cue.due && !wasSaid(sitting, cue));

export const note = (sitting: Sitting, key: string, text: string): Sitting => ({ ...sitting, notes: { ...sitting.notes, [key]: text } });

/** The mock with everything that was said, as the log keeps it. `used` is in milliseconds for each phase. */
export function payload(
  sitting: Sitting,
  mock: Mock,
  run: { actions: readonly { kind: string; at: number }[]; used: readonly number[]; finished: boolean },
  ended: number,
): Record<string, unknown> {
  const { session, title, kind, impact, minutes, seed, started, loop, said, hints, attempt, recorded } = sitting;
  return {
    ...{ session, mock: sitting.mock, title, kind, impact, minutes, seed, loop, started, ended },
    phases: mock.plan.phases.map(({ id, title: name, seconds, clear }) => ({ id, title: name, seconds, clear })),
    actions: run.actions.map(({ kind: action, at }) => ({ kind: action, at })),
    used: [...run.used],
    said: said.map(({ at, what, id, phase, plain, question }) => ({ at, what, id, phase, plain, ...(question ? { question } : {}) })),
    notes: said.flatMap(({ what, id, phase }) => {
      const text = sitting.notes[noteKey({ what, id })]?.trim();
      return text ? [{ what, id, phase, text }] : [];
    }),
    taken: {},
    ...{ hints, attempt, recorded, finished: run.finished },
  };
}

/** A sitting as it was kept; undefined where the text is none. */
export function readSitting(text: string | undefined): Sitting | undefined {
  if (!text) return undefined;
  try {
    const kept = JSON.parse(text) as Partial<Sitting>;
    const whole =
      kept.version === 1 && typeof kept.session === "string" && typeof kept.mock === "string" && Array.isArray(kept.said) && Number.isInteger(kept.seed);
    return whole && typeof kept.notes === "object" && kept.notes !== null && typeof kept.options === "object" ? (kept as Sitting) : undefined;
  } catch {
    return undefined;
  }
}
