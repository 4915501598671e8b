/** What a card of the reader's own shows: its note's fields, as HTML that is safe to put into the page. */

import { Marked } from "marked";
import { fillCloze } from "./cloze";
import type { Note, NoteType } from "./notes";
import { safeHtml, wordsOf } from "./safe-html";
import { fillTemplate, type Marks } from "./templates";

export interface Faces {
  front: string;
  back: string;
  /** What the reader types, where the card asks for it. */
  answer?: string;
  /** Seconds to speak, on a card to be said aloud. */
  seconds?: number;
  /** Code to start from and its tests, on a card to be written. */
  code?: { starter: string; tests: string };
}

const markdown = new Marked({ gfm: true, breaks: true, async: false });
/** Characters of no alphabet stand for a blank while Markdown is read, so that it survives code and lists. */
const OPEN = "\uE000";
const CLOSE = "\uE001";
const SPEAK_SECONDS = 90;

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const hidden = (hint: string): string => `<span class="fc-blank">[${hint || "…"}]</span>`;
const shown = (text: string): string => `<span class="fc-cloze">${text}</span>`;

/** HTML of a text in Markdown. */
export function markdownHtml(text: string): string {
  return safeHtml(markdown.parse(text) as string);
}

/** A text with blank `number` marked, in Markdown. */
function clozeMarkdown(text: string, number: number, mark: "hidden" | "shown"): string {
  const found: string[] = [];
  const marked = fillCloze(text, number, (inner, hint) => {
    found.push(mark === "hidden" ? hidden(escaped(hint)) : "");
    return mark === "hidden" ? `${OPEN}${found.length - 1}${CLOSE}` : `${OPEN}${inner}${CLOSE}`;
  });
  const html = markdown.parse(marked) as string;
  const whole =
    mark === "hidden"
      ? html.replaceAll(/\uE000(\d+)\uE001/g, (_, place: string) => found[Number(place)] ?? "")
      : html.replaceAll(OPEN, '<span class="fc-cloze">').replaceAll(CLOSE, "</span>");
  return safeHtml(whole);
}

function ownFaces(note: Note, ordinal: number): Faces {
  const [first = "", second = "", third = ""] = note.fields;
  const html = note.format === "html" ? safeHtml : markdownHtml;
  switch (note.type) {
    case "reversed":
      return ordinal === 0 ? { front: html(first), back: html(second) } : { front: html(second), back: html(first) };
    case "cloze": {
      if (note.format === "html") {
        const side = (mark: (text: string, hint: string) => string): string => safeHtml(fillCloze(first, ordinal + 1, mark));
        return { front: side((_, hint) => hidden(hint)), back: side(shown) + html(second) };
      }
      return { front: clozeMarkdown(first, ordinal + 1, "hidden"), back: clozeMarkdown(first, ordinal + 1, "shown") + html(second) };
    }
    case "typed":
      return { front: html(first), back: html(second), answer: note.format === "html" ? wordsOf(second) : second.trim() };
    case "aloud":
      return { front: html(first), back: html(third), seconds: Math.min(3_600, Math.max(5, Math.round(Number(second)) || SPEAK_SECONDS)) };
    case "code":
      return { front: html(first), back: "", code: { starter: second, tests: third } };
    default:
      return { front: html(first), back: html(second) };
  }
}

const NO_FRONT_SIDE = /^\s*(?:<hr\b[^>]*>\s*)+/i;

function templateFaces(note: Note, type: NoteType, ordinal: number): Faces {
  const template = type.templates[type.kind === "cloze" ? 0 : ordinal];
  if (!template) return { front: safeHtml(note.fields[0] ?? ""), back: safeHtml(note.fields[1] ?? "") };
  const named = type.fields.map((name, place): [string, string] => [name, note.fields[place] ?? ""]);
  const special: [string, string][] = [
    ["Tags", escaped(note.tags.join(" "))],
    ["Deck", escaped(note.deck)],
    ["Subdeck", escaped(note.deck.split("::").pop()!)],
    ["Type", escaped(type.name)],
    ["Card", escaped(template.name)],
  ];
  const fields = new Map([...special, ...named]);
  const hint: Marks["hint"] = (name, content) => `<details><summary>Show ${escaped(name)}</summary>${content}</details>`;
  const front = fillTemplate(template.front, fields, ordinal, { blank: (_, text) => hidden(text), hint });
  // The front stays on the screen above the answer, so the back need not repeat it.
  const back = fillTemplate(template.back, new Map([...fields, ["FrontSide", ""]]), ordinal, { blank: shown, hint });
  const answer = front.typed === undefined ? {} : { answer: wordsOf(front.typed) };
  return { front: safeHtml(front.html), back: safeHtml(back.html.replace(NO_FRONT_SIDE, "")), ...answer };
}

/** The faces of one card of a note. */
export function facesOf(note: Note, type: NoteType, ordinal: number): Faces {
  return type.templates.length > 0 ? templateFaces(note, type, ordinal) : ownFaces(note, ordinal);
}

/** The first words of a note, for a list. */
export function titleOf(note: Note): string {
  const text = note.format === "html" ? wordsOf(note.fields[0] ?? "") : (note.fields[0] ?? "");
  return text.replaceAll(/\{\{c\d+::(.*?)(?:::[^}]*)?\}\}/g, "$1").replaceAll(/\s+/g, " ").trim().slice(0, 120) || "(empty)";
}
