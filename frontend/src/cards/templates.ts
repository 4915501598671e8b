/** Anki's card templates: fields, sections, blanks, hints. What a template asks for and we do not know is left out. */

import { fillCloze } from "./cloze";

export interface Filled {
  html: string;
  /** Field whose content the reader types, where the template asks for it. */
  typed: string | undefined;
}

export interface Marks {
  /** HTML for a blank: hidden on the front, shown on the back. */
  blank(text: string, hint: string): string;
  /** HTML for a field that is shown on asking. */
  hint(name: string, content: string): string;
}

const TAG = /\{\{([#^/]?)([^{}]*?)\}\}/g;
const TAGS_IN_HTML = /<[^>]*>/g;

/** The template filled; `fields` holds the special ones (Tags, Deck, Card) too. `ordinal` counts from 0. */
export function fillTemplate(template: string, fields: ReadonlyMap<string, string>, ordinal: number, marks: Marks): Filled {
  const result = { typed: undefined as string | undefined };
  const html = section(template.replaceAll(/<!--.*?-->/gs, ""), fields, ordinal, marks, result, 0);
  return { html, typed: result.typed };
}

function isFilled(name: string, fields: ReadonlyMap<string, string>, ordinal: number): boolean {
  if (/^c\d+$/.test(name)) return name === `c${ordinal + 1}`;
  const content = fields.get(name) ?? "";
  return content.replaceAll(TAGS_IN_HTML, "").trim() !== "" || /<(img|audio|video)\b/i.test(content);
}

function section(
  template: string,
  fields: ReadonlyMap<string, string>,
  ordinal: number,
  marks: Marks,
  result: { typed: string | undefined },
  depth: number,
): string {
  let html = "";
  let place = 0;
  TAG.lastIndex = 0;
  for (let tag = TAG.exec(template); tag; tag = TAG.exec(template)) {
    html += template.slice(place, tag.index);
    place = TAG.lastIndex;
    const [, sign, inner] = tag as unknown as [string, string, string];
    const name = inner.trim();
    if (sign === "#" || sign === "^") {
      const end = closing(template, name, place);
      const body = template.slice(place, end.start);
      if (depth < 20 && isFilled(name, fields, ordinal) === (sign === "#")) {
        html += section(body, fields, ordinal, marks, result, depth + 1);
      }
      place = end.end;
    } else if (sign === "") {
      html += field(name, fields, ordinal, marks, result);
    }
    TAG.lastIndex = place;
  }
  return html + template.slice(place);
}

/** Where the section of a name ends; a section of the same name inside is passed over. */
function closing(template: string, name: string, from: number): { start: number; end: number } {
  const tags = new RegExp(TAG.source, "g");
  tags.lastIndex = from;
  let open = 1;
  for (let tag = tags.exec(template); tag; tag = tags.exec(template)) {
    if (tag[2]!.trim() !== name || tag[1] === "") continue;
    open += tag[1] === "/" ? -1 : 1;
    if (open === 0) return { start: tag.index, end: tags.lastIndex };
  }
  return { start: template.length, end: template.length };
}

function field(
  text: string,
  fields: ReadonlyMap<string, string>,
  ordinal: number,
  marks: Marks,
  result: { typed: string | undefined },
): string {
  const parts = text.split(":").map((part) => part.trim());
  const name = parts.pop()!;
  let content = fields.get(name) ?? "";
  // The filter that stands nearest to the field is applied first.
  for (const filter of parts.reverse()) {
    if (filter === "cloze") content = fillCloze(content, ordinal + 1, (inner, hint) => marks.blank(inner, hint));
    else if (filter === "text") content = content.replaceAll(TAGS_IN_HTML, "");
    else if (filter === "hint") content = content.trim() === "" ? "" : marks.hint(name, content);
    else if (filter === "type") {
      result.typed = parts.includes("cloze") ? hiddenIn(fields.get(name) ?? "", ordinal) : (fields.get(name) ?? "");
      content = "";
    }
  }
  return content;
}

function hiddenIn(text: string, ordinal: number): string {
  const found: string[] = [];
  fillCloze(text, ordinal + 1, (inner) => {
    found.push(inner);
    return inner;
  });
  return found.join(", ");
}
