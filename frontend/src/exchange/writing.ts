/** An import brought into the log, and taken back. All of it is written in one transaction, or nothing. */

import { MOST_IN_EVENT, NOTES, type Note, type Notebook, type NoteType } from "../cards/notes";
import { safeHtml, wordsOf } from "../cards/safe-html";
import { STATE } from "../cards/states";
import { randomId } from "../store/log-event";
import type { LogEvent, Store } from "../store/store";
import { reviewEvent } from "./contents";
import type { Plan } from "./plan";
import { inPortions } from "./portions";

/** What an import has changed, so that it can be taken back. */
export interface Import {
  /** Notes that were not here before. */
  added: Note[];
  /** Notes as they were before the file's replaced them. */
  replaced: Note[];
  /** How many reviews were new. */
  reviews: number;
  /** Cards that it suspended. */
  suspended: string[];
  /** Time of its events. */
  time: number;
}

/** Text without any of these is the same as HTML and as words. */
const MARKED = /[<&]|\[sound:/;

/** Lines of code in a field of HTML. */
function codeOf(html: string): string {
  const lines = html.replaceAll(/<(?:br|\/p|\/div)\b[^>]*>/gi, "\n").replaceAll(/<[^>]*>/g, "");
  const holder = document.createElement("textarea"); // its content is text, whatever it says
  holder.innerHTML = lines;
  return holder.value;
}

/** A note with nothing in it that acts or fetches. */
export function cleaned(note: Note): Note {
  if (note.format !== "html" || !note.fields.some((field) => MARKED.test(field))) return note;
  const clean = (field: string, place: number): string => {
    if (!MARKED.test(field)) return field;
    if (note.type === "code" && place > 0) return codeOf(field);
    if (note.type === "typed" && place === 1) return wordsOf(field).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    return safeHtml(field);
  };
  return { ...note, fields: note.fields.map(clean) };
}

/** Whether two notes say the same. */
function isSame(one: Note, two: Note): boolean {
  const key = ({ id, deck, type, fields, format, tags, cards }: Note): string => JSON.stringify([id, deck, type, fields, format, tags, cards ?? null]);
  return one.deleted === two.deleted && key(one) === key(two);
}

/** Clean the notes of a plan, in portions; those that say what the reader's own copy says already are left out. */
export async function prepare(plan: Plan, book: Notebook, more: { signal: AbortSignal; heard: (done: number) => void }): Promise<Note[]> {
  const notes: Note[] = [];
  await inPortions(
    plan.notes,
    (note) => {
      const mine = book.notes.get(note.id);
      const clean = { ...cleaned(note), ...(mine?.page ? { page: mine.page } : {}) };
      if (!mine || !isSame(mine, clean)) notes.push(clean);
    },
    more,
  );
  return notes;
}

/** Events of one moment; their ids sort in the order they are meant. */
function eventsOf(time: number, parts: readonly { kind: string; payload: Record<string, unknown> }[]): LogEvent[] {
  const whole = randomId();
  return parts.map(({ kind, payload }, place) => ({ id: `${whole}-${String(place).padStart(4, "0")}`, time, kind, version: 1, payload }));
}

function noteParts(notes: readonly Note[], types: readonly NoteType[] = []): { kind: string; payload: Record<string, unknown> }[] {
  const parts = [];
  for (let from = 0; from < notes.length; from += MOST_IN_EVENT) {
    const payload = { notes: notes.slice(from, from + MOST_IN_EVENT) };
    parts.push({ kind: NOTES, payload: from === 0 && types.length > 0 ? { types, ...payload } : payload });
  }
  return parts;
}

/** Write an import. Rejects with StoreError; nothing is changed then. `notes` come from `prepare`. */
export async function write(store: Store, plan: Plan, notes: Note[], types: ReadonlyMap<string, NoteType>, book: Notebook, now: number): Promise<Import> {
  const used = new Set(notes.map(({ type }) => type));
  const told = [...types.values()].filter(({ id, templates }) => used.has(id) && templates.length > 0);
  const { suspended } = plan;
  const state = suspended.length > 0 ? [{ kind: STATE, payload: { cards: suspended, suspended: true } }] : [];
  const events = [...eventsOf(now, [...noteParts(notes, told), ...state]), ...plan.reviews.map(reviewEvent)];
  // Before the writing: the book follows the log.
  const mine = notes.map(({ id }) => book.notes.get(id));
  const written = await store.addAll(events);
  return {
    added: notes.filter((_, place) => !mine[place] || mine[place].deleted),
    replaced: mine.filter((note) => note !== undefined && !note.deleted) as Note[],
    reviews: written.filter(({ kind }) => kind === "review").length,
    suspended,
    time: now,
  };
}

/** Take an import back: its notes go, those it replaced are as before. Its reviews stay. Rejects with StoreError. */
export async function takeBack(store: Store, { added, replaced, suspended, time }: Import, now: number): Promise<void> {
  const gone = added.map(({ id, deck, type, format }): Note => ({ id, deck, type, format, fields: [], tags: [], deleted: true }));
  const state = suspended.length > 0 ? [{ kind: STATE, payload: { cards: suspended, suspended: false } }] : [];
  await store.addAll(eventsOf(Math.max(now, time + 1), [...noteParts([...gone, ...replaced]), ...state]));
}
