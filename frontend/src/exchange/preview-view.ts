/** What a file holds and what would come of it, before anything is written. */

import { html, nothing, type TemplateResult } from "lit";
import type { NoteType } from "../cards/notes";
import { FORMATS } from "./contents";
import { examplesView } from "./examples-view";
import type { ImportHost } from "./host";
import { quiet } from "./mapping-view";
import { decksIn, fates } from "./plan";
import { counted } from "../parts/times";

export function previewView(host: ImportHost): TemplateResult {
  const { file, examples, choices, sorted, bringIn, leave } = host;
  const [contents, plan] = [host.contents!, host.plan!];
  const counts = fates(sorted, choices);
  const cards = sorted.reduce((sum, each) => sum + each.cards, 0);
  const types = new Map(contents.types.map((type) => [type.id, type]));
  const empty = sorted.filter((each) => each.cards === 0).length;
  const leftOut = [...contents.left_out, ...(empty ? [`${counted(empty, "note")} without a blank: ${empty === 1 ? "it gives" : "they give"} no card.`] : [])];
  const nothingChosen = plan.notes.length + plan.reviews.length === 0;
  return html`
    <div class="ex-box ex-step" role="group" aria-label="What the file holds" tabindex="-1">
      <h3>${file?.name}</h3>
      <p>${FORMATS[contents.format]}: ${counted(sorted.length, "note")}, ${counted(cards, "card")}${contents.reviews.length ? `, ${counted(contents.reviews.length, "review")}` : ""}. Nothing is kept yet.</p>
      ${decksView(host)}
      ${twoWays("known", counts.known, ["is here already", "are here already"], [
        ["update", "Update them"],
        ["leave", "Leave mine"],
      ], host)}
      ${twoWays("alike", counts.alike, ["asks what a card of yours asks", "ask what cards of yours ask"], [
        ["skip", "Skip them"],
        ["add", "Import them all the same"],
      ], host)}
      ${historyView(host)}
      ${leftOut.length ? html`<h4>Left out</h4><ul class="ex-left-out">${leftOut.map((each) => html`<li>${each}</li>`)}</ul>` : nothing}
      ${types.size ? typesView([...types.values()]) : nothing}
      ${examplesView(examples.length < sorted.length ? `The first ${examples.length}` : "How they look", examples)}
      <p role="status" class="ex-sum">${sumOf(plan.added, plan.cards, plan.updated)}</p>
      <div class="nb-row">
        <button type="button" class="md-button md-button--primary ex-import" ?disabled=${nothingChosen} @click=${bringIn}>Import</button>
        ${host.text ? html`<button type="button" class="md-button" @click=${() => host.backToMapping()}>Back to the columns</button>` : nothing}
        <button type="button" class="md-button" @click=${leave}>Cancel</button>
      </div>
    </div>
  `;
}

function sumOf(added: number, cards: number, updated: number): string {
  const parts = [added ? `${counted(added, "note")} with ${counted(cards, "card")} to add` : "", updated ? `${counted(updated, "note")} to update` : ""].filter((each) => each !== "");
  return parts.length ? `${parts.join(", ")}.` : "No note to add or to update.";
}

function decksView(host: ImportHost): TemplateResult {
  const { choices, sorted } = host;
  const decks = decksIn(sorted);
  const take = (name: string) => (event: Event): void => {
    const left = new Set(choices.left);
    if ((event.target as HTMLInputElement).checked) left.delete(name);
    else left.add(name);
    host.choose({ left });
  };
  return html`
    <fieldset class="ex-choice">
      <legend>Decks to take</legend>
      <div class="ex-decks">
        ${decks.map(
          ({ name, notes, cards }) => html`<label class="ex-check"><input type="checkbox" .checked=${!choices.left.has(name)} @change=${take(name)} />
            <span>${name} <small>${counted(notes, "note")}, ${counted(cards, "card")}</small></span></label>`,
        )}
      </div>
      <label class="nb-field ex-under">
        <span>Put them under a deck (optional)</span>
        <input type="text" autocomplete="off" .value=${choices.under} @keydown=${quiet} @input=${(event: Event) => host.choose({ under: (event.target as HTMLInputElement).value })} />
      </label>
    </fieldset>
  `;
}

function twoWays(key: "known" | "alike", count: number, [one, many]: [string, string], ways: [string, string][], host: ImportHost): TemplateResult | typeof nothing {
  if (count === 0) return nothing;
  return html`
    <fieldset class="ex-choice" data-choice=${key}>
      <legend>${counted(count, `note ${one}`, `notes ${many}`)}</legend>
      ${ways.map(
        ([value, label]) => html`<label class="ex-check"><input type="radio" name="ex-${key}" value=${value} .checked=${host.choices[key] === value}
          @change=${() => host.choose({ [key]: value })} /> ${label}</label>`,
      )}
    </fieldset>
  `;
}

function historyView(host: ImportHost): TemplateResult | typeof nothing {
  const { reviews, suspended } = host.contents!;
  if (reviews.length + suspended.length === 0) return nothing;
  const label = reviews.length ? `Take over ${counted(reviews.length, "review")}, so that known cards stay known` : "Keep suspended cards suspended";
  return html`
    <label class="ex-check ex-history"><input type="checkbox" .checked=${host.choices.history} @change=${(event: Event) => host.choose({ history: (event.target as HTMLInputElement).checked })} />
      <span>${label}${reviews.length && suspended.length ? html` <small>and set ${counted(suspended.length, "suspended card")} aside</small>` : nothing}</span></label>
  `;
}

function typesView(types: readonly NoteType[]): TemplateResult {
  return html`
    <details class="ex-types">
      <summary>${counted(types.length, "kind of note", "kinds of note")}</summary>
      <ul>${types.map(({ name, fields, templates }) => html`<li><b>${name}</b>: ${fields.join(", ")} (${counted(templates.length, "card template")})</li>`)}</ul>
    </details>
  `;
}
