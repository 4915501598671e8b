/**
 * `<flash-cards src="…/assets/decks/ID.json" entry="…">`: the study card. `entry` narrows the deck to one entry's cards, and
 * `?topic=` in the address to one topic's. `<flash-cards own>` studies the reader's own cards, `?deck=` one deck of them.
 *
 * Its children are what a reader without JavaScript sees; they stay until the first card is there, and when it cannot be.
 */

import { LitElement, type PropertyValues, type TemplateResult } from "lit";
import { NOTES } from "../cards/notes";
import { engine } from "../engine/client";
import type { Engine } from "../engine/engine";
import { openStore } from "../store/indexed-store";
import type { Store } from "../store/store";
import { DeckError, EmptyDeck, fetchDeck, ownDeck, type Deck } from "./deck";
import type { CardsHost } from "./host";
import { GRADES, type Grade } from "./schedule";
import { Speech } from "./speech";
import { Study } from "./study";
import { Swipe } from "./swipe";
import { cardsView } from "./view";

/** What the element needs from outside. */
export interface Deps {
  engine: Engine;
  openStore(): Promise<Store>;
  /** Milliseconds since 1970. */
  now(): number;
}

const INTERACTIVE = "a, button, input, select, textarea, summary, [contenteditable]";
/** Where keys are text, not commands. */
const WRITING = "input, select, textarea, [contenteditable], code-runner";
/** Reviews that it would hurt to lose. */
const WORTH_A_BACKUP = 50;
const LOAD_AGAIN_AFTER_MS = 300;
const ROOT = siteRoot(new URL(import.meta.url));

export class FlashCards extends LitElement implements CardsHost {
  deps: Deps = { engine, openStore, now: () => Date.now() };

  study: Study | undefined;
  failure = "";
  empty = false;
  atRisk = false;
  typed = "";
  speech = new Speech(() => this.deps.now(), () => this.requestUpdate());
  readonly root = ROOT;
  fallback: Element | undefined;
  /** Whether the reader has shown that they will study; it holds for a deck that is loaded anew. */
  private intended = false;
  private loads = 0;
  private loadTimer: ReturnType<typeof setTimeout> | undefined;
  private toAnswer = false;
  private readonly endings: (() => void)[] = [];
  private readonly swipe = new Swipe();

  protected override createRenderRoot(): HTMLElement {
    return this; // light DOM, so that the theme's styles apply
  }

