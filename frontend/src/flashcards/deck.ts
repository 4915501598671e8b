/** A deck as the build writes it to `assets/decks/ID.json`. */

export interface DeckCard {
  id: string;
  /** HTML of our own build. */
  front_html: string;
  /** HTML of our own build. */
  back_html: string;
  /** Address of the page it comes from, relative to the site's root. */
  page: string;
  topics: string[];
}

export interface Deck {
  id: string;
  title: string;
  cards: DeckCard[];
}

/** A deck that cannot be shown; the message is for the reader and says what to do. */
export class DeckError extends Error {
  override name = "DeckError";
}

function isCard(value: unknown): value is DeckCard {
  if (typeof value !== "object" || value === null) return false;
  const card = value as Record<string, unknown>;
  return (
    ["id", "front_html", "back_html", "page"].every((field) => typeof card[field] === "string") &&
    Array.isArray(card.topics)
  );
}

/** Whether a card comes from an entry, given as `metadata-pipeline` or `question/metadata-pipeline`. */
function comesFrom(card: DeckCard, entry: string): boolean {
  const [kind, id] = card.id.split("/");
  return entry === id || entry === `${kind}/${id}`;
}

/** Read a deck, or the cards of one entry of it. Throws DeckError. */
export function readDeck(value: unknown, entry = ""): Deck {
  const { version, id, title, cards } = (value ?? {}) as Record<string, unknown>;
  if (version !== 1 || typeof id !== "string" || typeof title !== "string" || !Array.isArray(cards) || !cards.every(isCard)) {
    throw new DeckError("The deck's file is not one this page can read. Reload the page.");
  }
  const chosen = entry ? cards.filter((card) => comesFrom(card, entry)) : cards;
  if (chosen.length === 0) throw new DeckError("This deck has no cards here. Open another deck.");
  return { id, title, cards: chosen };
}

/** Fetch a deck. Rejects with DeckError. */
export async function fetchDeck(url: URL, entry = ""): Promise<Deck> {
  let value: unknown;
  try {
    const response = await fetch(url);
    if (!response.ok) throw new DeckError(`The server answered ${response.status} for the deck.`);
    value = await response.json();
  } catch (error) {
    const reason = error instanceof DeckError ? error.message : "The deck could not be loaded.";
    throw new DeckError(`${reason} Check the connection, then try again.`);
  }
  return readDeck(value, entry);
}
