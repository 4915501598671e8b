/** How the runner looks: bar, file tabs, editors, status, panels and results. Everything it does is the element's. */

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { failedIds } from "../judging/outcome";
import { banner, caseList, verdictTitle } from "../judging/results";
import type { Approach } from "./approach-notes";
import "./approach-notes";
import { firstAccepted, type Attempt } from "./attempts";
import "./attempt-history";
import type { Panel } from "./desk";
import { PIECE } from "./gathering";
import type { Row } from "./run-off";
import type { RunnerTasks } from "./tasks";
import "./run-off";
import "./try-input";

const MAC = /Mac|iPhone|iPad/.test(navigator.userAgent);
const MOD = MAC ? "⌘" : "Ctrl";

const KEYS: [string, string][] = [
  [`${MOD} ↵`, "Run"],
  [`${MOD} ⇧ ↵`, "Test"],
  [`${MAC ? "⌥" : "Alt"} ↵`, "Test the failed ones again"],
  [`${MOD} .`, "Stop"],
  [`${MOD} Z`, "Undo, resets and restores included"],
  [`${MOD} /`, "Comment lines in or out"],
  [`${MOD} Space`, "Complete a word"],
  ["Esc, then Tab", "Leave the editor"],
];

function status(runner: RunnerTasks): string {
  const part = runner.loadedPart;
  const loading = part > 0 && part < 1 ? `${Math.round(part * 100)} %` : "";
  if (runner.task) {
    const doing = { run: "Running…", test: "Testing…", try: "Trying…", trace: "Recording each step…" }[runner.task];
    const name = { run: "Run", test: "Test", try: "Your input", trace: "The recording" }[runner.task];
    return runner.pythonState === "ready" ? doing : `${name} starts as soon as Python is ready… ${loading}`;
  }
  if (runner.measuring) return "Counting the work at growing sizes…";
  if (runner.said) return runner.said;
  if (runner.runOff) return "Running is off";
  if (runner.pythonState === "loading") return `Loading Python… ${loading}`;
  if (runner.pythonState === "ready") return "Python is ready";
  if (runner.pythonState === "failed") return "Python could not start; Run tries again";
  return "Python loads when you start";
}

function bar(runner: RunnerTasks): TemplateResult {
  const busy = runner.task !== undefined;
  const off = runner.runOff !== undefined;
  const failed = failedIds(runner.cases).length;
  const whyOff = off ? "Running is off" : "";
  return html`<div class="gr-bar">
    <button type="button" class="md-button gr-button" aria-disabled=${busy || off ? "true" : "false"} title=${whyOff} @click=${() => void runner.start("run")} aria-keyshortcuts="Control+Enter">Run <kbd>${MOD} ↵</kbd></button>
    <button type="button" class="md-button md-button--primary gr-button" aria-disabled=${busy || off || !runner.problem ? "true" : "false"} title=${whyOff} @click=${() => void runner.start("test")} aria-keyshortcuts="Control+Shift+Enter">Test <kbd>${MOD} ⇧ ↵</kbd></button>
    <button type="button" class="md-button gr-button" aria-disabled=${!busy && !runner.measuring ? "true" : "false"} @click=${() => runner.stop()} aria-keyshortcuts="Control+.">Stop <kbd>${MOD} .</kbd></button>
    ${failed && failed < runner.cases.length && !off ? html`<button type="button" class="md-button gr-button gr-quiet" aria-disabled=${busy ? "true" : "false"} @click=${() => void runner.rerunFailed()}>Only the ${failed} failed</button>` : nothing}
    <span class="gr-space"></span>
    ${runner.undo === undefined
      ? html`<button type="button" class="md-button gr-button gr-quiet" aria-disabled=${busy ? "true" : "false"} @click=${() => runner.reset()}>Reset</button>`
      : html`<button type="button" class="md-button gr-button gr-quiet" @click=${() => runner.undoReset()}>${runner.undo.label}</button>`}
  </div>`;
}

function tabs(runner: RunnerTasks): TemplateResult | typeof nothing {
  const { list } = runner.files;
  if (list.length < 2) return nothing;
  const current = list.find((each) => each.name === runner.shown);
  return html`<div class="gr-tabs" role="group" aria-label="Files">
      ${list.map((file) => html`<button type="button" aria-pressed=${file.name === runner.shown ? "true" : "false"} @click=${() => void runner.showFile(file.name)}>${file.name}${file.given ? html` <span>given</span>` : nothing}</button>`)}
    </div>
    ${current?.purpose ? html`<p class="gr-purpose">${current.purpose}${current.given ? " It is given: import from it, and leave it as it is." : ""}</p>` : nothing}`;
}

