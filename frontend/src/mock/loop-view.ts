/** Between the rounds of a loop: the break, and after the last one the debriefs. */

import { html, nothing, type TemplateResult } from "lit";
import { clockText } from "../parts/times";
import { breakLeft, currentRound } from "./loop";
import { ROUND_TITLES } from "../parts/round-kinds";
import { minutesText } from "./lobby-view";
import type { LoopHost } from "./host";

export function loopView(room: LoopHost): TemplateResult {
  const { loop } = room;
  if (!loop) return html``;
  const place = currentRound(loop);
  const next = loop.rounds[place];
  const resting = loop.rested > 0 ? breakLeft(loop, room.deps.now()) : undefined;
  return html`<section class="mr-break" aria-label="Loop: ${loop.title}">
    <h2 tabindex="-1">${next ? (loop.rested ? "Break" : loop.title) : "The loop is over"}</h2>
    ${next && resting !== undefined
      ? html`<p class="mr-clock"><span role="timer" aria-label="Time left of the break">${resting >= 0 ? clockText(resting) : `+${clockText(-resting, "down")}`}</span>
            <span>${resting >= 0 ? "left of the break" : "over; begin when you are ready"}</span></p>
          <p>Stand up, drink something, and write nothing down. The last round cannot be changed any more.</p>`
      : nothing}
    <ol class="mr-rounds">
      ${loop.rounds.map(
        (round, index) => html`<li aria-current=${index === place ? "step" : nothing}>
          <span class="mr-list__title">${round.over || index === place ? round.title : `Round ${index + 1}`}</span>
          <span class="mr-list__about">${ROUND_TITLES[round.kind]} · ${minutesText(round.minutes)}${round.over ? (round.session ? " · sat" : " · left out") : ""}</span>
          ${!next && round.session ? html`<a class="md-button" href="?session=${round.session}">Debrief</a>` : nothing}
        </li>`,
      )}
    </ol>
    <p class="mr-buttons">
      ${next
        ? html`<button type="button" class="md-button md-button--primary mr-main" @click=${() => void room.beginRound()}>Begin round ${place + 1}</button>
            <button type="button" class="md-button" @click=${() => void room.skipRound()}>Leave this round out</button>`
        : nothing}
      <button type="button" class="md-button" @click=${() => void room.endLoop()}>${next ? "End the loop here" : "Back to the lobby"}</button>
    </p>
  </section>`;
}
