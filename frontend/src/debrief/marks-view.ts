/** What the reader marks: parts covered, the rubric, how redirects were taken, the closing sentence and their own lesson. */

import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import type { Facts } from "./facts";
import { spoken, type Criterion, type Mock, type Rubric } from "./files";
import type { Keeping } from "./keeping";
import { CLEAR_TITLES, CLOSING, LEVELS, TAKEN, type Marks, type Said, type Session, type Taken } from "./session";
import { counted } from "../parts/times";
import { clock, MOST_WORDS, secondsFor, wordsIn } from "./words";

/** What the views of marks need. */
export interface Marking {
  session: Session;
  marks: Marks;
  keeping: Keeping;
  mock: Mock | undefined;
  rubric: Rubric | undefined;
  facts: Facts | undefined;
}

const checked = (event: Event): boolean => (event.target as HTMLInputElement).checked;
const typed = (event: Event): string => (event.target as HTMLTextAreaElement).value;

// --- what was covered

export function coveredSection({ session, marks, keeping, mock }: Marking): TemplateResult | typeof nothing {
  const parts = Object.keys(CLEAR_TITLES).filter((part) => session.phases.some(({ clear }) => clear === part));
  const checks = mock?.checks ?? [];
  if (parts.length + checks.length === 0) return nothing;
  const check = ({ id, check: asked }: Mock["checks"][number]): TemplateResult => html`<label class="db-tick">
    <input type="checkbox" .checked=${live(marks.checks[id] ?? false)} @change=${(event: Event) => keeping.mark("checks", id, checked(event))} />
    <span>${asked}</span>
  </label>`;
  const part = (id: string): TemplateResult => {
    const phases = session.phases.filter(({ clear }) => clear === id);
    const sum = (of: "planned" | "used"): string => clock(phases.reduce((total, phase) => total + phase[of], 0));
    return html`<div class="db-part">
      <label class="db-tick db-tick--part">
        <input type="checkbox" .checked=${live(marks.covered[id] ?? false)} @change=${(event: Event) => keeping.mark("covered", id, checked(event))} />
        <span>${CLEAR_TITLES[id]} <span class="db-quiet">${sum("used")} of ${sum("planned")}</span></span>
      </label>
      ${checks.filter(({ clear }) => clear === id).map(check)}
    </div>`;
  };
  const others = checks.filter(({ clear }) => !parts.includes(clear));
  return html`<section>
    <h3>What you covered</h3>
    <p>Tick what you did in this mock, not what you know how to do.</p>
    <div class="db-parts">${parts.map(part)}${others.length ? html`<div class="db-part">${others.map(check)}</div>` : nothing}</div>
  </section>`;
}

// --- the rubric

export function rubricSection({ marks, keeping, rubric }: Marking, trouble: string, again: () => void): TemplateResult {
  const criteria = rubric?.criteria ?? [];
  const rated = criteria.filter(({ id }) => marks.ratings[id]);
  const mean = rated.reduce((sum, { id }) => sum + marks.ratings[id]!, 0) / rated.length;
  const stands = rated.length === 0 ? "Nothing is rated yet." : `${rated.length} of ${criteria.length} rated, mean ${mean.toFixed(1)} of ${LEVELS.length}.`;
  return html`<section>
    <h3>Rate yourself</h3>
    ${criteria.length
      ? html`<p>Choose the sentence that is true of this mock. Between two, the lower one. <span class="db-stands" role="status">${stands}</span></p>
          ${criteria.map((criterion) => criterionField(criterion, marks, keeping))}`
      : trouble
        ? html`<p class="db-trouble">${trouble}</p><p class="db-buttons"><button type="button" class="db-small" @click=${again}>Try again</button></p>`
        : html`<p>Loading the rubric…</p>`}
  </section>`;
}

function criterionField({ id, title, question, levels }: Criterion, { ratings }: Marks, keeping: Keeping): TemplateResult {
  const option = (level: number | undefined, name: string, anchor: string): TemplateResult => html`<label class="db-level ${level ? "" : "db-level--none"}">
    <input type="radio" name="rate-${id}" value=${level ?? 0} .checked=${live(ratings[id] === level)} @change=${() => keeping.mark("ratings", id, level)} />
    <span><strong>${level ? `${level} ` : ""}${name}</strong>${anchor ? html` <span class="db-level__anchor">${anchor}</span>` : nothing}</span>
  </label>`;
  return html`<fieldset class="db-criterion" data-criterion=${id}>
    <legend>${title}</legend>
    <p class="db-criterion__question">${question}</p>
    <div class="db-levels">${levels.map((anchor, place) => option(place + 1, LEVELS[place] ?? "", anchor))}${option(undefined, "Not rated", "")}</div>
  </fieldset>`;
}

