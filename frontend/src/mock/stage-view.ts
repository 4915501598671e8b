/** The stage: what the interviewer said so far, the clock, the recorder, and the board or the editor. */

import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { clockText } from "../parts/times";
import { chips } from "./lobby-view";
import type { StageHost } from "./host";
import { noteKey, type Said, type SaidKind } from "./sitting";

const NAMES: Record<SaidKind, string> = {
  line: "Interviewer",
  ask: "Interviewer",
  hint: "Interviewer, a hint",
  redirect: "Interviewer",
  curveball: "Interviewer",
  "follow-up": "Interviewer",
};

export function stageView(room: StageHost): TemplateResult {
  const { mock, sitting, at, over } = room;
  if (!mock || !sitting) return html``;
  const begun = at !== undefined && at.state !== "ready";
  return html`<section class="mr-stage" data-tool=${mock.tool || "none"} aria-label="Mock interview: ${mock.title}">
    <header class="mr-head">
      <h2 tabindex="-1">${mock.title}</h2>
      ${chips(mock)}
      ${sitting.loop ? html`<p class="mr-loop">Round ${sitting.loop.round + 1} of ${sitting.loop.of}: ${sitting.loop.title}</p>` : nothing}
    </header>
    <div class="mr-columns">
      <div class="mr-talk">${over ? ended(room) : begun ? talk(room) : brief(room)}</div>
      <div class="mr-side">
        ${keyed(sitting.session, html`<phase-timer bare keep=${room.timerKey} plan=${mock.plan.id} data-plan=${JSON.stringify(mock.plan)}></phase-timer>
          <voice-recorder session=${sitting.session} label=${mock.title}></voice-recorder>`)}
        ${room.trouble || room.unkept ? html`<p class="mr-trouble" role="alert">${room.trouble || room.unkept}</p>` : nothing}
        <p class="mr-leave">
          ${begun && !over ? html`<button type="button" @click=${() => void room.endNow()}>End now, to the debrief</button>` : nothing}
          <button type="button" @click=${() => void room.giveUp()}>Leave without a debrief</button>
        </p>
      </div>
    </div>
    ${keyed(sitting.session, tool(room))}
  </section>`;
}

function tool({ mock, sitting, root }: StageHost): TemplateResult | typeof nothing {
  if (!mock || !sitting) return nothing;
  if (mock.tool === "board") {
    return html`<div class="mr-tool"><h3>Your board</h3><drawing-board name="mock:${sitting.session}"></drawing-board></div>`;
  }
  if (mock.tool === "code" && mock.problem) {
    const { id, src, solution, language } = mock.problem;
    return html`<div class="mr-tool gr-tool"><h3>Your code</h3>
      <code-runner problem=${id} desk="mock:${sitting.session}" language=${language} src=${new URL(src, root).href} solution=${new URL(solution, root).href}></code-runner></div>`;
  }
  return nothing;
}

/** Before Start: what comes, and what is wished for. */
function brief(room: StageHost): TemplateResult {
  const { mock, sitting } = room;
  const { options, seed } = sitting!;
  return html`<div class="mr-brief">
    <p>${mock!.summary}</p>
    <p>Speak aloud, as you would in the room. The interviewer’s lines come one by one; note or type your answer under each, if you like.</p>
    <fieldset class="mr-options">
      <legend>How it runs</legend>
      <label><input type="checkbox" .checked=${options.surprises} @change=${(event: Event) => room.setOptions({ surprises: (event.target as HTMLInputElement).checked })} />
        The interviewer may change the constraints or steer you</label>
      ${room.canSpeak
        ? html`<label><input type="checkbox" .checked=${options.voice} @change=${(event: Event) => room.setOptions({ voice: (event.target as HTMLInputElement).checked })} />
            Read the interviewer’s lines aloud, by a voice of this device</label>`
        : nothing}
      <label class="mr-seed">Dice <input type="number" min="0" max="999999" step="1" .value=${String(seed)} @change=${(event: Event) => room.setSeed(event.target as HTMLInputElement)} />
        <small>The same number brings the same follow-ups and surprises.</small></label>
    </fieldset>
    <p class="mr-buttons"><button type="button" class="md-button md-button--primary mr-main" @click=${() => room.start()}>Start the interview</button></p>
    <details class="gr-reveal"><summary>The phases</summary>
      <ol class="mr-phases">${mock!.plan.phases.map(({ title, seconds }) => html`<li><span>${title}</span> <span>${clockText(seconds * 1000)}</span></li>`)}</ol>
    </details>
  </div>`;
}