function panelButton(runner: RunnerTasks, panel: Panel, label: string): TemplateResult {
  return html`<button type="button" aria-expanded=${runner.panel === panel ? "true" : "false"} @click=${() => runner.show(panel)}>${label}</button>`;
}

function tools(runner: RunnerTasks): TemplateResult {
  const busy = runner.task !== undefined;
  const { attempts, problem } = runner;
  const isPython = runner.language === "python";
  return html`<div class="gr-tools">
    ${panelButton(runner, "approach", "Approach")}
    ${problem ? panelButton(runner, "input", "Your own input") : nothing}
    ${problem?.schema ? panelButton(runner, "schema", "Tables") : nothing}
    ${isPython && !runner.runOff ? html`<button type="button" aria-disabled=${busy ? "true" : "false"} @click=${() => void runner.stepThrough()}>Step through</button>` : nothing}
    ${panelButton(runner, "history", attempts.length ? `History (${attempts.length})` : "History")}
    ${problem ? panelButton(runner, "run-off", "Execution off") : nothing}
    <button type="button" @click=${() => void runner.copyLink()}>Copy link with code</button>
    <button type="button" @click=${() => runner.download()}>Download</button>
    ${panelButton(runner, "keys", "Keys")}
  </div>`;
}

function runOffPanel(runner: RunnerTasks): TemplateResult {
  if (!runner.runOff) {
    return html`<p>Some rounds give you an editor and no Run. Practise one: running is off, a clock of ${runner.problem?.minutes ?? 30} minutes counts down, and you trace your own test
        cases by hand. When you hand in, the tests run once, and your table is held against your code and the reference. The history keeps these attempts apart.</p>
      <button type="button" class="md-button gr-button" aria-disabled=${runner.task !== undefined ? "true" : "false"} @click=${() => runner.startRunOff()}>Turn running off and start the clock</button>`;
  }
  return html`<run-off .state=${runner.runOff} .minutes=${runner.problem?.minutes ?? 30} .busy=${runner.task !== undefined}
    @rows=${(event: CustomEvent<Row[]>) => runner.keepRows(event.detail)} @leave=${() => runner.leaveRunOff()} @hand-in=${() => void runner.handIn()}></run-off>`;
}