// --- redirects and curveballs

const HOW: Record<Taken, string> = {
  taken: "Taken: I said it back and changed course",
  defended: "Defended: I kept my answer and gave a reason",
  missed: "Missed: I went on as before",
};

/** How a redirect or a curveball was taken, as far as anybody has said. */
export const takenOf = ({ id }: Said, session: Session, marks: Marks): Taken | undefined => marks.taken[id] ?? session.taken[id];
export const steersOf = ({ said }: Session): Said[] => said.filter(({ what }) => what === "redirect" || what === "curveball");

export function steersSection({ session, marks, keeping, mock }: Marking): TemplateResult | typeof nothing {
  const steers = steersOf(session);
  if (steers.length === 0) return nothing;
  const one = (said: Said): TemplateResult => {
    const how = takenOf(said, session, marks);
    const direction = mock && spoken(mock, said.what).find(({ id }) => id === said.id)?.direction;
    const note = session.notes.get(`${said.what}:${said.id}`);
    return html`<fieldset class="db-steer" data-steer=${said.id}>
      <legend><span class="db-hidden">${said.what === "redirect" ? "Redirect" : "Curveball"}: </span>${said.plain}</legend>
      <p class="db-quiet">${said.what === "redirect" ? "A redirect" : "A curveball"} in “${titleOf(session, said.phase)}”</p>
      ${note ? html`<p class="db-mine"><span>Your note</span> ${note}</p>` : nothing}
      <div class="db-hows">${TAKEN.map(
        (each) => html`<label class="db-tick">
          <input type="radio" name="taken-${said.id}" .checked=${live(how === each)} @change=${() => keeping.mark("taken", said.id, each)} />
          <span>${HOW[each]}</span>
        </label>`,
      )}</div>
      ${direction ? html`<details class="gr-reveal" ?open=${how !== undefined}><summary>Where it steers to</summary>${unsafeHTML(direction)}</details>` : nothing}
    </fieldset>`;
  };
  return html`<section>
    <h3>Redirects and curveballs</h3>
    <p>How did you take each? One defence in a sentence is allowed; a second one is a hint missed.</p>
    ${steers.map(one)}
  </section>`;
}

export const titleOf = ({ phases }: Session, id: string): string => phases.find((phase) => phase.id === id)?.title ?? "the mock";

// --- one sentence, and the reader's own lesson

export function summarySection({ marks, keeping }: Marking): TemplateResult {
  const words = wordsIn(marks.summary);
  const seconds = secondsFor(words);
  const long = words > MOST_WORDS;
  const count = words === 0 ? `At most ${MOST_WORDS} words: 15 seconds at 150 a minute.` : `${counted(words, "word")}, ${counted(seconds, "second")}${long ? `: ${words - MOST_WORDS} too many` : ""}.`;
  return html`<section>
    <h3 id="db-summary">In one sentence</h3>
    <p>Say it aloud first, then write it down: what you decided and why, how you know it works, what is still open.</p>
    <textarea
      class="db-text" rows="3" aria-labelledby="db-summary" aria-describedby="db-summary-count" placeholder="So …"
      .value=${live(marks.summary)}
      @input=${(event: Event) => keeping.write("summary", typed(event))}
    ></textarea>
    <p class="db-printed">${marks.summary}</p>
    <p id="db-summary-count" class=${long ? "db-count db-over" : "db-count"}>${count}</p>
    <fieldset class="db-closing">
      <legend>Which parts stand in it?</legend>
      ${Object.entries(CLOSING).map(
        ([id, title]) => html`<label class="db-tick">
          <input type="checkbox" .checked=${live(marks.closing[id] ?? false)} @change=${(event: Event) => keeping.mark("closing", id, checked(event))} />
          <span>${title}</span>
        </label>`,
      )}
    </fieldset>
  </section>`;
}

export function lessonSection({ marks, keeping }: Marking): TemplateResult {
  return html`<section>
    <h3 id="db-lesson">What I take from it</h3>
    <textarea
      class="db-text" rows="3" aria-labelledby="db-lesson" placeholder="Next time I …"
      .value=${live(marks.lesson)}
      @input=${(event: Event) => keeping.write("lesson", typed(event))}
    ></textarea>
    <p class="db-printed">${marks.lesson}</p>
  </section>`;
}
