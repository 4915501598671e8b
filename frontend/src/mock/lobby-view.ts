/** The lobby: draw a mock interview, choose one, or sit a whole loop. */

import { html, nothing, type TemplateResult } from "lit";
import { fitting } from "./choosing";
import { LOOPS } from "./loop";
import { ROUND_TITLES, type RoundKind } from "../parts/round-kinds";
import { IMPACTS, TYPE_TITLES, type MockRow } from "./mock";
import type { LobbyHost } from "./host";

/** So many of the mocks that fit are listed at first. */
export const LISTED = 8;
const LENGTHS: [number, string][] = [
  [0, "Any length"],
  [10, "Up to 10 minutes"],
  [20, "Up to 20 minutes"],
  [30, "Up to 30 minutes"],
  [45, "Up to 45 minutes"],
];

const titled = (value: string): string => value.charAt(0).toUpperCase() + value.slice(1);

export const minutesText = (minutes: number): string => {
  const whole = Math.max(1, Math.round(minutes));
  return whole < 60 ? `${whole} min` : whole % 60 === 0 ? `${whole / 60} h` : `${Math.floor(whole / 60)} h ${whole % 60} min`;
};

export function chips({ kind, type, impact, minutes }: Pick<MockRow, "kind" | "type" | "impact" | "minutes">): TemplateResult {
  return html`<ul class="gr-chips" aria-label="About this mock interview">
    <li class="gr-chip gr-chip--kind">${ROUND_TITLES[kind]}</li>
    <li class="gr-chip">${minutesText(minutes)}</li>
    <li class="gr-chip">${TYPE_TITLES[type]}</li>
    <li class="gr-chip">${titled(impact)} impact</li>
  </ul>`;
}

export function lobbyView(room: LobbyHost): TemplateResult {
  return html`<div class="mr-lobby">${underWay(room)}${loopUnderWay(room)}${room.waiting?.started ? nothing : html`${draw(room)}${loops(room)}${list(room)}`}</div>`;
}

function underWay(room: LobbyHost): TemplateResult | typeof nothing {
  const { waiting, wanted } = room;
  if (!waiting) return nothing;
  const other = wanted && wanted !== waiting.mock;
  return html`<section class="mr-box mr-box--now" aria-label="Under way">
    <h2 tabindex="-1">${waiting.started ? "You have a mock interview under way" : "You have a mock interview open"}</h2>
    <p><strong>${waiting.title}</strong>${waiting.started ? html`, begun ${new Date(waiting.started).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })}. Its clock has gone on.` : "."}
      ${other ? "The one you came for can begin when this one is ended or given up." : nothing}</p>
    <p class="mr-buttons">
      <button type="button" class="md-button md-button--primary" @click=${() => void room.resume()}>Go on</button>
      <button type="button" class="md-button" @click=${() => void room.giveUp()}>Give it up</button>
    </p>
  </section>`;
}

function loopUnderWay(room: LobbyHost): TemplateResult | typeof nothing {
  const { loop, waiting } = room;
  if (!loop || waiting) return nothing;
  const over = loop.rounds.filter((round) => round.over).length;
  return html`<section class="mr-box mr-box--now" aria-label="Loop under way">
    <h2>Loop under way: ${loop.title}</h2>
    <p>${over} of ${loop.rounds.length} rounds are over.</p>
    <p class="mr-buttons"><button type="button" class="md-button md-button--primary" @click=${() => room.showLoop()}>Go on with the loop</button></p>
  </section>`;
}

function chosen<T extends string>(name: string, label: string, value: string, options: [T | "", string][], change: (value: string) => void): TemplateResult {
  return html`<label class="mr-field"><span>${label}</span>
    <select name=${name} @change=${(event: Event) => change((event.target as HTMLSelectElement).value)}>
      ${options.map(([key, text]) => html`<option value=${key} ?selected=${key === value}>${text}</option>`)}
    </select></label>`;
}

