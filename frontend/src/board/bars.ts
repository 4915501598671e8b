/** The board's buttons: tools, what can be done with what is chosen, and the view. */

import { html, nothing, type TemplateResult } from "lit";
import { begin, chosenArrows, deleteChosen, duplicate, isDrawn, paint, redraw, turn } from "./acts";
import type { Desk, Tool } from "./desk";
import { isNode, NODE_KINDS, TONES, type NodeKind } from "./drawing";
import { icon, type IconName } from "./icons";
import { TOOL_KEYS, toolHint } from "./keys";
import { namesOf } from "./outline";
import { requestPath } from "./stencils";

const TONE_KEYS = ["1", "2", "3", "4", "5"];

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Arrow keys go from button to button, so that Tab passes a bar in one step. */
function onBarKey(event: KeyboardEvent): void {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (by === undefined) return;
  const buttons = [...(event.currentTarget as Element).querySelectorAll("button")];
  const next = (buttons.indexOf(event.target as HTMLButtonElement) + by + buttons.length) % buttons.length;
  buttons[next]?.focus();
  event.preventDefault();
  event.stopPropagation();
}

export function toolBar(desk: Desk): TemplateResult {
  return html`<div class="board__tools" role="toolbar" aria-label="Tools" @keydown=${onBarKey}>
    ${(Object.keys(TOOL_KEYS) as Tool[]).map(
      (tool) => html`<button
        type="button"
        class="board__tool"
        data-tool=${tool}
        title="${capital(tool)} (${TOOL_KEYS[tool]})"
        aria-label=${capital(tool)}
        aria-keyshortcuts=${TOOL_KEYS[tool]}
        aria-pressed=${String(desk.tool === tool)}
        tabindex=${desk.tool === tool ? 0 : -1}
        @click=${() => {
          desk.pick(tool);
          desk.say(toolHint(tool));
        }}
      >
        ${icon(tool)}<span>${capital(tool)}</span>
      </button>`,
    )}
  </div>`;
}

function act(name: IconName, label: string, run: () => void, pressed?: boolean): TemplateResult {
  return html`<button type="button" class="board__act" title=${label} aria-pressed=${pressed === undefined ? nothing : String(pressed)} @click=${run}>
    ${icon(name)}<span>${label}</span>
  </button>`;
}

function tones(desk: Desk): TemplateResult {
  const choice = desk.choice;
  const now = choice[0]?.tone ?? desk.tone;
  return html`<div class="board__tones" role="group" aria-label="Colour">
    ${TONES.map(
      (tone, n) => html`<button
        type="button"
        class="board__tone"
        data-tone=${tone}
        title="${capital(tone)} (${TONE_KEYS[n]})"
        aria-label=${capital(tone)}
        aria-keyshortcuts=${TONE_KEYS[n]!}
        aria-pressed=${String(tone === now)}
        @click=${() => paint(desk, tone)}
      ></button>`,
    )}
  </div>`;
}

function manners(desk: Desk): TemplateResult {
  return html`${act("dashed", "Dashed (async)", () => redraw(desk, "dashed"), isDrawn(desk, "dashed"))}
  ${act("both", "Two heads", () => redraw(desk, "both"), isDrawn(desk, "both"))}`;
}

/** What can be done with what is chosen. `list` opens the list of shapes to connect to. */
function choiceActs(desk: Desk, list: () => void): TemplateResult {
  const single = desk.single;
  const hasArrows = chosenArrows(desk).length > 0;
  return html`${tones(desk)}
  ${single && single.kind !== "stroke" ? act("text", single.kind === "arrow" ? "Label" : "Write", () => desk.write(single.id)) : nothing}
  ${single && isNode(single) ? act("connect", "Connect…", list) : nothing} ${hasArrows ? manners(desk) : nothing}
  ${single?.kind === "arrow" ? act("turn", "Turn around", () => turn(desk)) : act("duplicate", "Duplicate", () => duplicate(desk))}
  ${act("delete", "Delete", () => deleteChosen(desk))}`;
}

