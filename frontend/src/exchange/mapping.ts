/** What the columns of a text file mean. Plain logic, without the page. */

import { HOME, OWN_TYPES, type Note, type NoteType } from "../cards/notes";
import type { Contents, TextFile } from "./contents";

/** Kinds of card that a row can become. */
export const KINDS: readonly NoteType[] = OWN_TYPES.filter(({ id }) => ["basic", "reversed", "cloze", "typed"].includes(id));
export const SEPARATORS: readonly (readonly [string, string])[] = [
  ["\t", "Tab"],
  [",", "Comma"],
  [";", "Semicolon"],
  ["|", "Bar |"],
];
/** No column. */
export const NONE = -1;

export interface Mapping {
  separator: string;
  header: boolean;
  html: boolean;
  /** Id of one of KINDS. */
  type: string;
  /** Column of each field of the kind, from 0, or NONE. */
  fields: number[];
  /** Column with tags or decks, or NONE. */
  tagsColumn: number;
  deckColumn: number;
  /** Deck of rows that name none. */
  deck: string;
  /** Tags for all rows, apart by spaces. */
  tags: string;
}

const MEANINGS = [/^(?:front|question|prompt|text|term|word)$/i, /^(?:back|answer|definition|extra|meaning|translation)$/i];

export const kindOf = (id: string): NoteType => KINDS.find((kind) => kind.id === id)!;

/** The columns that hold what is asked and what is answered, as far as can be told. */
function fieldColumns(text: TextFile): number[] {
  const special = new Set(Object.values(text.special));
  const free = text.columns.map((_, place) => place).filter((place) => !special.has(place));
  const named = MEANINGS.map((meaning) => free.find((place) => meaning.test(text.columns[place]!)));
  const rest = free.filter((place) => !named.includes(place));
  return named.map((place) => place ?? rest.shift() ?? NONE);
}

/** The most likely meaning of a file. */
export function guess(text: TextFile, name: string): Mapping {
  const { separator, header, html, special } = text;
  return {
    separator,
    header,
    html,
    type: text.rows.some((row) => row.some((cell) => /\{\{c\d+::/.test(cell))) ? "cloze" : "basic",
    fields: fieldColumns(text),
    tagsColumn: special["tags"] ?? NONE,
    deckColumn: special["deck"] ?? NONE,
    deck: text.deck || name.replace(/\.[^.]+$/, "").trim() || HOME,
    tags: "",
  };
}

/** The meaning after the file was split otherwise: the columns are found anew, the rest stays. */
export function guessAgain(text: TextFile, former: Mapping): Mapping {
  const { fields, tagsColumn, deckColumn } = guess(text, "");
  return { ...former, separator: text.separator, header: text.header, fields, tagsColumn, deckColumn };
}

/** What keeps a mapping from being used, as a sentence, or nothing. */
export function troubleOf(mapping: Mapping, text: TextFile): string {
  const [first = NONE, second = NONE] = mapping.fields;
  const [one, two] = kindOf(mapping.type).fields as [string, string];
  if (first === NONE) return `Choose the column for ${one}.`;
  if (second === NONE && mapping.type !== "cloze") return text.columns.length === 1 ? "There is one column only. Choose another separator." : `Choose the column for ${two}.`;
  if (first === second) return `${one} and ${two} are the same column. Choose two.`;
  if (mapping.deck.trim() === "") return "Name the deck.";
  return "";
}

const words = (text: string): string[] => text.split(/[\s,]+/).filter((each) => each !== "");

/** The first rows as notes. */
export function sample(text: TextFile, mapping: Mapping, count: number): Note[] {
  const cell = (row: string[], column: number): string => row[column] ?? "";
  return text.rows.slice(0, count).map((row, place) => ({
    id: `csv/${place}`,
    deck: cell(row, mapping.deckColumn).trim() || mapping.deck,
    type: mapping.type,
    fields: mapping.fields.map((column) => cell(row, column)),
    format: mapping.html ? "html" : "markdown",
    tags: [...words(mapping.tags), ...words(cell(row, mapping.tagsColumn))],
  }));
}

/** The mapping as `anki.map` takes it. */
export function asParams(mapping: Mapping): Record<string, unknown> {
  const { type, fields, tagsColumn, deckColumn, separator, header, html } = mapping;
  const named = kindOf(type).fields.map((name, place): [string, number] => [name, fields[place] ?? NONE]);
  const columns = Object.fromEntries([...named.filter(([, column]) => column !== NONE), ["tags", tagsColumn], ["deck", deckColumn]]);
  return { columns, type, deck: mapping.deck.trim(), tags: words(mapping.tags), separator, header, html };
}

/** The notes that the engine made, in the deck that the reader chose for rows that name none. */
export function inChosenDeck(contents: Contents, text: TextFile, mapping: Mapping): Contents {
  if (mapping.deckColumn !== NONE || !text.deck) return contents;
  return { ...contents, notes: contents.notes.map((note) => ({ ...note, deck: mapping.deck.trim() })) };
}
