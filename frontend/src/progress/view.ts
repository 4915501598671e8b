/** The sections of the page, made from the engine's answer: today, readiness, the days practised, the reader's data. */

import { isUnfinished, typedDate } from "../cards/states";
import { ROUND_TITLES } from "../parts/round-kinds";
import { html, noChange, nothing, svg, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { AREAS, CHOICES, counts, type Area, type AreaRow, type Ingredient, type Log, type Marks, type Overview, type Settings, type TodayTask } from "./progress";
import { also, asks, backup, counting, dateNote, doneToday, headline, LABELS, longDay, markOf, practised, rule, shortDay, STATE_TITLES, told } from "./words";

/** What the sections need beside the answer. */
export interface Place {
  root: URL;
  settings: Settings;
}

/** What the settings need of the component. */
export interface SettingsHost {
  readonly settings: Settings;
  readonly typed: string | undefined;
  readonly wrong: string;
  typeDate(text: string): void;
  keepDate(left: boolean): Promise<void>;
  clearDate(): void;
  setMinutes(minutes: number): void;
  setRound(area: Area, wanted: boolean): void;
}

type Part = TemplateResult | typeof nothing;

export function headPart(log: Log, overview: Overview | undefined, failed: boolean): TemplateResult {
  if (overview) return html`<p class="pb-heading">${headline(overview)}</p>`;
  return html`<p class="pb-heading">${counting(counts(log))}</p>${failed ? nothing : html`<p role="status">Working out where you stand…</p>`}`;
}

/** A ring, or a tick in it. */
export const tick = (done: boolean): TemplateResult => html`<svg class="pb-tick ${done ? "pb-tick--done" : ""}" viewBox="0 0 20 20" aria-hidden="true">
  <circle cx="10" cy="10" r="8.5" />${done ? svg`<path d="M5.8 10.4l2.9 2.9 5.6-6" />` : nothing}
</svg>`;

export function todayPart({ today, done }: Overview, { root, settings }: Place): TemplateResult {
  const { tasks } = today;
  const finished = tasks.length > 0 && tasks.every((task) => task.done);
  const so = doneToday(done);
  return html`<section class="pb-today">
    <h2>Today</h2>
    ${tasks.length
      ? html`<ol class="pb-tasks">${tasks.map((task) => todayTask(task, root))}</ol>
          <p class="pb-note">${finished ? "All of it done. Stop here with a good conscience." : html`About ${today.minutes} of your ${settings.minutes} minutes. Lines tick themselves when the work is done.`}</p>`
      : html`<p>${today.kind === "free" ? "A free day: rest is part of the plan." : "Nothing fits into these minutes today. Rest, or take more minutes."}</p>`}
    ${so ? html`<p class="pb-note">${so}</p>` : nothing}
  </section>`;
}

function todayTask(task: TodayTask, root: URL): TemplateResult {
  const so = task.progress && !task.done ? html` <span class="pb-so">${task.progress} done</span>` : nothing;
  return html`<li class="pb-task ${task.done ? "pb-task--done" : ""}" data-task=${task.id} data-done=${task.done ? "true" : "false"}>
    ${tick(task.done)}
    <span class="pb-task__what">${task.done ? html`<span class="pb-hidden">Done: </span>` : nothing}<a href=${new URL(task.url, root).href}>${asks(task)}</a>
      <span class="pb-task__where">${task.area ? ROUND_TITLES[task.area] : nothing}${so}</span></span>
    <span class="pb-task__minutes">${task.minutes} min</span>
  </li>`;
}

export function settingsPart(host: SettingsHost, log: Log, now: number): TemplateResult {
  const date = host.typed ?? log.options.interview;
  return html`<section class="pb-settings" aria-label="What the plan goes by">
    <h2>Your interview</h2>
    <div class="pb-field">
      <label for="pb-date">Day of the interview</label>
      <span class="pb-line"><input id="pb-date" type="date" class="pb-input" min="2000-01-01" max="2199-12-31" aria-describedby="pb-date-note" aria-invalid=${host.wrong ? "true" : "false"}
          .value=${isUnfinished(date) ? noChange : live(date)}
          @input=${(event: Event) => host.typeDate(typedDate(event.target as HTMLInputElement))}
          @blur=${(event: Event) => {
            const typed = typedDate(event.target as HTMLInputElement);
            if (isUnfinished(typed)) host.typeDate(typed);
            void host.keepDate(true);
          }} />
        ${date ? html`<button type="button" class="md-button pb-small" aria-label="Clear the date" @click=${() => host.clearDate()}>Clear</button>` : nothing}</span>
      <p class="pb-note" id="pb-date-note">${host.wrong || dateNote(log.options, now)}</p>
    </div>
    <div class="pb-field">
      <label for="pb-minutes">Minutes you have in a day</label>
      <select id="pb-minutes" class="pb-input" @change=${(event: Event) => host.setMinutes(Number((event.target as HTMLSelectElement).value))}>
        ${CHOICES.map((each) => html`<option value=${each} ?selected=${each === host.settings.minutes}>${each} minutes</option>`)}
      </select>
      ${host.settings.minutes < 30 ? html`<p class="pb-note">Problems take 20 minutes and more, so in ${host.settings.minutes} you get shorter exercises.</p>` : nothing}
    </div>
    <details class="gr-reveal pb-rounds">
      <summary>Rounds: ${host.settings.rounds.length === AREAS.length ? "all six" : `${host.settings.rounds.length} of six`}</summary>
      <fieldset><legend class="pb-hidden">Rounds you expect</legend>${AREAS.map(
        (area) => html`<label><input type="checkbox" data-area=${area} .checked=${live(host.settings.rounds.includes(area))}
          @change=${(event: Event) => host.setRound(area, (event.target as HTMLInputElement).checked)} /> ${ROUND_TITLES[area]}</label>`,
      )}</fieldset>
    </details>
  </section>`;
}

export function areasPart({ areas, marks }: Overview, { root }: Place): TemplateResult {
  return html`<section class="pb-readiness">
    <h2>Readiness by round</h2>
    <ul class="pb-areas">${areas.filter((row) => row.wanted).map((row) => area(row, marks))}</ul>
    <details class="gr-reveal">
      <summary>How ready is told</summary>
      <p><strong>Ready</strong>: every mark of the round is met. <strong>Getting there</strong>: half of them or more.
        <strong>Not yet</strong>: fewer. <strong>Nothing yet</strong>: nothing of that round is in your log.</p>
      <ul>${rule(marks).map((each) => html`<li>${each}</li>`)}</ul>
      <p>There is no score, and the marks are our proposal: no study says how many problems make you ready. What you would recall
        is reckoned by FSRS from your grades, see <a href=${new URL("decks/figures/", root).href}>what you remember</a>.
        Ratings are your own, given in the debrief.</p>
    </details>
  </section>`;
}

function area(row: AreaRow, marks: Marks): TemplateResult {
  const more = also(row);
  return html`<li class="pb-area" data-area=${row.area} data-state=${row.state}>
    <h3>${ROUND_TITLES[row.area]} <span class="pb-state">${STATE_TITLES[row.state]}</span></h3>
    <ul class="pb-ingredients">${row.ingredients.map((each) => ingredient(each, marks))}</ul>
    ${more || row.last !== null
      ? html`<p class="pb-note">${more} ${row.last === null ? nothing : html`Last practised ${shortDay(row.last)}.`}</p>`
      : nothing}
  </li>`;
}

function ingredient(each: Ingredient, marks: Marks): TemplateResult {
  return html`<li data-ingredient=${each.id} data-met=${each.met ? "true" : "false"}>
    ${tick(each.met)}
    <span class="pb-ingredient"><strong>${LABELS[each.id]}</strong> ${told(each, marks)}</span>
    <span class="pb-mark">${bar(each.met ? 1 : each.reached)}<span>${each.met ? "mark met" : html`mark ${markOf(each, marks)}`}</span></span>
  </li>`;
}

/** A bar in a line of text: the picture of what stands beside it in figures. */
const bar = (share: number): TemplateResult => html`<svg class="pb-bar" viewBox="0 0 60 6" aria-hidden="true"><rect class="pb-track" width="60" height="6" rx="3" /><rect
    class="pb-reached" width=${(share * 60).toFixed(1)} height="6" rx="3" /></svg>`;

const STEP = 22;
const SIZE = 18;
const IN_ROW = 14;

export function practisedPart(overview: Overview): TemplateResult {
  const { days } = overview.practised;
  const rows = Math.ceil(days.length / IN_ROW);
  const sentence = practised(overview);
  const names = days.filter(({ acts }) => acts > 0).map(({ start }) => shortDay(start));
  return html`<section class="pb-practised">
    <h2>Days practised</h2>
    <p>${sentence}</p>
    <svg class="pb-strip" viewBox="0 0 ${IN_ROW * STEP} ${rows * STEP + 16}" role="img"
      aria-label="The last ${days.length} days. ${names.length ? `Practised on ${names.join("; ")}.` : "None practised so far."}">
      ${days.map(({ start, acts }, index) => {
        const [x, y] = [(index % IN_ROW) * STEP + 1, Math.floor(index / IN_ROW) * STEP + 1];
        return svg`<rect class=${acts ? "pb-day pb-day--on" : "pb-day"} x=${x} y=${y} width=${SIZE} height=${SIZE} rx="4"><title>${longDay(start)}${acts ? ": practised" : ""}</title></rect>
          ${acts ? svg`<path class="pb-day__tick" d="M${x + 5} ${y + 9.5}l3 3 5.5-6.5" />` : nothing}`;
      })}
      <text class="pb-axis" x="1" y=${rows * STEP + 12}>${shortDay(days[Math.max(0, days.length - IN_ROW)]!.start)}</text>
      <text class="pb-axis" x=${IN_ROW * STEP - 3} y=${rows * STEP + 12} text-anchor="end">today</text>
    </svg>
  </section>`;
}

export function dataPart(root: URL, backedUp: number | undefined): TemplateResult {
  return html`<section class="pb-data">
    <h2>Take it with you</h2>
    <p>All of this comes from the log on this device. ${backup(backedUp)}</p>
    <p class="pb-row">
      <a class="md-button" href=${new URL("about/your-data/", root).href}>Back up or restore everything</a>
      <a class="md-button" href=${new URL("decks/exchange/", root).href}>Bring cards in, or take them out</a>
      <a class="md-button" href=${new URL("rehearse/history/", root).href}>Past mocks</a>
    </p>
  </section>`;
}

export type { Part };
