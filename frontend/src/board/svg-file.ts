/** A drawing as SVG with its own colours: what stands in the page, where the theme's go over them, and in the saved file. */

import { isNode, type Drawing, type Shape, type Tone } from "./drawing";
import { figureOf } from "./figures";
import { extent } from "./finding";
import { grown, rounded } from "./geometry";
import { inkOf } from "./ink";
import { LABEL_SIZE, LEADING, TEXT_SIZE } from "./lettering";
import { outlineOf } from "./outline";
import { labelBox, routesOf, type Route } from "./routes";

/** Colours on paper: the line and the filling. The board's light ones in `board.css` are the same. */
const PAPER: Record<Tone, [line: string, filling: string]> = {
  grey: ["#46524b", "#f3f2ec"],
  blue: ["#1f5a9e", "#e8f0fa"],
  green: ["#1c6a37", "#e7f4eb"],
  amber: ["#8a4f00", "#fdf2db"],
  red: ["#a3301a", "#fcece7"],
};
const TEXT = "#1a2620";
const MARGIN = 24;

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** Characters that no XML document may hold. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function escaped(text: string): string {
  return text.toWellFormed().replace(FORBIDDEN, "").replace(/[&<>"]/g, (each) => ENTITIES[each]!);
}

function words(x: number, y: number, text: string, fill: string, anchor = "middle", size = ""): string {
  return `<text x="${rounded(x)}" y="${rounded(y)}" fill="${fill}" stroke="none" text-anchor="${anchor}"${size}>${escaped(text)}</text>`;
}

/** The line of an arrow and its heads. */
export function arrowMarkup({ line, heads }: Route, dashed: boolean, tone: Tone): string {
  return `<path fill="none" d="${line}"${dashed ? ' stroke-dasharray="7 5"' : ""}/><path fill="${PAPER[tone][0]}" stroke="none" d="${heads}"/>`;
}

/** Filled ink, from its first point. */
export function inkMarkup(path: string, tone: Tone): string {
  return `<path fill="${PAPER[tone][0]}" stroke="none" d="${path}"/>`;
}

/** What is drawn for a shape, from its own place, in the line and filling of the group around it. */
export function markup(shape: Shape, drawing: Drawing): string {
  if (shape.kind === "stroke") return inkMarkup(inkOf(shape), shape.tone);
  if (isNode(shape)) {
    const { body, marks, lines, anchor } = figureOf(shape);
    const fill = shape.kind === "note" ? PAPER[shape.tone][0] : TEXT;
    return `${body && `<path d="${body}"/>`}${marks && `<path fill="none" d="${marks}"/>`}${lines.map(({ x, y, text }) => words(x, y, text, fill, anchor)).join("")}`;
  }
  const route = routesOf(drawing).get(shape.id);
  if (!route) return "";
  const drawn = arrowMarkup(route, shape.dashed, shape.tone);
  if (shape.text.trim() === "") return drawn;
  const { x, y, w, h } = labelBox(shape.text, route.middle);
  const label = shape.text.split("\n").map((text, n) => words(x + w / 2, y + 2 + LABEL_SIZE * (1 + n * LEADING), text, TEXT, "middle", ` font-size="${LABEL_SIZE}"`));
  return `${drawn}<rect x="${rounded(x)}" y="${rounded(y)}" width="${rounded(w)}" height="${rounded(h)}" rx="4" fill="#fff" fill-opacity="0.9" stroke="none"/>${label.join("")}`;
}

/** Where a shape's own place is, as SVG moves it there. */
export function placeOf(shape: Shape): string {
  return shape.kind === "arrow" ? "" : `translate(${rounded(shape.x)} ${rounded(shape.y)})`;
}

/** How high a shape lies: arrows below nodes, ink above both. */
export function level(shape: Shape): number {
  return shape.kind === "stroke" ? 2 : isNode(shape) ? 1 : 0;
}

/** The picture as the text of an SVG file: title, outline as its description, and all that is drawn with a margin around. */
export function svgFile(drawing: Drawing, title: string): string {
  const { x, y, w, h } = grown(extent(drawing) ?? { x: 0, y: 0, w: 320, h: 120 }, MARGIN);
  const [left, top, width, height] = [Math.floor(x), Math.floor(y), Math.ceil(w) + 1, Math.ceil(h) + 1];
  const shapes = [...drawing.shapes].sort((a, b) => level(a) - level(b));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" role="img" font-family="system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif" font-size="${TEXT_SIZE}" stroke-width="1.8" stroke-linejoin="round">
<title>${escaped(title)}</title>
<desc>${escaped(outlineOf(drawing).join("; ") || "Nothing is drawn yet.")}</desc>
<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="#fff"/>
${shapes.map((shape) => `<g transform="${placeOf(shape)}" stroke="${PAPER[shape.tone][0]}" fill="${PAPER[shape.tone][1]}">${markup(shape, drawing)}</g>`).join("\n")}
</svg>
`;
}
