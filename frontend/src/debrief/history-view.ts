/** Past mocks: what changed, its charts, and the list. */

import { html, nothing, type TemplateResult } from "lit";
import type { History, HistoryRow, KindRow } from "./facts";
import type { Rubric } from "./files";
import { aroundZero, levelRows, rates, type Point } from "./history-charts";
import { roundTitle } from "../parts/round-kinds";
import { LEVELS, type Session } from "./session";
import { counted } from "../parts/times";
import { against, clock, day, length, shortDay, verdictText } from "./words";

export interface Setting {
  root: URL;
  rubrics: Record<string, Rubric>;
  /** The kind that is shown, empty for all. */
  kind: string;
}

/** Most mocks that a chart shows: the latest ones. */
const SHOWN = 24;
const MINUTE = 60_000;
/** Words a minute that listeners follow with ease: our proposal, from the speeds that are commonly advised. */
const BAND = { low: 120, high: 170, name: "band we propose" };
const SLOWEST = 50;
const FASTEST = 250;

const address = (root: URL, session: string): string => {
  const url = new URL("rehearse/mock/", root);
  url.searchParams.set("session", session);
  return url.href;
};

/** The list before the engine has answered: what each mock was. */
export function bareList(sessions: Session[], root: URL): TemplateResult {
  return html`<ul class="gr-list mh-list">${sessions.map(
    ({ id, title, kind, ended }) => html`<li>
      <a class="gr-list__title" href=${address(root, id)}>${title}</a>
      <p>${roundTitle(kind)} · ${day(ended)}</p>
    </li>`,
  )}</ul>`;
}

export function historyView(history: History, setting: Setting): TemplateResult {
  const sessions = history.sessions.filter(({ kind }) => !setting.kind || kind === setting.kind);
  const row = history.kinds.find(({ kind }) => kind === setting.kind);
  const shown = sessions.slice(0, SHOWN).reverse();
  return html`<p class="mh-heading" role="status">${heading(history, sessions, row)}</p>
    ${row?.trend ? html`<p>${trend(row)}</p>` : nothing}
    ${shown.length > 1 ? charts(shown, row, setting) : nothing}
    <section>
      <h2>${setting.kind ? `${roundTitle(setting.kind)} mocks` : "All mocks"}</h2>
      <ul class="gr-list mh-list">${sessions.map((each) => item(each, setting.root))}</ul>
    </section>
    ${history.skipped ? html`<p class="mh-note">${counted(history.skipped, "event")} in your log could not be read and ${history.skipped === 1 ? "is" : "are"} left out.</p>` : nothing}`;
}

function heading({ kinds }: History, sessions: HistoryRow[], row: KindRow | undefined): string {
  const all = row ? [row] : kinds;
  const minutes = all.reduce((sum, kind) => sum + kind.minutes, 0);
  const recent = all.reduce((sum, kind) => sum + kind.recent, 0);
  const last = recent === sessions.length ? "all in the last 30 days" : `${recent} in the last 30 days`;
  const time = minutes < 1 ? "less than a minute" : length(Math.round(minutes) * MINUTE);
  return `${counted(sessions.length, "mock")}, ${time} in total, ${last}.`;
}

/** How the latest of a kind stands to those before it. */
function trend({ trend: found }: KindRow): string {
  const { against: count, over, mean, words_a_minute: words } = found!;
  const said = [];
  if (over !== null) said.push(Math.abs(over) < 1000 ? "kept the time just as they did" : `took ${length(over)} ${over > 0 ? "more" : "less"} against its plan`);
  if (mean !== null) said.push(Math.abs(mean) < 0.05 ? "was rated the same" : `was rated ${Math.abs(mean).toFixed(1)} ${mean > 0 ? "higher" : "lower"}`);
  if (words !== null) said.push(Math.abs(words) < 0.5 ? "was as fast" : `was ${Math.abs(Math.round(words))} words a minute ${words > 0 ? "faster" : "slower"}`);
  const last = said.pop() ?? "";
  return `Against the mean of ${count === 1 ? "the one" : `the ${count}`} before it, your latest mock ${said.length ? `${said.join(", ")} and ${last}` : last}.`;
}

// --- charts

function charts(shown: HistoryRow[], row: KindRow | undefined, setting: Setting): TemplateResult {
  const points = (value: (each: HistoryRow) => number | null): Point[] => shown.map((each) => ({ tick: shortDay(each.ended), value: value(each) ?? undefined }));
  const overs = points(({ over }) => Math.round((over / MINUTE) * 10) / 10);
  const late = shown.filter(({ over }) => over >= 1000).length;
  const measured = shown.filter(({ words_a_minute: rate }) => rate !== null).length;
  const rated = shown.filter(({ mean }) => mean !== null).length;
  const name = ({ title, ended }: HistoryRow): string => `${title}, ${day(ended)}`;
  return html`<div class="mh-charts">
    <section>
      <h2>Time against plan</h2>
      <p>${late === 0 ? "None ran" : late === shown.length ? "All ran" : `${late} of ${shown.length} ran`} over the plan.</p>
      ${aroundZero({ label: `Minutes over or under the plan, from the oldest mock to the latest: ${late} of ${shown.length} ran over.`, points: overs, unit: "minutes" })}
      ${table("The times of each mock", ["Mock", "Plan", "Used", "Over, under"], shown.map((each) => [name(each), clock(each.planned), clock(each.used), against(each.over)]))}
    </section>
    ${rated ? ratings(shown, row, setting, points(({ mean }) => mean), name) : nothing}
    ${measured
      ? html`<section>
          <h2>Words a minute</h2>
          <p>Measured in ${counted(measured, "mock")}, estimated from syllables. The band, ${BAND.low} to ${BAND.high}, is our proposal and no score.</p>
          ${rates({ label: `Words a minute of ${counted(measured, "measured mock")}.`, points: points((each) => each.words_a_minute), from: SLOWEST, to: FASTEST, band: BAND, unit: "words a minute" })}
          ${table(
            "The speech of each mock",
            ["Mock", "Words a minute", "Pauses a minute"],
            shown.filter((each) => each.words_a_minute !== null || each.pauses_a_minute !== null).map((each) => [name(each), figure(each.words_a_minute), figure(each.pauses_a_minute)]),
          )}
        </section>`
      : nothing}
  </div>`;
}

