/** Shows a running timer's time before the page's title, and gives the title back. */

let owner: object | undefined;
let original = "";
let shown = "";

/** Put `text` before the title. One timer at a time has the title; a second one is not shown there. */
export function showInTitle(who: object, text: string): void {
  if (owner !== undefined && owner !== who) return;
  // Another title than ours means that the page set one: an instant navigation, or the first call.
  if (owner === undefined || document.title !== shown) original = document.title;
  owner = who;
  shown = `${text} · ${original}`;
  if (document.title !== shown) document.title = shown;
}

/** Give the title back, unless the page has already set another. */
export function releaseTitle(who: object): void {
  if (owner !== who) return;
  if (document.title === shown) document.title = original;
  owner = undefined;
}
