/** A typed answer beside the expected one: the same, nearly, or not. The reader's grade stays the reader's. */

import { base, read, type Quantity } from "../quantities/quantities";
import { readUnit, UnreadableError, type Unit } from "../quantities/units";

export type Likeness = "same" | "close" | "different";

/** A number may be this much off, as a share of the expected one. */
const TOLERANCE = 0.02;
/** One slip of the keyboard for so many letters. */
const LETTERS_A_SLIP = 6;
const ARTICLES = /^(?:a|an|the) /;

/** Letters, digits and signs that carry meaning; case, accents, spaces and quotation marks do not. */
function bare(text: string): string {
  const plain = text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return plain.replaceAll(/[“”‘’"'`*_]/g, "").replaceAll(/[-‐–—]/g, " ").replaceAll(/\s+/g, " ").replaceAll(/ ?([^\p{L}\p{N} ]) ?/gu, "$1").trim().replace(ARTICLES, "").replace(/[.!?,;]$/, "");
}

/** Letters to insert, delete, change or swap with the next to get from one text to the other. */
function slips(one: string, two: string): number {
  const a = [...one];
  const b = [...two];
  let before: number[] = [];
  let last = b.map((_, place) => place + 1);
  last.unshift(0);
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const change = a[row - 1] === b[column - 1] ? 0 : 1;
      let least = Math.min(last[column]! + 1, next[column - 1]! + 1, last[column - 1]! + change);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) least = Math.min(least, before[column - 2]! + 1);
      next.push(least);
    }
    before = last;
    last = next;
  }
  return last[b.length]!;
}

/** Text as an amount of anything, in the unit it names or in `asked`; undefined where it is none. */
function amount(text: string, asked?: Unit): Quantity | undefined {
  for (const unit of asked ? [asked] : ["things", "bytes", "seconds", "$", "%"].map(readUnit)) {
    try {
      return read(text, unit);
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
    }
  }
  return undefined;
}

/** Whether two texts are amounts, and if so whether they are as good as equal. */
function sameAmount(given: string, expected: string): boolean | undefined {
  const theirs = /\d/.test(expected) ? amount(expected) : undefined;
  const mine = theirs && /\d/.test(given) ? amount(given, theirs.unit) : undefined;
  return mine && theirs && Math.abs(base(mine) - base(theirs)) <= TOLERANCE * base(theirs);
}

/** How like a typed answer is to one of the expected ones, which stand apart by `;` or ` or `. */
export function likeness(given: string, expected: string): Likeness {
  const answers = [expected, ...expected.split(/;| or /)].map((each) => each.trim()).filter((each) => each !== "");
  let best: Likeness = "different";
  for (const answer of answers) {
    const [one, two] = [bare(given), bare(answer)];
    if (one === "" || two === "") continue;
    if (one === two) return "same";
    if (sameAmount(given, answer)) return "same";
    if (!/\d/.test(two) && slips(one, two) <= Math.floor([...two].length / LETTERS_A_SLIP)) {
      best = "close";
    }
  }
  return best;
}
