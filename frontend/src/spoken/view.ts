/** What a spoken drill shows in each of its phases. */

import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import type { Desk } from "./desk";
import { readingRate, saysHtml, spokenTime, type DrillData, type Prompt, type Stretch } from "./drill-data";
import { historyText } from "./history";
import { clockText, lengthText } from "../parts/times";
import type { Standing } from "./run";

/** Words a minute between which a pace is not noticed: a proposal of the site (its lesson says so). */
const SLOW = 120;
const QUICK = 170;
const HARD_TO_FOLLOW = 190;
const HARD_TO_WAIT_FOR = 110;

type View = TemplateResult | typeof nothing;

/** Why the drill is not there, with a way to try again. */
export function failureView(drill: Desk): TemplateResult {
  return html`<div class="spoken-panel" role="alert">
    <p>${drill.failure}</p>
    <button type="button" class="md-button gr-button" @click=${() => void drill.load()}>Try again</button>
  </div>`;
}

/** The drill in the phase it is in. */
export function drillView(it: Desk, data: DrillData): TemplateResult {
  const history = historyText(it.log.runs(data.id));
  const isOver = it.phase === "done";
  return html`<section class="spoken-panel" tabindex="-1" aria-label="Spoken drill: ${data.title}">
    ${history ? html`<p class="spoken-history">${history}</p>` : nothing}
    ${it.log.trouble ? html`<p class="spoken-trouble">What you do here is not remembered. ${it.log.trouble}</p>` : nothing}
    ${it.trouble ? html`<p class="spoken-trouble" role="alert">${it.trouble}</p>` : nothing}
    ${it.phase === "idle" ? idle(it, data) : nothing} ${it.phase === "offer" ? offer(it, data) : nothing}
    ${it.phase === "asking" ? asking(it) : nothing} ${it.phase === "running" ? running(it, data) : nothing}
    ${isOver ? done(it, data) : nothing}
    ${it.records && it.session && !isOver && it.phase !== "offer"
      ? keyed(it.session, html`<voice-recorder session=${it.session} label=${data.title}></voice-recorder>`)
      : nothing}
    ${keys(it)}
    <p class="gr-visually-hidden spoken-told--calm" role="status"></p>
    <p class="gr-visually-hidden spoken-told--urgent" aria-live="assertive"></p>
  </section>`;
}

// --- before it begins

function idle(it: Desk, data: DrillData): TemplateResult {
  const first = it.course.stretches[0]!;
  const several = data.rounds > 1;
  return html`
    ${several
      ? html`<p class="spoken-prompt spoken-prompt--many">${data.rounds} prompts come one after the other, out of ${data.prompts.length}.</p>`
      : promptView(first.prompt, `Prompt, one of ${data.prompts.length}`)}
    <p class="spoken-seed"><a href="?seed=${it.seed}">Link to ${several ? "these prompts" : "this prompt"}</a></p>
    ${data.asks ? ownField(it, data.asks) : nothing}
    <ol class="spoken-steps">
      ${data.steps.map(
        ({ title, seconds, until }) =>
          html`<li><span>${title}</span> <span>${until === null ? lengthText(seconds * 1000) : `${seconds} to ${until} seconds, unforeseen`}</span></li>`,
      )}
    </ol>
    <div class="spoken-options">${recordSwitch(it)} ${it.sounds.hasVoice ? voiceSwitch(it) : nothing}</div>
    <div class="spoken-buttons">
      <button type="button" class="md-button md-button--primary gr-button spoken-start" @click=${() => void it.start()}>Start</button>
      <button type="button" class="md-button gr-button spoken-another" @click=${() => void it.another()}>Next prompt</button>
      ${muteButton(it)}
    </div>
  `;
}

function promptView(prompt: Prompt, label: string): TemplateResult {
  return html`<div class="spoken-prompt">
    <p class="spoken-label">${label}</p>
    ${unsafeHTML(prompt.html)}
  </div>`;
}

function ownField(it: Desk, asks: NonNullable<DrillData["asks"]>): TemplateResult {
  const typed = (event: Event): void => it.writeOwn((event.target as HTMLInputElement).value);
  return html`<label class="spoken-own">
    <span>${asks.label}</span>
    <input type="text" autocomplete="off" maxlength="300" .value=${it.own} @input=${typed} />
    <span class="spoken-hint">Such as: ${asks.example}. It stays on this device.</span>
  </label>`;
}

function recordSwitch(it: Desk): TemplateResult {
  const changed = (event: Event): void => it.switchRecords((event.target as HTMLInputElement).checked);
  return html`<label><input type="checkbox" .checked=${it.records} @change=${changed} /> <span>Record me, on this device only</span></label>`;
}

