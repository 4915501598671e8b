/** The times of a mock: a sentence, and each phase with its plan, its time and a bar of both. */

import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import type { Facts } from "./facts";
import { over, planned, used, type Phase, type Session } from "./session";
import { counted } from "../parts/times";
import { against, clock, difference } from "./words";

const WIDTH = 100;

/** The time of the whole mock in one sentence. */
export function timeSentence(session: Session): string {
  const spent = clock(used(session));
  if (session.finished) return `${spent} of ${clock(planned(session))}: ${against(over(session))}.`;
  const last = session.phases.filter(({ state }) => state !== "unreached").at(-1);
  const where = last ? ` in “${last.title}”` : "";
  const pace = last ? ` Up to there you were ${against(over(session))}.` : "";
  return `Ended early${where}, after ${spent} of ${clock(planned(session))}.${pace}`;
}

/** A line on phases that were passed over or never came; empty where all were held. */
export function missedPhases({ phases }: Session): string {
  const named = (state: string): string[] => phases.filter((phase) => phase.state === state).map(({ title }) => `“${title}”`);
  const [skipped, unreached] = [named("skipped"), named("unreached")];
  const said = [];
  if (skipped.length) said.push(`Skipped: ${skipped.join(", ")}.`);
  if (unreached.length) said.push(`Not reached: ${unreached.join(", ")}.`);
  return said.join(" ");
}

export function timeSection(session: Session, facts: Facts | undefined): TemplateResult {
  const { phases } = session;
  const longest = Math.max(1, ...phases.map((phase) => Math.max(phase.planned, phase.used)));
  const missed = missedPhases(session);
  const said = facts ? leftOut(facts) : "";
  return html`<section>
    <h3>Time</h3>
    <p class="db-lead">${timeSentence(session)} ${missed}</p>
    <table class="db-times">
      <caption class="db-hidden">Time of each phase beside its plan</caption>
      <thead><tr><th scope="col">Phase</th><th scope="col">Plan</th><th scope="col">Used</th><th scope="col">Over, under</th></tr></thead>
      <tbody>${phases.map((phase) => row(phase, longest))}</tbody>
      <tfoot><tr>
        <th scope="row">Whole</th><td>${clock(planned(session))}</td><td>${clock(used(session))}</td><td class=${tone(over(session))}>${difference(over(session))}</td>
      </tr></tfoot>
    </table>
    <p class="db-legend" aria-hidden="true">
      <span>${swatch("db-bar__plan")} plan</span><span>${swatch("db-bar__used")} used</span><span>${swatch("db-bar__over")} over the plan</span>
    </p>
    ${said ? html`<p class="db-note">${said}</p>` : nothing}
  </section>`;
}

/** What of the interview never came; only what is known for certain. */
function leftOut({ unheard, unasked, without_notes: silent }: Facts): string {
  const said = [];
  if (unheard.length) said.push(`${counted(unheard.length, "line")} of the interviewer never came.`);
  if (unasked.length) said.push(`${counted(unasked.length, "clarifying question")} with an answer ${unasked.length === 1 ? "was" : "were"} not put.`);
  if (silent.length) said.push(`You typed no note under ${counted(silent.length, "thing")} the interviewer said.`);
  return said.join(" ");
}

const swatch = (tone: string): TemplateResult => html`<svg viewBox="0 0 10 10"><rect class=${tone} width="10" height="10" /></svg>`;
const tone = (over: number): string => (over > 500 ? "db-over" : "");

function row({ title, planned: plan, used: spent, state }: Phase, longest: number): TemplateResult {
  const x = (ms: number): number => Math.round((ms / longest) * WIDTH * 100) / 100;
  const within = Math.min(plan, spent);
  const parts: SVGTemplateResult[] = [svg`<rect class="db-bar__plan" width=${Math.max(x(plan), 0.6)} height="8" />`];
  if (within > 0) parts.push(svg`<rect class="db-bar__used" width=${x(within)} height="8" />`);
  if (spent > plan) parts.push(svg`<rect class="db-bar__over" x=${x(plan)} width=${x(spent - plan)} height="8" />`);
  const told = state === "skipped" ? "skipped" : state === "unreached" ? "not reached" : clock(spent);
  return html`<tr class="db-times__${state}">
    <th scope="row"><span>${title}</span><svg class="db-bar" viewBox="0 0 ${WIDTH} 8" preserveAspectRatio="none" aria-hidden="true">${parts}</svg></th>
    <td>${clock(plan)}</td>
    <td>${told}</td>
    <td class=${tone(spent - plan)}>${state === "unreached" ? "–" : difference(spent - plan)}</td>
  </tr>`;
}