/** The second row: it follows the tool and the choice. */
export function contextBar(desk: Desk, isListing: boolean, list: (open: boolean) => void): TemplateResult {
  const kind = NODE_KINDS.find((each) => each === desk.tool) ?? "box";
  const add = (which: NodeKind): TemplateResult => act("plus", `Add ${which}`, () => desk.placeFreely(which));
  const row = (): unknown => {
    if (isListing && desk.single) return targets(desk, desk.single.id, () => list(false));
    if (desk.connecting !== undefined && desk.tool === "select") return html`<span>Press on the other shape, or Tab to it and Enter.</span>${act("connect", "Give up", () => desk.escape())}`;
    if (desk.chosen.size > 0) return choiceActs(desk, () => list(true));
    if (desk.tool === "select") {
      return html`${add("box")}
      ${desk.drawing.shapes.length === 0
        ? act("connect", "Start with a request path", () => begin(desk, requestPath(desk.view.size.w < 600), "Request path"))
        : html`<span class="board__hint">Press on a shape to choose it, twice to write.</span>`}`;
    }
    if (desk.tool === "eraser") return html`<span>${toolHint("eraser")}</span>`;
    if (desk.tool === "pen") return tones(desk);
    return html`${tones(desk)} ${desk.tool === "arrow" ? manners(desk) : add(kind)}`;
  };
  return html`<div class="board__context" role="group" aria-label="For the tool and what is chosen">${row()}</div>`;
}

/** Every shape that an arrow could go to, as a list. */
function targets(desk: Desk, from: string, close: () => void): TemplateResult {
  const others = [...namesOf(desk.drawing)].filter(([id]) => id !== from);
  const connect = (event: Event): void => {
    event.preventDefault();
    const chosen = (event.currentTarget as HTMLFormElement).querySelector("select")?.value;
    close();
    if (chosen) desk.connect(from, chosen);
  };
  const onKey = (event: KeyboardEvent): void => {
    event.stopPropagation(); // A letter finds an entry of the list here.
    if (event.key !== "Escape") return;
    close();
    desk.goTo("shape");
  };
  return html`<form class="board__connect" @submit=${connect} @keydown=${onKey}>
    ${others.length === 0
      ? html`<span>There is no other shape yet.</span>`
      : html`<label>Arrow to <select class="board__targets">${others.map(([id, name]) => html`<option value=${id}>${name}</option>`)}</select></label>
          <button class="board__act board__act--main"><b>Connect</b></button>`}
    <button type="button" class="board__act" @click=${close}><b>Cancel</b></button>
  </form>`;
}

/** The buttons in the corners of the drawing. */
export function cornerBar(desk: Desk): TemplateResult {
  const button = (name: IconName, label: string, run: () => void, isOff = false): TemplateResult =>
    html`<button type="button" class="board__corner" title=${label} aria-label=${label} aria-disabled=${String(isOff)} @click=${run}>${icon(name)}</button>`;
  const percent = `${Math.round(desk.view.camera.zoom * 100)} %`;
  return html`<div class="board__corners">
    <div role="group" aria-label="History">
      ${button("undo", "Undo", () => desk.undo(), !desk.canUndo)} ${button("redo", "Redo", () => desk.redo(), !desk.canRedo)}
    </div>
    <div role="group" aria-label="View">
      ${button("out", "Zoom out", () => desk.view.zoom(0.8))}
      <button type="button" class="board__corner board__percent" title="Back to 100 %" aria-label="Zoom ${percent}, back to 100 %" @click=${() => desk.view.zoom(1 / desk.view.camera.zoom)}>
        ${percent}
      </button>
      ${button("in", "Zoom in", () => desk.view.zoom(1.25))} ${button("fit", "Fit", () => desk.view.fit())}
    </div>
  </div>`;
}
