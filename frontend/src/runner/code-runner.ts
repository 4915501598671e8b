/**
 * `<code-runner problem="slug" src="…/slug.json">`: an editor, Run, Test and Stop, the verdict, and the habits around it.
 *
 * Its content in the page is the starter code for readers without JavaScript. Python is loaded on intent only: when the
 * pointer or the focus comes to the tool, or a button is pressed; a press before it is ready waits and is never lost.
 */

import type { PropertyValues, TemplateResult } from "lit";
import { RunnerTasks } from "./tasks";
import { runnerView } from "./view";

export class CodeRunner extends RunnerTasks {
  protected override updated(_changed: PropertyValues): void {
    if (!this.task && this.outcome) this.dataset["verdict"] = this.outcome.verdict;
    else delete this.dataset["verdict"];
    this.dataset["python"] = this.pythonState;
    this.dataset["task"] = this.task ?? (this.measuring ? "measure" : "");
  }

  protected override render(): TemplateResult {
    return runnerView(this);
  }
}

customElements.define("code-runner", CodeRunner);
