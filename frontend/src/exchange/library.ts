/** The reader's own notes and what is set about cards, kept up to date while the page is open. */

import { emptyNotebook, NOTES, takeNotes, type Notebook } from "../cards/notes";
import { openStore } from "../store/indexed-store";
import type { Store } from "../store/store";

/** One event may hold 500 notes. */
const PORTION = 2;

export class Library {
  readonly book: Notebook = emptyNotebook();

  private constructor(
    readonly store: Store,
    heard: () => void,
  ) {
    this.close = store.onAppend((event) => {
      takeNotes(this.book, event);
      if (event.kind === NOTES) heard();
    });
  }

  /** Hear of no more changes. */
  readonly close: () => void;

  /** Read the notes; `heard` is told of each later change. Rejects with StoreError. */
  static async open(heard: () => void): Promise<Library> {
    const library = new Library(await openStore(), heard);
    for await (const events of library.store.batches(NOTES, PORTION)) for (const event of events) takeNotes(library.book, event);
    return library;
  }
}
