/** Some cards of a file as they will look. */

import { html, nothing, type TemplateResult } from "lit";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import type { Example } from "./host";

export function examplesView(title: string, examples: readonly Example[]): TemplateResult | typeof nothing {
  if (examples.length === 0) return nothing;
  return html`
    <h4>${title}</h4>
    <ul class="ex-examples">
      ${examples.map(
        ({ front, back, about }) => html`<li class="nb-card">
          <div class="fc-text">${unsafeHTML(front)}</div>
          <hr />
          <div class="fc-text">${unsafeHTML(back)}</div>
          <p class="nb-hint">${about}</p>
        </li>`,
      )}
    </ul>
  `;
}
