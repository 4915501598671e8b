/** What is on the board and what the reader is doing with it: tool, choice, view, text under way. No page; time comes in. */

import { byId, EMPTY, isNode, nodeOf, nodesOf, SIZES, type Drawing, type Node, type NodeKind, type Shape, type Tone } from "./drawing";
import { added, arrowBetween, arrowOf, nextId, nodeAt, removed, retold } from "./edits";
import { boundsOf, still, walkOf } from "./finding";
import { centre, freePlace, type Point, type Rect } from "./geometry";
import { History } from "./history";
import type { Touch } from "./ink";
import { joined } from "./joining";
import { KIND_NAMES, shortName } from "./outline";
import type { View } from "./view";

export type Tool = "select" | NodeKind | "arrow" | "pen" | "eraser";

/** What a gesture shows before it is done. */
export interface Trace {
  /** Where a node is being drawn, or shapes are being framed. */
  rect?: Rect;
  /** Where an arrow is being pulled to. */
  to?: Point;
  ink?: Touch[];
  /** What the eraser has touched. */
  doomed?: ReadonlySet<string>;
}

/** Where the keyboard should be after a change. */
export type Place = "shape" | "canvas" | "text" | "targets";

export class Desk {
  drawing: Drawing = EMPTY;
  tool: Tool = "select";
  tone: Tone = "grey";
  /** How the next arrow is drawn. */
  arrows = { both: false, dashed: false };
  /** Ids of what is chosen. */
  chosen: ReadonlySet<string> = new Set();
  /** Ids that stay chosen while the keyboard moves on. */
  pinned: ReadonlySet<string> = new Set();
  /** The shape the keyboard is at. */
  at: string | undefined;
  /** The shape whose text is being written. */
  editing: string | undefined;
  /** The node from which an arrow is to go. */
  connecting: string | undefined;
  trace: Trace = {};
  /** What happened last, in a sentence. */
  said = "";
  /** Where the page should put the keyboard next; taken by `takePlace`. */
  #place: Place | undefined;
  /** Before a change that is under way. */
  #before: Drawing | undefined;
  /** What is said when the text of a new node is written, or "". */
  #adding = "";
  /** The drawing when its text began to be written. */
  #bare: Drawing = EMPTY;
  readonly #history = new History();

  /** `changed` is told of everything but of the view; `kept` is true where what is to be kept has changed. */
  constructor(
    private readonly now: () => number,
    readonly view: View,
    private readonly changed: (kept: boolean) => void,
  ) {}

  // --- what there is

  get canUndo(): boolean {
    return this.#history.canUndo;
  }

  get canRedo(): boolean {
    return this.#history.canRedo;
  }

  /** The chosen shapes, in the order they are walked. */
  get choice(): Shape[] {
    return walkOf(this.drawing).filter(({ id }) => this.chosen.has(id));
  }

  /** The one shape that is chosen, or undefined where there are none or several. */
  get single(): Shape | undefined {
    return this.chosen.size === 1 ? byId(this.drawing).get([...this.chosen][0]!) : undefined;
  }

  takePlace(): Place | undefined {
    const place = this.#place;
    this.#place = undefined;
    return place;
  }

  /** Ask for the keyboard to be put somewhere after the next look. */
  goTo(place: Place): void {
    this.#place = place;
    this.changed(false);
  }

  /** Show what a gesture is about to do. */
  sketch(trace: Trace): void {
    this.trace = trace;
    this.changed(false);
  }

  say(sentence: string): void {
    this.said = sentence;
    this.changed(false);
  }

  /** Show another drawing, such as one that was kept; nothing of it can be undone. */
  open(drawing: Drawing): void {
    this.#history.forget();
    this.#before = this.editing = this.connecting = this.at = undefined;
    this.chosen = this.pinned = new Set();
    this.trace = {};
    this.drawing = drawing;
    this.view.fit();
  }

  // --- changes

  /** Make a change that can be undone, and say what it was. `kind` joins changes that come in quick succession. */
  change(next: Drawing, what: string, kind = ""): void {
    this.endText();
    this.settle();
    if (next !== this.drawing) this.#history.note(this.drawing, what, this.now(), kind);
    this.#show(next, what);
  }

  /** Show a change that is still under way; `keep` where it should outlive the page already. */
  preview(next: Drawing, keep = false): void {
    this.#before ??= this.drawing;
    this.drawing = next;
    this.changed(keep);
  }

  /** The drawing as it was before the change under way. */
  get before(): Drawing {
    return this.#before ?? this.drawing;
  }

  /** End the change under way. */
  settle(what = ""): void {
    const before = this.#before;
    this.#before = undefined;
    if (!before || before === this.drawing) return;
    this.#history.note(before, what, this.now());
    this.#show(this.drawing, what);
  }

