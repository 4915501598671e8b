/** The timer's one disclosure of settings: how a bell is told besides its tone. Kept on this device for all timers. */

import { html, nothing, type TemplateResult } from "lit";
import type { Signals } from "../parts/signals";
import type { Telling } from "./telling";

interface SettingsPresses {
  chosen(said: string): void;
  tryOut(): void;
}

export function renderSettings(telling: Telling, on: SettingsPresses): TemplateResult {
  const voiceless = telling.hasVoice === false;
  return html`<details
    class="phase-timer__settings"
    @toggle=${(event: Event) => (event.target as HTMLDetailsElement).open && void telling.findVoice()}
  >
    <summary>How it tells the time</summary>
    <div role="group" aria-label="How the timer tells the time">
      ${choice(telling, on, "visual", "Show it: the panel changes colour for eight seconds", "Bells are shown.")}
      ${telling.canVibrate ? choice(telling, on, "vibration", "Vibrate, if this device can", "Bells vibrate.") : nothing}
      ${voiceless
        ? html`<p>
            No spoken announcements: this browser has no English voice on this device, and other voices would send the text
            to a server.
          </p>`
        : choice(telling, on, "voice", "Say it: the phase, the last minute, and when time is up", "The voice is on.")}
      <p>
        ${telling.muted
          ? "Bells are muted, so nothing makes a sound, the voice included."
          : "A bell rings in any case. Muting the bells silences the voice, too."}
        Kept on this device, for all timers.
      </p>
      <button type="button" @click=${() => on.tryOut()}>Try it</button>
    </div>
  </details>`;
}

function choice(
  telling: Telling,
  on: SettingsPresses,
  name: keyof Signals,
  label: string,
  said: string,
): TemplateResult {
  return html`<label>
    <input
      type="checkbox"
      .checked=${telling.signals[name]}
      @change=${(event: Event) => {
        const wanted = (event.target as HTMLInputElement).checked;
        telling.choose({ [name]: wanted });
        on.chosen(wanted ? said : "Switched off.");
      }}
    />
    <span>${label}</span>
  </label>`;
}
