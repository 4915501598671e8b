/** Leads a reader who does not look at the drill: what is told, and where the focus goes, once the page shows it. */

import type { LitElement } from "lit";

export class Guide {
  #drill: LitElement;

  constructor(drill: LitElement) {
    this.#drill = drill;
  }

  focusOn(selector: string): void {
    this.#drill.requestUpdate();
    void this.#drill.updateComplete.then(() => {
      const found = this.#drill.querySelector<HTMLElement>(selector);
      found?.focus({ preventScroll: true });
      found?.scrollIntoView({ block: "nearest" });
    });
  }

  /** The regions are written by hand: the same text is told again where it is said again. */
  announce(text: string, urgent = false): void {
    void this.#drill.updateComplete.then(() => {
      const region = this.#drill.querySelector(urgent ? ".spoken-told--urgent" : ".spoken-told--calm");
      if (region) region.textContent = text;
    });
  }
}
