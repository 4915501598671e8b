/** The list of the reader's own plans, and the ways to begin another. */

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { counted } from "../parts/times";
import { lengthLabel, totalSeconds } from "./own-plan";
import type { TimerPlan } from "./run";

export interface ListPresses {
  run(plan: TimerPlan): void;
  write(plan: TimerPlan): void;
  copy(plan: TimerPlan): void;
  order(plan: TimerPlan, step: number): void;
  drop(plan: TimerPlan): void;
  make(): void;
}

export interface Shown {
  plans: readonly TimerPlan[];
  /** Plans of the bank, to be copied. */
  bank: readonly TimerPlan[];
  /** Id of the plan whose timer is shown. */
  running: string;
  /** Whether a plan is being written. */
  writing: boolean;
}

export function renderList({ plans, bank, running, writing }: Shown, on: ListPresses): TemplateResult {
  return html`
    ${plans.length === 0
      ? html`<p>None yet. A plan is a list of phases, each with a name and a length.</p>`
      : html`<ul class="own-plans__list">
          ${repeat(
            plans,
            ({ id }) => id,
            (plan, n) => row(plan, { up: n > 0, down: n < plans.length - 1, running: plan.id === running }, on),
          )}
        </ul>`}
    <div class="own-plans__acts">
      <button type="button" data-act="new" class=${writing ? "" : "own-plans__main"} @click=${() => on.make()}>Make a plan</button>
      ${bank.length > 0 ? copying(bank, on) : nothing}
    </div>
  `;
}

function row(plan: TimerPlan, is: { up: boolean; down: boolean; running: boolean }, on: ListPresses): TemplateResult {
  const button = (name: string, press: () => void, enabled = true): TemplateResult =>
    html`<button
      type="button"
      data-act="${name.toLowerCase()} ${plan.id}"
      aria-label="${name}: ${plan.title}"
      ?disabled=${!enabled}
      @click=${press}
    >
      ${name}
    </button>`;
  return html`<li aria-current=${is.running ? "true" : nothing}>
    <div>
      <strong>${plan.title}</strong>
      <span>${counted(plan.phases.length, "phase")}, ${lengthLabel(totalSeconds(plan))}</span>
    </div>
    <div class="own-plans__acts">
      ${button("Run", () => on.run(plan))} ${button("Change", () => on.write(plan))} ${button("Copy", () => on.copy(plan))}
      ${button("Up", () => on.order(plan, -1), is.up)} ${button("Down", () => on.order(plan, 1), is.down)}
      ${button("Delete", () => on.drop(plan))}
    </div>
  </li>`;
}

function copying(bank: readonly TimerPlan[], on: ListPresses): TemplateResult {
  return html`
    <label class="own-plans__copy">
      <span>or begin with</span>
      <select>
        ${bank.map(({ id, title }) => html`<option value=${id}>${title}</option>`)}
      </select>
    </label>
    <button
      type="button"
      @click=${(event: Event) => {
        const select = (event.currentTarget as HTMLElement).parentElement?.querySelector("select");
        const plan = bank.find(({ id }) => id === select?.value);
        if (plan) on.copy(plan);
      }}
    >
      Copy it
    </button>
  `;
}
