/**
 * `<code-review review="slug" src="…/slug.json">`: read what an assistant explains, mark what is wrong, mend the code, and see
 * what was planted. Its content in the page is the proposal for readers without JavaScript. Python is loaded when the code is mended.
 */

import type { TemplateResult } from "lit";
import { ReviewDesk } from "./desk";
import { reviewView } from "./view";

export class CodeReview extends ReviewDesk {
  protected override render(): TemplateResult {
    return reviewView(this);
  }
}

customElements.define("code-review", CodeReview);
