/** What a key does while the timer has the focus. */

export type KeyPress = "toggle" | "next" | "add-minute" | "mute";

const KEYS: Record<string, KeyPress> = { " ": "toggle", n: "next", "+": "add-minute", m: "mute" };

/**
 * What a key asks for, `held` where it is only held down, and undefined where it is none of the timer's. Space presses the
 * button, box or summary that has the focus; that may be in another window, so that its class says nothing.
 */
export function keyPress(event: KeyboardEvent): { press: KeyPress; held: boolean } | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
  const press = KEYS[event.key.toLowerCase()];
  if (!press) return undefined;
  if (press === "toggle" && (event.target as Element).closest?.("button, input, summary")) return undefined;
  return { press, held: event.repeat && press !== "add-minute" };
}

/** Give the focus to `panel` when a button of `owner` that had it has gone or been disabled. */
export function keepFocus(owner: HTMLElement, updated: Promise<unknown>, panel: string): void {
  const held = owner.contains(document.activeElement);
  void updated.then(() => {
    const active = document.activeElement;
    const lost = active === document.body || (active instanceof HTMLButtonElement && active.disabled);
    if (held && lost) owner.querySelector<HTMLElement>(panel)?.focus({ preventScroll: true });
  });
}
