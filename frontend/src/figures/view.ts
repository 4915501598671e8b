/** The sections of the page, made from the engine's figures: a sentence, a chart and the numbers behind it. */

import { html, nothing, type TemplateResult } from "lit";
import type { StudyOptions } from "../cards/states";
import { dayBars, intervals, pairs, shareBar, type Interval, type Series } from "./charts";
import { GRADES, isOwn, type Figures, type Interview, type OnTheDay, type Share, type TopicRow } from "./figures";
import { counted } from "../parts/times";
import { comes, done, duration, foreseen, heading, longDay, noInterview, number, percent, reach, shareText, shortDay, verdict } from "./words";

/** What the sections need beside the figures. */
export interface Setting {
  root: URL;
  options: StudyOptions;
  now: number;
  titleOf(topic: string): string;
}

const WEEK = 7;
const DUE: Series[] = [
  { name: "known", tone: "known" },
  { name: "being learned", tone: "learning" },
];
const BY_GRADE: Series[] = GRADES.map((grade) => ({ name: grade, tone: grade }));
const ON_THE_DAY: Series[] = [
  { name: "if you stop now", tone: "learning" },
  { name: "if you go on", tone: "known" },
];

export function sections(figures: Figures, setting: Setting): TemplateResult {
  return html`<p class="mf-heading">${heading(figures)}</p>
    ${ahead(figures, setting)}${reviews(figures)}${recall(figures, setting)}${topics(figures, setting)}${interviewDay(figures, setting)}
    ${figures.skipped ? html`<p class="mf-note">${counted(figures.skipped, "review")} in your log could not be read and ${figures.skipped === 1 ? "is" : "are"} left out.</p>` : nothing}`;
}

const weekly = (starts: number[]): string[] => starts.map((start, day) => (day % WEEK === 0 ? shortDay(start) : ""));

function table(summary: string, head: string[], rows: (string | TemplateResult)[][]): TemplateResult {
  return html`<details class="gr-reveal mf-numbers">
    <summary>${summary}</summary>
    <div class="md-typeset__scrollwrap"><div class="md-typeset__table"><table>
      <thead><tr>${head.map((each) => html`<th scope="col">${each}</th>`)}</tr></thead>
      <tbody>${rows.map(([first, ...rest]) => html`<tr><th scope="row">${first}</th>${rest.map((each) => html`<td>${each}</td>`)}</tr>`)}</tbody>
    </table></div></div>
  </details>`;
}

function ahead(figures: Figures, { root }: Setting): TemplateResult {
  const { forecast, interview_day: day } = figures;
  const label = `Cards due on each of the next ${forecast.length} days. ${comes(figures)}`;
  const values = forecast.map(({ known, learning }) => [known, learning]);
  const chart = dayBars({
    label,
    series: DUE,
    values,
    ticks: forecast.map(({ start }, index) => (index === 0 ? "today" : index % WEEK === 0 ? shortDay(start) : "")),
    mark: day === null ? undefined : { day, text: "interview" },
  });
  const rows = forecast.map(({ start, known, learning }, index) => [`${longDay(start)}${index === day ? ", interview" : ""}`, number(known), number(learning)]);
  const due = figures.all.due ? html`<a class="md-button md-button--primary" href=${new URL("decks/everything/", root).href}>Study what is due</a>` : nothing;
  return html`<section>
    <h2>Today and the next days</h2>
    <p>${comes(figures)}</p>
    ${due}${chart}${table("The cards of each day", ["Day", "Known", "Being learned"], rows)}
  </section>`;
}

function reviews(figures: Figures): TemplateResult {
  const { days } = figures.reviews;
  const chart = dayBars({
    label: `Reviews by grade on each of the last ${days.length} days. ${done(figures)}`,
    series: BY_GRADE,
    values: days.map((day) => GRADES.map((grade) => day[grade])),
    ticks: weekly(days.map(({ start }) => start)),
  });
  const told = days.filter((day) => GRADES.some((grade) => day[grade])).reverse();
  const rows = told.map((day) => [longDay(day.start), ...GRADES.map((grade) => number(day[grade])), duration(day.minutes)]);
  return html`<section>
    <h2>Reviews</h2>
    <p>${done(figures)}</p>
    ${chart}${rows.length ? table("The reviews of each day", ["Day", "Again", "Hard", "Good", "Easy", "Time"], rows) : nothing}
  </section>`;
}