function voiceSwitch(it: Desk): TemplateResult {
  const changed = (event: Event): void => it.switchReads((event.target as HTMLInputElement).checked);
  return html`<label><input type="checkbox" .checked=${it.sounds.reads} @change=${changed} /> <span>Read prompts aloud</span></label>`;
}

function muteButton(it: Desk): TemplateResult {
  return html`<button type="button" class="md-button gr-button gr-quiet" @click=${() => it.switchMuted()}>${it.sounds.muted ? "Unmute bell" : "Mute bell"}</button>`;
}

function offer(it: Desk, data: DrillData): TemplateResult {
  const at = it.course.at();
  const { step, round } = it.course.stretches[at.index]!;
  const where = data.rounds > 1 ? `round ${round + 1} of ${data.rounds}, ` : "";
  return html`<p class="spoken-end">
      You left this drill in ${where}<strong>${step.title}</strong>${step.until === null ? html`, with ${clockText(at.left)} left` : nothing}.
    </p>
    <div class="spoken-buttons">
      <button type="button" class="md-button md-button--primary gr-button" @click=${() => void it.goOn()}>Go on</button>
      <button type="button" class="md-button gr-button" @click=${() => void it.again()}>Start anew</button>
      <button type="button" class="md-button gr-button" @click=${() => void it.another()}>Next prompt</button>
    </div>`;
}

function asking(it: Desk): TemplateResult {
  return html`<p role="status">The browser asks for the microphone. The clock starts when it records.</p>
    <div class="spoken-buttons">
      <button type="button" class="md-button gr-button" @click=${() => it.startWithout()}>Start without a recording</button>
    </div>`;
}

// --- under way

function running(it: Desk, data: DrillData): TemplateResult {
  const at = it.course.at();
  const index = Math.min(at.index, it.course.stretches.length - 1);
  const stretch = it.course.stretches[index]!;
  const { step, round, prompt } = stretch;
  const surprise = step.until !== null;
  const isPaused = at.state === "paused";
  const number = (index % data.steps.length) + 1;
  return html`
    <p class="spoken-where">
      ${data.rounds > 1 ? html`<span>Round ${round + 1} of ${data.rounds}</span> ` : nothing}<span>Step ${number} of ${data.steps.length}</span>
      <strong>${step.title}</strong>
    </p>
    <p class="spoken-time" data-does=${step.does}>
      <span role="timer" aria-label=${surprise ? "Time so far" : "Time left"}>${surprise ? clockText(at.used, "down") : clockText(at.left)}</span>
      <span>${it.sounds.isReading ? "the clock waits for the prompt" : isPaused ? "paused" : surprise ? "so far; the bell will come" : "left"}</span>
    </p>
    <div class="spoken-bar" aria-hidden="true">
      ${data.steps.map((each, n) => bar(it.course.stretches[index - number + 1 + n]!, n - number + 1, at, each.until !== null))}
    </div>
    <div class="spoken-says">${unsafeHTML(saysHtml(stretch, it.own))}</div>
    ${step.hides ? nothing : promptView(prompt, data.rounds > 1 ? `Prompt ${round + 1}` : "Prompt")}
    ${it.course.away
      ? html`<p class="spoken-trouble" role="alert">
          This device slept, or the page was put away, for about ${lengthText(it.course.away)}. The drill stands where you left it.
        </p>`
      : nothing}
    ${step.does === "listen" ? review(it) : nothing}
    <div class="spoken-buttons">
      <button type="button" class="md-button md-button--primary gr-button" @click=${() => it.toggle()}>${isPaused ? "Go on" : "Pause"}</button>
      <button type="button" class="md-button gr-button" @click=${() => it.skip()}>${index === it.course.stretches.length - 1 ? "Finish" : "Next step"}</button>
      <button type="button" class="md-button gr-button" @click=${() => void it.again()}>Again</button>
      ${muteButton(it)}
    </div>
  `;
}

/** One step of the bar; its length is set by script, since the page's policy forbids style attributes. */
function bar(stretch: Stretch, place: number, at: Standing, surprise: boolean): TemplateResult {
  const share = place < 0 ? 1 : place > 0 || surprise ? 0 : at.used / stretch.length;
  return html`<span data-grow=${surprise ? stretch.step.seconds : stretch.length / 1000} data-done=${share.toFixed(4)} data-place=${Math.sign(place)}><i></i></span>`;
}

