/** How an outcome looks: the verdict with what to do next, each test case with its diff, and what was printed. */

import { html, nothing, type TemplateResult } from "lit";
import { BLANK_CASE, type Evaluation, type Outcome, type TestCase, type Verdict } from "./outcome";

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

/** Why code failed, as `greenroom/judging` names it, in the reader's words. */
const REASONS: Record<string, string> = {
  "wrong-answer": "wrong answer",
  exception: "exception",
  timeout: "out of time",
  memory: "out of memory",
  output: "too much output",
  network: "no network here",
  "no-such-function": "name not found",
  "wrong-signature": "arguments do not fit",
  "not-written": "not written yet",
  syntax: "syntax error",
  "missing-module": "module not found",
  recursion: "recursion too deep",
  input: "no input left",
  exit: "program ended itself",
  tests: "tests could not be read",
  died: "interpreter ended",
  load: "Python did not start",
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
  const reason = REASONS[outcome.reason];
  if (reason && outcome.verdict !== "timeout") parts.push(reason);
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

/** Two texts with the stretch in which they differ marked. */
export function marked(text: string, other: string): TemplateResult {
  let start = 0;
  while (start < text.length && start < other.length && text[start] === other[start]) start += 1;
  let end = 0;
  const most = Math.min(text.length, other.length) - start;
  while (end < most && text[text.length - 1 - end] === other[other.length - 1 - end]) end += 1;
  const stop = text.length - end;
  return html`${text.slice(0, start)}${start < stop ? html`<mark>${text.slice(start, stop)}</mark>` : nothing}${text.slice(stop)}`;
}

/** What was wanted beside what came. */
export function expectedAndGot(expected: string, got: string): TemplateResult {
  return html`<dl class="gr-compared">
    <div><dt>Expected</dt><dd><pre tabindex="0">${marked(expected, got)}</pre></dd></div>
    <div><dt>Got</dt><dd><pre tabindex="0">${marked(got, expected)}</pre></dd></div>
  </dl>`;
}

function explained(testCase: TestCase, told: string): TemplateResult {
  const isCompared = testCase.expected !== "" || testCase.got !== "";
  const isDiff = testCase.outcome === "failed" && testCase.message !== "";
  const short = isCompared && testCase.message.split("\n").length < 2;
  return html`${isCompared ? expectedAndGot(testCase.expected, testCase.got) : nothing}
    ${isDiff && !short ? comparison(testCase.message) : testCase.message && !short ? html`<p class="gr-message">${testCase.message}</p>` : nothing}
    ${testCase.advice && testCase.advice !== told ? html`<p class="gr-advice">${testCase.advice}</p>` : nothing}
    ${testCase.detail && testCase.detail !== testCase.message ? html`<details class="gr-more"><summary>Where it failed</summary><pre class="gr-trace" tabindex="0">${testCase.detail}</pre></details>` : nothing}
    ${testCase.stdout ? html`<p class="gr-label">Printed</p><pre class="gr-out" tabindex="0">${testCase.stdout}</pre>` : nothing}`;
}

function caseRow(testCase: TestCase, open: boolean, told: string): TemplateResult {
  const { title, tone, sign } = OUTCOMES[testCase.outcome] ?? OUTCOMES.error;
  const reason = testCase.outcome === "error" ? (REASONS[testCase.reason] ?? title) : title;
  const head = html`<span class="gr-sign ${tone}" aria-hidden="true">${sign}</span><code>${testCase.name}</code>
    <span class="gr-outcome ${tone}">${reason}</span>
    ${testCase.outcome === "running" ? nothing : html`<span class="gr-ms">${duration(testCase.ms / 1000)}</span>`}`;
  const isPlain = !testCase.message && !testCase.stdout && !testCase.detail && !testCase.expected && !testCase.got;
  if (isPlain) return html`<li class="gr-case"><div class="gr-head">${head}</div></li>`;
  return html`<li class="gr-case">
    <details ?open=${open}>
      <summary class="gr-head">${head}</summary>
      ${explained({ ...BLANK_CASE, ...testCase }, told)}
    </details>
  </li>`;
}

/** Test cases under a title with how many passed; `open` is the case whose message is open. `told` is advice the page gives already. */
export function caseGroup(title: string, members: readonly TestCase[], open: TestCase | undefined, told = ""): TemplateResult | typeof nothing {
  if (!members.length) return nothing;
  const passed = members.filter((testCase) => testCase.outcome === "passed").length;
  return html`<h3 class="gr-group">${title} <span>${passed}/${members.length}</span></h3>
    <ul class="gr-cases">
      ${members.map((testCase) => caseRow(testCase, testCase === open, told))}
    </ul>`;
}

/** The first case that did not pass. */
export function firstFailed(cases: readonly TestCase[]): TestCase | undefined {
  return cases.find((testCase) => !["passed", "skipped", "running"].includes(testCase.outcome));
}

/** The list of test cases: visible ones first, then the hidden, the first that failed open. */
export function caseList(cases: TestCase[], told = ""): TemplateResult | typeof nothing {
  if (!cases.length) return nothing;
  const first = firstFailed(cases);
  const group = (title: string, hidden: boolean) => caseGroup(title, cases.filter((testCase) => testCase.hidden === hidden), first, told);
  return html`${group("Visible tests", false)}${group("Hidden tests", true)}`;
}

/** The verdict as a banner with its sentence and what to do next. */
export function banner(outcome: Outcome): TemplateResult {
  const { title, tone, sign } = VERDICTS[outcome.verdict] ?? VERDICTS.error;
  return html`<p class="gr-verdict ${tone}">
      <span class="gr-sign" aria-hidden="true">${sign}</span><strong data-verdict=${outcome.verdict}>${title}</strong>
      <span class="gr-summary">${summary(outcome)}</span>
    </p>
    ${outcome.message ? html`<p class="gr-message">${outcome.message}</p>` : nothing}
    ${outcome.advice ? html`<p class="gr-advice">${outcome.advice}</p>` : nothing}
    ${outcome.traceback ? html`<pre class="gr-trace" tabindex="0">${outcome.traceback}</pre>` : nothing}`;
}

/** What lines of the reader's own gave, beside what the reference gives. */
export function evaluated(result: Evaluation): TemplateResult {
  const { value, expected, same } = result;
  const verdict = result.verdict === "finished" ? nothing : html`<p class="gr-message">${result.message || verdictTitle(result.verdict)}</p>`;
  const sign = same === true ? html`<p class="gr-verdict good"><span class="gr-sign" aria-hidden="true">✓</span>The same as the reference gives</p>` : nothing;
  const differs = same === false ? html`<p class="gr-verdict bad"><span class="gr-sign" aria-hidden="true">✗</span>Not what the reference gives</p>` : nothing;
  const values = same === false ? expectedAndGot(expected, value) : value ? html`<p class="gr-label">Value</p><pre class="gr-out" tabindex="0">${value}</pre>` : nothing;
  return html`${verdict}${result.advice ? html`<p class="gr-advice">${result.advice}</p>` : nothing}
    ${result.traceback ? html`<pre class="gr-trace" tabindex="0">${result.traceback}</pre>` : nothing}
    ${sign}${differs}${values}
    ${same === null && expected ? html`<p class="gr-label">The reference gives</p><pre class="gr-out" tabindex="0">${expected}</pre>` : nothing}
    ${result.stdout ? html`<p class="gr-label">Printed</p><pre class="gr-out" tabindex="0">${result.stdout}</pre>` : nothing}`;
}
