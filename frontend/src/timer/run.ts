/**
 * The timer's arithmetic, without a page: where a run stands. Which time it is stands in `clock.ts`.
 *
 * `position` says in TypeScript what `greenroom/phases.py` says in Python, because the timer works before any engine is
 * loaded; tests/engine/phase_cases.json holds the two together.
 */

export interface TimerPhase {
  id: string;
  title: string;
  seconds: number;
  purpose: string;
}

export interface TimerPlan {
  id: string;
  title: string;
  phases: TimerPhase[];
}

export type ActionKind = "start" | "pause" | "resume" | "next" | "add-minute";
export type Bell = "" | "soft" | "end";

/** Time that the device slept while a run went on: milliseconds since 1970 by the run's clock. */
export interface Sleep {
  from: number;
  to: number;
}

/** Something the reader pressed, and when: milliseconds since 1970 by the run's clock. */
export interface Action {
  kind: ActionKind;
  at: number;
}

/** Where a run stands; the fields are documented in `greenroom.phases.Position`. */
export interface Position {
  state: "ready" | "running" | "paused" | "finished";
  phase: number;
  budget: number;
  elapsed: number;
  remaining: number;
  overtime: number;
  bell: Bell;
  total: number;
  spent: number;
  left: number;
  pace: number;
  used: number[];
  budgets: number[];
}

/** What a `timer-change` event carries. */
export interface TimerChange {
  position: Position;
  actions: Action[];
  phases: TimerPhase[];
}

export const MINUTE = 60_000;
const SOFT_BELL_OVER = 3 * MINUTE;
const KINDS: readonly string[] = ["start", "pause", "resume", "next", "add-minute"];

const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);

/** Where a run stands at `now`; an action that makes no sense where it stands changes nothing. */
export function position(phases: readonly TimerPhase[], actions: readonly Action[], now: number): Position {
  const lengths = phases.map((phase) => Math.round(phase.seconds * 1000));
  const budgets = [...lengths];
  const used = lengths.map(() => 0);
  let state: Position["state"] = "ready";
  let phase = 0;
  let clock = 0;
  const spend = (until: number): void => {
    if (state === "running") used[phase] = (used[phase] ?? 0) + until - clock;
  };

  for (const { kind, at: stamp } of actions) {
    const at = Math.max(clock, stamp);
    spend(at);
    clock = at;
    const underWay = state === "running" || state === "paused";
    if (kind === "start" && state === "ready") state = "running";
    else if (kind === "pause" && state === "running") state = "paused";
    else if (kind === "resume" && state === "paused") state = "running";
    else if (kind === "next" && underWay) {
      phase += 1;
      if (phase === lengths.length) state = "finished";
    } else if (kind === "add-minute" && underWay) budgets[phase] = (budgets[phase] ?? 0) + MINUTE;
  }
  spend(Math.max(clock, now));

  const finished = state === "finished";
  const budget = finished ? 0 : (budgets[phase] ?? 0);
  const elapsed = finished ? 0 : (used[phase] ?? 0);
  const remaining = Math.max(0, budget - elapsed);
  const total = sum(lengths);
  const spent = sum(used);
  const left = total - spent;
  return {
    state,
    phase,
    budget,
    elapsed,
    remaining,
    overtime: Math.max(0, elapsed - budget),
    bell: bellDue(state, budget, remaining),
    total,
    spent,
    left,
    pace: left - remaining - sum(budgets.slice(phase + 1)),
    used,
    budgets,
  };
}

function bellDue(state: Position["state"], budget: number, remaining: number): Bell {
  if (state === "ready" || state === "finished") return "";
  if (remaining === 0) return "end";
  return budget > SOFT_BELL_OVER && remaining <= MINUTE ? "soft" : "";
}

/** Whether an action changes anything where the run stands. */
export function makesSense(kind: ActionKind, { state }: Position): boolean {
  if (kind === "start") return state === "ready";
  if (kind === "pause") return state === "running";
  if (kind === "resume") return state === "paused";
  return state === "running" || state === "paused";
}

/** The plan that a text holds, or undefined where it is none that can be run. */
export function readPlan(text: string): TimerPlan | undefined {
  try {
    const plan = JSON.parse(text) as TimerPlan;
    return plan.phases.length > 0 && plan.phases.every((phase) => phase.seconds > 0) ? plan : undefined;
  } catch {
    return undefined;
  }
}

/** Bells of the current phase still to come, in milliseconds from now, if nothing is pressed. */
export function bellsAhead(at: Position): { kind: "soft" | "end"; inMs: number }[] {
  if (at.state !== "running" || at.bell === "end") return [];
  const ahead: { kind: "soft" | "end"; inMs: number }[] = [{ kind: "end", inMs: at.remaining }];
  if (at.budget > SOFT_BELL_OVER && at.bell === "") ahead.unshift({ kind: "soft", inMs: at.remaining - MINUTE });
  return ahead;
}

/** The actions of a stored run, or none where the text is not one. */
export function readActions(value: unknown): Action[] {
  if (!Array.isArray(value)) return [];
  const whole = value.every(
    (action: unknown) =>
      typeof action === "object" &&
      action !== null &&
      KINDS.includes((action as Action).kind) &&
      Number.isFinite((action as Action).at),
  );
  return whole ? (value as Action[]) : [];
}

/** How long all these sleeps were, in milliseconds. */
export const sleptFor = (sleeps: readonly Sleep[]): number => sum(sleeps.map(({ from, to }) => to - from));

/** The actions with a sleep taken out of the run: a pause from its beginning to its end. */
export function withoutSleep(actions: readonly Action[], sleep: Sleep): Action[] {
  const [from, to] = [Math.round(sleep.from), Math.round(sleep.to)];
  const before = actions.filter((action) => action.at <= from);
  return [...before, { kind: "pause", at: from }, { kind: "resume", at: to }, ...actions.slice(before.length)];
}
