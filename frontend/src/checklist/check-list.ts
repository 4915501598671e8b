/**
 * `<check-list list="ID" noun="step">`: remembers the ticks of the boxes inside it (`input[data-item]`) and tells how far
 * the reader is, in the whole and in each `[data-group]`. Without this script the boxes stand there and forget.
 */

import { openStore } from "../store/indexed-store";
import type { LogEvent, Store } from "../store/store";
import { KIND, progressText, spokenText, ticked, tickOf, VERSION, type Tick } from "./ticks";

interface Group {
  title: string;
  boxes: HTMLInputElement[];
  count: HTMLElement | undefined;
}

function button(label: string, press: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.hidden = true;
  made.addEventListener("click", press);
  return made;
}

export class CheckList extends HTMLElement {
  #boxes: HTMLInputElement[] = [];
  #groups: Group[] = [];
  #state: HTMLElement | undefined;
  /** What stands in the state before any script: the size and the length. */
  #length = "";
  #clear = button("Clear ticks", () => void this.#clearAll());
  #undo = button("Undo", () => void this.#takeBack());
  #spoken = document.createElement("p");
  #trouble = document.createElement("p");
  /** Events of this list by id. */
  #events = new Map<string, LogEvent>();
  /** What the reader has set and is not yet on disk. */
  #pending = new Map<string, { done: boolean }>();
  /** What "Clear ticks" took away, until the next tick. */
  #cleared: string[] = [];
  #listeners: AbortController | undefined;
  #stop: (() => void) | undefined;

  connectedCallback(): void {
    if (!this.#state) this.#build();
    this.#listeners = new AbortController();
    this.addEventListener("change", (event) => this.#onChange(event), { signal: this.#listeners.signal });
    const early = this.#boxes.filter((box) => box.checked).map((box) => box.dataset["item"] ?? "");
    for (const item of early) this.#pending.set(item, { done: true });
    this.#show();
    void this.#load(early);
  }

  disconnectedCallback(): void {
    this.#listeners?.abort();
    this.#stop?.();
    this.#stop = undefined;
  }

  get #list(): string {
    return this.getAttribute("list") ?? "";
  }

  get #noun(): string {
    return this.getAttribute("noun") ?? "point";
  }

