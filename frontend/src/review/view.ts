/** How a review looks, step by step. Everything it does is the element's. */

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { banner, caseGroup, firstFailed } from "../judging/results";
import "./code-sheet";
import { comparison } from "./comparison";
import type { ReviewDesk } from "./desk";
import { STEPS, type Step } from "./keeping";
import { placeText, type Range } from "./review";
import { plainName, type Mark } from "./scoring";

const MAC = /Mac|iPhone|iPad/.test(navigator.userAgent);
const MOD = MAC ? "⌘" : "Ctrl";

function heading(step: Step, text: string): TemplateResult {
  const number = Object.keys(STEPS).indexOf(step) + 1;
  return html`<h3 class="gr-stage" tabindex="-1">${number}. ${text}</h3>`;
}

function trail(step: Step): TemplateResult {
  return html`<ol class="gr-stages" aria-label="Steps">${Object.entries(STEPS).map(([key, title]) => html`<li aria-current=${key === step ? "step" : nothing}>${title}</li>`)}</ol>`;
}

/** A mark as a form: what it is, and why. */
function markForm(tool: ReviewDesk, mark: Mark): TemplateResult {
  const place = placeText(mark);
  return html`<div class="gr-remark" id="mark-${mark.id}" role="group" aria-label="Mark on ${place}">
    <p class="gr-remark-place">${place}</p>
    <label>Kind <select .value=${mark.family} @change=${(event: Event) => tool.changeMark(mark.id, { family: (event.target as HTMLSelectElement).value })}>
      <option value="" ?selected=${!mark.family}>Choose…</option>
      ${Object.entries(tool.review!.families).map(([key, title]) => html`<option value=${key} ?selected=${key === mark.family}>${title}</option>`)}
    </select></label>
    <label class="gr-why">Why, in one sentence <input type="text" maxlength="300" autocomplete="off" .value=${mark.sentence} @input=${(event: Event) => tool.changeMark(mark.id, { sentence: (event.target as HTMLInputElement).value })} /></label>
    <button type="button" class="md-button gr-button gr-quiet" aria-label="Remove the mark on ${place}" @click=${() => void tool.removeMark(mark)}>Remove</button>
  </div>`;
}

function marksBelow(tool: ReviewDesk, marks: readonly Mark[]): TemplateResult | typeof nothing {
  return marks.length ? html`${repeat(marks, (mark) => mark.id, (mark) => markForm(tool, mark))}` : nothing;
}

function statements(tool: ReviewDesk, canMark: boolean): TemplateResult {
  return html`<ol class="gr-statements">
    ${tool.review!.statements.map((text, index) => {
      const statement = index + 1;
      const own = tool.state.marks.filter((mark) => mark.statement === statement);
      return html`<li data-statement=${statement} class=${own.length ? "marked" : ""}>
        <div class="gr-statement">${unsafeHTML(text)}</div>
        ${canMark && !own.length ? html`<button type="button" class="md-button gr-button gr-quiet" @click=${() => void tool.addMark({ lines: null, statement })}>Mark statement ${statement}</button>` : nothing}
        ${canMark ? marksBelow(tool, own) : nothing}
      </li>`;
    })}
  </ol>`;
}

function reading(tool: ReviewDesk): TemplateResult {
  return html`${heading("read", "What the assistant says of its code")}
    ${tool.past ? html`<p>${tool.past}</p>` : nothing}
    ${statements(tool, false)}
    <p>Read the request above until you could test the code without seeing it. Which cases would you try first? The code comes next.</p>
    <p class="gr-row"><button type="button" class="md-button md-button--primary gr-button" @click=${() => void tool.begin()}>Show the code</button></p>`;
}

function marking(tool: ReviewDesk): TemplateResult {
  const { marks } = tool.state;
  const marked = new Map(marks.flatMap(({ lines }) => (lines ? range(lines).map((line) => [line, "marked"] as const) : [])));
  const below = (line: number): TemplateResult | typeof nothing => marksBelow(tool, marks.filter((mark) => mark.lines?.[1] === line));
  const count = marks.length === 1 ? "1 mark" : `${marks.length} marks`;
  return html`${heading("mark", "Mark what you would reject")}
    <p>Press a line number, or drag over several; with a finger, tap the first line and then the last. <span class="gr-by-keys">With keys: <kbd>↑</kbd> <kbd>↓</kbd> move, <kbd>⇧</kbd> with them widens,
      <kbd>Space</kbd> sets the two ends of a range, <kbd>Enter</kbd> marks it.</span> One mark covers at most ${tool.review!.widest} lines and finds one defect. Statements of the assistant can be marked too.</p>
    <details class="gr-more gr-says"><summary>What the assistant says (${tool.review!.statements.length} statements)</summary>${statements(tool, true)}</details>
    <code-sheet .lines=${tool.lines} .widest=${tool.review!.widest} .marked=${marked} .below=${below} @mark=${(event: CustomEvent<Range>) => void tool.addMark({ lines: event.detail, statement: null })}></code-sheet>
    <p>Three to five defects are planted, one of them often in what the assistant says. When you close your marks, they stay as they are.</p>
    <p class="gr-row"><button type="button" class="md-button md-button--primary gr-button" @click=${() => void tool.closeMarks()}>Close my marks and mend the code</button> <span>${marks.length ? count : "No mark yet"}</span></p>`;
}

