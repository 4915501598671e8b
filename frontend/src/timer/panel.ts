/** What `<phase-timer>` shows: its panel, from a state that the element hands in. */

import { html, nothing, type TemplateResult } from "lit";
import { clockText, lengthText } from "../parts/times";
import { sleptFor, type Action, type ActionKind, type Position, type Sleep, type TimerPlan } from "./run";
import { renderSettings } from "./settings";
import type { Mini } from "./small-window";
import type { Telling } from "./telling";
import { budgetText, isForgotten, nextName, paceText, place, timeText } from "./wording";

export interface Face {
  plan: TimerPlan;
  at: Position;
  actions: readonly Action[];
  telling: Telling;
  undo: string | undefined;
  slept: readonly Sleep[];
  polite: string;
  assertive: string;
  /** Without the list of phases, Reset and the help on keys, for use within a tool. */
  bare: boolean;
  /** Whether a small window can be opened, or is open. */
  small: "none" | "closed" | "open";
}

export interface Presses {
  act(kind: ActionKind): void;
  toggleRunning(): void;
  toggleMuted(): void;
  toggleSmall(): void;
  reset(): void;
  takeBack(): void;
  leaveOutSleep(): void;
  /** How bells are told was changed; `said` is for a screen reader. */
  chosen(said: string): void;
  tryOut(): void;
}

/** What the button that runs and pauses is called. */
export const mainName = (at: Position): string =>
  at.state === "paused" ? "Resume" : at.state === "running" ? "Pause" : "Start";

export const isUnderWay = (at: Position): boolean => at.state === "running" || at.state === "paused";

export function renderPanel(face: Face, on: Presses): TemplateResult {
  const { plan, at, telling } = face;
  const underWay = isUnderWay(at);
  return html`
    <div class="phase-timer__panel" role="group" tabindex="0" aria-label="Phase timer: ${plan.title}">
      <div class="phase-timer__name">
        <span>${plan.title}</span>
        <button type="button" aria-keyshortcuts="M" @click=${() => on.toggleMuted()}>
          ${telling.muted ? "Unmute bells" : "Mute bells"}
        </button>
      </div>
      ${at.state === "finished" ? renderEnd(at) : renderPhase(plan, at)}
      <div class="phase-timer__bar" aria-hidden="true">
        ${plan.phases.map((_, n) => html`<span data-place=${place(n, at)}><i></i></span>`)}
      </div>
      <p class="phase-timer__buttons">
        <button
          type="button"
          class="phase-timer__main"
          aria-keyshortcuts="Space"
          ?disabled=${at.state === "finished"}
          @click=${() => on.toggleRunning()}
        >
          ${mainName(at)}
        </button>
        <button type="button" aria-keyshortcuts="N" ?disabled=${!underWay} @click=${() => on.act("next")}>
          ${nextName(plan.phases.length, at)}
        </button>
        <button type="button" aria-keyshortcuts="+" ?disabled=${!underWay} @click=${() => on.act("add-minute")}>
          +1 minute
        </button>
        ${face.bare
          ? nothing
          : html`<button type="button" ?disabled=${at.state === "ready"} @click=${() => on.reset()}>Reset</button>`}
        ${face.undo ? html`<button type="button" @click=${() => on.takeBack()}>${face.undo}</button>` : nothing}
      </p>
      ${renderNotes(face, on)}
      ${face.bare ? nothing : renderList(plan, at)}
      <div class="phase-timer__more">
        ${renderSettings(telling, on)}
        ${face.small === "none"
          ? nothing
          : html`<button type="button" class="phase-timer__small" @click=${() => on.toggleSmall()}>
              ${face.small === "open" ? "Close the small window" : "Small window"}
            </button>`}
      </div>
      ${face.bare ? nothing : renderKeys()}
      <div class="phase-timer__spoken" aria-live="polite">${face.polite}</div>
      <div class="phase-timer__spoken" aria-live="assertive">${face.assertive}</div>
    </div>
  `;
}

