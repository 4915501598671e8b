/** How a fit looks: the button, the way there, and what came of it. */

import { html, nothing, type TemplateResult } from "lit";
import type { StudyOptions } from "../cards/states";
import type { Fit, Progress } from "./fit";

/** What this part needs of the component. */
export interface FitHost {
  readonly progress: Progress | undefined;
  readonly fit: Fit | undefined;
  readonly saved: keyof StudyOptions | undefined;
  startFit(): Promise<void>;
  cancel(): void;
  use(weights: number[] | null): Promise<void>;
  leave(): void;
}

export function fitView(host: FitHost, { weights }: StudyOptions): TemplateResult {
  const inUse = weights ? "You study with parameters fitted to your reviews." : "You study with the published parameters.";
  const saved = host.saved === "weights" ? html`<span class="study-options__saved" aria-hidden="true">✓ Saved</span>` : nothing;
  return html`<section class="study-options__fit" aria-labelledby="so-fit">
    <p class="study-options__label" id="so-fit">Fitted to you</p>
    <p class="study-options__in-use">${inUse} ${saved}</p>
    ${host.progress ? running(host, host.progress) : idle(host, weights !== null)} ${host.fit && !host.progress ? found(host, host.fit) : nothing}
  </section>`;
}

function idle(host: FitHost, isFitted: boolean): TemplateResult {
  const main = host.fit?.kept ? "" : "md-button--primary";
  return html`<div class="study-options__line">
    <button type="button" class="md-button ${main} study-options__start" @click=${() => void host.startFit()}>
      ${isFitted ? "Fit again" : "Fit to my reviews"}
    </button>
    ${isFitted ? html`<button type="button" class="md-button" @click=${() => void host.use(null)}>Back to published</button>` : nothing}
  </div>`;
}

function running(host: FitHost, { what, share }: Progress): TemplateResult {
  return html`<p class="study-options__note">${what}…</p>
    <div class="study-options__line">
      ${share === undefined
        ? html`<progress class="study-options__progress" aria-label="Fitting"></progress>`
        : html`<progress class="study-options__progress" aria-label="Fitting" max="1" .value=${share}></progress>`}
      <button type="button" class="md-button study-options__cancel" @click=${() => host.cancel()}>Cancel</button>
    </div>`;
}

function found(host: FitHost, fit: Fit): TemplateResult {
  const measured = fit.loss_before !== null;
  return html`<div class="study-options__found" role="group" aria-label="What the fit found" tabindex="-1">
    <p>${fit.reason}</p>
    ${measured ? figures(fit) : nothing}
    ${fit.kept
      ? html`<div class="study-options__line">
          <button type="button" class="md-button md-button--primary" @click=${() => void host.use(fit.weights)}>Use these</button>
          <button type="button" class="md-button" @click=${() => host.leave()}>Leave it</button>
        </div>`
      : nothing}
  </div>`;
}

const figure = (value: number | null, digits: number): string => (value === null ? "–" : value.toFixed(digits));

function figures(fit: Fit): TemplateResult {
  const percent = (value: number | null): string => `${figure(value === null ? null : value * 100, 1)} %`;
  return html`<table class="study-options__figures">
      <caption>Measured on reviews the fit had not seen; less is better</caption>
      <thead>
        <tr><td></td><th scope="col">In use</th><th scope="col">Fitted</th></tr>
      </thead>
      <tbody>
        <tr><th scope="row">Log loss</th><td>${figure(fit.loss_before, 4)}</td><td>${figure(fit.loss_after, 4)}</td></tr>
        <tr><th scope="row">Off by, in recall</th><td>${percent(fit.rmse_before)}</td><td>${percent(fit.rmse_after)}</td></tr>
      </tbody>
    </table>
    <p class="study-options__note">${fit.reviews.toLocaleString("en-GB")} reviews of ${fit.cards.toLocaleString("en-GB")} cards counted.</p>`;
}