/** Fill the bar: its lengths cannot stand in the mark-up. */
export function stretchBar(parts: Iterable<HTMLElement>): void {
  for (const part of parts) {
    part.style.setProperty("flex-grow", part.dataset["grow"] ?? "1");
    part.style.setProperty("--spoken-done", part.dataset["done"] ?? "0");
  }
}

function review(it: Desk): View {
  return it.records && it.session ? html`<voice-review session=${it.session}></voice-review>` : nothing;
}

// --- afterwards

function done(it: Desk, data: DrillData): TemplateResult {
  const { stretches } = it.course;
  const { spent } = it.course.at();
  const prompts = [...new Set(stretches.map(({ prompt }) => prompt))];
  const compared = prompts.filter(({ points, see }) => points.length > 0 || see);
  return html`
    <p class="spoken-end" tabindex="-1"><strong>Done.</strong> You had the floor for ${lengthText(spokenTime(stretches, spent))}.</p>
    ${rate(stretches, spent)} ${review(it)}
    ${compared.length
      ? html`<details class="gr-reveal">
          <summary>Compare</summary>
          ${compared.map((prompt) => points(prompt, it.root))}
        </details>`
      : nothing}
    <fieldset class="spoken-checks" ?disabled=${it.isKept}>
      <legend>Tick what is true</legend>
      ${data.checks.map(({ id, html: text }) => {
        const changed = (event: Event): void => it.tickCheck(id, (event.target as HTMLInputElement).checked);
        return html`<label><input type="checkbox" .checked=${it.ticks.has(id)} @change=${changed} /> <span>${unsafeHTML(text)}</span></label>`;
      })}
    </fieldset>
    <label class="spoken-own">
      <span>Note for next time</span>
      <textarea rows="2" maxlength="2000" ?disabled=${it.isKept} .value=${it.note} @input=${(event: Event) => it.writeNote((event.target as HTMLTextAreaElement).value)}></textarea>
    </label>
    <div class="spoken-buttons">
      ${it.isKept
        ? html`<p class="spoken-kept">✓ Kept${it.ticks.size === data.checks.length ? ", and passed" : ""}</p>`
        : html`<button type="button" class="md-button md-button--primary gr-button" @click=${() => void it.keep()}>Keep it</button>`}
      <button type="button" class="md-button gr-button" @click=${() => void it.again()}>Again</button>
      <button type="button" class="md-button gr-button spoken-another" @click=${() => void it.another()}>Next prompt</button>
    </div>
    ${it.isKept ? nothing : html`<p class="spoken-hint spoken-after">Again and Next prompt keep it first. It is passed when every box is ticked.</p>`}
  `;
}

function rate(stretches: readonly Stretch[], spent: readonly number[]): View {
  const found = readingRate(stretches, spent);
  if (!found) return nothing;
  const { words } = stretches.find(({ step }) => step.does === "read")!.prompt;
  if (!found.whole) return html`<p class="spoken-rate">The bell rang before you pressed Next step: fewer than ${found.rate} words a minute, if you were still reading.</p>`;
  const said =
    found.rate > HARD_TO_FOLLOW
      ? "Past 190 it is hard to follow."
      : found.rate > QUICK
        ? "A little quick."
        : found.rate >= SLOW
          ? "Between 120 and 170, where nobody notices the pace."
          : found.rate >= HARD_TO_WAIT_FOR
            ? "A little slow, and fine for hard material."
            : "Below 110 a listener begins to wait.";
  return html`<p class="spoken-rate">You read ${words} words at <strong>${found.rate} a minute</strong>. ${said}</p>`;
}

function points({ plain, points: listed, see }: Prompt, root: string): TemplateResult {
  return html`<div class="spoken-compared">
    <p class="spoken-label">${plain}</p>
    ${listed.length ? html`<ul>${listed.map(({ point, html: text }) => html`<li><strong>${point}</strong> ${unsafeHTML(text)}</li>`)}</ul>` : nothing}
    ${see ? html`<p>The whole of it: <a href="${root}${see.url}">${see.title}</a></p>` : nothing}
  </div>`;
}

function keys(it: Desk): TemplateResult {
  const main = { idle: "start", offer: "go on", running: "pause or go on" }[it.phase as string];
  const others = it.phase === "running" ? html`<kbd>N</kbd> next step · <kbd>A</kbd> again · ` : it.phase === "asking" ? nothing : html`<kbd>P</kbd> next prompt · `;
  const again = it.phase === "done" || it.phase === "offer" ? html`<kbd>A</kbd> again · ` : nothing;
  return html`<p class="spoken-keys">${main ? html`<kbd>Space</kbd> ${main} · ` : nothing}${others}${again}<kbd>M</kbd> mute, while the drill has the focus.</p>`;
}
