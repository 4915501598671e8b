/** What a page shows in a component's place to readers without JavaScript. */

/**
 * Put the children that the page came with into one box, so that they can be hidden or taken out together; gives the box,
 * or undefined where there are none. To be called before the component first renders.
 */
export function boxedFallback(component: Element): HTMLElement | undefined {
  if (component.childNodes.length === 0) return undefined;
  const box = document.createElement("div");
  box.append(...component.childNodes);
  component.append(box);
  return box;
}
