/** What is checked about a card before it is kept. Plain logic, without the page. */

import { clozeNumbers } from "../cards/cloze";
import { HOME, ordinals, type Note, type NoteType } from "../cards/notes";

/** A card as it is being written. */
export interface Sketch {
  /** Id of the note that is changed; empty for a new one. */
  id: string;
  deck: string;
  type: string;
  fields: string[];
  format: "markdown" | "html";
  tags: string;
  page: string;
  /** Card of the site it is made from; it can be set aside once this one is kept. */
  instead: string;
}

export const EMPTY: Readonly<Sketch> = { id: "", deck: HOME, type: "basic", fields: ["", ""], format: "markdown", tags: "", page: "", instead: "" };

/** Longest field, in characters: what is longer is no card. */
const LONGEST = 20_000;

/** What keeps a sketch from being a card, by field, as sentences; `note` for the whole. Empty when all is well. */
export function troubles(sketch: Sketch, type: NoteType): Map<string, string> {
  const found = new Map<string, string>();
  const [first = "", second = ""] = sketch.fields;
  const names = type.fields;
  sketch.fields.forEach((text, place) => {
    if (text.length > LONGEST) found.set(names[place] ?? "note", `${text.length.toLocaleString("en-GB")} characters are too long for a card; keep to ${LONGEST.toLocaleString("en-GB")}.`);
  });
  if (first.trim() === "") found.set(names[0]!, `Write ${names[0]!.toLowerCase() === "text" ? "the text" : "the question"} first.`);
  else if (type.kind === "cloze" && clozeNumbers(sketch.fields.join("\n")).length === 0) {
    found.set(names[0]!, "Mark what is to be hidden: select it and press “Make a blank”, or write {{c1::…}} around it.");
  }
  if (["basic", "reversed", "typed"].includes(type.id) && second.trim() === "") found.set(names[1]!, "Write the answer.");
  if (type.id === "aloud") {
    const seconds = Number(second || 90);
    if (!Number.isFinite(seconds) || seconds < 5 || seconds > 3_600) found.set(names[1]!, "Use 5 to 3600 seconds.");
  }
  if (type.id === "code" && !/\bassert\b|\bdef test|\bclass Test/.test(sketch.fields[2] ?? "")) {
    found.set(names[2]!, "Write at least one test, such as: assert double(2) == 4");
  }
  if (sketch.deck.trim() === "") found.set("deck", "Name the deck.");
  return found;
}

/** Tags as typed, apart by spaces or commas; each once. */
export function tagsOf(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter((tag) => tag !== ""))];
}

/** The note a sketch becomes; `id` is that of a new note. */
export function noteFrom(sketch: Sketch, type: NoteType, id: string, before?: Note): Note {
  const note: Note = {
    id: sketch.id || id,
    deck: sketch.deck.trim(),
    type: type.id,
    fields: type.fields.map((_, place) => sketch.fields[place] ?? ""),
    format: sketch.format,
    tags: tagsOf(sketch.tags),
    ...(sketch.page ? { page: sketch.page } : {}),
  };
  // An imported note says itself which of its cards exist.
  if (before?.cards && before.type === type.id && type.kind === "standard") note.cards = before.cards;
  return note;
}

export function sketchOf(note: Note): Sketch {
  const { id, deck, type, fields, format, tags, page } = note;
  return { id, deck, type, fields: [...fields], format, tags: tags.join(" "), page: page ?? "", instead: "" };
}

/** Put a blank around a part of a text, with the next number or, `same`, with the last one used. */
export function blanked(text: string, from: number, to: number, same = false): { text: string; caret: number } {
  const numbers = clozeNumbers(text);
  const last = numbers.at(-1) ?? 0;
  const number = same && last > 0 ? last : last + 1;
  const open = `{{c${number}::`;
  const inner = text.slice(from, to);
  return { text: `${text.slice(0, from)}${open}${inner}}}${text.slice(to)}`, caret: from + open.length + inner.length };
}

/** Whether a note says something that a search asks for: all its words, in the fields, the tags or the deck. */
export function matches(note: Note, query: string): boolean {
  const text = [...note.fields, ...note.tags, note.deck].join("\n").toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** How many cards a note gives. */
export const cardCount = (note: Note, type: NoteType): number => ordinals(note, type).length;
