/** What the lobby asks for, and the mocks that fit; the draw itself is the engine's, with a plain one for when it is away. */

import type { Engine } from "../engine/engine";
import type { LogEvent, Store } from "../store/store";
import type { RoundKind } from "../parts/round-kinds";
import { IMPACTS, type MockRow, type MockType } from "./mock";
import { byChance } from "./loop";

export interface Wish {
  kind: RoundKind | "";
  /** The least impact. */
  impact: (typeof IMPACTS)[number] | "";
  /** Minutes at most, 0 for any length. */
  longest: number;
  type: MockType | "";
  /** Words of the title. */
  words: string;
}

export const ANYTHING: Wish = { kind: "", impact: "", longest: 0, type: "", words: "" };

export interface Drawn {
  id: string;
  why: string[];
}

/** Impacts from the greatest down to the least that is wished for; all of them without a wish. */
export const impactsFrom = (impact: Wish["impact"]): string[] => (impact ? IMPACTS.slice(0, IMPACTS.indexOf(impact) + 1) : [...IMPACTS]);

const plain = (text: string): string => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

/** The mocks that fit a wish, those that pay most first. */
export function fitting(mocks: readonly MockRow[], wish: Wish): MockRow[] {
  const impacts = impactsFrom(wish.impact);
  const words = plain(wish.words).split(/\s+/u).filter(Boolean);
  const place = ({ impact }: MockRow): number => IMPACTS.indexOf(impact as (typeof IMPACTS)[number]);
  return mocks
    .filter(
      (row) =>
        (!wish.kind || row.kind === wish.kind) &&
        (!wish.type || row.type === wish.type) &&
        impacts.includes(row.impact) &&
        (!wish.longest || row.minutes <= wish.longest) &&
        words.every((word) => plain(`${row.title} ${row.topics.join(" ")}`).includes(word)),
    )
    .sort((a, b) => place(a) - place(b));
}

const MONTH_MS = 30 * 86_400_000;
const PORTION = 500;

/** What a draw needs of the log: all mocks, debriefs and attempts, and the reviews of the last month without their details. */
async function eventsFor(store: Store, now: number): Promise<LogEvent[]> {
  const whole = await Promise.all(["mock", "debrief", "attempt"].map((kind) => store.events(kind)));
  const attempts = ({ payload, ...head }: LogEvent): LogEvent => ({ ...head, payload: { problem: payload["problem"], verdict: payload["verdict"] } });
  const found = whole.flat().map((event) => (event.kind === "attempt" ? attempts(event) : event));
  for await (const portion of store.batches("review", PORTION)) {
    for (const event of portion) if (event.time >= now - MONTH_MS) found.push(event);
  }
  return found;
}

export interface DrawNeeds {
  engine: Engine;
  openStore(): Promise<Store>;
  now(): number;
}

/**
 * One mock by chance with the reasons, or undefined where nothing fits. The engine weighs impact and weakness; without it
 * chance and impact alone decide.
 */
export async function drawOne(needs: DrawNeeds, mocks: readonly MockRow[], wish: Wish, seed: number, without: readonly string[]): Promise<Drawn | undefined> {
  const pool = fitting(mocks, wish);
  const left = pool.filter(({ id }) => !without.includes(id));
  const rows = left.length > 0 ? left : pool;
  if (rows.length === 0) return undefined;
  try {
    const events = await needs.openStore().then((store) => eventsFor(store, needs.now()), () => []);
    const [drawn] = await needs.engine.call<Drawn[]>("rehearsals.draw", { mocks: rows, events, seed, now: needs.now() });
    return drawn;
  } catch {
    const row = byChance(rows, seed);
    return row && { id: row.id, why: [`${row.impact} impact`, "drawn by chance alone, since the log could not be weighed"] };
  }
}

/** Mocks of each kind in the order of a draw, the first to be sat first; empty where the engine cannot choose. */
export async function drawMany(needs: DrawNeeds, mocks: readonly MockRow[], kinds: readonly RoundKind[], seed: number): Promise<Map<RoundKind, string[]>> {
  const found = new Map<RoundKind, string[]>();
  try {
    const events = await needs.openStore().then((store) => eventsFor(store, needs.now()), () => []);
    for (const [turn, kind] of [...new Set(kinds)].entries()) {
      const params = { mocks, events, seed: seed + turn, now: needs.now(), kinds: [kind], count: kinds.length };
      found.set(kind, (await needs.engine.call<Drawn[]>("rehearsals.draw", params)).map(({ id }) => id));
    }
  } catch {
    found.clear();
  }
  return found;
}