function talk(room: StageHost): TemplateResult {
  const { mock, sitting, at } = room;
  const phase = mock!.plan.phases[at?.phase ?? 0];
  return html`<div role="log" aria-label="The conversation">
      <ol class="mr-said">
        ${sitting!.said.map((said, place) => spoken(room, said, place === sitting!.said.length - 1))}
      </ol>
    </div>
    <p class="mr-purpose">${phase?.purpose ? html`<strong>${phase.title}.</strong> Done when: ${phase.purpose}` : nothing}</p>
    <p class="mr-buttons">
      <button type="button" class="md-button md-button--primary mr-main" @click=${() => room.goOn()}>${room.nextName}</button>
      ${room.hintsLeft > 0 ? html`<button type="button" class="md-button" @click=${() => room.hint()}>Ask for a hint</button>` : nothing}
      ${at?.state === "paused" ? html`<button type="button" class="md-button" @click=${() => room.timer?.act("resume")}>Resume</button>` : nothing}
    </p>
    ${mock!.asks.length > 0 ? asking(room) : nothing}`;
}

function asking(room: StageHost): TemplateResult {
  return html`<form class="mr-ask" @submit=${(event: Event) => room.ask(event)}>
    <label for="mr-question">Your question to the interviewer</label>
    <div><input id="mr-question" name="question" autocomplete="off" placeholder="Say it aloud, then type it" /><button type="submit" class="md-button">Ask</button></div>
  </form>`;
}

function spoken(room: StageHost, said: Said, isLast: boolean): TemplateResult {
  const key = noteKey(said);
  const title = room.mock!.plan.phases.find(({ id }) => id === said.phase)?.title ?? "";
  const note = room.sitting!.notes[key] ?? "";
  return html`<li class="mr-turn" data-what=${said.what} ?data-latest=${isLast}>
    <p class="mr-speaker">${NAMES[said.what]} <span>${title}, ${clockText(said.at, "down")}</span></p>
    ${said.question ? html`<p class="mr-question">You asked: ${said.question}</p>` : nothing}
    <div class="mr-words">${room.htmlOf(said) ? unsafeHTML(room.htmlOf(said)) : html`<p>${said.plain}</p>`}</div>
    ${isLast || key in room.sitting!.notes
      ? html`<label class="mr-note"><span>${isLast ? "Your answer in notes" : "Notes"}</span>
          <textarea data-note=${key} rows=${isLast ? 3 : 2} .value=${note} @input=${(event: Event) => room.takeNote(key, (event.target as HTMLTextAreaElement).value)}></textarea></label>`
      : html`<button type="button" class="mr-add" aria-label="Add a note to: ${said.plain.slice(0, 60)}" @click=${(event: Event) => room.addNote(event, key)}>Add a note</button>`}
  </li>`;
}

function ended(room: StageHost): TemplateResult {
  return html`<div class="mr-ended">
    <h3 tabindex="-1">The interview is over</h3>
    <p>Time, notes and what was asked are kept. Now look back while you still hear yourself.</p>
    <p class="mr-buttons"><button type="button" class="md-button md-button--primary mr-main" ?disabled=${room.filing} @click=${() => void room.file()}>
      ${room.sitting?.loop ? "End this round" : "To the debrief"}</button></p>
  </div>`;
}
