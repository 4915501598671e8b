/**
 * Quantities as people write them, read against the unit that is asked: `2.3k`, `463 K QPS`, `1.2 TB/day`, `1 h 30 min`.
 * This says in TypeScript what `greenroom/quantities.py` says in Python, since a drill works before any engine is
 * loaded; tests/engine/quantity_cases.json holds the two together.
 */

import { after, DATA, entry, label, named, NOUNS, numberText, SCALES, singular, TIMES, UnreadableError } from "./units";
import type { Measure, Unit } from "./units";

/** A number and its unit, as understood. */
export interface Quantity {
  number: number;
  unit: Unit;
}

const RATES = ["qps", "rps", "tps", "wps", "iops"];
const PERIOD_WORDS = ["/", "per", "a", "an", "each", "every"];
const FILLERS = ["about", "around", "approx", "approximately", "ca", "roughly", "nearly", "almost", "of", "in"];
const EXAMPLES = "Try 2.3k, 2300/s, 40 GB or 1.2 TB/day.";
/** An answer beyond it is a slip of the keyboard. */
const MOST = 1e30;
const WANTED: Record<Measure, string> = {
  count: "a number",
  bytes: "an amount of data",
  time: "a length of time",
  money: "an amount of money",
  share: "a share in percent",
};

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻";
const NUMBER =
  /^(?:([1-9][0-9]{0,2}(?:[,'_ ][0-9]{3})+(?![0-9])(?:\.[0-9]+)?)|([0-9]+,[0-9]+)|([0-9]+(?:\.[0-9]*)?|\.[0-9]+))([eE][+-]?[0-9]{1,3}(?![a-zA-Z0-9]))?/;
const WORD = /^ ?([a-zA-Z]+|[%$/])/;
const BITS_PER_SECOND = /^([kmgtpKMGTP]?)(b|B|bit|Bit)ps$/;
const JOINED = /^([kmbgtKMBGT])([a-zA-Z]{2,})$/;
const DOLLARS: Unit = { measure: "money", factor: 1, name: "$", per: 0 };

/** The value in bytes, seconds, dollars, things or wholes, for a rate in one second. */
export function base({ number, unit }: Quantity): number {
  const whole = number * unit.factor;
  return unit.per ? whole / unit.per : whole;
}

/** The number in another unit of the same measure. */
export function into(quantity: Quantity, unit: Unit): number {
  return (base(quantity) * (unit.per || 1)) / unit.factor;
}

/** What the words after one number have said so far. */
interface Part {
  number: number;
  unit: Unit | undefined;
  per: number;
  counted: boolean;
  scale: number;
}

/** The answer `text` to a question in the unit `asked`. Throws UnreadableError with what is wrong and what would do. */
export function read(text: string, asked: Unit): Quantity {
  let rest = plain(text);
  if (!rest) throw new UnreadableError(`Write a number. ${EXAMPLES}`);
  if (rest.startsWith("-")) throw new UnreadableError("An estimate is above 0.");
  let part: Part;
  [part, rest] = one(rest, asked);
  let found: Quantity = { number: part.number, unit: settled(part, asked) };
  while (rest) {
    if (found.unit.measure !== "time" || found.unit.per) {
      throw new UnreadableError(`“${[...rest].slice(0, 20).join("")}” cannot be read. ${EXAMPLES}`);
    }
    [part, rest] = one(rest, asked);
    if (part.unit?.measure !== "time" || part.per) {
      throw new UnreadableError("The second number has no unit of time. Write it like 1 h 30 min.");
    }
    found = { number: (base(found) + part.number * part.unit.factor) / asked.factor, unit: asked };
  }
  if (!(base(found) > 0 && base(found) < MOST)) {
    throw new UnreadableError("An estimate is above 0 and not beyond all measure.");
  }
  return found;
}

/** What was understood, and what that is in the unit asked: `200 million per day = 2,314.81 posts per second`. */
export function reading(quantity: Quantity, asked: Unit): string {
  const own = written(quantity.number, quantity.unit);
  const wanted = written(into(quantity, asked), asked);
  return own === wanted ? own : `${own} = ${wanted}`;
}

/** A number with its unit: `40 GB per day`, `$1.2 million`, `95%`. */
export function written(number: number, unit: Unit): string {
  const shown = numberText(number);
  if (unit.name === "$") return `$${shown}${after(unit)}`;
  if (unit.name === "%") return `${shown}%${after(unit)}`;
  return `${shown} ${label(unit)}`;
}

/** The text with one kind of space, minus and power of ten, without words of doubt before the number. */
function plain(text: string): string {
  let rest = text
    .replace(/[ \t\n\r\u00a0\u2009\u202f]+/g, " ")
    .replaceAll("−", "-")
    .replaceAll("’", "'")
    .replace(/^ +| +$/g, "")
    .replace(/10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (_, power: string) => `10^${[...power].map(ordinary).join("")}`)
    .replace(/([0-9]) ?[xX×*·] ?10 ?(?:\^|\*\*) ?(-?[0-9]{1,2})/g, "$1e$2")
    .replace(/(^|[^0-9.])10 ?(?:\^|\*\*) ?(-?[0-9]{1,2})/g, "$11e$2")
    .replace(/^[~≈= ]+/, "");
  for (let word = WORD.exec(rest); word && FILLERS.includes(word[1]!.toLowerCase()); word = WORD.exec(rest)) {
    rest = rest.slice(word[0].length).replace(/^ +/, "");
  }
  return rest;
}

function ordinary(superscript: string): string {
  const digit = SUPERSCRIPTS.indexOf(superscript);
  return digit === 10 ? "-" : String(digit);
}

/** The first number of the text with its words, and what follows. */
function one(text: string, asked: Unit): [Part, string] {
  const part: Part = { number: 0, unit: undefined, per: 0, counted: false, scale: 1 };
  let rest = text;
  if (rest.startsWith("$")) {
    part.unit = DOLLARS;
    rest = rest.slice(1).replace(/^ +/, "");
  }
  const found = NUMBER.exec(rest);
  if (!found) throw new UnreadableError(`Start with a number. ${EXAMPLES}`);
  const [all, grouped = "", comma = "", simple = "", power = ""] = found;
  part.number = Number(grouped.replace(/[,'_ ]/g, "") + comma.replace(",", ".") + simple + power);
  rest = rest.slice(all.length);
  for (let word = WORD.exec(rest); word; word = WORD.exec(rest)) {
    rest = take(word[1]!, rest.slice(word[0].length), part, asked);
  }
  part.number *= part.scale;
  return [part, rest.replace(/^ +/, "")];
}

/** Note what one word says; gives what follows it. */
function take(word: string, rest: string, part: Part, asked: Unit): string {
  const lower = word.toLowerCase();
  if (PERIOD_WORDS.includes(lower)) return period(rest, part);
  if (RATES.includes(lower)) {
    part.counted = true;
    part.per = 1;
    return rest;
  }
  const bits = BITS_PER_SECOND.exec(word);
  if (bits) {
    const [factor, name] = DATA[`${bits[1]!.toLowerCase()}${bits[2] === "B" ? "b" : "bit"}`]!;
    measure(part, { measure: "bytes", factor, name, per: 0 });
    part.per = 1;
    return rest;
  }
  const scale = (!part.unit || part.unit.name === "$") && !part.counted ? scaleOf(lower, rest, asked) : 0;
  const unit = unitOf(word, asked);
  const joined = JOINED.exec(word);
  if (scale) part.scale *= scale;
  else if (unit) measure(part, unit);
  else if (isNoun(lower, asked)) part.counted = true;
  else if (joined && (RATES.includes(joined[2]!.toLowerCase()) || isNoun(joined[2]!.toLowerCase(), asked))) {
    part.scale *= SCALES[joined[1]!.toLowerCase()]!;
    return take(joined[2]!, rest, part, asked);
  } else if (!FILLERS.includes(lower) && lower !== "and" && lower !== "or") {
    throw new UnreadableError(`“${word}” is no unit here. ${EXAMPLES}`);
  }
  return rest;
}

function measure(part: Part, unit: Unit): void {
  if (part.unit && part.unit.name !== unit.name) {
    throw new UnreadableError(`There are two units, ${part.unit.name} and ${unit.name}; write one.`);
  }
  part.unit = unit;
}

function period(after: string, part: Part): string {
  let rest = after;
  let found = WORD.exec(rest);
  while (found && PERIOD_WORDS.includes(found[1]!.toLowerCase())) {
    rest = rest.slice(found[0].length);
    found = WORD.exec(rest);
  }
  const seconds = found ? entry(TIMES, singular(found[1]!.toLowerCase())) : undefined;
  if (!found || !seconds) {
    const shown = found ? `“${found[1]}” is no period` : "A period is missing";
    throw new UnreadableError(`${shown}. Write per second, per hour, per day or per year.`);
  }
  part.per = seconds;
  return rest.slice(found[0].length);
}

/** What a word multiplies by, or 0; a lone letter after a size or a length is its unit, but for `12k GB`. */
function scaleOf(lower: string, rest: string, asked: Unit): number {
  const size = entry(SCALES, lower) ?? 0;
  if (lower.length === 1 && asked.measure === "bytes") {
    const next = WORD.exec(rest);
    return next && named(next[1]!)?.measure === "bytes" ? size : 0;
  }
  return lower === "m" && asked.measure === "time" ? 0 : size;
}

function unitOf(word: string, asked: Unit): Unit | undefined {
  const lower = word.toLowerCase();
  return named(asked.measure === "bytes" && /^[kmgtp]$/.test(lower) ? `${lower}b` : word);
}

function isNoun(lower: string, asked: Unit): boolean {
  const single = singular(lower);
  const names = asked.measure === "count" ? asked.name.toLowerCase().split(" ").map(singular) : [];
  return NOUNS.has(single) || names.includes(single);
}

/** The unit of an answer, with what it leaves out taken from the unit asked. */
function settled(part: Part, asked: Unit): Unit {
  let unit = part.unit;
  if (!unit && part.counted) unit = asked.measure === "count" ? asked : { measure: "count", factor: 1, name: "things", per: 0 };
  else if (!unit && asked.measure === "share" && part.number < 1) {
    unit = { measure: "share", factor: 1, name: "of the whole", per: 0 }; // 0.95 for 95 %
  }
  if (unit && unit.measure !== asked.measure) {
    throw new UnreadableError(`That is ${WANTED[unit.measure]}; ${WANTED[asked.measure]} is asked for, in ${label(asked)}.`);
  }
  if (part.per && !asked.per) throw new UnreadableError(`That is a rate; a total is asked for, in ${label(asked)}.`);
  return { ...(unit ?? asked), per: part.per || asked.per };
}
