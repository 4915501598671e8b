/** How an answer stands to the expected value: what `compare` in `greenroom/estimating.py` says in Python. */

import { numberText } from "../quantities/units";

export interface Verdict {
  outcome: "right" | "high" | "low";
  /** How many times too high or too low; 1 or more. */
  factor: number;
  /** The same in words. */
  message: string;
  /** The slip it looks like, or nothing. */
  hint: string;
}

/** Factors that tell a slip from a guess, and what to look at. */
const SLIPS: [number, string][] = [
  [31536000, "A year has that many seconds: check what the rate is per."],
  [86400, "A day has that many seconds: check a day against a second."],
  [1e9, "Nine powers of ten: check K, M and B, or KB, MB and GB."],
  [1e6, "Six powers of ten: check K, M and B, or KB, MB and GB."],
  [3600, "An hour has that many seconds: check the units of time."],
  [1000, "Three powers of ten: check K, M and B, or KB, MB and GB."],
  [365, "A year has that many days: check a day against a year."],
  [100, "Two powers of ten: check percentages and zeros."],
  [60, "Seconds against minutes, or minutes against hours?"],
  [24, "A day has that many hours: check the units of time."],
  [10, "One power of ten: count the zeros again."],
  [8, "A byte has that many bits: check bits against bytes."],
];
const NEAR_SLIP = 1.12;

/** Hold an answer against the expected value, both in one unit and above 0; right within `tolerance` either way. */
export function compare(given: number, expected: number, tolerance: number): Verdict {
  const ratio = given / expected;
  const side = ratio >= 1 ? "high" : "low";
  const factor = ratio >= 1 ? ratio : expected / given;
  // The edge belongs to the answer: twice the value is within a factor of 2, whatever floating point says.
  if (factor <= tolerance * (1 + 1e-9)) {
    const percent = Math.abs(ratio - 1) * 100;
    const shown = `${numberText(percent, 2)}% ${side === "high" ? "above" : "below"}`;
    const message = percent < 1 ? "Right, to the percent." : `Right: ${shown} the worked value.`;
    return { outcome: "right", factor, message, hint: "" };
  }
  const hint = SLIPS.find(([slip]) => slip / NEAR_SLIP < factor && factor < slip * NEAR_SLIP)?.[1] ?? "";
  const message = `Too ${side} by a factor of ${numberText(factor, factor < 100 ? 2 : 3)}.`;
  return { outcome: side, factor, message, hint };
}
