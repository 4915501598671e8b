/** Isolated Pythons for the reader's code: one at work, one spare, so that Stop leaves the page ready at once. */

import type { EngineState } from "./engine";
import { EngineError } from "./protocol";
import type { Runner } from "./sandbox-host";

/** What the pool needs of `SandboxHost`. */
export interface Spawner {
  /** Do ahead what costs no request; gives whether a start would cost none either. */
  prepare(): Promise<boolean>;
  spawn(): Runner;
  /** The spare stands ready; `busy` tells whether code runs. */
  rest?(busy: () => boolean): void;
}

export interface PoolOptions {
  /** Told when the Python at work changes its state. */
  onState?: (state: EngineState, error?: EngineError) => void;
  /** Milliseconds of rest after the first Python is ready before the spare one starts. */
  spareAfter?: number;
}

export class RunnerPool {
  state: EngineState = "cold";
  private active: Runner | undefined;
  private spare: Runner | undefined;
  private calls = 0;
  /** Whether the reader has shown that code will run, so that a spare is worth its memory. */
  private wanted = false;
  private spareTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: Spawner,
    private readonly options: PoolOptions = {},
  ) {}

  /** Do ahead of time what costs no request; where all lies on this device already, that is the whole start. */
  prepare(): void {
    void this.host.prepare().then((free) => {
      if (free && !this.active) this.adopt(this.host.spawn());
    });
  }

  /** Start a Python, on intent; safe to call often. */
  warm(): void {
    if (!this.active) this.adopt(this.host.spawn());
    else if (!this.wanted && this.state === "ready") this.prepareSpare();
    this.wanted = true;
  }

  /** Call a method of the judge in the Python at work, which starts when it must. Rejects with EngineError. */
  async call<T>(method: string, params: Record<string, unknown>, onEvent?: (event: string, data: unknown) => void): Promise<T> {
    this.warm();
    const runner = this.active!;
    this.calls++;
    try {
      return await runner.link.call<T>(method, params, onEvent); // waits in the worker until Python has started
    } catch (error) {
      // Out of stack, exited, or never started: nothing of it is worth keeping.
      if (error instanceof EngineError && error.code === "died" && this.active === runner) this.replace();
      throw error;
    } finally {
      this.calls--;
      // The code has changed the judge or filled the memory: the next run gets a fresh Python.
      if (runner.link.worn && this.active === runner) this.replace();
    }
  }

  /** End what runs, whatever it does, and have the spare ready for the next run. */
  stop(): void {
    if (this.active) this.replace();
  }

  /** End all of them. */
  close(): void {
    clearTimeout(this.spareTimer);
    this.active?.end();
    this.spare?.end();
    this.active = this.spare = undefined;
    this.wanted = false;
    this.become("cold");
  }

  private replace(): void {
    const old = this.active;
    const next = this.spare ?? this.host.spawn();
    this.spare = undefined;
    this.active = undefined;
    old?.end();
    this.adopt(next);
  }

  private adopt(runner: Runner): void {
    this.active = runner;
    let settled = false;
    runner.link.ready.then(
      () => {
        settled = true;
        if (this.active !== runner) return;
        this.become("ready");
        if (this.wanted) this.prepareSpare();
      },
      (error: EngineError) => {
        settled = true;
        if (this.active !== runner) return;
        this.active = undefined;
        this.become("failed", error);
      },
    );
    // A spare that is ready says so before the next task, so the page never shows it as loading.
    queueMicrotask(() => {
      if (!settled && this.active === runner) this.become("loading");
    });
  }

  private prepareSpare(): void {
    clearTimeout(this.spareTimer);
    this.spareTimer = setTimeout(() => {
      if (this.spare || !this.active) return;
      const spare = this.host.spawn();
      this.spare = spare;
      spare.link.ready.then(
        () => this.host.rest?.(() => this.calls > 0),
        () => {
          if (this.spare === spare) this.spare = undefined;
        },
      );
    }, this.options.spareAfter ?? 400);
  }

  private become(state: EngineState, error?: EngineError): void {
    if (this.state === state) return;
    this.state = state;
    this.options.onState?.(state, error);
  }
}
