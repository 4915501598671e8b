/** Offers to make a card from a text selected on a page. The form itself is loaded when it is asked for. */

const SHORTEST = 3;
const LONGEST = 4_000;
const SETTLED_AFTER_MS = 250;

let button: HTMLButtonElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** The selected text, where it is prose of the page and not of a tool. */
function selected(): { text: string; place: DOMRect } | undefined {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const common = range.commonAncestorContainer;
  const element = common instanceof Element ? common : common.parentElement;
  if (!element?.closest(".md-content article") || element.closest("textarea, input, dialog, code-runner, flash-cards, card-notebook, .gr-editor")) return undefined;
  const text = selection.toString().trim();
  return text.length >= SHORTEST && text.length <= LONGEST ? { text, place: range.getBoundingClientRect() } : undefined;
}

function offer(): void {
  const found = selected();
  if (!found) {
    button?.remove();
    button = undefined;
    return;
  }
  if (!button) {
    button = Object.assign(document.createElement("button"), { type: "button", className: "gr-clip", textContent: "Make a card" });
    button.setAttribute("aria-keyshortcuts", "C");
    // The selection must outlive the press.
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", () => void make());
    document.body.append(button);
  }
  const { place } = found;
  button.style.top = `${Math.min(innerHeight - 60, Math.max(60, place.bottom + 8)) + scrollY}px`;
  button.style.left = `${Math.min(innerWidth - 130, Math.max(8, place.left + place.width / 2 - 60))}px`;
}

async function make(): Promise<void> {
  const found = selected();
  if (!found) return;
  button?.remove();
  button = undefined;
  const assets = new URL(import.meta.url).pathname;
  const page = location.pathname.slice(assets.lastIndexOf("/assets/") + 1) + location.hash;
  const { makeCard } = await import("./notebook/clip-dialog");
  await makeCard(found.text, page);
}

/** Follow what is selected. Called once. */
export function offerCards(): void {
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(offer, SETTLED_AFTER_MS);
  });
  document.addEventListener("keydown", (event) => {
    const typing = (event.target as Element).closest?.("input, textarea, select, [contenteditable], code-runner");
    if (event.key !== "c" || event.ctrlKey || event.metaKey || event.altKey || typing || !selected()) return;
    event.preventDefault();
    void make();
  });
}
