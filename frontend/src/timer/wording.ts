/** What the timer shows and says of a position, in words. */

import type { ActionKind, Position } from "./run";
import { clockText, lengthText } from "./run";

/** Where phase `n` lies: `past`, `current` or `ahead`. */
export const place = (n: number, at: Position): string =>
  n < at.phase ? "past" : n === at.phase ? "current" : "ahead";

/** Time left in the phase, or its overtime with a plus. */
export const timeText = (at: Position): string =>
  at.overtime > 0 ? `+${clockText(at.overtime, "down")}` : clockText(at.remaining);

/** What the button that ends the current of `count` phases is called. */
export const nextName = (count: number, at: Position): string => (at.phase >= count - 1 ? "Finish" : "Next phase");

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
