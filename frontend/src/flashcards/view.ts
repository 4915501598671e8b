/** What the study card shows. */

import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import type { StudyCard } from "./deck";
import type { CardsHost } from "./host";
import { GRADES, whenText, type Grade } from "./schedule";
import { clock, judged } from "./speech";
import type { Study } from "./study";

type Shown = TemplateResult | typeof nothing;

const NAMES: Record<Grade, string> = { again: "Again", hard: "Hard", good: "Good", easy: "Easy" };
const LIKENESS = {
  same: "Right.",
  close: "Nearly: look at the spelling.",
  different: "Not what is expected.",
} as const;

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

export function cardsView(host: CardsHost): Shown {
  if (host.empty) return emptyView(host);
  if (host.failure) return failureView(host);
  const { study } = host;
  if (!study || host.fallback?.isConnected) return nothing;
  return html`
    <div class="fc" role="group" aria-label="Cards: ${study.deck.title}">
      ${decksView(host, study)} ${topView(study)} ${study.card ? cardView(host, study, study.card) : restView(host, study)}
      ${study.leech ? leechView(host, study) : nothing} ${study.problem ? problemView(study) : nothing}
      <p class="fc-hidden" role="status">${study.message}</p>
    </div>
  `;
}

/** Which of the reader's decks is studied, where there is more than one; or the topic, where the address names one. */
function decksView(host: CardsHost, study: Study): Shown {
  const { decks } = study.deck;
  const topic = new URLSearchParams(location.search).get("topic");
  if (topic && !decks && !host.hasAttribute("entry")) {
    return html`<p class="fc-chosen">Only <b>${topic.replaceAll("-", " ")}</b>. <a href=${location.pathname}>All topics</a></p>`;
  }
  if (!decks || decks.length < 2) return nothing;
  const chosen = new URLSearchParams(location.search).get("deck") ?? "";
  return html`
    <label class="fc-chosen">
      Deck
      <select @change=${(event: Event) => host.choose((event.target as HTMLSelectElement).value)}>
        <option value="" ?selected=${chosen === ""}>All your cards</option>
        ${decks.map(({ name, cards }) => html`<option value=${name} ?selected=${name === chosen}>${name} (${cards})</option>`)}
      </select>
    </label>
  `;
}

function topView(study: Study): TemplateResult {
  const { learning, due, new: fresh, reviewed_today: done } = study.standing.counts;
  const left = learning + due + fresh;
  const count = (name: string, label: string, value: number): TemplateResult => html`
    <li class="fc-count fc-count--${name}" data-count=${name}><b>${value}</b> ${label}</li>
  `;
  return html`
    <div class="fc-top">
      <p class="fc-title">${left} left today</p>
      <ul class="fc-counts" aria-label="Left today">
        ${count("learning", "learning", learning)} ${count("due", "due", due)} ${count("new", "new", fresh)}
      </ul>
      <progress class="fc-progress" max=${Math.max(1, done + left)} .value=${done} aria-label="Reviewed today"></progress>
    </div>
  `;
}

function cardView(host: CardsHost, study: Study, card: StudyCard): TemplateResult {
  const open = study.phase === "answer";
  const faces = card.faces();
  return html`
    ${keyed(
      card.id,
      html`
        <div class="fc-card" tabindex="-1" role="group" aria-label="Card" data-card=${card.id}>
          <div class="fc-face fc-face--question">
            <p class="fc-label">Question${study.ahead ? html`<span class="fc-note">not due yet</span>` : nothing}</p>
            <div class="fc-text">${unsafeHTML(faces.front)}</div>
            ${faces.answer ? typedView(host, open, faces.answer) : nothing}
            ${faces.seconds ? speechView(host, open, faces.seconds) : nothing}
          </div>
          ${open
            ? html`
                <div class="fc-face fc-face--answer" tabindex="-1" role="group" aria-label="Answer">
                  <p class="fc-label">Answer</p>
                  ${faces.answer ? likenessView(host, faces.answer) : nothing}
                  <div class="fc-text">${unsafeHTML(faces.back)}</div>
                  ${sourceView(host, card.page)}
                </div>
              `
            : nothing}
        </div>
        ${codeView(host, card)}
      `,
    )}
    <div class="fc-actions">
      ${open
        ? html`
            <div class="fc-grades" role="group" aria-label="How well did you know it?">
              ${GRADES.map((grade, place) => gradeView(host, study, grade, place + 1))}
            </div>
          `
        : html`
            <button class="fc-button fc-button--main fc-show" type="button" aria-keyshortcuts="Space Enter" @click=${() => host.show()}>
              Show answer <kbd aria-hidden="true">Space</kbd>
            </button>
          `}
      ${moreView(host, study, card)}
    </div>
  `;
}

