/**
 * Units of estimates, and numbers written for readers: what `greenroom/units.py` says in Python.
 * tests/engine/quantity_cases.json holds the two together.
 */

export type Measure = "count" | "bytes" | "time" | "money" | "share";

/** What a number is measured in. */
export interface Unit {
  measure: Measure;
  /** Bytes, seconds, dollars, things, or wholes for a share, in one of it. */
  factor: number;
  /** How it is written: `GB`, `hours`, `posts`. */
  name: string;
  /** Seconds of the period of a rate; 0 for a total. */
  per: number;
}

/** An answer that cannot be read; the message is for the reader and says what to write. */
export class UnreadableError extends Error {}

/** Word after a number, in lower case -> what it multiplies by. */
export const SCALES: Record<string, number> = {
  k: 1000,
  m: 1e6,
  b: 1e9,
  g: 1e9,
  t: 1e12,
  p: 1e15,
  mn: 1e6,
  mio: 1e6,
  bn: 1e9,
  tn: 1e12,
  hundred: 100,
  thousand: 1000,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
};

/** Unit of time, in lower case and singular -> seconds; a month has 30 days and a year 365. */
export const TIMES: Record<string, number> = {
  ms: 0.001,
  millisecond: 0.001,
  s: 1,
  sec: 1,
  second: 1,
  m: 60,
  min: 60,
  minute: 60,
  h: 3600,
  hr: 3600,
  hour: 3600,
  d: 86400,
  day: 86400,
  w: 604800,
  week: 604800,
  month: 2592000,
  y: 31536000,
  yr: 31536000,
  year: 31536000,
};

const PERIODS: Record<number, string> = {
  0.001: "millisecond",
  1: "second",
  60: "minute",
  3600: "hour",
  86400: "day",
  604800: "week",
  2592000: "month",
  31536000: "year",
};

/** Unit of data, in lower case and singular -> bytes, and how it is written. */
export const DATA: Record<string, [number, string]> = {
  b: [1, "bytes"],
  kb: [1000, "KB"],
  mb: [1e6, "MB"],
  gb: [1e9, "GB"],
  tb: [1e12, "TB"],
  pb: [1e15, "PB"],
  kib: [1024, "KiB"],
  mib: [1048576, "MiB"],
  gib: [1073741824, "GiB"],
  tib: [1099511627776, "TiB"],
  pib: [1125899906842624, "PiB"],
  bit: [0.125, "bits"],
  kbit: [125, "kbit"],
  mbit: [125000, "Mbit"],
  gbit: [1.25e8, "Gbit"],
  tbit: [1.25e11, "Tbit"],
  pbit: [1.25e14, "Pbit"],
};

const LONG: Record<string, string> = {
  byte: "b",
  kilobyte: "kb",
  megabyte: "mb",
  gigabyte: "gb",
  terabyte: "tb",
  petabyte: "pb",
  kilobit: "kbit",
  megabit: "mbit",
  gigabit: "gbit",
  terabit: "tbit",
};
const SHARES = ["%", "percent", "pct"];
const MONEY = ["$", "usd", "dollar"];

/** What may be counted, singular; the noun of an answer is not held against the one that is asked. */
export const NOUNS = new Set(
  (
    "ad answer call candidate connection copy core cpu delivery device doc document event example feature file " +
    "gpu host image insert item letter lookup machine message model node notification op operation page partition " +
    "payment people person ping post prediction push query read record replica reply req request row score search " +
    "server shard slot task token transaction update user value vector video view visit worker write "
  )
    .trim()
    .split(" "),
);

/** An entry of a table; undefined also for what every object inherits. */
export function entry<T>(table: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** The unit in words: `GB per day`. */
export function label(unit: Unit): string {
  return `${unit.name}${after(unit)}`;
}

/** ` per day` for a rate, nothing for a total. */
export function after(unit: Unit): string {
  return unit.per ? ` per ${PERIODS[unit.per]}` : "";
}

/** The unit in which a drill asks: `GB/day`, `posts/s`, `hours`, `%`, `$`, `Gbit/s`. */
export function readUnit(text: string): Unit {
  const [name = "", period = ""] = text.split("/").map((part) => part.trim());
  const per = period ? entry(TIMES, period) : 0;
  if (per === undefined) throw new UnreadableError(`“${period}” is no period.`);
  return { measure: "count", factor: 1, name, ...named(name), per };
}

/** The unit of data, time, money or share that a word names; undefined for any other word. `Gb` is a gigabit. */
export function named(word: string): Unit | undefined {
  const single = singular(word.toLowerCase());
  if (SHARES.includes(single)) return { measure: "share", factor: 0.01, name: "%", per: 0 };
  if (MONEY.includes(single)) return { measure: "money", factor: 1, name: "$", per: 0 };
  let key = entry(LONG, single) ?? single;
  if (/^[KMGTP]b$/.test(word)) key = `${key}it`;
  const data = entry(DATA, key);
  if (data) return { measure: "bytes", factor: data[0], name: data[1], per: 0 };
  const seconds = entry(TIMES, single);
  if (seconds !== undefined) return { measure: "time", factor: seconds, name: `${PERIODS[seconds]}s`, per: 0 };
  return undefined;
}

/** `query` for `queries`, `box` for `boxes`, `post` for `posts`. */
export function singular(word: string): string {
  if (entry(TIMES, word) !== undefined || word.length < 3) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(xes|ches|shes)$/.test(word)) return word.slice(0, -2);
  return word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}

/** A value at so many significant digits, a half rounded up. */
export function rounded(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}

const NAMED_SIZES: [string, number][] = [
  ["trillion", 1e12],
  ["billion", 1e9],
  ["million", 1e6],
];

/** A number for readers at so many significant digits at most: `2,315`, `6.75 billion`, `0.004`. */
export function numberText(value: number, digits = 6): string {
  const short = rounded(value, digits);
  for (const [name, size] of NAMED_SIZES) {
    if (Math.abs(short) >= size) return `${decimal(rounded(short / size, digits))} ${name}`;
  }
  return decimal(short);
}

/** A number without exponent, its thousands marked. */
function decimal(value: number): string {
  const [mantissa = "", power = "0"] = String(value).split("e");
  const [front = "", back = ""] = mantissa.split(".");
  const shift = Number(power);
  let whole = front;
  let decimals = back;
  if (shift > 0) {
    const padded = back.padEnd(shift, "0");
    whole = front + padded.slice(0, shift);
    decimals = padded.slice(shift);
  } else if (shift < 0) {
    whole = "0";
    decimals = front.padStart(-shift, "0") + back;
  }
  const marked = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return decimals ? `${marked}.${decimals}` : marked;
}
