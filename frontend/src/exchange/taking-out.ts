/** Notes made ready for Anki: the site's cards and the reader's own, with HTML in every field. */

import { markdownHtml } from "../cards/faces";
import { isIn, livingNotes, type Note, type Notebook, type NoteType } from "../cards/notes";
import { readOptions, readStates, rulesOf, OPTIONS, STATE } from "../cards/states";
import type { LogEvent, Store } from "../store/store";
import { inPortions } from "./portions";

/** The engine's kind of note for the site's cards: front, back, address of the page, id. */
const SITE = "site";
const PORTION = 2_000;

/** What is to be written into a file. */
export interface Output {
  name: string;
  notes: Note[];
  types: NoteType[];
}

/** What the log says of cards, as `anki.write` takes it. */
export interface Standing {
  events: LogEvent[];
  suspended: string[];
  rules: Record<string, unknown>;
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** HTML of Markdown; a single paragraph stands without its mark-up, as Anki's own editor writes it. */
function fieldHtml(text: string): string {
  if (text.trim() === "") return "";
  const html = markdownHtml(text).trim();
  const only = /^<p>([^]*)<\/p>$/.exec(html)?.[1];
  return only !== undefined && !only.includes("<p>") ? only : html;
}

/** A note with HTML in its fields. */
export function htmlNote(note: Note): Note {
  if (note.format === "html") return note;
  const plain = (place: number): boolean => (note.type === "typed" && place === 1) || (note.type === "aloud" && place === 1);
  const isCode = (place: number): boolean => note.type === "code" && place > 0;
  const fields = note.fields.map((field, place) => (isCode(place) ? escaped(field).replaceAll("\n", "<br>") : plain(place) ? escaped(field.trim()) : fieldHtml(field)));
  return { ...note, fields, format: "html" };
}

/** The reader's notes, those of one deck and the decks below it, or all. */
export async function ownOutput(book: Notebook, deck: string, signal: AbortSignal): Promise<Output> {
  const notes: Note[] = [];
  await inPortions(livingNotes(book), (note) => void ((!deck || isIn(note, deck)) && notes.push(htmlNote(note))), { signal });
  const used = new Set(notes.map(({ type }) => type));
  const types = [...book.types.values()].filter(({ id, templates }) => used.has(id) && templates.length > 0);
  return { name: deck || "My cards", notes, types };
}

interface BuiltDeck {
  title: string;
  cards: { id: string; front_html: string; back_html: string; page: string; topics: string[] }[];
}

/** The notes of one of the site's decks; `root` is the address of the site. Rejects with Error, a sentence for the reader. */
export async function siteOutput(address: string, root: string): Promise<Output> {
  let deck: BuiltDeck;
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(String(response.status));
    deck = (await response.json()) as BuiltDeck;
  } catch {
    throw new Error("The deck could not be loaded. Check the connection, then try again.");
  }
  const name = `Greenroom::${deck.title}`;
  const notes = deck.cards.map(({ id, front_html: front, back_html: back, page, topics }): Note => {
    const link = new URL(page, root).href;
    return { id, deck: name, type: SITE, fields: [front, back, page ? `<a href="${escaped(link)}">${escaped(link)}</a>` : "", id], format: "html", tags: topics };
  });
  return { name, notes, types: [] };
}

/** What the reader has reviewed and set aside, as `anki.write` takes it; a card of the site becomes the first of its note. */
export async function standing(store: Store, output: Output, now: number): Promise<Standing> {
  const mine = new Set(output.notes.map(({ id }) => id));
  const isSite = output.notes[0]?.type === SITE;
  const nameOf = (card: string): string => (isSite ? `${card}/0` : card);
  const has = (card: unknown): card is string => typeof card === "string" && mine.has(isSite ? card : card.slice(0, card.lastIndexOf("/")));
  const events: LogEvent[] = [];
  const settings: LogEvent[] = [];
  for await (const found of store.batches("review", PORTION)) {
    for (const event of found) {
      const { card } = event.payload;
      if (has(card)) events.push({ ...event, payload: { ...event.payload, card: nameOf(card) } });
    }
  }
  const reviews = new Set(events.map(({ id }) => id));
  for await (const found of store.batches("undo", PORTION)) events.push(...found.filter(({ payload }) => reviews.has(String(payload["event"]))));
  for (const kind of [OPTIONS, STATE]) for await (const found of store.batches(kind, PORTION)) settings.push(...found);
  const suspended = [...readStates(settings)].filter(([card, state]) => state.suspended && has(card)).map(([card]) => nameOf(card));
  return { events, suspended, rules: rulesOf(readOptions(settings), now) };
}
