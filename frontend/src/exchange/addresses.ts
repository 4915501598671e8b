/** Addresses on the site, from the place of this script. */

const HERE = new URL(import.meta.url);
const ROOT = new URL(HERE.pathname.slice(0, HERE.pathname.lastIndexOf("/assets/") + 1) || "/", HERE);

/** The whole address of a page or file that is given relative to the site's root. */
export const onSite = (path: string): string => new URL(path, ROOT).href;

/** Where the reader studies a deck of their own. */
export const toStudy = (deck: string): string => onSite(`decks/yours/?deck=${encodeURIComponent(deck)}`);
