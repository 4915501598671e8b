/** What was said and what the reader noted, phase by phase, beside the model answer and the interviewer's notes. */

import { html, nothing, type TemplateResult } from "lit";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { spoken, type Mock } from "./files";
import { noteKey, type Said, type Session } from "./session";

const SPEAKERS: Record<string, string> = {
  line: "Interviewer",
  ask: "Interviewer answers",
  hint: "Hint you asked for",
  redirect: "Interviewer, a redirect",
  curveball: "Interviewer, a curveball",
  "follow-up": "Interviewer, a follow-up",
};

/** What the notes of the build are, by where the mock comes from. */
const notesTitle = (mock: Mock): string => (mock.type === "walkthrough" ? "The interviewer's notes" : "What goes wrong here");

export interface Talk {
  session: Session;
  mock: Mock | undefined;
  /** Whether the model answer is open. */
  open: boolean;
  onOpen(): void;
  /** Why there is no model answer, or empty. */
  trouble: string;
  again(): void;
}

export function talkSection({ session, mock, open, onOpen, trouble, again }: Talk): TemplateResult {
  const known = new Set(session.phases.map(({ id }) => id));
  const rest = mock?.model.filter(({ phase }) => !known.has(phase)) ?? [];
  const sides = session.phases.flatMap(({ id, title }) => {
    const said = session.said.filter(({ phase }) => phase === id);
    const model = mock?.model.filter(({ phase }) => phase === id) ?? [];
    const notes = mock?.notes.filter(({ phase }) => phase === id) ?? [];
    if (said.length + model.length + notes.length === 0) return [];
    return [html`<div class="db-side">
      <h4>${title}</h4>
      <div class="db-side__said">${said.length ? said.map((each) => turn(each, session, mock)) : html`<p class="db-quiet">Nothing was said here.</p>`}</div>
      <div class="db-side__model">${mock ? modelPart(mock, model, notes, open, title) : nothing}</div>
    </div>`];
  });
  const stray = session.said.filter(({ phase }) => !known.has(phase));
  return html`<section>
    <h3>Your notes beside the model answer</h3>
    ${trouble
      ? html`<p class="db-trouble">${trouble}</p><p class="db-buttons"><button type="button" class="db-small" @click=${again}>Try again</button></p>`
      : !mock
        ? html`<p>Loading the model answer…</p>`
        : open
          ? html`<p>The model answer is one good way, not the only one.</p>`
          : html`<p>The model answer opens when all criteria are rated, so that it does not colour your rating.</p>
              <p class="db-buttons"><button type="button" class="db-small" @click=${onOpen}>Show the model answer now</button></p>`}
    ${stray.map((each) => turn(each, session, mock))}${sides}
    ${mock && rest.length ? html`<div class="db-side__model">${modelPart(mock, rest, [], open)}</div>` : nothing}
  </section>`;
}

function modelPart(mock: Mock, model: Mock["model"], notes: Mock["notes"], open: boolean, phase = ""): TemplateResult {
  const parts = model.map(
    ({ title, html: text }) => html`<details class="gr-reveal db-model" ?open=${open}><summary>${title && title !== phase ? `Model answer: ${title}` : "Model answer"}</summary>${unsafeHTML(text)}</details>`,
  );
  const written = notes.length
    ? html`<details class="gr-reveal db-model db-model--notes" ?open=${open}><summary>${notesTitle(mock)}</summary>${notes.map(({ html: text }) => unsafeHTML(text))}</details>`
    : nothing;
  return html`${parts}${written}`;
}

function turn(said: Said, session: Session, mock: Mock | undefined): TemplateResult {
  const note = session.notes.get(noteKey(said.what, said.id));
  const known = mock && spoken(mock, said.what).find(({ id }) => id === said.id);
  // What was really said stands in the log; the page's own form of it has its tables and code.
  const text = known && known.plain === said.plain ? unsafeHTML(known.html) : html`<p>${said.plain}</p>`;
  return html`<div class="gr-turn gr-turn--interviewer">
      <p class="gr-speaker">${SPEAKERS[said.what] ?? "Interviewer"}</p>
      ${said.question ? html`<p class="db-asked">You asked: ${said.question}</p>` : nothing}${text}
    </div>
    ${note ? html`<div class="gr-turn gr-turn--candidate db-noted"><p class="gr-speaker">Your note</p><p>${note}</p></div>` : nothing}
    ${known?.direction && said.what === "follow-up"
      ? html`<details class="gr-reveal gr-reveal--quiet"><summary>Where a good answer goes</summary>${unsafeHTML(known.direction)}</details>`
      : nothing}`;
}