const figure = (value: number | null): string => (value === null ? "–" : String(value));

function ratings(shown: HistoryRow[], row: KindRow | undefined, { rubrics }: Setting, points: Point[], name: (row: HistoryRow) => string): TemplateResult {
  const criteria = row ? rubrics[row.kind]?.criteria ?? [] : [];
  const titles = new Map(criteria.map(({ id, title }) => [id, title]));
  const sorted = [...(row?.criteria ?? [])].sort((a, b) => place(titles, a.id) - place(titles, b.id));
  const rows = sorted.map(({ id, levels, mean }) => ({ name: titles.get(id) ?? id, levels: levels.slice(-SHOWN), text: mean === null ? "not rated" : `mean ${mean.toFixed(1)}` }));
  if (!row) {
    return html`<section class="mh-ratings">
      <h2>Your ratings</h2>
      <p>The mean of what you rated, from 1, ${LEVELS[0]}, to ${LEVELS.length}, ${LEVELS.at(-1)}. Choose a kind to see each criterion.</p>
      ${rates({ label: "Mean rating of each mock, from the oldest to the latest.", points, from: 1, to: LEVELS.length, unit: "mean rating" })}
      ${table("The ratings of each mock", ["Mock", "Rated", "Mean"], shown.map((each) => [name(each), String(each.rated), each.mean === null ? "not rated" : each.mean.toFixed(1)]))}
    </section>`;
  }
  return html`<section class="mh-ratings">
    <h2>Your ratings</h2>
    <p>From 1, ${LEVELS[0]}, to ${LEVELS.length}, ${LEVELS.at(-1)}, by yourself. A mock without a dot was not rated.</p>
    ${levelRows({ label: `Levels of ${counted(rows.length, "criterion", "criteria")}, from the oldest mock to the latest. ${rows.map((each) => `${each.name}: ${each.text}.`).join(" ")}`, rows, points })}
    ${table(
      "The ratings of each mock",
      ["Mock", ...rows.map((each) => each.name)],
      shown.map((each, at) => [name(each), ...rows.map(({ levels }) => figure(levels[at] ?? null))]),
    )}
  </section>`;
}

/** Place of a criterion in its rubric; one that the rubric has no more comes last. */
const place = (titles: Map<string, string>, id: string): number => (titles.has(id) ? [...titles.keys()].indexOf(id) : titles.size);

function table(summary: string, head: string[], rows: string[][]): TemplateResult {
  return html`<details class="gr-reveal mh-numbers">
    <summary>${summary}</summary>
    <div class="md-typeset__scrollwrap" role="region" tabindex="0" aria-label=${summary}><div class="md-typeset__table"><table>
      <thead><tr>${head.map((each) => html`<th scope="col">${each}</th>`)}</tr></thead>
      <tbody>${rows.map(([first, ...rest]) => html`<tr><th scope="row">${first}</th>${rest.map((each) => html`<td>${each}</td>`)}</tr>`)}</tbody>
    </table></div></div>
  </details>`;
}

// --- the list

function item(row: HistoryRow, root: URL): TemplateResult {
  const facts = [
    `${clock(row.used)} of ${clock(row.planned)}${row.finished ? `, ${against(row.over)}` : ", ended early"}`,
    row.mean === null ? "not rated" : `rated ${row.mean.toFixed(1)} of ${LEVELS.length} in ${counted(row.rated, "criterion", "criteria")}`,
    row.hints ? counted(row.hints, "hint") : "",
    row.missed ? `redirects and curveballs missed: ${row.missed}` : "",
    row.words_a_minute === null ? "" : `about ${row.words_a_minute} words a minute`,
    row.summary ? "" : "no closing sentence",
  ].filter(Boolean);
  return html`<li data-session=${row.session}>
    <a class="gr-list__title" href=${address(root, row.session)}>${row.title}</a>
    <ul class="gr-chips">
      <li class="gr-chip gr-chip--kind">${roundTitle(row.kind)}</li>
      <li class="gr-chip">${day(row.ended)}</li>
      ${row.loop ? html`<li class="gr-chip">round ${row.loop.round + 1} of ${row.loop.of}${row.loop.title ? `, ${row.loop.title}` : ""}</li>` : nothing}
    </ul>
    <p>${facts.join(" · ")}${row.attempt ? html`<br />${verdictText(row.attempt)}` : nothing}</p>
  </li>`;
}
