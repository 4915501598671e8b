/** What the theme's own scripts add to a page, made usable by keyboard and screen reader. */

/** Material wraps wide tables in a box that scrolls, and puts an unnamed landmark on each code block. */
const ADDED = ".md-code__nav, .md-typeset__scrollwrap";
let blocks = 0;

function mend(element: Element): void {
  if (element.matches(".md-code__nav")) {
    blocks += 1;
    element.setAttribute("aria-label", `Code block ${blocks}`);
  } else if (element.scrollWidth > element.clientWidth) {
    element.setAttribute("tabindex", "0");
  }
}

/** Mend what stands in the page now and what is added to it later; called once for each page. */
export function mendTheme(): void {
  blocks = 0;
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