function range([first, last]: Range): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Your marks while you mend, to be read only. */
function ownMarks(tool: ReviewDesk): TemplateResult {
  const { marks } = tool.state;
  if (!marks.length) return html`<p>You marked nothing. Mend what you find now.</p>`;
  return html`<details class="gr-more" open><summary>Your marks (${marks.length})</summary><ul>
    ${marks.map((mark) => html`<li><strong>${placeText(mark)}</strong>, ${tool.review!.families[mark.family]}: ${mark.sentence}</li>`)}
  </ul></details>`;
}

function status(tool: ReviewDesk): string {
  if (tool.task) return tool.pythonState === "ready" ? (tool.task === "run" ? "Running…" : "Testing…") : "It starts as soon as Python is ready…";
  if (tool.said) return tool.said;
  if (tool.pythonState === "ready") return "Python is ready";
  if (tool.pythonState === "failed") return "Python could not start; Test tries again";
  return tool.pythonState === "loading" ? "Loading Python…" : "Python loads when you start";
}

/** Test cases by what they tell: the visible ones, one group for each defect, and what was right before. */
function results(tool: ReviewDesk): TemplateResult {
  const { cases, outcome, planted } = tool;
  const open = firstFailed(cases);
  const told = outcome?.advice ?? "";
  const hidden = cases.filter((each) => each.hidden);
  const testable = planted!.defects.filter((defect) => defect.tests.length);
  const claimed = new Set(testable.flatMap((defect) => defect.tests));
  const done = !tool.task && outcome?.total;
  const gone = testable.filter((defect) => tool.state.gone.includes(defect.id)).length;
  return html`<div class="gr-results">
    <div aria-live="polite">
      ${outcome ? banner(outcome) : nothing}
      ${done ? html`<p class="gr-after"><strong>${gone} of ${testable.length} defects gone.</strong>${testable.length < planted!.defects.length ? " No test can tell of a defect in the explanation." : ""}</p>` : nothing}
    </div>
    ${caseGroup("Visible tests", cases.filter((each) => !each.hidden), open, told)}
    ${testable.map((defect, index) => caseGroup(`Defect ${index + 1}: ${!done ? "testing" : tool.state.gone.includes(defect.id) ? "gone" : "still there"}`, hidden.filter((each) => defect.tests.includes(plainName(each.name))), open, told))}
    ${caseGroup("What was right and must stay so", hidden.filter((each) => !claimed.has(plainName(each.name))), open, told)}
    ${tool.output ? html`<p class="gr-label">Output</p><pre class="gr-out" tabindex="0" aria-label="Output">${tool.output}</pre>` : nothing}
  </div>`;
}

function mending(tool: ReviewDesk): TemplateResult {
  const busy = tool.task !== undefined;
  const disabled = (off: boolean): string => (off ? "true" : "false");
  return html`${heading("mend", "Mend the code")}
    <p>Change as little as you need. The hidden tests speak of each defect apart, and some hold fast what was right.</p>
    ${ownMarks(tool)}
    <div class="gr-bar">
      <button type="button" class="md-button gr-button" aria-disabled=${disabled(busy)} aria-keyshortcuts="Control+Enter" @click=${() => void tool.run()}>Run <kbd>${MOD} ↵</kbd></button>
      <button type="button" class="md-button md-button--primary gr-button" aria-disabled=${disabled(busy)} aria-keyshortcuts="Control+Shift+Enter" @click=${() => void tool.test()}>Test <kbd>${MOD} ⇧ ↵</kbd></button>
      <button type="button" class="md-button gr-button" aria-disabled=${disabled(!busy)} aria-keyshortcuts="Control+." @click=${() => tool.stop()}>Stop <kbd>${MOD} .</kbd></button>
      <span class="gr-space"></span>
      <button type="button" class="md-button gr-button gr-quiet" aria-disabled=${disabled(busy)} @click=${() => tool.reset()}>Back to the proposal</button>
    </div>
    <div class="gr-editor"></div>
    <p class="gr-status"><span role="status">${status(tool)}</span><span class="gr-escape">Esc, then Tab leaves the editor</span></p>
    ${tool.planted ? results(tool) : nothing}
    <p class="gr-row"><button type="button" class="md-button md-button--primary gr-button" aria-disabled=${disabled(busy)} @click=${() => void tool.handIn()}>Hand in and compare</button></p>`;
}

function comparing(tool: ReviewDesk): TemplateResult {
  const { score } = tool;
  if (!score) return html`${heading("compare", "What was planted")}<p>Opening…</p>`;
  return html`${heading("compare", "What was planted")}
    ${comparison({ score, families: tool.review!.families, code: tool.code, reference: tool.reference, lines: tool.lines })}
    <p class="gr-row"><button type="button" class="md-button gr-button" @click=${() => void tool.again()}>Review it again from the start</button></p>`;
}

const VIEWS: Record<Step, (tool: ReviewDesk) => TemplateResult> = { read: reading, mark: marking, mend: mending, compare: comparing };

/** The whole review. */
export function reviewView(tool: ReviewDesk): TemplateResult {
  const note = tool.note ? html`<p class="gr-note" role="alert">${tool.note}</p>` : nothing;
  if (!tool.review) return html`<section class="gr-review" aria-label="Review">${note || html`<p class="gr-note">Loading…</p>`}</section>`;
  const { step } = tool.state;
  return html`<section class="gr-review" aria-label="Review">
    ${trail(step)}
    <div class="gr-body" data-step=${step}>${VIEWS[step](tool)}</div>
    ${step === "mend" ? nothing : html`<p class="gr-heard" role="status">${tool.said}</p>`}
    ${note}
  </section>`;
}
