/** Which entries of a list a choice of filters keeps; plain logic, without the page. */

/** The facets that can be chosen, in the order of the form. */
export const FACETS = ["status", "kind", "language", "difficulty", "pattern", "impact", "topic", "company"] as const;
export type Facet = (typeof FACETS)[number];

/** A reader's choice; an empty string is no choice. */
export type Choice = Record<Facet | "text", string>;

/** What is known of one entry of the list. */
export interface Listed {
  /** The facets with one value for each entry. */
  single: Partial<Record<Facet, string>>;
  topics: readonly string[];
  companies: readonly string[];
  words: string;
}

export const EVERYTHING: Choice = { text: "", status: "", kind: "", language: "", difficulty: "", pattern: "", impact: "", topic: "", company: "" };

/** Text in lower case without accents, so that "resume" finds "résumé". */
export function folded(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase();
}

/** Whether an entry fits every part of the choice; each word of the text must occur somewhere. */
export function matches(entry: Listed, choice: Choice): boolean {
  for (const facet of FACETS) {
    if (facet !== "topic" && facet !== "company" && choice[facet] && entry.single[facet] !== choice[facet]) return false;
  }
  if (choice.topic && !entry.topics.includes(choice.topic)) return false;
  if (choice.company && !entry.companies.includes(choice.company)) return false;
  const words = folded(choice.text).split(/\s+/).filter(Boolean);
  return words.every((word) => entry.words.includes(word));
}

/** The choice in an address; values that the list does not know are left out. */
export function fromQuery(query: string, known: Record<Facet, Record<string, string>>): Choice {
  const parameters = new URLSearchParams(query);
  const choice = { ...EVERYTHING, text: parameters.get("text") ?? "" };
  for (const facet of FACETS) {
    const value = parameters.get(facet) ?? "";
    if (Object.hasOwn(known[facet] ?? {}, value)) choice[facet] = value;
  }
  return choice;
}

/** The address's query with the choice in it; other parameters stay. */
export function toQuery(choice: Choice, query: string): string {
  const parameters = new URLSearchParams(query);
  for (const [name, value] of Object.entries(choice)) {
    if (value.trim()) parameters.set(name, value.trim());
    else parameters.delete(name);
  }
  const text = parameters.toString();
  return text ? `?${text}` : "";
}

/** What is announced: "12 of 25 questions". */
export function announcement(shown: number, total: number, noun: string): string {
  if (shown === 0) return `No ${noun} fit. Clear a filter.`;
  return shown === total ? `All ${total} ${noun}` : `${shown} of ${total} ${noun}`;
}
