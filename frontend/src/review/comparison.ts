/** The reveal: the score in sentences, each defect with what the reader said of it, false alarms, and the code against the reference. */

import { html, nothing, type TemplateResult } from "lit";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import type { Piece } from "../editor/colouring";
import { lineDiff } from "../parts/line-diff";
import { placeText, type Range } from "./review";
import { scoreSentences, type FalseAlarm, type Found, type Mark, type Score } from "./scoring";

export interface Compared {
  score: Score;
  families: Record<string, string>;
  code: string;
  reference: string;
  lines: Piece[][];
}

function said(mark: Mark, families: Record<string, string>): TemplateResult {
  return html`<p class="gr-said"><span>You, on ${placeText(mark)}:</span> ${families[mark.family]}. ${mark.sentence}</p>`;
}

function excerpt([first, last]: Range, lines: Piece[][]): TemplateResult {
  const text = lines.slice(first - 1, last).map((pieces, index) => `${first + index}  ${pieces.map((piece) => piece.text).join("")}`);
  return html`<pre class="gr-out" tabindex="0" aria-label="Lines ${first} to ${last} of the proposal">${text.join("\n")}</pre>`;
}

function defect({ defect: planted, mark, isNamed, isGone }: Found, { families, lines }: Compared): TemplateResult {
  const family = families[planted.families[0]!];
  const gone = isGone === null ? "" : isGone ? "gone from your code" : "still in your code";
  const named = mark && !isNamed ? html`<p>We call it: ${family}.</p>` : nothing;
  return html`<li class="gr-finding" data-defect=${planted.id} data-found=${mark ? "yes" : "no"}>
    <h4><span class=${mark ? "good" : "bad"}><span aria-hidden="true">${mark ? "✓" : "✗"}</span> ${mark ? "Found" : "Missed"}</span> ${unsafeHTML(planted.title)}</h4>
    <p class="gr-about">${[family, placeText(planted), gone].filter(Boolean).join(" · ")}</p>
    ${planted.lines ? excerpt(planted.lines, lines) : nothing}
    ${mark ? said(mark, families) : nothing} ${named}
    ${unsafeHTML(planted.reason)}
    <div class="gr-mend">${unsafeHTML(planted.mend)}</div>
  </li>`;
}

function alarm({ mark, sound }: FalseAlarm, { families }: Compared): TemplateResult {
  return html`<li class="gr-finding">
    ${said(mark, families)}
    ${sound
      ? html`<p><strong>${unsafeHTML(sound.title)}: it is right.</strong></p>${unsafeHTML(sound.why)}`
      : html`<p>Nothing is planted here. If your reason holds against the request, it is a fair remark in a real review; if it is a matter of taste, an interviewer hears noise.</p>`}
  </li>`;
}

/** What was planted, held against what the reader did. */
export function comparison(compared: Compared): TemplateResult {
  const { score, code, reference } = compared;
  return html`<div class="gr-score">${scoreSentences(score).map((sentence) => html`<p>${sentence}</p>`)}</div>
    <ol class="gr-findings">${score.found.map((each) => defect(each, compared))}</ol>
    ${score.falseAlarms.length ? html`<h3>False alarms</h3><ul class="gr-findings">${score.falseAlarms.map((each) => alarm(each, compared))}</ul>` : nothing}
    ${score.repeats.length ? html`<p>On a defect that another mark had found: ${score.repeats.map(placeText).join(", ")}. This counts neither way.</p>` : nothing}
    <h3>Your code and the reference</h3>
    <p>Lines with − are yours, lines with + the reference’s. It is one way to mend the code; yours is as good where the tests pass.</p>
    <div class="gr-results">${lineDiff(code, reference)}</div>`;
}