  /** Take back the change under way. */
  revert(): void {
    // It may have been kept meanwhile: a text is, and what another tab draws is kept with what is under way here.
    const wasOther = this.#before !== undefined && this.#before !== this.drawing;
    if (this.#before) this.drawing = this.#before;
    this.#before = undefined;
    this.trace = {};
    this.changed(wasOther);
  }

  /** Bring in what another tab has drawn since `base`, as a step that can be undone; what is under way here goes on. */
  join(base: Drawing, theirs: Drawing): void {
    this.#history.note(this.before, "Changed in another tab", this.now(), "other tab");
    if (this.#before) this.#before = joined(base, this.#before, theirs);
    this.#bare = joined(base, this.#bare, theirs);
    const next = joined(base, this.drawing, theirs);
    if (this.editing !== undefined && !byId(next).has(this.editing)) this.editing = this.#before = undefined;
    // Where nothing is to be added to theirs it is kept already, and would only come back to them as new.
    this.#show(next, "Changed in another tab", next !== theirs);
  }

  #show(drawing: Drawing, what: string, keep = true): void {
    this.drawing = drawing;
    this.chosen = new Set(still(drawing, this.chosen));
    this.pinned = new Set(still(drawing, this.pinned));
    if (this.at !== undefined && !byId(drawing).has(this.at)) this.at = undefined;
    if (this.connecting !== undefined && !byId(drawing).has(this.connecting)) this.connecting = undefined;
    if (what) this.said = `${what}.`;
    this.changed(keep);
  }

  undo(): void {
    this.#step(() => this.#history.undo(this.drawing), "Undone", "There is nothing to undo.");
  }

  redo(): void {
    this.#step(() => this.#history.redo(this.drawing), "Done again", "There is nothing to do again.");
  }

  #step(step: () => { drawing: Drawing; what: string } | undefined, word: string, none: string): void {
    this.endText();
    if (this.#before) this.revert();
    const found = step();
    if (!found) return this.say(none);
    const was = this.at;
    this.#show(found.drawing, `${word}: ${found.what.charAt(0).toLowerCase()}${found.what.slice(1)}`);
    if (was !== undefined && this.at === undefined) this.goTo("canvas");
  }

  // --- choosing

  pick(tool: Tool): void {
    this.endText();
    this.tool = tool;
    this.connecting = undefined;
    this.trace = {};
    if (tool !== "select") this.choose([]);
    this.changed(false);
  }

  choose(ids: Iterable<string>, at?: string): void {
    this.chosen = new Set(ids);
    this.pinned = new Set();
    this.at = at ?? (this.chosen.size === 1 ? [...this.chosen][0] : undefined);
    this.changed(false);
  }

  /** Put the keyboard at a shape; it and what is pinned are chosen. */
  visit(id: string): void {
    const shape = byId(this.drawing).get(id);
    if (!shape) return;
    this.at = id;
    if (this.connecting === undefined) this.chosen = new Set([...this.pinned, id]);
    this.view.reveal(boundsOf(this.drawing, shape));
    this.goTo("shape");
  }

  /** The keyboard is on the board as a whole: the next walk begins at its first shape. */
  leave(): void {
    this.at = undefined;
    this.changed(false);
  }

  /** Walk to the next shape (or the one before, by -1); false where there is none, so that the keyboard leaves the board. */
  walk(by: 1 | -1): boolean {
    // An arrow can only go to a node.
    const walk = walkOf(this.drawing).filter((shape) => this.connecting === undefined || (isNode(shape) && shape.id !== this.connecting));
    const all = this.at === this.connecting && this.at !== undefined ? walkOf(this.drawing) : walk;
    const from = all.findIndex(({ id }) => id === this.at);
    const rest = from < 0 ? (by > 0 ? walk : []) : by > 0 ? all.slice(from + 1) : all.slice(0, from).reverse();
    let next = rest.find((shape) => walk.includes(shape));
    if (!next && this.connecting !== undefined) next = by > 0 ? walk[0] : walk.at(-1);
    if (next) this.visit(next.id);
    else if (by < 0 && from >= 0) {
      this.choose(this.pinned);
      this.goTo("canvas");
      return true;
    }
    return next !== undefined;
  }

  /** Keep the shape at hand chosen while the keyboard moves on, or no longer. */
  pin(): void {
    const shape = this.at === undefined ? undefined : byId(this.drawing).get(this.at);
    if (!shape) return;
    const pinned = new Set(this.pinned);
    const was = pinned.delete(shape.id);
    if (!was) pinned.add(shape.id);
    this.pinned = pinned;
    this.chosen = new Set([...pinned, shape.id]);
    this.say(`${was ? "No longer held" : "Held"}: ${shortName(this.drawing, shape)}. ${pinned.size} held in all.`);
  }

  /** Give up what is under way, then the tool, then the choice; false where there was nothing. */
  escape(): boolean {
    if (this.#before || this.trace.rect || this.trace.to || this.trace.ink || this.trace.doomed) this.revert();
    else if (this.connecting !== undefined) {
      const from = this.connecting;
      this.connecting = undefined;
      if (this.tool === "select") this.visit(from);
      this.say("No arrow drawn.");
    } else if (this.tool !== "select") this.pick("select");
    else if (this.pinned.size > 0 || this.chosen.size > 1) this.choose([]);
    else return false;
    return true;
  }

  // --- what the reader makes

  /** Put a new node on the board and let its text be written. `from`: the node that is connected to it. */
  place(node: Node, from?: Node): void {
    this.settle();
    let next = added(this.drawing, node);
    const arrow = from && arrowOf(nextId(next), from.id, node.id, this.tone, this.arrows);
    if (arrow) next = added(next, arrow);
    this.preview(next, true);
    this.#adding = `${KIND_NAMES[node.kind]} added`;
    this.tool = "select";
    this.connecting = undefined;
    this.choose([node.id]);
    this.#write(node.id);
  }

  /** Put a new node at a free place: beside the one at hand, or in the middle of what is shown. */
  placeFreely(kind: NodeKind): void {
    this.endText();
    const beside = nodeOf(this.drawing, this.at) ?? nodesOf(this.drawing).at(-1);
    const size = SIZES[kind];
    const middle = centre(this.view.shown);
    const target = beside ? { x: beside.x + beside.w + 80 + size.w / 2, y: beside.y + beside.h / 2 } : middle;
    const { x, y } = freePlace(size, target, this.drawing.shapes.filter((shape) => shape.kind !== "arrow").map((shape) => boundsOf(this.drawing, shape)));
    const node = nodeAt({ x: x + size.w / 2, y: y + size.h / 2 }, nextId(this.drawing), kind, this.tone);
    this.view.reveal(node);
    this.place(node);
  }

  /** Begin to write a shape's text. */
  write(id: string): void {
    this.endText();
    const shape = byId(this.drawing).get(id);
    if (!shape || shape.kind === "stroke") return;
    this.#before = this.drawing;
    this.#adding = "";
    if (!this.chosen.has(id)) this.choose([id]);
    this.#write(id);
  }

  #write(id: string): void {
    this.editing = id;
    this.#bare = this.drawing;
    this.goTo("text");
  }

  /** The text as it stands while it is being written. */
  typed(text: string): void {
    // From the node as it was, so that one that grew with a long text shrinks back with a short one.
    if (this.editing !== undefined) this.preview(retold(this.#bare, this.editing, text), true);
  }

  /** The text is written; an empty note goes. */
  endText(): void {
    const id = this.editing;
    if (id === undefined) return;
    this.editing = undefined;
    const node = nodeOf(this.drawing, id);
    if (node?.kind === "note" && node.text.trim() === "") {
      this.drawing = removed(this.drawing, new Set([id]));
      if (this.#adding) {
        this.revert();
        this.#show(this.drawing, "");
      } else this.settle("Empty note removed");
      return;
    }
    if (this.before === this.drawing) this.#before = undefined;
    const shape = byId(this.drawing).get(id);
    this.settle(this.#adding ? `${this.#adding}${node?.text.trim() ? `: ${shortName(this.drawing, node)}` : ""}` : `Text of ${shape ? shortName(this.drawing, shape) : "it"} written`);
    this.changed(false);
  }

  /** Begin an arrow from a node, to be ended by `connect`. */
  startArrow(from: string | undefined): void {
    const node = nodeOf(this.drawing, from);
    if (!node) return this.say("Choose a shape first: an arrow goes from one shape to another.");
    this.connecting = node.id;
    this.say(`An arrow from ${shortName(this.drawing, node)}. Go to the other shape with Tab and press Enter, or press on it. Escape gives up.`);
  }

  /** Draw the arrow from one node to another, and choose it. */
  connect(from: string, to: string): void {
    const [a, b] = [nodeOf(this.drawing, from), nodeOf(this.drawing, to)];
    this.connecting = undefined;
    this.trace = {};
    if (!a || !b) return this.changed(false);
    const what = `${shortName(this.drawing, a)} to ${shortName(this.drawing, b)}`;
    const there = arrowBetween(this.drawing, from, to);
    const arrow = arrowOf(nextId(this.drawing), from, to, this.tone, this.arrows);
    if (!arrow) return this.say("An arrow goes to another shape.");
    const isTwin = there && there.dashed === arrow.dashed && there.both === arrow.both && there.text === "";
    if (isTwin) this.say(`Connected already: ${what}.`);
    else this.change(added(this.drawing, arrow), `Connected ${what}`);
    const id = isTwin ? there.id : arrow.id;
    if (this.tool === "select") {
      this.choose([id]);
      this.goTo("shape");
    }
  }
}
