/**
 * `<own-plans>`: plans of the reader's own, to make, copy, change, order, delete and run. Bank plans to copy from come in
 * `data-plans`; `?plan=own/ID` runs a plan, `?copy=ID` begins a copy of a bank plan.
 */

import { html, LitElement, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import {
  emptyPhase,
  emptySketch,
  isBlank,
  moved,
  planFrom,
  sketchOf,
  troublesOf,
  type PhaseSketch,
  type PlanSketch,
  type Trouble,
} from "./own-plan";
import "./phase-timer";
import { renderForm, type FormPresses } from "./plan-form";
import { renderList, type ListPresses } from "./plan-list";
import { PlanShelf } from "./plan-shelf";
import type { TimerPlan } from "./run";

const KEEP_AFTER_MS = 400;

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export class OwnPlans extends LitElement {
  static override properties = Object.fromEntries(
    ["plans", "sketch", "tried", "running", "said", "trouble", "deleted", "aside", "dropped"].map((name) => [name, { state: true }]),
  );

  /** Undefined until they are read; and where they cannot be, so that nothing is written over them. */
  declare plans: TimerPlan[] | undefined;
  declare sketch: PlanSketch | undefined;
  declare tried: boolean;
  /** Id of the plan whose timer is shown. */
  declare running: string;
  declare said: string;
  declare trouble: string;
  declare deleted: { plan: TimerPlan; place: number } | undefined;
  /** What was being written when another plan was opened. */
  declare aside: PlanSketch | undefined;
  /** The phase deleted last from the plan that is being written. */
  declare dropped: { phase: PhaseSketch; place: number } | undefined;

  /** What is aside was given up by the reader: it may be taken up again in this visit only. */
  private discarded = false;
  private shelf = new PlanShelf();
  private bank: TimerPlan[] = [];
  private keeping: ReturnType<typeof setTimeout> | undefined;
  private listeners: AbortController | undefined;

  constructor() {
    super();
    this.tried = false;
    this.running = this.said = this.trouble = "";
  }

  protected override createRenderRoot(): HTMLElement {
    return this; // light DOM, so that the theme's styles apply
  }

  override connectedCallback(): void {
    try {
      this.bank = JSON.parse(this.dataset["plans"] ?? "[]") as TimerPlan[];
    } catch {
      this.bank = [];
    }
    this.replaceChildren();
    super.connectedCallback();
    this.listeners = new AbortController();
    const { signal } = this.listeners;
    window.addEventListener("popstate", () => this.readAddress(), { signal });
    window.addEventListener("pagehide", () => this.keepSketchNow(), { signal });
    // Another tab may have changed them.
    document.addEventListener("visibilitychange", () => void this.reread(), { signal });
    window.addEventListener("focus", () => void this.reread(), { signal });
    void this.open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.listeners?.abort();
    this.keepSketchNow();
  }

  private async open(): Promise<void> {
    try {
      await this.shelf.open();
    } catch (error) {
      this.trouble = `${sentence(error)} Plans you make now last until you leave this page.`;
    }
    try {
      this.plans = await this.shelf.plans();
      Object.assign(this, await this.shelf.writing());
      if (this.sketch) this.said = "What you were writing is still here.";
      this.readAddress();
      this.dataset["phase"] = "ready";
    } catch (error) {
      this.trouble = `Your plans are kept, but cannot be read: ${sentence(error)}. They are left as they are; update the page, or restore a backup.`;
      this.dataset["phase"] = "failed";
    }
  }

  private async reread(): Promise<void> {
    if (!this.plans || document.visibilityState === "hidden") return;
    const plans = await this.shelf.plans().catch(() => undefined);
    if (plans && JSON.stringify(plans) !== JSON.stringify(this.plans)) this.plans = plans;
  }

  /** What the address asks for: a plan to run, or one of the bank's to copy. */
  private readAddress(): void {
    const address = new URLSearchParams(location.search);
    const plan = address.get("plan") ?? "";
    this.running = plan;
    if (plan && !this.planOf(plan)) this.said = "There is no plan of that address on this device.";
    const copied = this.bank.find(({ id }) => id === address.get("copy"));
    if (copied) {
      address.delete("copy");
      this.setAddress(address);
      this.begin(sketchOf(copied, true));
    }
    if (plan && this.planOf(plan)) void this.show("phase-timer .phase-timer__panel");
  }

  private setAddress(address: URLSearchParams): void {
    const query = address.toString().replaceAll("%2F", "/");
    history.replaceState(history.state, "", `${location.pathname}${query && `?${query}`}${location.hash}`);
  }

  private planOf(id: string): TimerPlan | undefined {
    return this.plans?.find((plan) => plan.id === id);
  }

  /** Bring a part of the component into view, with the focus. */
  private async show(selector: string): Promise<void> {
    await this.updateComplete;
    await new Promise((resolve) => requestAnimationFrame(resolve)); // what is inside renders after this
    const found = this.querySelector<HTMLElement>(selector);
    found?.focus({ preventScroll: true });
    found?.scrollIntoView({ block: "nearest" });
  }

  // --- what is done with the plans

  private async change(how: (plans: TimerPlan[]) => TimerPlan[], said: string): Promise<boolean> {
    try {
      this.plans = await this.shelf.change(how);
      this.trouble = "";
      this.said = said;
      return true;
    } catch (error) {
      this.trouble = `Nothing was changed. ${sentence(error)}`;
      return false;
    }
  }

  private run(plan: TimerPlan): void {
    this.running = plan.id;
    this.said = "";
    this.setAddress(new URLSearchParams({ plan: plan.id }));
    void this.show("phase-timer .phase-timer__panel");
  }

  private stopShowing(): void {
    this.running = "";
    this.setAddress(new URLSearchParams());
  }

  private async order(plan: TimerPlan, step: number): Promise<void> {
    const how = (plans: TimerPlan[]): TimerPlan[] =>
      moved(plans, plans.findIndex(({ id }) => id === plan.id), step);
    await this.change(how, `Moved ${step < 0 ? "up" : "down"}: ${plan.title}.`);
    await this.showMoved(plan.id, step);
  }

  /** A row that moves loses the focus, and at the end of the list its button is disabled. */
  private async showMoved(id: string, step: number): Promise<void> {
    await this.updateComplete;
    const [same, other] = step < 0 ? ["up", "down"] : ["down", "up"];
    const usable = this.querySelector(`[data-act="${same} ${id}"]:enabled`) ? same : other;
    await this.show(`[data-act="${usable} ${id}"]`);
  }

  private async drop(plan: TimerPlan): Promise<void> {
    const place = this.plans?.findIndex(({ id }) => id === plan.id) ?? 0;
    const done = await this.change((plans) => plans.filter(({ id }) => id !== plan.id), `Deleted: ${plan.title}.`);
    if (!done) return;
    this.deleted = { plan, place };
    if (this.running === plan.id) this.stopShowing();
    void this.show("[data-act=bring-back]");
  }

  private async bringBack(): Promise<void> {
    const { deleted } = this;
    if (!deleted) return;
    const how = (plans: TimerPlan[]): TimerPlan[] =>
      plans.some(({ id }) => id === deleted.plan.id) ? plans : plans.toSpliced(deleted.place, 0, deleted.plan);
    if (await this.change(how, `Brought back: ${deleted.plan.title}.`)) this.deleted = undefined;
    void this.show(`[data-act="run ${deleted.plan.id}"]`);
  }

  // --- writing one

  /** Begin to write; what was being written before is put aside, not lost. */
  private begin(sketch: PlanSketch): void {
    const before = this.sketch;
    if (before && !isBlank(before) && this.isChanged(before)) {
      this.aside = before;
      this.discarded = false;
      this.said = `Put aside: ${before.title.trim() || "the plan you were writing"}.`;
    }
    this.set(sketch);
    this.tried = false;
    this.dropped = undefined;
    void this.show("[data-field=title]");
  }

  private isChanged(sketch: PlanSketch): boolean {
    const plan = this.planOf(sketch.id);
    return !plan || JSON.stringify(sketchOf(plan)) !== JSON.stringify(sketch);
  }

  private goBack(): void {
    const { aside } = this;
    this.aside = undefined;
    this.said = "";
    if (aside) this.begin(aside);
  }

  private set(sketch: PlanSketch | undefined): void {
    this.sketch = sketch;
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => this.keepSketchNow(), KEEP_AFTER_MS);
  }

  private keepSketchNow(): void {
    if (this.keeping === undefined) return;
    clearTimeout(this.keeping);
    this.keeping = undefined;
    const sketch = this.sketch && !isBlank(this.sketch) ? this.sketch : undefined;
    this.shelf.keepWriting({ sketch, aside: this.discarded ? undefined : this.aside }).catch((error: unknown) => {
      this.trouble = `What you type is not kept. ${sentence(error)}`;
    });
  }

  private leave(): void {
    if (this.sketch && !isBlank(this.sketch) && this.isChanged(this.sketch)) {
      this.aside = this.sketch;
      this.discarded = true;
      this.said = "Not kept.";
    }
    this.set(undefined);
    void this.show("[data-act=new]");
  }

  private async keep(): Promise<void> {
    const { sketch } = this;
    if (!sketch) return;
    this.tried = true;
    const [first] = troublesOf(sketch);
    if (first) return this.show(`[data-field="${first.field}"]`);
    const plan = planFrom(sketch);
    const how = (plans: TimerPlan[]): TimerPlan[] =>
      plans.some(({ id }) => id === plan.id) ? plans.map((each) => (each.id === plan.id ? plan : each)) : [...plans, plan];
    if (!(await this.change(how, `Kept: ${plan.title}.`))) return;
    this.tried = false;
    this.set(undefined);
    this.keepSketchNow();
    void this.show(`[data-act="run ${plan.id}"]`);
  }

  private setPhases(how: (phases: PhaseSketch[]) => PhaseSketch[]): void {
    if (this.sketch) this.set({ ...this.sketch, phases: how(this.sketch.phases) });
  }

  private readonly writing: FormPresses = {
    title: (title) => this.sketch && this.set({ ...this.sketch, title }),
    phase: (which, part) =>
      this.setPhases((phases) => phases.map((phase) => (phase.id === which ? { ...phase, ...part } : phase))),
    add: () => {
      const phase = emptyPhase();
      this.setPhases((phases) => [...phases, phase]);
      void this.show(`[data-field="title ${phase.id}"]`);
    },
    move: (which, step) => {
      this.setPhases((phases) => moved(phases, phases.findIndex(({ id }) => id === which), step));
      void this.showMoved(which, step);
    },
    drop: (which) => {
      const place = this.sketch?.phases.findIndex(({ id }) => id === which) ?? -1;
      const phase = this.sketch?.phases[place];
      this.setPhases((phases) => phases.filter(({ id }) => id !== which));
      if (phase) this.dropped = { phase, place };
      void this.show("[data-act=undrop]");
    },
    undrop: () => {
      const { dropped } = this;
      if (!dropped) return;
      this.dropped = undefined;
      this.setPhases((phases) => phases.toSpliced(dropped.place, 0, dropped.phase));
      void this.show(`[data-field="title ${dropped.phase.id}"]`);
    },
    keep: () => void this.keep(),
    leave: () => this.leave(),
  };

  private readonly listing: ListPresses = {
    run: (plan) => this.run(plan),
    write: (plan) => this.begin(sketchOf(plan)),
    copy: (plan) => this.begin(sketchOf(plan, true)),
    order: (plan, step) => void this.order(plan, step),
    drop: (plan) => void this.drop(plan),
    make: () => this.begin(emptySketch()),
  };

  // --- what it shows

  protected override render(): TemplateResult {
    const running = this.planOf(this.running);
    const troubles: Trouble[] = this.sketch && this.tried ? troublesOf(this.sketch) : [];
    return html`
      <p class="own-plans__trouble" role="alert">${this.trouble}</p>
      <p role="status" class="own-plans__said">
        ${this.said}
        ${this.deleted
          ? html`<button type="button" data-act="bring-back" @click=${() => void this.bringBack()}>Bring it back</button>`
          : nothing}
        ${this.aside
          ? html`<button type="button" @click=${() => this.goBack()}>Go back to what you were writing</button>`
          : nothing}
      </p>
      ${running ? this.timer(running) : nothing} ${this.plans
        ? renderList({ plans: this.plans, bank: this.bank, running: this.running, writing: !!this.sketch }, this.listing)
        : nothing}
      ${this.sketch ? renderForm(this.sketch, troubles, this.writing, this.dropped !== undefined) : nothing}
    `;
  }

  private timer(plan: TimerPlan): TemplateResult {
    return html`
      ${keyed(plan.id, html`<phase-timer plan=${plan.id} data-plan=${JSON.stringify(plan)}></phase-timer>`)}
      <p class="own-plans__acts">
        <button type="button" @click=${() => this.stopShowing()}>Put the timer away</button>
      </p>
    `;
  }
}

if (!customElements.get("own-plans")) customElements.define("own-plans", OwnPlans);
