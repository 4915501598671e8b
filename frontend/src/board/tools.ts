/** All that a board has beyond showing its drawing: tools, gestures, keys and the field for text. Loaded where a board can be drawn on. */

import { html, nothing, type TemplateResult } from "lit";
import { above, grid } from "./above";
import { clear } from "./acts";
import { contextBar, cornerBar, toolBar } from "./bars";
import { toView } from "./camera";
import { Desk, type Place } from "./desk";
import { byId, isNode, type Drawing } from "./drawing";
import { boundsOf } from "./finding";
import { KEY_HELP, onKey } from "./keys";
import { shapeName } from "./outline";
import { Pointing, type Press } from "./pointing";
import type { Scene } from "./scene";
import type { View } from "./view";

/** The board that the tools belong to. */
export interface Host {
  element: HTMLElement;
  /** Unlike that of any other board of the page. */
  id: string;
  view: View;
  scene: Scene;
  /** Title of the drawing. */
  heading(): string;
  /** Something is to be shown; `kept`: the drawing is another. */
  changed(kept: boolean): void;
  save(): string;
  copy(): Promise<string>;
}

export class Tools {
  readonly desk: Desk;
  readonly #pointing: Pointing;
  readonly #host: Host;
  #isListing = false;
  #names: { drawing: Drawing; names: Map<string, string> } | undefined;

  constructor(host: Host) {
    this.#host = host;
    this.desk = new Desk(() => Date.now(), host.view, (kept) => this.#onChange(kept));
    this.#pointing = new Pointing(this.desk);
  }

  #onChange(kept: boolean): void {
    if (this.desk.chosen.size !== 1) this.#isListing = false;
    this.#host.changed(kept);
  }