function recall(figures: Figures, { root }: Setting): TemplateResult {
  const { week, month, ever, desired, enough } = figures.recall;
  const spans: [string, Share][] = [["7 days", week], ["30 days", month], ["All", ever]];
  const rows = spans.map(([name, share]): Interval => {
    const { share: middle, low, high } = share;
    const known = middle === null || low === null || high === null ? undefined : { share: middle, low, high };
    return { name, share: known, text: shareText(share, enough) };
  });
  const label = `Recall, with its 95% interval, beside the ${percent(desired)} asked for. ${rows.map(({ name, text }) => `${name}: ${text}.`).join(" ")}`;
  const numbers = spans.map(([name, share]) => [name, number(share.reviews), number(share.recalled), shareText(share, enough)]);
  return html`<section>
    <h2>Recall</h2>
    <p>${verdict(figures)}</p>
    ${intervals({ label, rows, desired })}
    ${table("The numbers behind it", ["Span", "Reviews", "Recalled", "Share and 95% interval"], numbers)}
    <p class="mf-note">It counts the first review of a known card on a day; all grades but “again” are recalled.
      <a href=${new URL("decks/options/", root).href}>How cards are scheduled</a> says how to ask for more or less, and how to fit the schedule.</p>
  </section>`;
}

function topics(figures: Figures, setting: Setting): TemplateResult {
  const byId = new Map(figures.topics.map((row) => [row.topic, row]));
  const weak = figures.weakest.flatMap((id) => byId.get(id) ?? []);
  const rows = [figures.all, ...figures.topics].map((row) => [
    row.topic ? setting.titleOf(row.topic) : "All cards",
    `${number(row.seen)} of ${number(row.cards)}`,
    number(row.due),
    percent(row.expected),
    row.expected_seen === null ? "–" : percent(row.expected_seen),
    row.recall.share === null ? `${number(row.recall.reviews)} reviews, not enough yet` : `${percent(row.recall.share)} of ${number(row.recall.reviews)}`,
  ]);
  const { all } = figures;
  return html`<section>
    <h2>Topics</h2>
    <p>Asked any card now, you could expect to recall ${percent(all.expected)}: you have seen ${number(all.seen)} of ${number(all.cards)}${
      all.expected_seen === null ? "" : `, and of those you would recall ${percent(all.expected_seen)}`
    }. The weakest topics:</p>
    <ul class="mf-weak">${weak.map((row) => weakest(row, setting))}</ul>
    ${table("Every topic", ["Topic", "Seen", "Due", "Expected of all", "Expected of seen", "Recalled"], rows)}
  </section>`;
}

function weakest({ topic, seen, cards, expected }: TopicRow, { root, titleOf }: Setting): TemplateResult {
  const address = new URL(isOwn(topic) ? "decks/yours/" : "decks/everything/", root);
  address.searchParams.set(isOwn(topic) ? "deck" : "topic", isOwn(topic) ? titleOf(topic) : topic);
  return html`<li>
    <span class="mf-weak__title">${titleOf(topic)}</span>
    <span class="mf-weak__share">${shareBar(expected)} ${percent(expected)}, ${number(seen)} of ${number(cards)} seen</span>
    <a class="md-button" href=${address.href} aria-label="Drill ${titleOf(topic)}">Drill</a>
  </li>`;
}

function interviewDay(figures: Figures, setting: Setting): TemplateResult {
  const { options, now, root } = setting;
  const why = noInterview(figures, options, now);
  const settings = html`<a href=${new URL("decks/options/", root).href}>${why ? "Set the day" : "Change the day or the limits"}</a>`;
  return html`<section>
    <h2>Interview day</h2>
    ${why ? html`<p>${why} ${settings}.</p>` : foresight(figures, figures.interview!, setting, settings)}
  </section>`;
}

function foresight(figures: Figures, interview: Interview, { options, titleOf }: Setting, settings: TemplateResult): TemplateResult {
  const byId = new Map(interview.topics.map((row) => [row.topic, row]));
  const shown = [interview.all, ...figures.weakest.flatMap((id) => byId.get(id) ?? [])];
  const name = ({ topic }: OnTheDay): string => (topic ? titleOf(topic) : "All cards");
  const today = interview.days === 0;
  const series = today ? [{ name: "today", tone: "known" }] : ON_THE_DAY;
  const shares = ({ stop, go_on: goOn }: OnTheDay): (number | null)[] => (today ? [stop] : [stop, goOn]);
  const sentences = [...foreseen(interview, options), reach(interview, options)];
  const rows = [interview.all, ...interview.topics].map((row) => [
    name(row),
    number(row.cards),
    ...shares(row).map((share) => (share === null ? "–" : percent(share))),
  ]);
  const sample = interview.played < interview.of ? html` It was played through with ${number(interview.played)} of your ${number(interview.of)} cards, drawn evenly.` : nothing;
  return html`${sentences.map((each) => html`<p>${each}</p>`)}
    ${pairs({ label: `Expected recall on the day, of all cards and of the weakest topics. ${sentences[0]!}`, series, rows: shown.map((row) => ({ name: name(row), shares: shares(row) })) })}
    ${table("Every topic on the day", ["Topic", "Cards", ...series.map((each) => each.name)], rows)}
    <p class="mf-note">${today ? nothing : html`Going on takes every answer as “good”. What you forget comes back and costs more reviews than these.${sample} `}${settings}.</p>`;
}
