/** What the theme's own scripts add to a page, made usable by keyboard and screen reader. */

/** Material wraps wide tables in a box that scrolls, and puts an unnamed landmark on each code block. */
const ADDED = ".md-code__nav, .md-typeset__scrollwrap";
let blocks = 0;

function mend(element: Element): void {
  if (element.matches(".md-code__nav")) {
    blocks += 1;
    element.setAttribute("aria-label", `Code block ${blocks}`);
  } else {
    sizes.observe(element);
  }
}

/** Measures after the browser has laid the page out: to ask before would make it do so twice. */
const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }
});

/** A menu whose section has a page of its own is labelled by an icon alone: its title names it instead. */
function nameMenus(): void {
  for (const menu of document.querySelectorAll(".md-nav[aria-labelledby]")) {
    const label = document.getElementById(menu.getAttribute("aria-labelledby") ?? "");
    const title = menu.querySelector(":scope > .md-nav__title")?.textContent?.trim();
    if (label?.textContent?.trim() || !title) continue;
    menu.removeAttribute("aria-labelledby");
    menu.setAttribute("aria-label", title);
  }
}

/** Mend what stands in the page now and what is added to it later; called once for each page. */
export function mendTheme(): void {
  blocks = 0;
  nameMenus();
  const content = document.querySelector(".md-content");
  if (!content) return;
  for (const element of content.querySelectorAll(`${ADDED}, .gr-blanks`)) mend(element);
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) {
        if (!(node instanceof Element)) continue;
        if (node.matches(ADDED)) mend(node);
        else if (node.childElementCount) for (const inner of node.querySelectorAll(ADDED)) mend(inner);
      }
    }
  }).observe(content, { childList: true, subtree: true });
}

/** Search results carry their tags in landmarks without a name; they are no place to go to. Called once. */
export function mendSearch(): void {
  const results = document.querySelector(".md-search-result__list");
  if (!results) return;
  new MutationObserver(() => {
    for (const tags of results.querySelectorAll("nav.md-tags:not([role])")) tags.setAttribute("role", "presentation");
  }).observe(results, { childList: true, subtree: true });
}

const NOTES = "greenroom:interview-notes";

/** Remember for all parts of all interviews whether the interviewer's notes are shown; called once for each page. */
export function rememberNotes(): void {
  const box = document.querySelector<HTMLInputElement>("#show-notes");
  if (!box) return;
  try {
    box.checked = localStorage.getItem(NOTES) !== "hidden";
    box.addEventListener("change", () => localStorage.setItem(NOTES, box.checked ? "shown" : "hidden"));
  } catch {
    // Where storage is blocked the switch works for this page.
  }
}
