/** How the options look: one row each, with what it means below. */

import { html, noChange, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { isUnfinished, typedDate, type StudyOptions } from "../cards/states";
import { cost, dateNote, NAMES, RANGES, read, type Key } from "./fields";

/** What the rows need of the component. */
export interface FieldsHost {
  readonly wrong: ReadonlyMap<Key, string>;
  readonly saved: keyof StudyOptions | undefined;
  text(key: Key): string;
  type(key: Key, text: string): void;
  commit(key: Key, left: boolean): Promise<void>;
  mix(interleave: boolean): void;
  clearDate(): void;
}

type Part = TemplateResult | typeof nothing;

export function fieldsView(host: FieldsHost, options: StudyOptions): TemplateResult {
  return html`<form class="study-options__fields" novalidate @submit=${(event: Event) => event.preventDefault()}>
    ${retention(host, options)} ${interview(host)}
    ${row(host, "new_limit", html`${number(host, "new_limit")}`, "For each deck. 0 brings none.")}
    ${row(host, "review_limit", html`${number(host, "review_limit")}`, "For each deck. Those beyond it wait for the next day.")}
    ${row(
      host,
      "leech_at",
      html`${number(host, "leech_at")}<span class="study-options__unit">lapses</span>`,
      "A card forgotten so often is suspended, and you are told. 0 turns this off.",
    )}
    <div class="study-options__row">
      <div class="study-options__line"><label class="study-options__tick">
        <input
          type="checkbox"
          aria-describedby="so-interleave-note"
          .checked=${live(options.interleave)}
          @change=${(event: Event) => host.mix((event.target as HTMLInputElement).checked)}
        />
        <span>${NAMES.interleave}</span>
      </label>${mark(host, "interleave")}</div>
      <p class="study-options__note" id="so-interleave-note">Cards of one topic do not follow each other where others are left.</p>
    </div>
  </form>`;
}

function retention(host: FieldsHost, options: StudyOptions): TemplateResult {
  const reading = read("retention", host.text("retention"));
  const value = "value" in reading ? Number(reading.value) : options.retention;
  const [low, high] = RANGES.retention;
  const slider = html`<input
    type="range"
    class="study-options__slider"
    aria-label="Desired retention, slider"
    aria-valuetext="${Math.round(value * 100)} %"
    min=${low}
    max=${high}
    .value=${live(String(Math.round(value * 100)))}
    @input=${(event: Event) => host.type("retention", (event.target as HTMLInputElement).value)}
    @blur=${() => void host.commit("retention", true)}
  />`;
  return row(host, "retention", html`${number(host, "retention")}<span class="study-options__unit">%</span>${slider}`, cost(value, options.weights));
}

function interview(host: FieldsHost): TemplateResult {
  const text = host.text("interview");
  const reading = read("interview", text);
  const field = html`<input
      type="date"
      id="so-interview"
      class="study-options__field"
      aria-describedby=${described("interview")}
      aria-invalid=${host.wrong.has("interview") ? "true" : "false"}
      min="2000-01-01"
      max="2199-12-31"
      .value=${isUnfinished(text) ? noChange : live(text)}
      @input=${(event: Event) => host.type("interview", typedDate(event.target as HTMLInputElement))}
      @blur=${(event: Event) => {
        const typed = typedDate(event.target as HTMLInputElement);
        if (isUnfinished(typed)) host.type("interview", typed);
        void host.commit("interview", true);
      }}
    />
    ${text
      ? html`<button type="button" class="md-button study-options__small" aria-label="Clear the date" @click=${() => host.clearDate()}>Clear</button>`
      : nothing}`;
  return row(host, "interview", field, "value" in reading ? dateNote(text, Date.now()) : "");
}

function number(host: FieldsHost, key: Exclude<Key, "interview">): TemplateResult {
  const [low, high] = RANGES[key];
  return html`<input
    type="number"
    inputmode="numeric"
    step="1"
    id="so-${key}"
    class="study-options__field study-options__number"
    aria-describedby=${described(key)}
    aria-invalid=${host.wrong.has(key) ? "true" : "false"}
    min=${low}
    max=${high}
    .value=${live(host.text(key))}
    @input=${(event: Event) => host.type(key, (event.target as HTMLInputElement).value)}
    @change=${() => void host.commit(key, true)}
    @blur=${() => void host.commit(key, true)}
  />`;
}

const described = (key: Key): string => `so-${key}-wrong so-${key}-note`;

function row(host: FieldsHost, key: Key, field: TemplateResult, note: string): TemplateResult {
  return html`<div class="study-options__row" data-key=${key}>
    <label class="study-options__label" for="so-${key}">${NAMES[key]}</label>
    <div class="study-options__line">${field} ${mark(host, key)}</div>
    <p class="study-options__wrong" id="so-${key}-wrong">${host.wrong.get(key) ?? nothing}</p>
    <p class="study-options__note" id="so-${key}-note">${note}</p>
  </div>`;
}

/** Says beside a field that it is kept; a screen reader hears it from the status line. */
function mark(host: FieldsHost, key: keyof StudyOptions): Part {
  return host.saved === key ? html`<span class="study-options__saved" aria-hidden="true">✓ Saved</span>` : nothing;
}
