/** The columns of a text file, to be given their meaning, with the first rows as the cards they become. */

import { html, nothing, type TemplateResult } from "lit";
import { examplesView } from "./examples-view";
import type { ImportHost } from "./host";
import { KINDS, kindOf, NONE, SEPARATORS, troubleOf } from "./mapping";
import { counted } from "../parts/times";

const valueOf = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value;
const isChecked = (event: Event): boolean => (event.target as HTMLInputElement).checked;

export function mappingView(host: ImportHost): TemplateResult {
  const { file, examples, map, leave } = host;
  const [text, mapping] = [host.text!, host.mapping!];
  const trouble = troubleOf(mapping, text);
  const separators = SEPARATORS.some(([sign]) => sign === mapping.separator) ? SEPARATORS : [...SEPARATORS, [mapping.separator, mapping.separator] as const];
  const column = (label: string, chosen: number, choose: (column: number) => void, none = true): TemplateResult => html`
    <label class="nb-field">
      <span>${label}</span>
      <select @change=${(event: Event) => choose(Number(valueOf(event)))}>
        ${none || chosen === NONE ? html`<option value=${NONE} ?selected=${chosen === NONE}>none</option>` : nothing}
        ${text.columns.map((name, place) => html`<option value=${place} ?selected=${place === chosen}>${name}: ${(text.rows[0]?.[place] ?? "").slice(0, 30)}</option>`)}
      </select>
    </label>
  `;
  return html`
    <div class="ex-box ex-step" role="group" aria-label="What the columns mean" tabindex="-1">
      <h3>${file?.name}</h3>
      <p>${counted(text.total, "row")}, ${counted(text.columns.length, "column")}. Say what the columns mean.</p>
      <div class="nb-form__head">
        <label class="nb-field">
          <span>Columns are apart by</span>
          <select @change=${(event: Event) => host.splitAs({ separator: valueOf(event) })}>
            ${separators.map(([sign, name]) => html`<option value=${sign} ?selected=${sign === mapping.separator}>${name}</option>`)}
          </select>
        </label>
        <label class="nb-field">
          <span>Kind of card</span>
          <select @change=${(event: Event) => host.mapAs({ type: valueOf(event) })}>
            ${KINDS.map(({ id, name }) => html`<option value=${id} ?selected=${id === mapping.type}>${name}</option>`)}
          </select>
        </label>
      </div>
      <label class="ex-check"><input type="checkbox" .checked=${mapping.header} @change=${(event: Event) => host.splitAs({ header: isChecked(event) })} /> The first row names the columns</label>
      <label class="ex-check"><input type="checkbox" .checked=${mapping.html} @change=${(event: Event) => host.mapAs({ html: isChecked(event) })} /> The cells hold HTML</label>
      <div class="nb-form__head">
        ${kindOf(mapping.type).fields.map((name, place) =>
          column(name, mapping.fields[place] ?? NONE, (chosen) => host.mapAs({ fields: mapping.fields.map((each, at) => (at === place ? chosen : each)) }), mapping.type === "cloze" && place === 1),
        )}
        ${column("Tags", mapping.tagsColumn, (tagsColumn) => host.mapAs({ tagsColumn }))} ${column("Deck of each row", mapping.deckColumn, (deckColumn) => host.mapAs({ deckColumn }))}
      </div>
      <div class="nb-form__head">
        <label class="nb-field">
          <span>${mapping.deckColumn === NONE ? "Deck" : "Deck of rows that name none"}</span>
          <input type="text" autocomplete="off" .value=${mapping.deck} @input=${(event: Event) => host.mapAs({ deck: valueOf(event) })} @keydown=${quiet} />
        </label>
        <label class="nb-field">
          <span>More tags, apart by spaces</span>
          <input type="text" autocomplete="off" .value=${mapping.tags} @input=${(event: Event) => host.mapAs({ tags: valueOf(event) })} @keydown=${quiet} />
        </label>
      </div>
      ${trouble ? nothing : examplesView("The first rows as cards", examples)}
      <p class="nb-trouble" role="status">${trouble}</p>
      <div class="nb-row">
        <button type="button" class="md-button md-button--primary" ?disabled=${trouble !== ""} @click=${map}>Go on</button>
        <button type="button" class="md-button" @click=${leave}>Cancel</button>
      </div>
    </div>
  `;
}

/** The site's own single-key commands are no commands while something is written. */
export const quiet = (event: KeyboardEvent): void => event.stopPropagation();
