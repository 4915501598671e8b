/** A loop: several rounds on one day with breaks between them, and the debriefs after the last. */

import type { RoundKind } from "../parts/round-kinds";
import { IMPACTS, type MockRow } from "./mock";
import { dice, shuffled } from "../parts/dice";

export interface LoopPlan {
  id: string;
  title: string;
  summary: string;
  kinds: RoundKind[];
  breakMinutes: number;
}

export const LOOPS: LoopPlan[] = [
  { id: "screen", title: "Phone screen", summary: "One coding round, then a short talk about you.", kinds: ["coding", "behavioural"], breakMinutes: 2 },
  {
    id: "software",
    title: "Software engineer, half a day",
    summary: "Two coding rounds, system design and behavioural, with ten minutes between them.",
    kinds: ["coding", "system-design", "coding", "behavioural"],
    breakMinutes: 10,
  },
  {
    id: "machine-learning",
    title: "ML engineer, half a day",
    summary: "Coding, ML system design, technical depth and behavioural, with ten minutes between them.",
    kinds: ["coding", "ml-system-design", "depth", "behavioural"],
    breakMinutes: 10,
  },
  {
    id: "assisted",
    title: "With an assistant",
    summary: "An AI-assisted round, system design and behavioural, with ten minutes between them.",
    kinds: ["ai-assisted", "system-design", "behavioural"],
    breakMinutes: 10,
  },
];

export interface LoopRound {
  mock: string;
  title: string;
  kind: RoundKind;
  minutes: number;
  /** The session in which it was sat, once it has begun. */
  session: string;
  /** Whether it has ended or was left out. */
  over: boolean;
}

export interface Loop {
  version: 1;
  id: string;
  title: string;
  breakMinutes: number;
  rounds: LoopRound[];
  /** When the last round ended: the break counts from there. Milliseconds since 1970, 0 before. */
  rested: number;
}

/**
 * The rounds of a loop: for each kind one mock, none twice. `draw` gives the ids of a kind, the best to sit first; a kind that
 * has no mock left is passed over.
 */
export function makeLoop(plan: LoopPlan, id: string, draw: (kind: RoundKind, taken: ReadonlySet<string>) => MockRow | undefined): Loop {
  const taken = new Set<string>();
  const rounds: LoopRound[] = [];
  for (const kind of plan.kinds) {
    const row = draw(kind, taken);
    if (!row) continue;
    taken.add(row.id);
    rounds.push({ mock: row.id, title: row.title, kind, minutes: row.minutes, session: "", over: false });
  }
  return { version: 1, id, title: plan.title, breakMinutes: plan.breakMinutes, rounds, rested: 0 };
}

/** One of some mocks by chance, those that pay most more often: for when the engine cannot choose. */
export function byChance(mocks: readonly MockRow[], seed: number): MockRow | undefined {
  const roll = dice(seed);
  const order = shuffled(mocks, roll);
  const weight = ({ impact }: MockRow): number => IMPACTS.length - Math.max(0, IMPACTS.indexOf(impact as (typeof IMPACTS)[number]));
  let left = roll() * order.reduce((sum, row) => sum + weight(row), 0);
  return order.find((row) => (left -= weight(row)) < 0) ?? order[0];
}

/** Place of the round that is next or under way; the number of rounds when all are over. */
export function currentRound(loop: Loop): number {
  const place = loop.rounds.findIndex(({ over }) => !over);
  return place < 0 ? loop.rounds.length : place;
}

/** The loop after a round has begun in a session. */
export const entered = (loop: Loop, round: number, session: string): Loop => ({
  ...loop,
  rounds: loop.rounds.map((each, place) => (place === round ? { ...each, session } : each)),
});

/** The loop after a round ended. */
export const left = (loop: Loop, round: number, now: number): Loop => ({
  ...loop,
  rested: now,
  rounds: loop.rounds.map((each, place) => (place === round ? { ...each, over: true } : each)),
});

/** Milliseconds of the break that are left; below 0 when it is over. */
export const breakLeft = (loop: Loop, now: number): number => loop.rested + loop.breakMinutes * 60_000 - now;

/** A loop as it was kept; undefined where the text is none. */
export function readLoop(text: string | undefined): Loop | undefined {
  if (!text) return undefined;
  try {
    const kept = JSON.parse(text) as Partial<Loop>;
    return kept.version === 1 && typeof kept.id === "string" && Array.isArray(kept.rounds) && kept.rounds.length > 0 ? (kept as Loop) : undefined;
  } catch {
    return undefined;
  }
}
