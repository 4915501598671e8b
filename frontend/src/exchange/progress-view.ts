/** Progress, and what came of it. */

import { html, nothing, type TemplateResult } from "lit";
import { onSite, toStudy } from "./addresses";
import type { ImportHost } from "./host";
import { counted } from "../parts/times";

/** Most decks that are named with links. */
const DECKS_LINKED = 12;

export function progressView({ progress: { what, done, total }, file, isBusy, leave }: ImportHost): TemplateResult {
  const far = total > 0 ? `: ${done.toLocaleString("en-GB")} of ${total.toLocaleString("en-GB")}` : "";
  return html`
    <div class="ex-box" role="group" aria-label="Reading ${file?.name ?? ""}">
      <p class="ex-progress__words">${what}${far}</p>
      <progress class="ex-progress" aria-label=${what} max=${total || nothing} value=${total ? done : nothing}></progress>
      <button type="button" class="md-button ex-cancel" ?disabled=${isBusy} @click=${leave}>Cancel</button>
    </div>
  `;
}

export function doneView({ brought, plan, isBusy, undo, leave }: ImportHost): TemplateResult {
  const { added, replaced, reviews, suspended } = brought!;
  const decks = [...new Set(plan!.notes.map(({ deck }) => deck))].sort();
  const nothingNew = added.length + replaced.length + reviews === 0;
  return html`
    <div class="ex-box ex-step" role="group" aria-label="The import is done" tabindex="-1">
      <h3>${nothingNew ? "Nothing new: you had all of it already" : "Done"}</h3>
      <ul>
        ${added.length ? html`<li>${counted(added.length, "note")}, ${counted(plan!.cards, "card")} added to ${decks.length === 1 ? `“${decks[0]}”` : counted(decks.length, "deck")}.</li>` : nothing}
        ${replaced.length ? html`<li>${counted(replaced.length, "note")} updated.</li>` : nothing}
        ${plan!.reviews.length ? html`<li>${counted(reviews, "review")} taken over${reviews < plan!.reviews.length ? `; ${counted(plan!.reviews.length - reviews, "was", "were")} here already` : ""}.</li>` : nothing}
        ${suspended.length ? html`<li>${counted(suspended.length, "card")} set aside, as in the file.</li>` : nothing}
      </ul>
      ${decks.length
        ? html`<p class="ex-links">Study: ${decks.slice(0, DECKS_LINKED).map((deck, place) => html`${place ? ", " : ""}<a href=${toStudy(deck)}>${deck}</a>`)}${decks.length > DECKS_LINKED ? html` and ${decks.length - DECKS_LINKED} more` : nothing}.
            Or <a href=${onSite("decks/yours/#your-cards")}>look through your cards</a>.</p>`
        : nothing}
      <div class="nb-row">
        <button type="button" class="md-button md-button--primary" @click=${leave}>Import another file</button>
        ${added.length + replaced.length ? html`<button type="button" class="md-button" ?disabled=${isBusy} @click=${undo}>Undo the import</button>` : nothing}
      </div>
    </div>
  `;
}
