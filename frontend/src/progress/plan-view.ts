/** The plan as a list of days, a week at a time, to fold and to print. */

import { ROUND_TITLES } from "../parts/round-kinds";
import { html, nothing, type TemplateResult } from "lit";
import type { Overview, PlanDay, Task } from "./progress";
import type { Place } from "./view";
import { counted } from "../parts/times";
import { asks, cardsOf, dayNote, longDay, shortDay } from "./words";

const WEEK = 7;

export function planPart({ plan, interview }: Overview, { root }: Place, print: () => void): TemplateResult {
  const weeks = Array.from({ length: Math.ceil(plan.days.length / WEEK) }, (_, week) => plan.days.slice(week * WEEK, (week + 1) * WEEK));
  const whole = interview ? `The ${counted(plan.days.length + plan.more, "day")} to your interview` : "A rhythm of two weeks";
  return html`<section class="pb-plan">
    <h2>${whole}</h2>
    <p>It is made anew each day from what you really did. A day off leaves no backlog; what matters most comes next.</p>
    ${weeks.map((days, week) => weekPart(days, week, root))}
    ${plan.more ? html`<p class="pb-note">${counted(plan.more, "more day")} up to ${longDay(interview!.date)}: they show when they are nearer.</p>` : nothing}
    <p class="pb-row"><button type="button" class="md-button pb-print" @click=${print}>Print the plan</button></p>
  </section>`;
}

function weekPart(days: PlanDay[], week: number, root: URL): TemplateResult {
  const [first, last] = [days[0]!, days.at(-1)!];
  const title = first === last ? longDay(first.start) : `${longDay(first.start)} to ${longDay(last.start)}`;
  return html`<details class="gr-reveal pb-week" ?open=${week === 0}>
    <summary>${title}</summary>
    <ol class="pb-days">${days.map((day, index) => dayPart(day, week === 0 && index === 0, root))}</ol>
  </details>`;
}

function dayPart(day: PlanDay, today: boolean, root: URL): TemplateResult {
  const note = dayNote(day);
  return html`<li class="pb-plan-day" data-kind=${day.kind}>
    <p class="pb-date">${today ? "Today" : shortDay(day.start)}${day.minutes ? html`<span> ${day.minutes} min</span>` : nothing}</p>
    <div>
      ${note ? html`<p class="pb-note">${note}</p>` : nothing}
      ${day.tasks.length ? html`<ul>${cardsLine(day.tasks, root)}${day.tasks.filter((task) => !ofCards(task)).map((task) => line(task, root))}</ul>` : nothing}
    </div>
  </li>`;
}

const ofCards = ({ type }: Task): boolean => type === "due" || type === "own" || type === "new";

/** The cards of a day in one line: how many are due depends on the days before, so only their sum is a plan. */
function cardsLine(tasks: Task[], root: URL): TemplateResult | typeof nothing {
  const cards = tasks.filter(ofCards);
  if (cards.length === 0) return nothing;
  const minutes = cards.reduce((sum, task) => sum + task.minutes, 0);
  return html`<li><a href=${new URL(cards[0]!.url, root).href}>${cardsOf(cards)}</a> <span class="pb-where">${minutes} min</span></li>`;
}

function line(task: Task, root: URL): TemplateResult {
  return html`<li><a href=${new URL(task.url, root).href}>${asks(task)}</a>
    <span class="pb-where">${task.area ? html`${ROUND_TITLES[task.area]}, ` : nothing}${task.minutes} min</span></li>`;
}