function renderPhase(plan: TimerPlan, at: Position): TemplateResult {
  const phase = plan.phases[at.phase];
  const over = at.overtime > 0;
  const pace = paceText(at);
  return html`
    <p class="phase-timer__phase">
      <span>Phase ${at.phase + 1} of ${plan.phases.length}</span>
      <strong>${phase?.title}</strong>
    </p>
    <p class="phase-timer__time">
      <span role="timer" aria-label=${over ? "Overtime in this phase" : "Time left in this phase"}>${timeText(at)}</span>
      <span>${over ? "overtime" : at.state === "paused" ? "left, paused" : "left"}</span>
    </p>
    ${phase?.purpose ? html`<p class="phase-timer__purpose">${phase.purpose}</p>` : nothing}
    <p class="phase-timer__whole">
      ${at.left >= 0
        ? html`<span>Whole plan: ${clockText(at.left)} left</span>`
        : html`<span>Whole plan: <strong>${clockText(-at.left, "down")} over</strong></span>`}
      ${pace ? html`<span class=${at.pace < 0 ? "phase-timer__behind" : ""}>${pace}</span>` : nothing}
    </p>
  `;
}

function renderEnd(at: Position): TemplateResult {
  const [off, word] = at.left >= 0 ? [at.left, "under"] : [-at.left, "over"];
  const end = off < 1000 ? "exactly as planned" : `${lengthText(off)} ${word} the plan`;
  return html`
    <p class="phase-timer__phase"><span>Finished</span></p>
    <p class="phase-timer__time"><span>${clockText(at.spent, "down")}</span><span>in all, ${end}</span></p>
  `;
}

function renderList(plan: TimerPlan, at: Position): TemplateResult {
  return html`<ol class="phase-timer__phases">
    ${plan.phases.map(
      (phase, n) => html`<li
        data-place=${place(n, at)}
        aria-current=${n === at.phase && isUnderWay(at) ? "step" : nothing}
      >
        <span>${phase.title}</span>
        <span>${budgetText(n, at)}</span>
      </li>`,
    )}
  </ol>`;
}

function renderKeys(): TemplateResult {
  return html`<p class="phase-timer__keys">
    <span class="phase-timer__shortcuts"
      ><kbd>Space</kbd> start or pause · <kbd>N</kbd> next phase · <kbd>+</kbd> add a minute · <kbd>M</kbd> mute, while
      the timer has the focus.</span
    >
    When a phase’s time is up, the bell rings and overtime counts until you move on.
  </p>`;
}

function renderNotes({ at, actions, slept, telling }: Face, on: Presses): TemplateResult {
  const first = actions[0];
  const silent = at.state === "running" && !telling.muted && !telling.sound.allowed;
  return html`
    ${slept.length > 0
      ? html`<p class="phase-timer__note">
          This device slept, or its clock was set forward, for
          ${lengthText(sleptFor(slept))}${slept.length > 1 ? " in all" : ""}; the timer counted that.
          <button type="button" @click=${() => on.leaveOutSleep()}>Leave it out</button>
        </p>`
      : nothing}
    ${isForgotten(at) && first
      ? html`<p class="phase-timer__note">
          This run was started on
          ${new Date(first.at).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" })} and never ended. Reset
          begins a new one.
        </p>`
      : nothing}
    ${silent
      ? html`<p class="phase-timer__note">The browser keeps bells silent until you click or type on this page.</p>`
      : nothing}
  `;
}

/** The same in a small window. */
export function miniOf({ plan, at, telling, assertive }: Face): Mini {
  const finished = at.state === "finished";
  return {
    state: stateName(at),
    signal: telling.shown,
    plan: plan.title,
    phase: finished ? "Finished" : (plan.phases[at.phase]?.title ?? ""),
    time: finished ? clockText(at.spent, "down") : timeText(at),
    timeLabel: finished ? "Time in all" : at.overtime > 0 ? "Overtime in this phase" : "Time left in this phase",
    main: finished ? "" : mainName(at),
    next: nextName(plan.phases.length, at),
    canNext: isUnderWay(at),
    told: assertive,
  };
}

/** The state as styles know it. */
export const stateName = (at: Position): string => (at.overtime > 0 ? "overtime" : at.state);

/** Widths are set by script: the site's content security policy forbids style attributes in markup. */
export function stretchBar(parts: Iterable<HTMLElement>, at: Position): void {
  let n = 0;
  for (const part of parts) {
    const budget = at.budgets[n] ?? 1;
    const done = n < at.phase ? 1 : Math.min(1, (at.used[n] ?? 0) / budget);
    part.style.setProperty("flex-grow", String(budget / 1000));
    part.style.setProperty("--phase-timer-done", done.toFixed(4));
    n += 1;
  }
}