function panel(runner: RunnerTasks): TemplateResult | typeof nothing {
  const accepted = runner.attempts.some((each) => each.verdict === "accepted");
  const canTrace = runner.language === "python" && !runner.runOff;
  const views: Record<Panel, () => TemplateResult> = {
    approach: () => html`<approach-notes .approach=${runner.approach} .reference=${accepted ? (runner.problem?.complexity ?? null) : null} @approach=${(event: CustomEvent<Approach>) => runner.keepApproach(event.detail)}></approach-notes>`,
    input: () =>
      runner.runOff
        ? html`<p>Running is off. Write the call into your test table and trace it by hand.</p>`
        : html`<try-input .lines=${runner.lines} .language=${runner.language} .busy=${runner.task !== undefined} .tryLines=${(lines: string) => runner.tryLines(lines)} .traceLines=${canTrace ? (lines: string) => void runner.stepThrough(lines) : undefined} @lines=${(event: CustomEvent<string>) => runner.keepDraft("input", event.detail)}></try-input>`,
    history: () => html`<attempt-history .attempts=${runner.attempts} .main=${runner.files.main} .texts=${runner.files.yours} @restore=${(event: CustomEvent<Attempt>) => runner.restore(event.detail)}></attempt-history>`,
    "run-off": () => runOffPanel(runner),
    schema: () => html`<pre class="gr-out" tabindex="0" aria-label="Tables and sample rows">${runner.problem?.schema}</pre>`,
    keys: () => html`<dl class="gr-keys">${KEYS.map(([key, what]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`)}</dl>`,
  };
  return runner.panel ? html`<div class="gr-panel" data-panel=${runner.panel}>${views[runner.panel]()}</div>` : nothing;
}

function sharedCode(runner: RunnerTasks): TemplateResult | typeof nothing {
  if (!runner.shared) return nothing;
  return html`<section class="gr-shared" aria-label="Code from a link">
    <p><strong>This link carries code that somebody wrote.</strong> Read it before you take it. It runs only when you press Run, cut off from your data and the network.</p>
    <pre class="gr-out" tabindex="0">${runner.shared.code}</pre>
    <p class="gr-row">
      <button type="button" class="md-button gr-button" @click=${() => runner.answerShared(true)}>Put it into the editor</button>
      <button type="button" class="md-button gr-button gr-quiet" @click=${() => runner.answerShared(false)}>Leave it</button>
    </p>
  </section>`;
}

/** What a run printed, the streams in the order they came. */
function printed(runner: RunnerTasks): TemplateResult | typeof nothing {
  const streamed = runner.output.length ? runner.output : [{ stream: "stdout" as const, text: runner.outcome?.stdout ?? "" }];
  if (streamed.every((chunk) => !chunk.text)) return nothing;
  return html`<p class="gr-label">Output</p>
    <pre class="gr-out" tabindex="0" aria-label="Output">${repeat(streamed, (_, index) => index, (chunk) => html`<div class="${chunk.stream}${chunk.text.length > PIECE ? " gr-far" : ""}">${chunk.text}</div>`)}</pre>`;
}

function afterwards(runner: RunnerTasks): TemplateResult | typeof nothing {
  const { outcome, problem } = runner;
  if (!outcome || !outcome.total || runner.task) return nothing;
  const solution = html`<a href=${runner.solutionAddress}>Read the solution</a>`;
  if (outcome.verdict !== "accepted") return html`<p class="gr-after">Stuck? ${document.querySelector(".gr-hints") ? html`<a href="#hints">Open a hint</a> · ` : nothing}${solution}</p>`;
  const cost = problem?.complexity;
  const next = document.querySelector<HTMLAnchorElement>(".gr-next a");
  const { approach } = runner;
  const own = approach.time || approach.space ? ` You wrote ${[approach.time && `time ${approach.time}`, approach.space && `space ${approach.space}`].filter(Boolean).join(", ")}.` : "";
  return html`<p class="gr-after">${firstAccepted(runner.attempts)} ${cost ? html`The reference costs time <code>${cost.time}</code>, space <code>${cost.space}</code>.${own}` : nothing}</p>
    <p class="gr-after">${document.getElementById("what-they-ask-next") ? html`<a href="#what-they-ask-next">Answer what they ask next</a> · ` : nothing}${solution}${next ? html` · <a href=${next.href}>${next.textContent}</a>` : nothing}</p>`;
}

/** The whole runner. */
export function runnerView(runner: RunnerTasks): TemplateResult {
  const last = runner.attempts.at(-1);
  const at = last ? new Date(last.time).toLocaleString([], { dateStyle: "medium", timeStyle: "short" }) : "";
  return html`<section class="gr-runner" aria-label="Code runner" @keydown=${(event: KeyboardEvent) => runner.keyed(event)}>
    ${sharedCode(runner)} ${bar(runner)} ${tabs(runner)}
    ${repeat(runner.files.list, (file) => file.name, (file) => html`<div class="gr-editor" data-file=${file.name} ?hidden=${file.name !== runner.shown}></div>`)}
    ${runner.wantsInput
      ? html`<label class="gr-stdin">Input for <code>input()</code>, one line a call <textarea rows="2" spellcheck="false"></textarea></label>`
      : nothing}
    <p class="gr-status">
      <span role="status">${status(runner)}</span>
      ${last ? html`<span class="gr-last">Last attempt: ${verdictTitle(last.verdict)}, ${at}</span>` : nothing}
    </p>
    ${tools(runner)} ${panel(runner)}
    ${runner.note ? html`<p class="gr-note" role="alert">${runner.note}</p>` : nothing}
    <div class="gr-results">
      <div aria-live="polite">${runner.outcome ? banner(runner.outcome) : nothing}</div>
      ${afterwards(runner)}
      ${runner.growth ? html`<growth-chart .growth=${runner.growth}></growth-chart>` : nothing}
      ${runner.checked.length ? html`<run-off .checked=${runner.checked} @step=${(event: CustomEvent<string>) => void runner.stepThrough(event.detail)}></run-off>` : nothing}
      ${runner.trace ? html`<trace-player .trace=${runner.trace.data} .sources=${runner.trace.sources}></trace-player>` : nothing}
      ${caseList(runner.cases, runner.outcome?.advice)} ${printed(runner)}
    </div>
  </section>`;
}