  #build(): void {
    // A page brought back from a cache carries what its former element wrote.
    for (const old of this.querySelectorAll(".check-list__actions, .check-list__spoken, .check-list__trouble")) old.remove();
    this.#boxes = [...this.querySelectorAll<HTMLInputElement>("input[data-item]")];
    this.#groups = [...this.querySelectorAll<HTMLElement>("[data-group]")].map((group) => ({
      title: group.dataset["title"] ?? "",
      boxes: [...group.querySelectorAll<HTMLInputElement>("input[data-item]")],
      count: group.querySelector<HTMLElement>(".check-list__count") ?? undefined,
    }));
    const head = this.querySelector<HTMLElement>(".check-list__head") ?? this.appendChild(document.createElement("div"));
    this.#state = head.querySelector<HTMLElement>(".check-list__state") ?? head.appendChild(document.createElement("p"));
    this.#length = this.#state.dataset["length"] ?? this.#state.textContent?.split(" · ")[1] ?? "";
    this.#state.dataset["length"] = this.#length;
    const actions = document.createElement("div");
    actions.className = "check-list__actions";
    actions.append(this.#clear, this.#undo);
    this.#spoken.className = "check-list__spoken";
    this.#spoken.setAttribute("role", "status");
    this.#trouble.className = "check-list__trouble";
    this.#trouble.setAttribute("role", "alert");
    head.append(actions);
    head.after(this.#trouble, this.#spoken);
  }

  // --- what is kept

  /** Read the ticks of earlier visits, and keep those made before this script ran. */
  async #load(early: string[]): Promise<void> {
    try {
      const store = await openStore();
      if (!this.isConnected || this.#stop) return;
      this.#stop = store.onAppend((event) => {
        if (!this.#take([event])) return;
        this.#show();
      });
      this.#take(await store.events(KIND));
      const known = ticked(this.#events.values(), this.#list);
      for (const item of early) {
        if (known.has(item)) this.#pending.delete(item);
        else void this.#keep({ [item]: true });
      }
      this.dataset["loaded"] = "true";
      this.#show();
    } catch (error) {
      this.#tellTrouble(error);
    }
  }

  /** Take in those of the events that are of this list; gives whether there was one. */
  #take(events: Iterable<LogEvent>): boolean {
    const before = this.#events.size;
    for (const event of events) {
      if (tickOf(event)?.list === this.#list) this.#events.set(event.id, event);
    }
    return this.#events.size > before;
  }

  /** Show what the reader set at once, and append it to the log. */
  async #keep(set: Record<string, boolean>): Promise<void> {
    const marks = Object.entries(set).map(([item, done]) => ({ item, done }));
    for (const mark of marks) this.#pending.set(mark.item, mark);
    this.#show();
    try {
      const store: Store = await openStore();
      const append = async (mark: { item: string; done: boolean }): Promise<void> => {
        const tick: Tick = { list: this.#list, ...mark };
        this.#take([await store.append(KIND, tick, VERSION)]);
        // Set anew meanwhile: then that event is on its way, and decides.
        if (this.#pending.get(mark.item) === mark) this.#pending.delete(mark.item);
      };
      await Promise.all(marks.map(append));
      this.#trouble.textContent = "";
    } catch (error) {
      this.#tellTrouble(error);
    }
    this.#show();
  }

  #tellTrouble(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#trouble.textContent = `Ticks are not kept. ${reason}`;
  }

  // --- what the reader does

  #onChange(event: Event): void {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || !this.#boxes.includes(box)) return;
    this.#cleared = [];
    void this.#keep({ [box.dataset["item"] ?? ""]: box.checked });
    const group = this.#groups.find((each) => each.boxes.includes(box));
    const inGroup = group ? this.#progress(group.boxes) : "";
    this.#spoken.textContent = spokenText(box.checked, group?.title ?? "", inGroup, this.#progress(this.#boxes));
  }

  async #clearAll(): Promise<void> {
    this.#cleared = this.#boxes.filter((box) => box.checked).map((box) => box.dataset["item"] ?? "");
    const kept = this.#keep(Object.fromEntries(this.#cleared.map((item) => [item, false])));
    this.#undo.focus({ preventScroll: true });
    this.#spoken.textContent = `${this.#cleared.length} cleared. Press Undo to bring them back.`;
    await kept;
  }

  async #takeBack(): Promise<void> {
    const items = this.#cleared;
    this.#cleared = [];
    const kept = this.#keep(Object.fromEntries(items.map((item) => [item, true])));
    this.#clear.focus({ preventScroll: true });
    this.#spoken.textContent = `Taken back. ${this.#progress(this.#boxes)}.`;
    await kept;
  }

  // --- what it shows

  #progress(boxes: HTMLInputElement[]): string {
    return progressText(boxes.filter((box) => box.checked).length, boxes.length, this.#noun);
  }

  #show(): void {
    const kept = ticked(this.#events.values(), this.#list);
    for (const box of this.#boxes) {
      const item = box.dataset["item"] ?? "";
      box.checked = this.#pending.get(item)?.done ?? kept.has(item);
    }
    for (const { boxes, count } of this.#groups) if (count) count.textContent = this.#progress(boxes);
    const any = this.#boxes.some((box) => box.checked);
    if (any) this.#cleared = [];
    if (this.#state) this.#state.textContent = this.#progress(this.#boxes) + (this.#length && ` · ${this.#length}`);
    this.#undo.hidden = this.#cleared.length === 0;
    // A button that is hidden must not take the keyboard's place with it.
    const held = document.activeElement === this.#clear || document.activeElement === this.#undo;
    this.#clear.hidden = !any;
    if (held && document.activeElement instanceof HTMLButtonElement && document.activeElement.hidden) {
      (this.#undo.hidden ? this.#boxes[0] : this.#undo)?.focus({ preventScroll: true });
    }
  }
}

customElements.define("check-list", CheckList);
