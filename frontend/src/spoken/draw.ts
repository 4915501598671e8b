/** Chance by a seed: which prompts a run has, how long its unforeseen steps are, and which seed comes next. */

import { dice, shuffled } from "../parts/dice";

/** A number from a text, so that each drill has an order of its own. */
function salt(text: string): number {
  let sum = 2166136261;
  for (let n = 0; n < text.length; n += 1) sum = Math.imul(sum ^ text.charCodeAt(n), 16777619);
  return sum >>> 0;
}

function order(drill: string, cycle: number, size: number): number[] {
  return shuffled(Array.from({ length: size }, (_, n) => n), dice(salt(drill) + cycle));
}

/** Index of the prompt of a seed among `size`: consecutive seeds go through all of them before one comes again. */
export function promptAt(drill: string, seed: number, size: number): number {
  return order(drill, Math.floor(seed / size), size)[seed % size] ?? 0;
}

/** The prompts of a run of several rounds: those of the seed and the ones after it, none twice while there are others. */
export function promptsAt(drill: string, seed: number, size: number, rounds: number): number[] {
  const found: number[] = [];
  for (let at = seed; found.length < rounds; at += 1) {
    const prompt = promptAt(drill, at, size);
    if (!found.includes(prompt) || found.length >= size) found.push(prompt);
  }
  return found;
}

/** Length in milliseconds of a step; one with `until` is drawn by the seed, to the second. */
export function stepLength(step: { seconds: number; until: number | null }, drill: string, seed: number, stretch: number): number {
  if (step.until === null) return step.seconds * 1000;
  const next = dice(salt(`${drill}/${stretch}`) + seed);
  return (step.seconds + Math.floor(next() * (step.until - step.seconds + 1))) * 1000;
}

/** The first seed after `from` whose prompt was done least often, and is not the one that stands there. */
export function nextSeed(drill: string, ids: readonly string[], done: ReadonlyMap<string, number>, from: number): number {
  const times = (seed: number): number => done.get(ids[promptAt(drill, seed, ids.length)]!) ?? 0;
  const shown = from < 0 || ids.length < 2 ? -1 : promptAt(drill, from, ids.length);
  const seeds = Array.from({ length: 2 * ids.length }, (_, n) => from + 1 + n);
  const others = seeds.filter((seed) => promptAt(drill, seed, ids.length) !== shown);
  const least = Math.min(...others.map(times));
  return others.find((seed) => times(seed) === least) ?? from + 1;
}

/** The seed that an address names with `?seed=`, or undefined. */
export function seedOf(search: string): number | undefined {
  const text = new URLSearchParams(search).get("seed") ?? "";
  return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}
