/** The form over the page it takes a card from, so that the reader keeps the place. */

import { decksOf, emptyNotebook, NOTES, takeNotes } from "../cards/notes";
import { openStore } from "../store/indexed-store";
import "./note-form";
import type { NoteForm } from "./note-form";
import { EMPTY } from "./writing";

/** Ask for a card made from a selected text; resolves when the dialog is closed. `page` is relative to the site's root. */
export async function makeCard(text: string, page: string): Promise<void> {
  const dialog = document.createElement("dialog");
  dialog.className = "nb-dialog md-typeset";
  dialog.setAttribute("aria-labelledby", "nb-dialog-head");
  const head = Object.assign(document.createElement("h2"), { id: "nb-dialog-head", textContent: "Make a card" });
  const close = Object.assign(document.createElement("button"), { type: "button", className: "nb-quiet nb-dialog__close", textContent: "Close" });
  const form = document.createElement("note-form") as NoteForm;
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  dialog.append(head, close, form, said);
  document.body.append(dialog);
  document.dispatchEvent(new Event("greenroom:components")); // its styles are fetched
  const closed = new Promise<void>((resolve) => dialog.addEventListener("close", () => resolve()));
  close.addEventListener("click", () => dialog.close());
  form.addEventListener("note-left", () => dialog.close());
  form.addEventListener("note-kept", () => {
    said.textContent = "Kept in your cards.";
    dialog.dataset["kept"] = "true";
    setTimeout(() => dialog.close(), 900);
  });
  dialog.showModal();
  try {
    const store = await openStore();
    form.store = store;
    const book = emptyNotebook();
    for await (const events of store.batches(NOTES, 2)) for (const event of events) takeNotes(book, event);
    form.decks = decksOf(book).map(({ name }) => name);
    await form.begin({ ...EMPTY, fields: ["", text], page });
    form.querySelector<HTMLElement>("textarea")?.focus();
  } catch (error) {
    said.textContent = `Cards cannot be kept here. ${error instanceof Error ? error.message : String(error)}`;
  }
  await closed;
  dialog.remove();
}
