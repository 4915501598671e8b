/** The form in which a plan of the reader's own is written. */

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { lengthLabel, MOST_PHASES, sketchedSeconds, type PhaseSketch, type PlanSketch, type Trouble } from "./own-plan";

export interface FormPresses {
  title(text: string): void;
  phase(id: string, part: Partial<PhaseSketch>): void;
  add(): void;
  move(id: string, step: number): void;
  drop(id: string): void;
  undrop(): void;
  keep(): void;
  leave(): void;
}

/** `troubles` are empty until the reader has first tried to keep the plan; `dropped`: a phase can be brought back. */
export function renderForm(
  sketch: PlanSketch,
  troubles: readonly Trouble[],
  on: FormPresses,
  dropped: boolean,
): TemplateResult {
  const { seconds, whole } = sketchedSeconds(sketch);
  const count = sketch.phases.length;
  return html`<form
    class="own-plans__form"
    novalidate
    @submit=${(event: Event) => {
      event.preventDefault();
      on.keep();
    }}
    @keydown=${(event: KeyboardEvent) => event.stopPropagation() /* the site's own keys are none while one writes */}
  >
    <h3>${sketch.id ? "Change this plan" : "A new plan"}</h3>
    ${field({ name: "title", label: "Title", text: sketch.title, troubles, typed: on.title })}
    <ol class="own-plans__phases">
      ${repeat(
        sketch.phases,
        ({ id }) => id,
        (phase, n) => html`<li><div role="group" aria-label="Phase ${n + 1}">
          ${field({
            name: `title ${phase.id}`,
            label: `Phase ${n + 1}, name`,
            text: phase.title,
            troubles,
            typed: (title) => on.phase(phase.id, { title }),
          })}
          ${field({
            name: `time ${phase.id}`,
            label: "Minutes",
            text: phase.time,
            troubles,
            typed: (time) => on.phase(phase.id, { time }),
            hint: "5, 2.5 or 0:30",
          })}
          ${field({
            name: `purpose ${phase.id}`,
            label: "Done when it ends (optional)",
            text: phase.purpose,
            troubles,
            typed: (purpose) => on.phase(phase.id, { purpose }),
          })}
          <div class="own-plans__acts">
            ${act("Up", n > 0, `Move phase ${n + 1} up`, phase.id, () => on.move(phase.id, -1))}
            ${act("Down", n < count - 1, `Move phase ${n + 1} down`, phase.id, () => on.move(phase.id, 1))}
            ${act("Delete", count > 1, `Delete phase ${n + 1}`, phase.id, () => on.drop(phase.id))}
          </div>
        </div></li>`,
      )}
    </ol>
    <div class="own-plans__acts">
      <button type="button" data-field="add" ?disabled=${count >= MOST_PHASES} @click=${() => on.add()}>Add a phase</button>
      ${dropped
        ? html`<button type="button" data-act="undrop" @click=${() => on.undrop()}>Bring the phase back</button>`
        : nothing}
      <span class="own-plans__total">${whole ? "" : "So far "}${seconds > 0 ? lengthLabel(seconds) : "no time"}${whole ? " in all" : ""}</span>
    </div>
    <div role="alert" class="own-plans__troubles">
      ${troubles.length > 0
        ? html`<p>Not kept yet. What you typed is still here:</p>
            <ul>
              ${troubles.map(({ place, finding, mend }) => html`<li><b>${place}</b>: ${finding}; ${mend}.</li>`)}
            </ul>`
        : nothing}
    </div>
    <div class="own-plans__acts">
      <button type="submit" class="own-plans__main">${sketch.id ? "Keep the change" : "Keep the plan"}</button>
      <button type="button" @click=${() => on.leave()}>${sketch.id ? "Leave it as it was" : "Discard"}</button>
    </div>
  </form>`;
}

function act(name: string, enabled: boolean, label: string, id: string, press: () => void): TemplateResult {
  return html`<button type="button" data-act="${name.toLowerCase()} ${id}" ?disabled=${!enabled} aria-label=${label} @click=${press}>
    ${name}
  </button>`;
}

interface Field {
  name: string;
  label: string;
  text: string;
  troubles: readonly Trouble[];
  typed: (text: string) => void;
  hint?: string;
}

function field({ name, label, text, troubles, typed, hint }: Field): TemplateResult {
  const trouble = troubles.find((each) => each.field === name);
  const note = `own-plans-${name.replace(" ", "-")}`;
  return html`<label class="own-plans__field" data-kind=${name.split(" ")[0] ?? ""}>
    <span>${label}</span>
    <input
      type="text"
      autocomplete="off"
      data-field=${name}
      .value=${text}
      placeholder=${hint ?? nothing}
      aria-invalid=${trouble ? "true" : nothing}
      aria-describedby=${trouble ? note : nothing}
      @input=${(event: Event) => typed((event.target as HTMLInputElement).value)}
    />
    ${trouble ? html`<span class="own-plans__trouble" id=${note}>${trouble.finding}: ${trouble.mend}</span>` : nothing}
  </label>`;
}
