/** A finger drawn across the card: the same as the buttons, for a thumb. Scrolling and selecting text stay as they are. */

interface Listener {
  /** Whether a swipe would do anything now. */
  ready(): boolean;
  done(direction: "left" | "right"): void;
}

/** Pixels sideways that are no slip. */
const FAR = 70;
/** Pixels before the card follows the finger. */
const NEAR = 12;

export class Swipe {
  private readonly endings: (() => void)[] = [];
  private start: { id: number; x: number; y: number; card: HTMLElement } | undefined;

  follow(host: HTMLElement, listener: Listener): void {
    const on = (type: string, act: (event: PointerEvent) => void): void => {
      host.addEventListener(type, act as EventListener);
      this.endings.push(() => host.removeEventListener(type, act as EventListener));
    };
    on("pointerdown", (event) => {
      const card = (event.target as Element).closest<HTMLElement>(".fc-card");
      const own = (event.target as Element).closest("a, button, input, textarea, pre, summary, code-runner");
      if (event.pointerType !== "touch" || !card || own || !listener.ready()) return;
      this.start = { id: event.pointerId, x: event.clientX, y: event.clientY, card };
    });
    on("pointermove", (event) => {
      if (event.pointerId !== this.start?.id) return;
      const across = event.clientX - this.start.x;
      if (Math.abs(event.clientY - this.start.y) > Math.max(NEAR * 2, Math.abs(across))) this.end();
      else if (Math.abs(across) > NEAR && !matchMedia("(prefers-reduced-motion: reduce)").matches) {
        this.start.card.style.translate = `${across / 3}px`;
      }
    });
    on("pointerup", (event) => {
      if (event.pointerId !== this.start?.id) return;
      const across = event.clientX - this.start.x;
      this.end();
      if (Math.abs(across) >= FAR && !getSelection()?.toString()) listener.done(across > 0 ? "right" : "left");
    });
    on("pointercancel", () => this.end());
  }

  leave(): void {
    this.end();
    for (const end of this.endings.splice(0)) end();
  }

  private end(): void {
    if (this.start) this.start.card.style.translate = "";
    this.start = undefined;
  }
}
