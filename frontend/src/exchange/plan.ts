/** What an import would write: which notes are new, known or like one of the reader's, and what follows from the choices. */

import { livingNotes, ordinals, type Note, type Notebook, type NoteType } from "../cards/notes";
import type { Contents, Review } from "./contents";
import { inPortions } from "./portions";

/** `new` here; `known` by its id; `alike`: asks what a note of the reader's asks, under another id. */
export type Fate = "new" | "known" | "alike";

export interface Sorted {
  note: Note;
  fate: Fate;
  /** How many cards it gives. */
  cards: number;
}

export interface Choices {
  /** Names of the decks to leave. */
  left: ReadonlySet<string>;
  /** Deck to put the decks under, or empty. */
  under: string;
  known: "update" | "leave";
  alike: "add" | "skip";
  history: boolean;
}

export const FIRST_CHOICES: Readonly<Choices> = { left: new Set(), under: "", known: "update", alike: "skip", history: true };

export interface Plan {
  /** Notes to write, new and known. */
  notes: Note[];
  added: number;
  updated: number;
  /** Cards of the notes that are added. */
  cards: number;
  reviews: Review[];
  /** Suspended cards of the notes that are added. */
  suspended: string[];
}

const ENTITIES: Record<string, string> = { nbsp: " ", amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

/** What a note asks, to be compared: the words of its first field, without mark-up and case. */
export function asks({ fields }: Note): string {
  return (fields[0] ?? "")
    .replaceAll(/<\/?(?:br|div|p|li|ul|ol|h\d|tr|td|hr)\b[^>]*>/gi, " ")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/&(nbsp|amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name]!)
    .replaceAll(/[*_`]/g, "")
    .replaceAll(/\s+/g, " ")
    .trim()
    .toLowerCase();
}

/** Sort the notes of a file by what the reader has; rests between portions. Rejects with Stopped. */
export async function sort(contents: Contents, book: Notebook, signal: AbortSignal): Promise<Sorted[]> {
  const mine = livingNotes(book);
  const known = new Set(mine.map(({ id }) => id));
  const asked = new Set<string>();
  await inPortions(mine, (note) => asked.add(asks(note)), { signal });
  asked.delete("");
  const types = typesOf(contents, book);
  const sorted: Sorted[] = [];
  const take = (note: Note): void => {
    const type = types.get(note.type);
    if (!type) return;
    const fate = known.has(note.id) ? "known" : asked.has(asks(note)) ? "alike" : "new";
    sorted.push({ note, fate, cards: ordinals(note, type).length });
  };
  await inPortions(contents.notes, take, { signal });
  return sorted;
}

/** The types that a file's notes may have. */
export function typesOf(contents: Contents, book: Notebook): Map<string, NoteType> {
  return new Map([...book.types, ...contents.types.map((type): [string, NoteType] => [type.id, type])]);
}

/** A deck's name under another, without empty parts. */
export function deckName(name: string, under: string): string {
  const parts = [...under.split("::"), ...name.split("::")].map((part) => part.trim()).filter((part) => part !== "");
  return parts.join("::") || "Default";
}

/** Whether a note is to be written. */
function isTaken({ note, fate, cards }: Sorted, { left, known, alike }: Choices): boolean {
  return cards > 0 && !left.has(note.deck) && (fate === "new" || (fate === "known" ? known === "update" : alike === "add"));
}

/** What the choices come to. */
export function planned(contents: Contents, sorted: readonly Sorted[], choices: Choices): Plan {
  const taken = sorted.filter((each) => isTaken(each, choices));
  const added = taken.filter(({ fate }) => fate !== "known");
  const isAdded = new Set(added.map(({ note }) => note.id));
  // A card that the reader has keeps its history and gets the file's, also where its text is left as it is.
  const isHere = new Set([...isAdded, ...sorted.filter(({ note, fate }) => fate === "known" && !choices.left.has(note.deck)).map(({ note }) => note.id)]);
  return {
    notes: taken.map(({ note }) => ({ ...note, deck: deckName(note.deck, choices.under) })),
    added: added.length,
    updated: taken.length - added.length,
    cards: added.reduce((sum, { cards }) => sum + cards, 0),
    reviews: choices.history ? contents.reviews.filter(({ card }) => isHere.has(noteOf(card))) : [],
    suspended: choices.history ? contents.suspended.filter((card) => isAdded.has(noteOf(card))) : [],
  };
}

/** Id of the note that a card is of. */
export const noteOf = (card: string): string => card.slice(0, card.lastIndexOf("/"));

/** How many notes of each fate there are in the chosen decks. */
export function fates(sorted: readonly Sorted[], { left }: Choices): Record<Fate, number> {
  const counts = { new: 0, known: 0, alike: 0 };
  for (const { note, fate, cards } of sorted) if (cards > 0 && !left.has(note.deck)) counts[fate] += 1;
  return counts;
}

/** The decks of a file, each with its notes and cards, in the order of their names. */
export function decksIn(sorted: readonly Sorted[]): { name: string; notes: number; cards: number }[] {
  const found = new Map<string, { name: string; notes: number; cards: number }>();
  for (const { note, cards } of sorted) {
    const deck = found.get(note.deck) ?? { name: note.deck, notes: 0, cards: 0 };
    found.set(note.deck, { ...deck, notes: deck.notes + 1, cards: deck.cards + cards });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