function typedView(host: CardsHost, open: boolean, expected: string): TemplateResult {
  if (!comparing) fetchComparing(host);
  return html`
    <label class="fc-typed">
      <span>Your answer</span>
      <input
        class="fc-typed__input"
        type="text"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        enterkeyhint="done"
        size=${Math.min(40, Math.max(12, expected.length + 4))}
        .value=${host.typed}
        ?readonly=${open}
        @input=${(event: Event) => {
          host.typed = (event.target as HTMLInputElement).value;
        }}
      />
    </label>
  `;
}

/** Compares what was typed; fetched with the first card that is answered by typing. */
let comparing: typeof import("../cards/answers") | undefined;

function fetchComparing(host: CardsHost): void {
  const fetched = (module: typeof import("../cards/answers")): void => {
    comparing = module;
    host.requestUpdate();
  };
  import("../cards/answers").then(fetched, () => {}); // without it the answer is shown and not compared
}

function likenessView({ typed }: CardsHost, expected: string): Shown {
  if (typed.trim() === "" || !comparing) return nothing;
  const like = comparing.likeness(typed, expected);
  return html`<p class="fc-likeness fc-likeness--${like}" role="status">
    <b>${LIKENESS[like]}</b> ${like === "same" ? nothing : html`Expected: <code>${expected}</code>`}
  </p>`;
}

function speechView(host: CardsHost, open: boolean, target: number): TemplateResult {
  const { state, seconds } = host.speech;
  const time = html`<span class="fc-speech__time" role="timer">${clock(seconds)}</span> of ${clock(target)}`;
  if (state === "spoken" || (open && state === "speaking")) {
    return html`<p class="fc-speech">You spoke ${time}: ${judged(seconds, target)}.</p>`;
  }
  if (open) return html`<p class="fc-speech">Target: ${clock(target)}.</p>`;
  return html`
    <p class="fc-speech" data-over=${String(seconds > target)}>
      ${state === "ready"
        ? html`<button class="fc-button" type="button" @click=${() => host.speech.start()}>Say it aloud</button> Target: ${clock(target)}.`
        : html`<button class="fc-button" type="button" @click=${() => host.show()}>Done speaking</button> ${time}`}
    </p>
  `;
}

/** The runner for a card that asks for code: the problem's own tests, or the reader's. */
function codeView(host: CardsHost, card: StudyCard): Shown {
  const { problem, code } = card.faces();
  if (problem) {
    const source = new URL(`assets/problems/${problem}.json`, host.root).href;
    return html`<div class="gr-tool fc-code"><code-runner problem=${problem} src=${source} from-memory></code-runner></div>`;
  }
  if (!code) return nothing;
  return html`<div class="gr-tool fc-code"><code-runner problem="card" .given=${code} from-memory><pre>${code.starter}</pre></code-runner></div>`;
}

function sourceView(host: CardsHost, page: string): Shown {
  const source = new URL(page, host.root);
  if (!page || source.origin !== location.origin || source.pathname === location.pathname) return nothing;
  return html`<p class="fc-source"><a href=${source.href}>Read the whole page</a></p>`;
}

function gradeView(host: CardsHost, study: Study, grade: Grade, key: number): TemplateResult {
  const interval = study.interval(grade);
  return html`
    <button
      class="fc-button fc-grade fc-grade--${grade}"
      type="button"
      data-grade=${grade}
      aria-keyshortcuts=${key}
      @click=${() => host.grade(grade)}
    >
      <span class="fc-grade__name">${NAMES[grade]}</span>
      <span class="fc-grade__interval" aria-hidden="true">${interval?.text ?? "…"}</span>
      <span class="fc-hidden">${interval ? `, back in ${interval.words}` : ""}</span>
      <kbd aria-hidden="true">${key}</kbd>
    </button>
  `;
}

/** What else can be done with a card, out of the way of a thumb. */
function moreView(host: CardsHost, study: Study, card: StudyCard): TemplateResult {
  const button = (label: string, key: string, act: () => void, disabled = false): TemplateResult => html`
    <button class="fc-quiet" type="button" aria-keyshortcuts=${key} ?disabled=${disabled} @click=${act}>
      ${label} <kbd aria-hidden="true">${key.toLowerCase()}</kbd>
    </button>
  `;
  return html`
    <div class="fc-more" role="group" aria-label="This card">
      ${button("Undo", "U", () => void study.undo(), !study.undoable)}
      ${button(card.note ? "Edit" : "Make it mine", "E", () => host.edit())}
      ${button("Bury till tomorrow", "B", () => void study.setAside("bury"))}
      ${button("Suspend", "S", () => void study.setAside("suspend"))}
    </div>
  `;
}

