/** What the log says about cards beside their reviews: what is set, what is set aside, and which are the reader's own. */

import type { LogEvent, Store } from "../store/store";
import { cardId, emptyNotebook, livingNotes, NOTES, ordinals, takeNotes } from "./notes";
import { OPTIONS, readOptions, readStates, STATE, type StudyOptions } from "./states";

export interface Setup {
  options: StudyOptions;
  /** When the options were last set, in milliseconds since 1970; 0 for never. */
  settled: number;
  suspended: string[];
  buried: string[];
  /** The reader's own cards: id -> name of their deck. */
  own: Map<string, string>;
}

/** Kinds of events that change it. */
export const SETUP_KINDS = [OPTIONS, STATE, NOTES] as const;
const PORTION = 2_000;
/** An event of notes may hold hundreds of them. */
const NOTES_PORTION = 2;

/** Read it in portions, so that a long log does not hold up the page. Rejects with StoreError. */
export async function readSetup(store: Store, now: number): Promise<Setup> {
  const book = emptyNotebook();
  for await (const events of store.batches(NOTES, NOTES_PORTION)) for (const event of events) takeNotes(book, event);
  const own = livingNotes(book).flatMap((note) => ordinals(note, book.types.get(note.type)!).map((each) => [cardId(note, each), note.deck] as const));
  const [options, states]: [LogEvent[], LogEvent[]] = [[], []];
  for await (const events of store.batches(OPTIONS, PORTION)) options.push(...events);
  for await (const events of store.batches(STATE, PORTION)) states.push(...events);
  const stands = [...readStates(states)];
  return {
    options: readOptions(options),
    settled: options.reduce((latest, { time }) => Math.max(latest, time), 0),
    suspended: stands.filter(([, state]) => state.suspended).map(([card]) => card),
    buried: stands.filter(([, state]) => state.buriedUntil > now).map(([card]) => card),
    own: new Map(own),
  };
}