function draw(room: LobbyHost): TemplateResult {
  const { wish, drawn, drawing } = room;
  const kinds: [RoundKind | "", string][] = [["", "Any round"], ...(Object.entries(ROUND_TITLES) as [RoundKind, string][])];
  const impacts: [string, string][] = [["", "Any impact"], ["critical", "Critical only"], ["high", "High and above"], ["medium", "Medium and above"]];
  return html`<section class="mr-box" aria-labelledby="mr-draw">
    <h2 id="mr-draw">Draw one</h2>
    <p>Chance prefers what pays most, what you rated low and what you have not sat.</p>
    <div class="mr-fields">
      ${chosen("kind", "Round", wish.kind, kinds, (kind) => room.setWish({ kind: kind as RoundKind }))}
      ${chosen("impact", "Impact", wish.impact, impacts as ["", string][], (impact) => room.setWish({ impact: impact as (typeof IMPACTS)[number] }))}
      ${chosen("longest", "Length", String(wish.longest), LENGTHS.map(([value, text]) => [String(value), text]) as ["", string][], (longest) => room.setWish({ longest: Number(longest) }))}
    </div>
    <p class="mr-buttons">
      <button type="button" class="md-button ${drawn ? "" : "md-button--primary"}" ?disabled=${drawing} @click=${() => void room.draw()}>${drawing ? "Drawing…" : drawn ? "Draw again" : "Draw"}</button>
    </p>
    <div class="mr-drawn" aria-live="polite">${drawn ? drawnRow(room, drawn.row, drawn.why) : room.nothingFits ? html`<p>No mock interview fits. Allow more lengths or impacts.</p>` : nothing}</div>
  </section>`;
}

function drawnRow(room: LobbyHost, row: MockRow, why: string[]): TemplateResult {
  return html`<div class="mr-card">
    <h3>${row.title}</h3>
    ${chips(row)}
    <p class="mr-why">Drawn for: ${why.join(", ")}.</p>
    <p class="mr-buttons"><button type="button" class="md-button md-button--primary" @click=${() => void room.open(row.id)}>Sit this one</button></p>
  </div>`;
}

function loops(room: LobbyHost): TemplateResult {
  return html`<section class="mr-box" aria-labelledby="mr-loops">
    <h2 id="mr-loops">A whole loop</h2>
    <p>Several rounds in a row with breaks, drawn in the same way. The debriefs wait until the end, as the real one does.</p>
    <ul class="mr-loops">
      ${LOOPS.map(
        (plan) => html`<li class="mr-card">
          <h3>${plan.title}</h3>
          <p>${plan.summary}</p>
          <button type="button" class="md-button" ?disabled=${room.drawing} aria-label="Begin the loop: ${plan.title}" @click=${() => void room.beginLoop(plan)}>Begin</button>
        </li>`,
      )}
    </ul>
  </section>`;
}

function list(room: LobbyHost): TemplateResult {
  const { wish, listed } = room;
  const found = fitting(room.mocks, wish);
  const types: [string, string][] = [["", "Anything"], ["walkthrough", "Walkthroughs"], ["question", "Questions"], ["problem", "Problems"], ["script", "Scripts"]];
  const shown = found.slice(0, listed);
  return html`<section class="mr-box" aria-labelledby="mr-list">
    <h2 id="mr-list">Choose one</h2>
    <div class="mr-fields">
      <label class="mr-field mr-field--wide"><span>Title or topic</span>
        <input type="search" name="words" .value=${wish.words} @input=${(event: Event) => room.setWish({ words: (event.target as HTMLInputElement).value })} /></label>
      ${chosen("type", "Made from", wish.type, types as ["", string][], (type) => room.setWish({ type: type as MockRow["type"] }))}
    </div>
    <p role="status" class="mr-count">${found.length === room.mocks.length ? `All ${found.length}` : `${found.length} of ${room.mocks.length}`} mock interviews${wish.kind || wish.impact || wish.longest ? ", with the wishes above" : ""}.</p>
    <ul class="mr-list">
      ${shown.map(
        (row) => html`<li>
          <button type="button" @click=${() => void room.open(row.id)}><span class="mr-list__title">${row.title}</span>
            <span class="mr-list__about">${ROUND_TITLES[row.kind]} · ${minutesText(row.minutes)} · ${TYPE_TITLES[row.type]} · ${titled(row.impact)}</span></button>
        </li>`,
      )}
    </ul>
    ${found.length > shown.length
      ? html`<p><button type="button" class="md-button" @click=${() => room.listMore()}>Show ${Math.min(found.length - shown.length, 4 * LISTED)} more</button></p>`
      : nothing}
  </section>`;
}
