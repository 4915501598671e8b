/** Seeded chance: the same seed throws the same dice on every device, so that a mock can be sat again as it was. */

/** Seeds that lie close together give unlike numbers only after some rounds. */
const WARM_UP = 12;

/** Numbers from 0 up to 1, from a seed: the 32-bit xorshift generator of Marsaglia 2003, doi 10.18637/jss.v008.i14. */
export function dice(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0 || 1;
  const roll = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < WARM_UP; round += 1) roll();
  return roll;
}

/** The items in an order of chance; the list stays as it is. */
export function shuffled<T>(items: readonly T[], roll: () => number): T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const place = Math.floor(roll() * (last + 1));
    [order[last], order[place]] = [order[place]!, order[last]!];
  }
  return order;
}

/** A seed for a new mock: a whole number that can be read out and typed. */
export const newSeed = (random: () => number = Math.random): number => Math.floor(random() * 1_000_000);
