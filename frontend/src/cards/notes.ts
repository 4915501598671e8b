/** The reader's own notes, made here or imported: what they hold and which cards they give. A fold over the log. */

import type { LogEvent } from "../store/store";
import { clozeNumbers } from "./cloze";

export const NOTES = "notes";
/** Notes in one event: a larger import is several. */
export const MOST_IN_EVENT = 500;
export const HOME = "My cards";

/** How a note's fields become cards. */
export interface NoteType {
  /** `basic`, ... for the site's own kinds; `anki/<id>` for an imported one. */
  id: string;
  name: string;
  kind: "standard" | "cloze";
  fields: string[];
  /** In Anki's template language; the site's own kinds have none, they are shown by `faces.ts`. */
  templates: { name: string; front: string; back: string }[];
  /** Kept for export; never applied. */
  css: string;
}

export interface Note {
  id: string;
  /** Name of its deck; `A::B` is a deck within a deck. */
  deck: string;
  /** Id of its NoteType. */
  type: string;
  fields: string[];
  format: "markdown" | "html";
  tags: string[];
  /** Ordinals of its cards where they are known otherwise than from its type. */
  cards?: number[];
  /** Page of the site it was made from, relative to the root. */
  page?: string;
  deleted?: true;
}

const own = (id: string, name: string, fields: string[], kind: "standard" | "cloze" = "standard"): NoteType => ({
  id,
  name,
  kind,
  fields,
  templates: [],
  css: "",
});

/** The kinds of card a reader can make. */
export const OWN_TYPES: readonly NoteType[] = [
  own("basic", "Question and answer", ["Front", "Back"]),
  own("reversed", "Both ways", ["Front", "Back"]),
  own("cloze", "Fill the blank", ["Text", "Extra"], "cloze"),
  own("typed", "Type the answer", ["Front", "Answer"]),
  own("aloud", "Say it aloud", ["Prompt", "Seconds", "Outline"]),
  own("code", "Write code", ["Task", "Code", "Tests"]),
];

/** The notes of a log, with the types they need. */
export interface Notebook {
  notes: Map<string, Note>;
  types: Map<string, NoteType>;
}

const isText = (value: unknown): value is string => typeof value === "string";
const areTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);

function isNote(value: unknown): value is Note {
  if (typeof value !== "object" || value === null) return false;
  const { id, deck, type, fields, format, tags, cards } = value as Partial<Note>;
  return (
    [id, deck, type].every((each) => isText(each) && each !== "") &&
    areTexts(fields) &&
    areTexts(tags) &&
    (format === "markdown" || format === "html") &&
    (cards === undefined || (Array.isArray(cards) && cards.every((each) => Number.isInteger(each) && each >= 0 && each < 1000)))
  );
}

function isType(value: unknown): value is NoteType {
  if (typeof value !== "object" || value === null) return false;
  const { id, name, kind, fields, templates } = value as Partial<NoteType>;
  return (
    isText(id) &&
    isText(name) &&
    (kind === "standard" || kind === "cloze") &&
    areTexts(fields) &&
    Array.isArray(templates) &&
    templates.every((each) => isText(each?.name) && isText(each.front) && isText(each.back))
  );
}

export const emptyNotebook = (): Notebook => ({ notes: new Map(), types: new Map(OWN_TYPES.map((type) => [type.id, type])) });

/** Take one event into a notebook; events come in the order of the log. What is no note is passed over. */
export function takeNotes(book: Notebook, { kind, version, payload }: LogEvent): void {
  if (kind !== NOTES || version !== 1) return;
  const types: unknown[] = Array.isArray(payload["types"]) ? payload["types"] : [];
  const notes: unknown[] = Array.isArray(payload["notes"]) ? payload["notes"] : [];
  for (const type of types) if (isType(type) && !OWN_TYPES.some(({ id }) => id === type.id)) book.types.set(type.id, type);
  for (const note of notes) if (isNote(note)) book.notes.set(note.id, note);
}

/** The notes that are not deleted and whose type is known, in the order they were first made. */
export function livingNotes(book: Notebook): Note[] {
  return [...book.notes.values()].filter((note) => !note.deleted && book.types.has(note.type));
}

/** Ordinals of the cards a note gives. */
export function ordinals(note: Note, type: NoteType): number[] {
  if (note.cards) return note.cards;
  if (type.kind === "cloze") return clozeNumbers(note.fields.join("\n")).map((number) => number - 1);
  if (type.id === "reversed") return [0, 1];
  return type.templates.length > 0 ? type.templates.map((_, place) => place) : [0];
}

/** Id of a card: the reviews of a card go by it. */
export const cardId = (note: Note, ordinal: number): string => `${note.id}/${ordinal}`;

/** Whether a note is in a deck or in one below it. */
export const isIn = (note: Note, deck: string): boolean => note.deck === deck || note.deck.startsWith(`${deck}::`);

/** The decks of notes, each with its number of cards, in the order of their names. */
export function decksOf(book: Notebook): { name: string; cards: number }[] {
  const counts = new Map<string, number>();
  for (const note of livingNotes(book)) {
    counts.set(note.deck, (counts.get(note.deck) ?? 0) + ordinals(note, book.types.get(note.type)!).length);
  }
  return [...counts].map(([name, cards]) => ({ name, cards })).sort((a, b) => (a.name < b.name ? -1 : 1));
}