  get #canvas(): SVGSVGElement {
    return this.#host.element.querySelector<SVGSVGElement>(".board__canvas")!;
  }

  // --- what the reader does

  #place(event: MouseEvent): { x: number; y: number } {
    const { left, top } = this.#canvas.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  #press(event: PointerEvent): Press {
    const { pointerId: id, pointerType: kind, button, shiftKey: shift, timeStamp: time } = event;
    return { id, at: this.#place(event), kind, pressure: kind === "pen" ? event.pressure : undefined, button, shift, time };
  }

  #onPointer = (event: PointerEvent): void => {
    if (event.type === "pointerdown") {
      if (event.button > 1) return;
      this.#canvas.setPointerCapture(event.pointerId);
      this.#pointing.down(this.#press(event));
    } else if (event.type === "pointermove") {
      const all = event.getCoalescedEvents?.() ?? [];
      this.#pointing.move((all.length > 0 ? all : [event]).map((each) => this.#press(each)));
    } else if (event.type === "pointerup") this.#pointing.up(this.#press(event));
    else this.#pointing.cancel(event.pointerId);
  };

  #onWheel(event: WheelEvent): void {
    const { view } = this.desk;
    const isZoom = event.ctrlKey || event.metaKey;
    // Without the keyboard's focus on the board, the wheel scrolls the page, as the reader may only be passing.
    if (!isZoom && !this.#host.element.contains(document.activeElement)) return;
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1;
    const isSideways = event.shiftKey && event.deltaX === 0;
    const [dx, dy] = isSideways ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
    const moved = isZoom ? view.zoom(Math.exp(-event.deltaY * unit * 0.004), this.#place(event)) : view.pan(dx * unit, dy * unit);
    if (moved || isZoom) event.preventDefault();
  }

  onKeyDown(event: KeyboardEvent): void {
    const target = event.target as Element;
    if (event.isComposing || target.closest("textarea, select, input, details")) return;
    const key = { key: event.key, shift: event.shiftKey, command: event.ctrlKey || event.metaKey, alt: event.altKey };
    if (!onKey(this.desk, key, target.closest(".board__canvas") !== null)) return;
    event.preventDefault();
    event.stopPropagation(); // The theme has shortcuts of its own.
  }

  #onTextKey(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.isComposing) return;
    const isEnd = event.key === "Escape" || event.key === "Tab" || (event.key === "Enter" && !event.shiftKey);
    if (!isEnd) return;
    event.preventDefault();
    this.desk.endText();
    this.desk.goTo(this.desk.at === undefined ? "canvas" : "shape");
  }

  #onFocus(event: FocusEvent): void {
    const id = (event.target as Element).closest<SVGElement>("[data-id]")?.dataset["id"];
    if (this.#pointing.isBusy || id === this.desk.at) return;
    if (id !== undefined) this.desk.visit(id);
    else this.desk.leave();
  }

  #list(open: boolean): void {
    this.#isListing = open;
    this.desk.goTo(open ? "targets" : "shape");
  }

  // --- what it shows

  #allNames(): ReadonlyMap<string, string> {
    const { drawing } = this.desk;
    if (this.#names?.drawing !== drawing) {
      this.#names = { drawing, names: new Map(drawing.shapes.map((shape) => [shape.id, shapeName(drawing, shape)])) };
    }
    return this.#names.names;
  }

  render(): TemplateResult {
    const { desk } = this;
    const { drawing, trace, editing } = desk;
    const isEmpty = drawing.shapes.length === 0 && !trace.ink && !trace.rect;
    return html`<div class="board" data-tool=${desk.connecting === undefined ? desk.tool : "arrow"}>
      ${toolBar(desk)} ${contextBar(desk, this.#isListing, (open) => this.#list(open))}
      <div class="board__stage">
        ${this.#canvasView()} ${editing === undefined ? nothing : this.#textView(editing)}
        ${isEmpty ? html`<p class="board__empty">Pick a tool and press on the board.</p>` : nothing} ${cornerBar(desk)}
      </div>
      <div class="board__foot">
        <button type="button" @click=${() => desk.say(this.#host.save())}>Save as SVG</button>
        <button type="button" @click=${() => void this.#host.copy().then((sentence) => desk.say(sentence))}>Copy as text</button>
        <button type="button" @click=${() => clear(desk)}>Clear board</button>
        <p class="board__said" aria-live="polite">${desk.said}</p>
      </div>
    </div>`;
  }

  /** Keys and what they do. */
  help(): TemplateResult {
    return html`<details class="board__keys">
      <summary>Keys</summary>
      <dl>${KEY_HELP.map(([keys, does]) => html`<div><dt>${keys}</dt><dd>${does}</dd></div>`)}</dl>
      <p>
        They work while the keyboard is on the board. Two fingers move and zoom it; so does the wheel, with Ctrl to zoom, once you have pressed on the
        board.
      </p>
    </details>`;
  }

  #canvasView(): TemplateResult {
    const { desk } = this;
    const marks = { names: this.#allNames(), chosen: desk.chosen, doomed: desk.trace.doomed, written: desk.editing };
    return html`<svg
      class="board__canvas"
      role="application"
      aria-roledescription="drawing board"
      aria-label="${this.#host.heading()}. Tab goes from shape to shape."
      tabindex="0"
      @pointerdown=${this.#onPointer}
      @pointermove=${this.#onPointer}
      @pointerup=${this.#onPointer}
      @pointercancel=${this.#onPointer}
      @mousedown=${(event: Event) => event.preventDefault()}
      @wheel=${{ handleEvent: (event: WheelEvent) => this.#onWheel(event), passive: false }}
      @focusin=${(event: FocusEvent) => this.#onFocus(event)}
    >
      ${grid(desk.view.camera, this.#host.id)}${this.#host.scene.draw(desk.drawing, desk.view.camera, marks, above(desk))}
    </svg>`;
  }

  #textView(id: string): TemplateResult {
    const shape = byId(this.desk.drawing).get(id);
    return html`<textarea
      class="board__text"
      aria-label=${shape?.kind === "arrow" ? "Label of the arrow" : "Text of the shape"}
      rows="1"
      maxlength="2000"
      .value=${shape && shape.kind !== "stroke" ? shape.text : ""}
      @input=${(event: Event) => this.desk.typed((event.target as HTMLTextAreaElement).value)}
      @keydown=${(event: KeyboardEvent) => this.#onTextKey(event)}
      @blur=${() => this.desk.endText()}
    ></textarea>`;
  }

  /** To be called when what was rendered is in the page. */
  updated(): void {
    this.#layText();
    const place = this.desk.takePlace();
    if (place) this.#focus(place);
  }

  #focus(place: Place): void {
    const find = (selector: string): HTMLElement | null => this.#host.element.querySelector(selector);
    const { at } = this.desk;
    const places: Record<Place, () => HTMLElement | null> = {
      shape: () => (at === undefined ? null : find(`[data-id="${CSS.escape(at)}"]`)),
      canvas: () => null,
      text: () => find(".board__text"),
      targets: () => find(".board__targets, .board__connect button"),
    };
    const target = places[place]() ?? this.#canvas;
    target.focus({ preventScroll: true });
    if (target instanceof HTMLTextAreaElement) target.select();
  }

  /** Lay the field over the shape whose text is written. */
  #layText(): void {
    const field = this.#host.element.querySelector<HTMLTextAreaElement>(".board__text");
    const shape = byId(this.desk.drawing).get(this.desk.editing ?? "");
    if (!field || !shape) return;
    const { camera, size } = this.desk.view;
    const box = boundsOf(this.desk.drawing, shape);
    const { x, y } = toView(camera, box);
    const [width, height] = [box.w * camera.zoom, box.h * camera.zoom];
    const w = Math.min(size.w - 8, Math.max(140, isNode(shape) ? width : 0));
    field.style.width = `${w}px`;
    field.style.paddingTop = field.style.height = "0";
    const text = field.scrollHeight;
    const h = Math.max(isNode(shape) && shape.kind !== "client" ? height : 0, text + 8);
    // A client's name stands below its picture.
    const top = shape.kind === "client" ? y + height - h : y + (height - h) / 2;
    field.style.height = `${h}px`;
    field.style.left = `${Math.max(4, Math.min(size.w - w - 4, x + (width - w) / 2))}px`;
    field.style.top = `${Math.max(4, Math.min(size.h - h - 4, top))}px`;
    field.style.paddingTop = `${(h - text) / 2}px`;
  }
}