  override connectedCallback(): void {
    if (!this.fallback && this.childNodes.length > 0) {
      this.fallback = document.createElement("div");
      this.fallback.className = "fc-fallback";
      this.fallback.append(...this.childNodes);
      this.append(this.fallback);
    }
    super.connectedCallback();
    for (const intent of ["pointerenter", "focusin"]) this.listen(this, intent, () => this.intend());
    this.listen(this, "keydown", (event) => this.onKey(event as KeyboardEvent));
    this.listen(document, "keydown", (event) => this.onPageKey(event as KeyboardEvent));
    this.listen(document, "visibilitychange", () => this.study?.sight(document.visibilityState === "visible"));
    this.swipe.follow(this, {
      ready: () => this.study?.phase === "question" || this.study?.phase === "answer",
      done: (direction) => {
        if (this.study?.phase === "question") this.show();
        else this.grade(direction === "right" ? "good" : "again");
      },
    });
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const end of this.endings.splice(0)) end();
    this.swipe.leave();
    clearTimeout(this.loadTimer);
    this.loads += 1;
    this.study?.end();
    this.study = undefined;
    this.speech.reset();
  }

  private intend(): void {
    this.intended = true;
    this.study?.intend();
  }

  private listen(target: EventTarget, type: string, listener: (event: Event) => void): void {
    target.addEventListener(type, listener);
    this.endings.push(() => target.removeEventListener(type, listener));
  }

  now(): number {
    return this.deps.now();
  }

  // Loading ------------------------------------------------------------------------------------------------------------

  private async load(): Promise<void> {
    const load = ++this.loads;
    this.failure = "";
    this.empty = false;
    this.onChange();
    try {
      const store = await this.deps.openStore();
      if (this.hasAttribute("own") && load === this.loads) this.followNotes(store);
      const deck = await this.deck(store);
      if (load !== this.loads) return;
      this.study?.end();
      const study = new Study(deck, { engine: this.deps.engine, store, now: this.deps.now }, () => this.onChange());
      this.study = study;
      await study.start();
      if (this.intended) study.intend();
      this.fallback?.remove();
      this.atRisk = study.log.count > WORTH_A_BACKUP && (await navigator.storage?.persisted?.().catch(() => true)) === false;
    } catch (error) {
      if (load !== this.loads) return;
      this.study?.end();
      this.study = undefined;
      this.empty = error instanceof EmptyDeck;
      if (this.fallback && !this.empty) this.append(this.fallback);
      if (this.empty) this.fallback?.remove();
      this.failure = error instanceof Error ? error.message : String(error);
      if (!(error instanceof DeckError)) this.failure = `Your reviews cannot be remembered here. ${this.failure}`;
    }
    this.onChange();
  }

  private async deck(store: Store): Promise<Deck> {
    const address = new URLSearchParams(location.search);
    if (this.hasAttribute("own")) {
      const { facesOf } = await import("../cards/faces");
      return ownDeck(store, facesOf, address.get("deck") ?? "");
    }
    const entry = this.getAttribute("entry") ?? "";
    const choice = entry ? { entry } : { topic: address.get("topic") ?? "" };
    return fetchDeck(new URL(this.getAttribute("src") ?? "", document.baseURI), choice);
  }

  /** Notes that were added or changed, here or in another tab, are in the deck at once. */
  private followNotes(store: Store): void {
    if (this.dataset["follows"]) return;
    this.dataset["follows"] = "notes";
    const end = store.onAppend(({ kind }) => {
      if (kind !== NOTES) return;
      clearTimeout(this.loadTimer);
      this.loadTimer = setTimeout(() => void this.load(), LOAD_AGAIN_AFTER_MS);
    });
    this.endings.push(end, () => delete this.dataset["follows"]);
  }

  again(): void {
    void this.load();
  }

  /** The address keeps the choice. */
  choose(deck: string): void {
    const address = new URL(location.href);
    if (deck) address.searchParams.set("deck", deck);
    else address.searchParams.delete("deck");
    history.replaceState(history.state, "", address);
    void this.load();
  }

  private onChange(): void {
    const waiting = this.fallback?.isConnected && !this.failure;
    this.dataset["phase"] = this.empty ? "empty" : this.failure ? "failed" : waiting ? "loading" : (this.study?.phase ?? "loading");
    this.dataset["scheduled"] = String(this.study?.scheduled ?? false);
    this.requestUpdate();
  }

  // Keyboard and focus -------------------------------------------------------------------------------------------------

  private onKey(event: KeyboardEvent): void {
    if (!this.study || event.defaultPrevented || event.altKey || event.repeat) return;
    const target = event.target as Element;
    const { phase } = this.study;
    const command = event.ctrlKey || event.metaKey;
    let act: (() => void) | undefined;
    if (target.matches(".fc-typed__input")) act = this.typedAction(event.key, command, phase);
    else if (!command && !target.closest(WRITING)) act = this.action(event.key, phase, target);
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** Keys in the field for an answer are its text, but for those that no answer begins with. */
  private typedAction(key: string, command: boolean, phase: Study["phase"]): (() => void) | undefined {
    if (key === "Escape") return () => this.querySelector<HTMLElement>(".fc-card")?.focus();
    if (this.typed === "" && command && key === "z" && this.study?.undoable) return () => void this.study?.undo();
    if (command || phase !== "question") return undefined;
    return key === "Enter" || (key === " " && this.typed === "") ? () => this.show() : undefined;
  }

  private action(key: string, phase: Study["phase"], target: Element): (() => void) | undefined {
    const grade = GRADES[Number(key) - 1];
    if (phase === "answer" && grade) return () => this.grade(grade);
    if (key === "u" && this.study?.undoable) return () => void this.study?.undo();
    if (phase !== "question" && phase !== "answer") return undefined;
    if (key === "e") return () => this.edit();
    if (key === "b") return () => void this.study?.setAside("bury");
    if (key === "s") return () => void this.study?.setAside("suspend");
    // A button or link does its own thing.
    if ((key === " " || key === "Enter") && !target.closest(INTERACTIVE)) {
      if (phase === "question") return () => this.show();
      if (key === " ") return () => this.grade("good");
    }
    return undefined;
  }

  /** On a page about the deck alone, the keys work before anything in it was clicked. */
  private onPageKey(event: KeyboardEvent): void {
    if (this.hasAttribute("entry") || event.target !== document.body || event.shiftKey) return;
    const card = this.querySelector(".fc-card, .fc-done")?.getBoundingClientRect();
    if (!card || card.bottom < 0 || card.top + card.height / 2 > window.innerHeight) return;
    if (this.study?.phase === "question" || event.key === "u") this.onKey(event);
  }

  show(): void {
    this.toAnswer = true;
    this.speech.stop();
    this.study?.show();
  }

  grade(grade: Grade): void {
    void this.study?.grade(grade);
  }

  /** Open the card in the notebook: a card of the reader's own to change it, one of the site's to make a version of one's own. */
  edit(): void {
    const card = this.study?.card;
    if (!card) return;
    const address = new URL("decks/yours/", this.root);
    if (card.note) address.searchParams.set("note", card.note.id);
    else address.searchParams.set("from", card.id);
    if (!card.note) {
      const { front, back } = card.faces();
      sessionStorage.setItem("greenroom:clip", JSON.stringify({ front, back, page: card.page, card: card.id, format: "html" }));
    }
    location.assign(address);
  }

  protected override update(changed: PropertyValues): void {
    const inside = this.contains(document.activeElement);
    const card = this.study?.card;
    const shown = this.querySelector<HTMLElement>(".fc-card")?.dataset["card"];
    if (shown !== card?.id || this.study?.phase === "done") {
      this.typed = "";
      this.speech.reset();
    }
    super.update(changed);
    const lost = inside && !this.contains(document.activeElement);
    if (this.toAnswer && this.study?.phase === "answer") {
      this.focusOn(".fc-face--answer", ".fc-actions");
    } else if (lost) {
      const input = this.querySelector(".fc-typed__input");
      this.focusOn(input ? ".fc-typed__input" : ".fc-card, .fc-done", ".fc-card, .fc-done");
    }
    this.toAnswer = false;
    // A tool inside a card is defined by the page's script when its tag is there.
    if (this.querySelector("code-runner:not(:defined)")) document.dispatchEvent(new Event("greenroom:components"));
  }

  /** Focus what is new, and scroll only as far as needed to see what comes next. */
  private focusOn(focused: string, seen: string): void {
    this.querySelector<HTMLElement>(focused)?.focus({ preventScroll: true });
    this.querySelector(seen)?.scrollIntoView({ block: "nearest" });
  }

  protected override render(): TemplateResult | symbol {
    return cardsView(this);
  }
}

/** The site's root, from the address of a file in its `assets/`. */
function siteRoot(address: URL): URL {
  const end = address.pathname.lastIndexOf("/assets/") + 1;
  return new URL(address.pathname.slice(0, end) || "/", address);
}

customElements.define("flash-cards", FlashCards);
