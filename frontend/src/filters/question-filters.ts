/**
 * `<question-filters noun="questions">`: a form above a plain list of `<li data-kind data-impact data-topics
 * data-companies>`. Without this script the list stands as it is. The choice lives in the address, so that a link, a
 * reload and the back button bring it back.
 */

import {
  announcement,
  EVERYTHING,
  FACETS,
  folded,
  fromQuery,
  matches,
  toQuery,
  type Choice,
  type Facet,
  type Listed,
} from "./matching";
import { STATUSES } from "./statuses";

type Labels = Record<Facet, Record<string, string>>;

const NO_LABELS = Object.fromEntries(FACETS.map((facet) => [facet, {}])) as Labels;

const TITLES: Record<Exclude<Facet, "status">, string> = {
  kind: "Round",
  language: "Language",
  difficulty: "Difficulty",
  pattern: "Pattern",
  impact: "Impact",
  topic: "Topic",
  company: "Company",
};

function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

export class QuestionFilters extends HTMLElement {
  #labels: Labels = { ...NO_LABELS };
  #entries: { item: HTMLElement; listed: Listed }[] = [];
  #form: HTMLFormElement | undefined;
  #count = element("output");
  #clear = element("button", { type: "button", textContent: "Clear filters", hidden: true });
  #onPopState = (): void => this.#read();

  connectedCallback(): void {
    if (!this.#form) this.#build();
    window.addEventListener("popstate", this.#onPopState);
    this.#read();
  }

  disconnectedCallback(): void {
    window.removeEventListener("popstate", this.#onPopState);
  }

  #build(): void {
    this.querySelector("form")?.remove(); // a page brought back from a cache carries the form of its former element
    const data = this.dataset["labels"];
    if (data) this.#labels = { ...NO_LABELS, ...(JSON.parse(data) as Labels) };
    const items = this.querySelectorAll<HTMLElement>(":scope > ul > li");
    this.#entries = [...items].map((item) => ({ item, listed: describe(item) }));

    const text = element("input", { type: "search", name: "text", autocomplete: "off", placeholder: "Any words" });
    const form = element("form", {}, element("label", {}, `Search ${this.#noun}`, text));
    for (const facet of FACETS) {
      if (facet === "status") continue; // the log knows it, not the page
      const options = Object.entries(this.#labels[facet]);
      if (options.length < 2) continue;
      const select = element("select", { name: facet }, new Option("Any", ""));
      for (const [value, label] of options) select.append(new Option(label, value));
      form.append(element("label", {}, TITLES[facet], select));
    }
    this.#count.setAttribute("aria-live", "polite");
    form.append(element("div", { className: "filters-foot" }, this.#count, this.#clear));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => this.#changed());
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.#reset();
    });
    this.#clear.addEventListener("click", () => this.#reset());
    this.prepend(form);
    this.#form = form;
    for (const kind of ["problem", "review"] as const) {
      if (this.querySelector(`[data-${kind}]`)) void this.#learnStatus(kind);
    }
  }

  get #noun(): string {
    return this.getAttribute("noun") ?? "entries";
  }

  #control(name: string): HTMLInputElement | HTMLSelectElement | null {
    const found = this.#form?.elements.namedItem(name);
    return found instanceof HTMLInputElement || found instanceof HTMLSelectElement ? found : null;
  }

  #choice(): Choice {
    const choice = { ...EVERYTHING };
    for (const name of Object.keys(choice) as (keyof Choice)[]) choice[name] = this.#control(name)?.value ?? "";
    return choice;
  }

  /** Take the choice from the address. */
  #read(): void {
    this.#show(fromQuery(location.search, this.#labels));
  }

  #show(choice: Choice): void {
    for (const [name, value] of Object.entries(choice)) {
      const control = this.#control(name);
      if (control && control.value !== value) control.value = value;
    }
    this.#apply(choice);
  }

  #changed(): void {
    const choice = this.#choice();
    this.#apply(choice);
    const address = location.pathname + toQuery(choice, location.search) + location.hash;
    history.replaceState(history.state, "", address);
  }

  /** Say of each problem whether it was solved, of each review whether it is done; without a log the filter is not offered. */
  async #learnStatus(kind: keyof typeof STATUSES): Promise<void> {
    const { title, titles, read } = STATUSES[kind];
    const statuses = await read().catch(() => undefined);
    if (!statuses?.size) return;
    for (const { item, listed } of this.#entries) {
      const status = statuses.get(item.dataset[kind] ?? "") ?? "new";
      listed.single.status = status;
      if (status !== "new") item.querySelector(".gr-chips")?.append(element("li", { className: `gr-chip gr-chip--${status}`, textContent: titles[status] }));
    }
    this.#labels = { ...this.#labels, status: titles };
    const select = element("select", { name: "status" }, new Option("Any", ""));
    for (const [value, label] of Object.entries(titles)) select.append(new Option(label, value));
    this.#form?.querySelector("label")?.after(element("label", {}, title, select));
    this.#read();
  }

  #reset(): void {
    this.#show(EVERYTHING);
    this.#changed();
    this.#control("text")?.focus();
  }

  #apply(choice: Choice): void {
    let shown = 0;
    for (const { item, listed } of this.#entries) {
      const fits = matches(listed, choice);
      item.hidden = !fits;
      if (fits) shown += 1;
    }
    this.#count.value = announcement(shown, this.#entries.length, this.#noun);
    this.#clear.hidden = shown === this.#entries.length && Object.values(choice).every((value) => !value);
  }
}

function describe(item: HTMLElement): Listed {
  const { topics = "", companies = "", ...single } = item.dataset;
  return {
    single,
    topics: topics.split(" "),
    companies: companies.split("|"),
    words: folded(item.textContent ?? ""),
  };
}

customElements.define("question-filters", QuestionFilters);
