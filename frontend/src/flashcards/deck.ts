/** A deck to study: one of the site's, as the build writes it to `assets/decks/ID.json`, or the reader's own notes. */

import type { Faces } from "../cards/faces";
import { cardId, decksOf, emptyNotebook, isIn, livingNotes, NOTES, ordinals, takeNotes, type Note, type NoteType } from "../cards/notes";
import type { Store } from "../store/store";

export interface StudyCard {
  id: string;
  /** Address of the page it comes from, relative to the site's root; empty where there is none. */
  page: string;
  topics: string[];
  /** HTML that is safe to show, and what the card asks of the reader. */
  faces(): Faces & { problem?: string };
  /** The note it is made from, on a card of the reader's own. */
  note?: Note;
}

export interface Deck {
  id: string;
  title: string;
  cards: StudyCard[];
  /** All decks of the reader's own, where this is one of them. */
  decks?: { name: string; cards: number }[];
}

/** A deck that cannot be shown; the message is for the reader and says what to do. */
export class DeckError extends Error {
  override name = "DeckError";
}

/** A deck of the reader's own without cards: nothing is wrong, there is only nothing to study. */
export class EmptyDeck extends DeckError {}

/** A card in the deck's file. */
interface BuiltCard {
  id: string;
  front_html: string;
  back_html: string;
  page: string;
  topics: string[];
  answer?: string;
  seconds?: number;
  problem?: string;
}

function isCard(value: unknown): value is BuiltCard {
  if (typeof value !== "object" || value === null) return false;
  const card = value as Record<string, unknown>;
  return (
    ["id", "front_html", "back_html", "page"].every((field) => typeof card[field] === "string") &&
    Array.isArray(card["topics"])
  );
}

/** Whether a card comes from an entry, given as `metadata-pipeline` or `question/metadata-pipeline`. */
function comesFrom(card: BuiltCard, entry: string): boolean {
  const [kind, id] = card.id.split("/");
  return entry === id || entry === `${kind}/${id}`;
}

function studyCard(card: BuiltCard): StudyCard {
  const { id, page, topics, front_html: front, back_html: back, answer, seconds, problem } = card;
  const faces = { front, back, ...(answer ? { answer } : {}), ...(seconds ? { seconds } : {}), ...(problem ? { problem } : {}) };
  return { id, page, topics, faces: () => faces };
}

/** Read a deck, or the cards of one entry or one topic of it. Throws DeckError. */
export function readDeck(value: unknown, { entry = "", topic = "" } = {}): Deck {
  const { version, id, title, cards } = (value ?? {}) as Record<string, unknown>;
  if (version !== 1 || typeof id !== "string" || typeof title !== "string" || !Array.isArray(cards) || !cards.every(isCard)) {
    throw new DeckError("The deck's file is not one this page can read. Reload the page.");
  }
  const chosen = cards.filter((card) => (!entry || comesFrom(card, entry)) && (!topic || card.topics.includes(topic)));
  if (chosen.length === 0) throw new DeckError("This deck has no cards here. Open another deck.");
  return { id: [id, entry, topic].filter(Boolean).join("/"), title, cards: chosen.map(studyCard) };
}

/** Fetch a deck. Rejects with DeckError. */
export async function fetchDeck(url: URL, choice: { entry?: string; topic?: string } = {}): Promise<Deck> {
  let value: unknown;
  try {
    const response = await fetch(url);
    if (!response.ok) throw new DeckError(`The server answered ${response.status} for the deck.`);
    value = await response.json();
  } catch (error) {
    const reason = error instanceof DeckError ? error.message : "The deck could not be loaded.";
    throw new DeckError(`${reason} Check the connection, then try again.`);
  }
  return readDeck(value, choice);
}

type FacesOf = (note: Note, type: NoteType, ordinal: number) => Faces;

/**
 * The reader's own notes as a deck: those of the deck `name` and the decks below it, or all. Nothing of a note is made into
 * HTML before its card is shown. Rejects with StoreError, and with EmptyDeck where there are none.
 */
export async function ownDeck(store: Store, facesOf: FacesOf, name = ""): Promise<Deck> {
  const book = emptyNotebook();
  // One event may hold 500 notes.
  for await (const events of store.batches(NOTES, 2)) for (const event of events) takeNotes(book, event);
  const notes = livingNotes(book).filter((note) => !name || isIn(note, name));
  const cards = notes.flatMap((note) => {
    const type = book.types.get(note.type)!;
    return ordinals(note, type).map((ordinal): StudyCard => {
      const faces = (): Faces => facesOf(note, type, ordinal);
      return { id: cardId(note, ordinal), page: note.page ?? "", topics: note.tags, faces, note };
    });
  });
  if (cards.length === 0) throw new EmptyDeck(name ? `There are no cards in “${name}”.` : "You have no cards of your own yet.");
  return { id: `own/${name}`, title: name || "Your own cards", cards, decks: decksOf(book) };
}
