/** Which of the interviewer's answers fits a question in the reader's own words. */

import type { Ask } from "./mock";

const SMALL = new Set(
  (
    "a an the is are be was were do does did can could may might must should will would shall i we you it they he she my our your " +
    "their its this that these those there here what which who whom whose when where why how if then than so as of in on at by for " +
    "with to from into about over under up out or and not no any some all each every me us them one have has had get want need know " +
    "please tell question assume expect think mean like just also"
  ).split(" "),
);
/** Words that say the same to an interviewer. */
const ALIKE = [
  ["input", "value", "values", "element", "item", "number"],
  ["empty", "none", "nothing", "zero", "null", "missing"],
  ["big", "large", "size", "long", "length", "many", "scale", "limit", "volume", "much", "load", "traffic", "users", "qps", "rps"],
  ["fast", "latency", "quick", "speed", "time", "deadline", "ms", "slow"],
  ["sorted", "order", "ordered", "sorting"],
  ["duplicate", "repeat", "twice", "same", "equal", "tie", "unique"],
  ["negative", "below", "minus"],
  ["goal", "success", "metric", "objective", "engagement", "optimise", "optimize", "good"],
  ["error", "fail", "failure", "invalid", "wrong", "raise", "exception", "crash"],
  ["memory", "space", "fit", "ram"],
  ["ads", "ad", "advert", "advertising"],
  ["fresh", "freshness", "stale", "recent", "old", "lag"],
  ["money", "cost", "budget", "price", "pay"],
];
const GROUP = new Map(ALIKE.flatMap((words, group) => words.map((word) => [stem(word), `#${group}`] as const)));
/** Below this share of the question's own weight, no answer fits. */
const ENOUGH = 0.34;

/** A word without its commonest endings. */
function stem(word: string): string {
  return word.length > 4 ? word.replace(/(?:ing|edly|ed|es|ly|s)$/u, "") : word;
}

/** What a text is about: its words without the small ones, each by its stem or by what it stands for. */
export function keywords(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(
    words
      .filter((word) => !SMALL.has(word))
      .map(stem)
      .map((word) => GROUP.get(word) ?? word),
  );
}

/** The answer that fits best, or undefined where none does. Words that few of the answers share count for more. */
export function answerTo(question: string, asks: readonly Ask[]): Ask | undefined {
  const wanted = keywords(question);
  if (wanted.size === 0) return undefined;
  const texts = asks.map((ask) => ({ ask, asked: keywords(ask.question), told: keywords(ask.plain) }));
  const weight = (word: string): number => {
    const having = texts.filter(({ asked, told }) => asked.has(word) || told.has(word)).length;
    return having === 0 ? 0.5 : 1 + Math.log(asks.length / having);
  };
  const whole = [...wanted].reduce((sum, word) => sum + weight(word), 0);
  let best: { ask: Ask; score: number } | undefined;
  for (const { ask, asked, told } of texts) {
    const met = [...wanted].reduce((sum, word) => sum + (asked.has(word) ? 1 : told.has(word) ? 0.5 : 0) * weight(word), 0);
    const score = met / whole;
    if (!best || score > best.score) best = { ask, score };
  }
  return best && best.score >= ENOUGH ? best.ask : undefined;
}

/** What an interviewer says to a question that nobody has an answer to. */
export const NO_ANSWER = "That is up to you. Make an assumption, say it aloud, and go on.";
