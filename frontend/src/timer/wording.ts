/** What the timer shows and says of a position, in words. */

import type { ActionKind, Position } from "./run";
import { clockText, lengthText } from "../parts/times";
import { MINUTE } from "./run";

/** In a phase shorter than this the voice stays silent, and words are few: they would last longer than the phase. */
const TOO_SHORT_TO_TALK = 10_000;
/** A run this far over its plan was most likely forgotten. */
const FORGOTTEN = 60 * MINUTE;

/** Where phase `n` lies: `past`, `current` or `ahead`. */
export const place = (n: number, at: Position): string =>
  n < at.phase ? "past" : n === at.phase ? "current" : "ahead";

/** Time left in the phase, or its overtime with a plus. */
export const timeText = (at: Position): string =>
  at.overtime > 0 ? `+${clockText(at.overtime, "down")}` : clockText(at.remaining);

/** What the button that ends the current of `count` phases is called. */
export const nextName = (count: number, at: Position): string => (at.phase >= count - 1 ? "Finish" : "Next phase");

/** What the button that takes an action back is called, after it led to this position; empty for what has none. */
export function undoName(kind: ActionKind, at: Position): string {
  if (at.state === "finished") return "Undo finish";
  return kind === "next" ? "Undo next phase" : kind === "add-minute" ? "Undo added minute" : "";
}

/** How far the run is ahead of the plan or behind it; empty where it is neither. */
export function paceText(at: Position): string {
  if (at.state === "ready" || Math.abs(at.pace) < 1000) return "";
  return at.pace > 0 ? `${clockText(at.pace, "down")} in hand` : `${clockText(-at.pace, "down")} behind plan`;
}

/** The budget of phase `n`, with what was used of it once it has begun. */
export function budgetText(n: number, at: Position): string {
  const budget = clockText(at.budgets[n] ?? 0);
  if (n > at.phase || at.state === "ready") return budget;
  return `${clockText(at.used[n] ?? 0, "down")} of ${budget}`;
}

/** What a screen reader is told after an action that led to this position. */
export function spokenText(kind: ActionKind, title: string, at: Position): string {
  const time = at.overtime > 0 ? `${lengthText(at.overtime)} over` : `${lengthText(at.remaining)} left`;
  if (at.state === "finished") return `Finished after ${lengthText(at.spent)}.`;
  if (kind === "pause") return `Paused: ${time} in ${title}.`;
  if (kind === "add-minute") return `One minute added: ${time} in ${title}.`;
  return `${title}: ${time}.`;
}

/** What a screen reader is told at a bell; `next` is the name of the button that ends the phase. */
export function bellText(bell: "soft" | "end", title: string, at: Position, next: string): string {
  if (bell === "soft") return `${lengthText(Math.ceil(at.remaining / 1000) * 1000)} left in ${title}.`;
  if (at.budget < TOO_SHORT_TO_TALK) return `${title}: time is up.`;
  return `Time for ${title} is up. Overtime counts until you press ${next}.`;
}

/** What the voice says at a bell; empty where the phase is too short for it. */
export function bellSpeech(bell: "soft" | "end", at: Position): string {
  if (at.budget < TOO_SHORT_TO_TALK) return "";
  return bell === "soft" ? `${lengthText(Math.ceil(at.remaining / 1000) * 1000)} left.` : "Time is up.";
}

/** What the voice says after an action: how a phase begins; empty where there is nothing to say. */
export function beginSpeech(kind: ActionKind, title: string, at: Position): string {
  const begins = at.state === "running" && (kind === "start" || kind === "next");
  return begins && at.budget >= TOO_SHORT_TO_TALK ? `${title}. ${lengthText(at.remaining)}.` : "";
}

/** Whether a run was left to itself long ago. */
export const isForgotten = (at: Position): boolean => at.state === "running" && at.left < -FORGOTTEN;

/** Whole time left of the plan, or how far it is over. */
export const wholeText = (at: Position): string =>
  at.left >= 0 ? `${clockText(at.left)} left` : `${clockText(-at.left, "down")} over`;

/** All times that are shown of a position, as one text: when it changes, the page must. */
export const shownTimes = (at: Position): string =>
  [at.state, at.phase, at.bell, timeText(at), wholeText(at), paceText(at), isForgotten(at)].join("|");
