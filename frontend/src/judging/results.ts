/** How an outcome looks: the verdict, each test case with its diff, and what was printed. */

import { html, nothing, type TemplateResult } from "lit";
import type { Outcome, TestCase, Verdict } from "./session";

const VERDICTS: Record<Verdict, { title: string; tone: string; sign: string }> = {
  accepted: { title: "Accepted", tone: "good", sign: "✓" },
  failed: { title: "Failed", tone: "bad", sign: "✗" },
  error: { title: "Error", tone: "bad", sign: "!" },
  timeout: { title: "Timeout", tone: "bad", sign: "◷" },
  stopped: { title: "Stopped", tone: "plain", sign: "■" },
  finished: { title: "Finished", tone: "plain", sign: "✓" },
};

const OUTCOMES: Record<TestCase["outcome"], { title: string; tone: string; sign: string }> = {
  passed: { title: "passed", tone: "good", sign: "✓" },
  failed: { title: "failed", tone: "bad", sign: "✗" },
  error: { title: "error", tone: "bad", sign: "!" },
  timeout: { title: "timeout", tone: "bad", sign: "◷" },
  skipped: { title: "skipped", tone: "plain", sign: "–" },
  running: { title: "running", tone: "plain", sign: "…" },
};

/** A verdict's name for sentences. */
export function verdictTitle(verdict: string): string {
  return VERDICTS[verdict as Verdict]?.title ?? verdict;
}

/** A time as people read it. */
export function duration(seconds: number): string {
  if (seconds < 0.0995) return `${Math.max(1, Math.round(seconds * 1000))} ms`;
  return `${seconds < 10 ? seconds.toFixed(2) : Math.round(seconds)} s`;
}

/** One sentence that says how it went, for the eye and for screen readers. */
export function summary(outcome: Outcome): string {
  const parts: string[] = [];
  if (outcome.total) {
    const passed = outcome.cases.filter((testCase) => testCase.outcome === "passed").length;
    parts.push(`${passed} of ${outcome.total} test cases passed`);
  }
  if (outcome.seconds) parts.push(duration(outcome.seconds));
  return parts.join(" · ");
}

/** Lines of a comparison: pytest marks what is missing with - and what is too much with +. */
function comparison(text: string): TemplateResult {
  const lines = text.split("\n").map((line) => {
    const mark = /^\s*([-+?])(\s|$)/.exec(line)?.[1];
    const tone = mark === "-" ? "minus" : mark === "+" ? "plus" : mark === "?" ? "hint" : "";
    return html`<span class=${tone}>${line}\n</span>`;
  });
  return html`<pre class="gr-diff" tabindex="0">${lines}</pre>`;
}

function caseRow(testCase: TestCase, open: boolean): TemplateResult {
  const { title, tone, sign } = OUTCOMES[testCase.outcome] ?? OUTCOMES.error;
  const head = html`<span class="gr-sign ${tone}" aria-hidden="true">${sign}</span><code>${testCase.name}</code>
    <span class="gr-outcome ${tone}">${title}</span>
    ${testCase.outcome === "running" ? nothing : html`<span class="gr-ms">${duration(testCase.ms / 1000)}</span>`}`;
  if (!testCase.message && !testCase.stdout && !testCase.detail) return html`<li class="gr-case">${head}</li>`;
  const isComparison = testCase.outcome === "failed";
  return html`<li class="gr-case">
    <details ?open=${open}>
      <summary>${head}</summary>
      ${isComparison ? comparison(testCase.message) : testCase.message ? html`<p class="gr-message">${testCase.message}</p>` : nothing}
      ${testCase.detail && testCase.detail !== testCase.message ? html`<pre class="gr-trace" tabindex="0">${testCase.detail}</pre>` : nothing}
      ${testCase.stdout ? html`<p class="gr-label">Printed</p><pre class="gr-out" tabindex="0">${testCase.stdout}</pre>` : nothing}
    </details>
  </li>`;
}

/** The list of test cases: visible ones first, then the hidden, the first that failed open. */
export function caseList(cases: TestCase[]): TemplateResult | typeof nothing {
  if (!cases.length) return nothing;
  const first = cases.find((testCase) => !["passed", "skipped", "running"].includes(testCase.outcome));
  const group = (title: string, hidden: boolean): TemplateResult | typeof nothing => {
    const members = cases.filter((testCase) => testCase.hidden === hidden);
    if (!members.length) return nothing;
    const passed = members.filter((testCase) => testCase.outcome === "passed").length;
    return html`<h3 class="gr-group">${title} <span>${passed}/${members.length}</span></h3>
      <ul class="gr-cases">
        ${members.map((testCase) => caseRow(testCase, testCase === first))}
      </ul>`;
  };
  return html`${group("Visible tests", false)}${group("Hidden tests", true)}`;
}

/** The verdict as a banner with its sentence. */
export function banner(outcome: Outcome): TemplateResult {
  const { title, tone, sign } = VERDICTS[outcome.verdict] ?? VERDICTS.error;
  return html`<p class="gr-verdict ${tone}">
      <span class="gr-sign" aria-hidden="true">${sign}</span><strong data-verdict=${outcome.verdict}>${title}</strong>
      <span class="gr-summary">${summary(outcome)}</span>
    </p>
    ${outcome.message ? html`<p class="gr-message">${outcome.message}</p>` : nothing}
    ${outcome.traceback ? html`<pre class="gr-trace" tabindex="0">${outcome.traceback}</pre>` : nothing}`;
}
