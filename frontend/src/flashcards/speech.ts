/** How long the reader has spoken: a clock beside a card that is to be said aloud. */

export class Speech {
  private began: number | undefined;
  private ended: number | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly now: () => number,
    private readonly changed: () => void,
  ) {}

  get state(): "ready" | "speaking" | "spoken" {
    if (this.began === undefined) return "ready";
    return this.ended === undefined ? "speaking" : "spoken";
  }

  /** Whole seconds spoken. */
  get seconds(): number {
    return this.began === undefined ? 0 : Math.max(0, Math.round(((this.ended ?? this.now()) - this.began) / 1000));
  }

  start(): void {
    this.began = this.now();
    this.ended = undefined;
    clearInterval(this.timer);
    this.timer = setInterval(this.changed, 500);
    this.changed();
  }

  stop(): void {
    if (this.state === "speaking") this.ended = this.now();
    clearInterval(this.timer);
  }

  reset(): void {
    clearInterval(this.timer);
    this.began = this.ended = undefined;
  }
}

/** `1:05` for 65 seconds. */
export function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** What the time says beside the target: within a fifth is as good as on it. */
export function judged(spoken: number, target: number): string {
  const share = spoken / target;
  if (share > 1.2) return "over the target: cut the middle";
  return share < 0.5 ? "far under the target: a reason or a figure is missing" : share < 0.8 ? "under the target" : "on target";
}