function leechView(host: CardsHost, study: Study): TemplateResult {
  const { lapses, note } = study.leech!;
  return html`
    <div class="fc-leech" role="status">
      <p>
        <b>That card does not stick.</b> You forgot it ${lapses === 1 ? "once" : `${lapses} times`}, so it is set aside.
        ${note ? "Rewrite it: one fact, in your own words." : "Read its page once more, or make a simpler card of your own."}
      </p>
      <button class="fc-button" type="button" @click=${() => void study.bringBack()}>Keep it in the deck</button>
      <a class="fc-button" href=${new URL("decks/yours/#suspended", host.root).href}>Cards set aside</a>
    </div>
  `;
}

/** What stands in the card's place when there is none. */
function restView(host: CardsHost, study: Study): TemplateResult {
  if (study.phase === "scheduling") {
    return html`<div class="fc-card fc-card--waiting" tabindex="-1">
      <p>${study.problem ? "Waiting for the scheduler." : "Working out what comes next…"}</p>
    </div>`;
  }
  const { next_due: next, held_back: held, held_due: heldDue, counts, skipped } = study.standing;
  return html`
    <div class="fc-done" tabindex="-1" role="group" aria-label="Done">
      <svg class="fc-done__mark" viewBox="0 0 48 48" aria-hidden="true">
        <circle cx="24" cy="24" r="21" />
        <path d="M15 25l6.5 6.5L34 18" />
      </svg>
      <p class="fc-done__head">Done for now</p>
      <p>
        ${counts.reviewed_today > 0
          ? `You did ${plural(counts.reviewed_today, "review")} of these cards today.`
          : "None of these cards is due."}
        ${next === null ? nothing : `The next card is due ${whenText(next, host.now())}.`}
      </p>
      ${held > 0 ? html`<p>${held} new card${held === 1 ? " waits" : "s wait"} for another day.</p>` : nothing}
      ${heldDue > 0 ? html`<p>${heldDue} due card${heldDue === 1 ? " is" : "s are"} beyond today’s limit.</p>` : nothing}
      ${skipped > 0 ? html`<p>${plural(skipped, "review")} in your log could not be read and count for nothing.</p>` : nothing}
      ${host.atRisk
        ? html`<p class="fc-risk">
            This browser may clear your reviews when space runs short.
            <a href=${new URL("about/your-data/", host.root).href}>Back up, or ask it to keep them</a>.
          </p>`
        : nothing}
      <div class="fc-done__actions">
        ${held > 0
          ? html`<button class="fc-button fc-more-new" type="button" @click=${() => study.moreNew()}>Learn more new cards</button>`
          : nothing}
        ${study.seen
          ? html`<button class="fc-button fc-ahead" type="button" @click=${() => study.reviewAhead()}>Review ahead</button>`
          : nothing}
        ${study.undoable
          ? html`<button class="fc-button" type="button" aria-keyshortcuts="U" @click=${() => void study.undo()}>Undo</button>`
          : nothing}
        <a class="fc-button" href=${new URL("decks/figures/", host.root).href}>What you remember</a>
        <a class="fc-button" href=${new URL("decks/", host.root).href}>Other decks</a>
      </div>
    </div>
  `;
}

function problemView(study: Study): TemplateResult {
  return html`
    <div class="fc-problem" role="alert">
      <p>${study.problem}</p>
      <button class="fc-button" type="button" @click=${() => study.retry()}>Try again</button>
    </div>
  `;
}

function emptyView(host: CardsHost): TemplateResult {
  const elsewhere = new URLSearchParams(location.search).has("deck");
  return html`
    <div class="fc-card fc-card--waiting">
      <p>${host.failure} ${elsewhere ? nothing : "Make one below, or bring a deck from Anki."}</p>
      ${elsewhere ? html`<button class="fc-button" type="button" @click=${() => host.choose("")}>All your cards</button>` : nothing}
    </div>
  `;
}

function failureView(host: CardsHost): TemplateResult {
  return html`
    <div class="fc-problem" role="alert">
      <p>${host.failure}</p>
      <button class="fc-button" type="button" @click=${() => host.again()}>Try again</button>
    </div>
  `;
}
